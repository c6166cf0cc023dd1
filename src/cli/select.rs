//! From words on the command line to a filter: names of deliveries, terms, and the minus that is no flag.

use std::ffi::OsString;

use crate::query::{Filter, Name};
use crate::store::Reader;
use crate::webhook::DeliveryId;

use super::context::Context;
use super::outcome::{self, Ended};

/// A word of the form `-KEY` followed by an operator is a term, never a flag, and so is one that goes on with what no
/// flag holds: its minus becomes the filter language's other sign for not, which the parser of flags leaves alone.
pub(super) fn protect_negation(arg: OsString) -> OsString {
    let Some(text) = arg.to_str() else { return arg };
    let Some(term) = text.strip_prefix('-') else { return arg };
    let key = term.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(term.len());
    let keyed = key > 0 && term[key..].starts_with(['.', ':', '=', '<', '>', '!']);
    let never_a_flag = term.starts_with(['(', '/', '"', '\'', '@', '#', '~']);
    if keyed || never_a_flag { format!("!{term}").into() } else { arg }
}

/// The words of a selection.
pub(super) struct Words<'a> {
    words: &'a [String],
}

/// What a selection leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// What a list leaves out by default: sent and refused ones.
    Deliveries,
    /// Nothing.
    Everything,
}

impl<'a> Words<'a> {
    /// All words together are one filter.
    pub(super) fn new(words: &'a [String]) -> Self {
        Self { words }
    }

    /// The filter, narrowed by further terms.
    pub(super) fn filter(&self, context: &Context, reader: &Reader, scope: Scope) -> Result<Filter, Ended> {
        let newest = reader.facts().map_err(|error| outcome::store(&error))?.last;
        let words = self.words.iter().map(|word| match Name::parse(word) {
            // Counted as a list shows them, refused and sent ones left out.
            Some(name @ Name::Last(_)) => {
                let found = resolve(context, reader, name)?;
                Ok(found.first().map_or_else(|| "#0".to_owned(), |id| format!("#{id}")))
            }
            _ => Ok(quote_program(word)),
        });
        let text = words.collect::<Result<Vec<String>, Ended>>()?.join(" ");
        let parse = match scope {
            Scope::Deliveries => Filter::parse,
            Scope::Everything => Filter::everywhere,
        };
        parse(&text, &context.query(newest)).map_err(|error| outcome::filter(&error).into())
    }
}

/// The shell has taken the quotes from `jq:'…'`; a word that begins so is the program to its end.
fn quote_program(word: &str) -> String {
    let (sign, term) = match word.strip_prefix(['-', '!']) {
        Some(term) => (&word[..1], term),
        None => ("", word),
    };
    match term.strip_prefix("jq:") {
        Some(program) if !program.starts_with(['"', '\'']) => {
            format!("{sign}jq:\"{}\"", program.replace('\\', "\\\\").replace('"', "\\\""))
        }
        _ => word.to_owned(),
    }
}

/// The numbers that names mean. `last~2` counts only what a list would show.
pub(super) fn resolve(context: &Context, reader: &Reader, name: Name) -> Result<Vec<DeliveryId>, Ended> {
    let facts = reader.facts().map_err(|error| outcome::store(&error))?;
    match name {
        Name::Number(number) => Ok(vec![DeliveryId(number)]),
        Name::Uid(uid) => {
            let found = reader.find(&uid).map_err(|error| outcome::store(&error))?;
            Ok(found.into_iter().collect())
        }
        Name::Last(back) => {
            let mut all = Filter::parse("", &context.query(facts.last)).map_err(|error| outcome::filter(&error))?;
            Ok(reader.newest(&mut all, back)?.into_iter().collect())
        }
        Name::Range(first, last) => Ok((first.max(1)..=last.min(facts.last)).map(DeliveryId).collect()),
    }
}
