//! The grammar: from text to an expression, with the place of what is wrong.
//!
//! ```text
//! filter = or ;              or  = and { ("|" | "OR") and } ;
//! and    = not { [ "&" | "AND" ] not } ;                    (* a blank means AND *)
//! not    = [ "-" | "!" | "NOT" ] ( "(" or ")" | term ) ;
//! term   = key op value { "|" value } | key ":" | word | quoted | "/" regex "/" | "~" alias | "@" saved | name ;
//! op     = ":" | "=" | "!=" | ">" | ">=" | "<" | "<=" ;     (* also key:>=n, key:a..b *)
//! ```

use crate::text::did_you_mean;

use super::compile::{self, Op, Term, Value};
use super::error::FilterError;
use super::filter::{Context, Expr};
use super::lexer::key_and_op;
use super::names::Name;
use super::pattern::Pattern;
use super::subject::Field;
use super::terms::{self, ALIASES, Means};
use super::test::Test;

/// Saved filters may use each other this deep; deeper, they use themselves.
const DEEPEST_SAVED: usize = 8;
/// How a fault in a saved filter begins.
const IN_SAVED: &str = "in the saved filter ";
/// Parentheses may nest this deep.
const DEEPEST_PARENTHESES: usize = 64;

/// What parsing brings.
pub(super) struct Parsed {
    pub(super) expr: Expr,
    pub(super) mentions: Mentions,
    /// Deliveries named by number or uid.
    pub(super) exact: Vec<Name>,
    pub(super) hints: Vec<String>,
}

/// Of what the text spoke: then the defaults for it do not apply.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mentions {
    pub(super) origin: bool,
    pub(super) refused: bool,
}

pub(super) fn parse(text: &str, context: &Context) -> Result<Parsed, FilterError> {
    parse_nested(text, context, 0)
}

fn parse_nested(text: &str, context: &Context, saved_depth: usize) -> Result<Parsed, FilterError> {
    let mut parser = Parser {
        text,
        at: 0,
        context,
        saved_depth,
        depth: 0,
        mentions: Mentions::default(),
        exact: Vec::new(),
        hints: Vec::new(),
    };
    parser.skip_blanks();
    let expr = if parser.rest().is_empty() { Expr::Test(Test::Always) } else { parser.or()? };
    if parser.rest().starts_with(')') {
        return Err(parser.error(parser.at, "there is no ( for this )"));
    }
    Ok(Parsed { expr, mentions: parser.mentions, exact: parser.exact, hints: parser.hints })
}

/// The test for a delivery's name.
pub(super) fn name_test(name: Name, newest: i64) -> Test {
    match name {
        Name::Number(number) => Test::Int(Field::Id, vec![(number, number)]),
        Name::Range(first, last) => Test::Int(Field::Id, vec![(first, last)]),
        Name::Last(back) => {
            let number = newest.saturating_sub(i64::try_from(back).unwrap_or(i64::MAX));
            Test::Int(Field::Id, vec![(number, number)])
        }
        Name::Uid(uid) => Test::Id(Vec::new(), Some(*uid.as_bytes())),
    }
}

pub(super) struct Parser<'a> {
    text: &'a str,
    pub(super) at: usize,
    context: &'a Context,
    saved_depth: usize,
    depth: usize,
    mentions: Mentions,
    exact: Vec<Name>,
    hints: Vec<String>,
}

pub(super) type Parse<T> = Result<T, FilterError>;

impl<'a> Parser<'a> {
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    pub(super) fn error(&self, at: usize, message: impl Into<String>) -> FilterError {
        let column = self.text[..at].chars().count() + 1;
        FilterError { text: self.text.to_owned(), column, message: message.into() }
    }

    /// Takes `word` if it stands here as a word of its own.
    fn take_word(&mut self, word: &str) -> bool {
        let Some(after) = self.rest().strip_prefix(word) else { return false };
        let alone = after.chars().next().is_none_or(|c| c.is_whitespace() || c == '(');
        if alone {
            self.at += word.len();
            self.skip_blanks();
        }
        alone
    }

