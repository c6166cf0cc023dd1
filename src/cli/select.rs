//! From words on the command line to a filter: names of deliveries, terms, and the minus that is no flag.

use std::ffi::OsString;

use crate::query::{Filter, Name};
use crate::store::Reader;
use crate::webhook::DeliveryId;

use super::context::Context;
use super::outcome::{self, Ended};

/// A word of the form `-KEY` followed by an operator is a term, never a flag: its minus becomes the filter language's
/// other sign for not, which the parser of flags leaves alone.
pub(super) fn protect_negation(arg: OsString) -> OsString {
    let Some(text) = arg.to_str() else { return arg };
    let Some(term) = text.strip_prefix('-') else { return arg };
    let key = term.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(term.len());
    let operator = term[key..].starts_with(['.', ':', '=', '<', '>', '!']);
    if key > 0 && operator { format!("!{term}").into() } else { arg }
}

/// The words of a selection, told apart.
pub(super) struct Words {
    names: Vec<Name>,
    text: Option<String>,
}

impl Words {
    /// A word that is a delivery's name is one; the others, joined by blanks, are a filter.
    pub(super) fn sort(words: &[String]) -> Self {
        let mut names = Vec::new();
        let mut text: Vec<String> = Vec::new();
        for word in words {
            match Name::parse(word) {
                Some(name) => names.push(name),
                None => text.push(quote_program(word)),
            }
        }
        Self { names, text: (!text.is_empty()).then(|| text.join(" ")) }
    }

    /// True if nothing was said.
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty() && self.text.is_none()
    }

    /// The filter, narrowed by further terms.
    pub(super) fn filter(&self, context: &Context, reader: &Reader, more: &[String]) -> Result<Filter, Ended> {
        let newest = newest(context, reader, &self.names)?;
        let query = context.query(newest);
        let text =
            self.text.iter().map(|text| format!("({text})")).chain(more.iter().cloned()).collect::<Vec<_>>().join(" ");
        let compiled = if self.names.is_empty() {
            // A fault in the user's own words is shown in those words.
            if let Some(own) = &self.text {
                Filter::parse(own, &query).map_err(|error| outcome::filter(&error))?;
            }
            Filter::parse(&text, &query)
        } else {
            Filter::named(&self.names, Some(text.as_str()).filter(|text| !text.is_empty()), &query)
        };
        let filter = compiled.map_err(|error| outcome::filter(&error))?;
        for hint in filter.hints() {
            context.note(&format!("note: {hint}"));
        }
        Ok(filter)
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

/// What `last` counts from: the newest number, or where a name counts back, the newest that a list would show.
fn newest(context: &Context, reader: &Reader, names: &[Name]) -> Result<i64, Ended> {
    let last = reader.facts().map_err(|error| outcome::store(&error))?.last;
    if !names.iter().any(|name| matches!(name, Name::Last(_))) {
        return Ok(last);
    }
    let mut all = Filter::parse("", &context.query(last)).map_err(|error| outcome::filter(&error))?;
    Ok(reader.newest(&mut all, 0)?.map_or(0, |id| id.0))
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