    fn or(&mut self) -> Parse<Expr> {
        let mut parts = vec![self.and()?];
        loop {
            self.skip_blanks();
            if self.rest().starts_with('|') {
                self.at += 1;
                self.skip_blanks();
            } else if !self.take_word("OR") {
                break;
            }
            parts.push(self.and()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Expr::Any(parts) })
    }

    fn and(&mut self) -> Parse<Expr> {
        let mut parts = vec![self.not()?];
        loop {
            self.skip_blanks();
            let explicit = if self.rest().starts_with('&') {
                self.at += 1;
                self.skip_blanks();
                true
            } else {
                self.take_word("AND")
            };
            let ends = self.rest().is_empty() || self.rest().starts_with([')', '|']) || self.stands_here("OR");
            if ends && !explicit {
                break;
            }
            parts.push(self.not()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Expr::All(parts) })
    }

    fn stands_here(&self, word: &str) -> bool {
        self.rest()
            .strip_prefix(word)
            .is_some_and(|after| after.chars().next().is_none_or(|c| c.is_whitespace() || c == '('))
    }

    fn not(&mut self) -> Parse<Expr> {
        let mut negated = false;
        loop {
            let sign =
                self.rest().starts_with(['-', '!']) && self.rest()[1..].starts_with(|c: char| !c.is_whitespace());
            if sign {
                self.at += 1;
            } else if !self.take_word("NOT") {
                break;
            }
            negated = !negated;
        }
        let expr = self.group()?;
        Ok(if negated { Expr::Not(Box::new(expr)) } else { expr })
    }

    fn group(&mut self) -> Parse<Expr> {
        if !self.rest().starts_with('(') {
            return self.term();
        }
        let open = self.at;
        self.depth += 1;
        if self.depth > DEEPEST_PARENTHESES {
            return Err(self.error(open, "parentheses are nested too deeply"));
        }
        self.at += 1;
        self.skip_blanks();
        let expr = self.or()?;
        self.skip_blanks();
        if !self.rest().starts_with(')') {
            return Err(self.error(open, "this ( is never closed"));
        }
        self.at += 1;
        self.depth -= 1;
        Ok(expr)
    }

    fn term(&mut self) -> Parse<Expr> {
        let start = self.at;
        match self.peek() {
            None => Err(self.error(start, "a term is missing here")),
            Some(')' | '|' | '&') => Err(self.error(start, "a term is missing before this")),
            Some('"' | '\'') => {
                let text = self.quoted()?;
                Ok(Expr::Test(Test::Anywhere(Pattern::anywhere(&text))))
            }
            Some('@') => self.saved(),
            Some('~') => self.alias(),
            Some('/') if self.regex_ends().is_some() => {
                let text = self.regex();
                let pattern = Pattern::regex(&text).map_err(|message| self.error(start, message))?;
                Ok(Expr::Test(Test::Anywhere(pattern)))
            }
            Some(_) => self.keyed_or_word(),
        }
    }

    fn keyed_or_word(&mut self) -> Parse<Expr> {
        let start = self.at;
        let Some((name, op, length)) = key_and_op(self.rest()) else { return Ok(self.word()) };
        self.at += length;
        let Some((key, rest)) = terms::find(name) else {
            let meant = did_you_mean(name, terms::names());
            let or_text = if meant.is_empty() { "; put the text in quotes to search for it" } else { "" };
            return Err(self.error(start, format!("`{name}` is not a key{meant}{or_text}")));
        };
        let op = if op == Op::Has { self.op_after_colon() } else { op };
        let at = self.at;
        let values = if key.name == "jq" { self.program()? } else { self.values()? };
        if values.is_empty() && op != Op::Has {
            return Err(self.error(at, format!("a value is missing, as in `{}`", key.example)));
        }
        self.mentions.origin |=
            key.name == "origin" || (key.name == "is" && values.contains(&Value::Bare("test".into())));
        self.mentions.refused |= key.name == "is" && values.contains(&Value::Bare("refused".into()));
        let term = Term { key, rest, op, values };
        compile::compile(&term, self.context).map_err(|message| self.error(at, message))
    }

    fn word(&mut self) -> Expr {
        let word = self.take_plain();
        if let Some(name) = Name::parse(word) {
            return self.names(word, name);
        }
        if METHODS.contains(&word) {
            self.hints.push(format!("`{word}` is searched for as text; for the method write `method:{word}`"));
        }
        Expr::Test(Test::Anywhere(Pattern::anywhere(word)))
    }

    fn take_plain(&mut self) -> &'a str {
        let end = self.rest().find(|c: char| c.is_whitespace() || c == ')').unwrap_or(self.rest().len());
        let word = &self.rest()[..end];
        self.at += end;
        word
    }

    /// Names side by side are a list: each of them is meant.
    fn names(&mut self, word: &str, first: Name) -> Expr {
        if let (Name::Number(number @ 100..=599), false) = (first, word.starts_with('#')) {
            self.hints.push(format!("`{number}` is delivery number {number}; for the answer write `status:{number}`"));
        }
        let mut all = vec![first];
        loop {
            let before = self.at;
            self.skip_blanks();
            let Some(name) = Name::parse(self.take_plain()) else {
                self.at = before;
                break;
            };
            all.push(name);
        }
        self.exact.extend(all.iter().filter(|name| matches!(name, Name::Number(_) | Name::Uid(_))));
        Expr::Any(all.into_iter().map(|name| Expr::Test(name_test(name, self.context.newest))).collect())
    }

    fn saved(&mut self) -> Parse<Expr> {
        let start = self.at;
        let end = self.rest().find(|c: char| c.is_whitespace() || c == ')').unwrap_or(self.rest().len());
        let name = &self.rest()[1..end];
        self.at += end;
        let Some(text) = self.context.saved.get(name) else {
            let meant = did_you_mean(name, self.context.saved.keys().map(String::as_str));
            return Err(
                self.error(start, format!("no filter `{name}` is saved under [filters] in hookctl.toml{meant}"))
            );
        };
        if self.saved_depth == DEEPEST_SAVED {
            return Err(self.error(start, format!("{IN_SAVED}`{name}`: saved filters use each other in a circle")));
        }
        let parsed = parse_nested(text, self.context, self.saved_depth + 1).map_err(|error| {
            match error.message.strip_prefix(IN_SAVED) {
                // Told once is enough, however deep it was found.
                Some(_) => self.error(start, error.message),
                None => self.error(start, format!("{IN_SAVED}`{name}`, {error}")),
            }
        })?;
        self.mentions.origin |= parsed.mentions.origin;
        self.mentions.refused |= parsed.mentions.refused;
        self.exact.extend(parsed.exact);
        Ok(parsed.expr)
    }

    fn alias(&mut self) -> Parse<Expr> {
        let start = self.at;
        let end = self.rest().find(|c: char| c.is_whitespace() || c == ')').unwrap_or(self.rest().len());
        let typed = &self.rest()[..end];
        let Some(alias) = ALIASES.iter().find(|alias| alias.name == typed) else {
            let names: Vec<&str> = ALIASES.iter().map(|alias| alias.name).collect();
            return Err(self.error(start, format!("`{typed}` is none of {}", names.join(" "))));
        };
        self.at += end;
        let key = match alias.means {
            Means::Filter(text) => {
                self.mentions.origin |= text.starts_with("origin");
                return parse_nested(text, self.context, self.saved_depth).map(|parsed| parsed.expr);
            }
            Means::Key(key) => key,
        };
        self.skip_blanks();
        let at = self.at;
        let value = match self.peek() {
            None | Some(')') => return Err(self.error(at, format!("`{typed}` needs a value"))),
            Some('"' | '\'') => self.quoted()?,
            Some(_) => self.bare(),
        };
        let value = if key == "status" { Value::Bare(value) } else { Value::Regex(value) };
        let Some((key, rest)) = terms::find(key) else { return Ok(Expr::Test(Test::Never)) };
        let term = Term { key, rest, op: Op::Has, values: vec![value] };
        compile::compile(&term, self.context).map_err(|message| self.error(at, message))
    }
}

/// Words that look like a method, and were perhaps meant so.
const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
