//! The pieces of a filter's text: keys with their operators, values, quotes, regular expressions.

use super::compile::{Op, Value};
use super::parser::{Parse, Parser};
use super::terms;

const ORDERS: [(&str, Op); 4] =
    [(">=", Op::GreaterOrEqual), ("<=", Op::LessOrEqual), (">", Op::Greater), ("<", Op::Less)];

/// The key and operator that a term begins with, and how long they are. A name begins with a letter; a part in double
/// quotes may hold anything; `http://…` is text.
pub(super) fn key_and_op(text: &str) -> Option<(&str, Op, usize)> {
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut quoted = false;
    let end = text.find(|c: char| {
        quoted ^= c == '"';
        !(quoted || c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"' | '$' | '@'))
    })?;
    let after = &text[end..];
    let ops = [(":", Op::Has), ("!=", Op::NotEqual), ("=", Op::Equal)].into_iter().chain(ORDERS);
    let (sign, op) = ops.into_iter().find(|(sign, _)| after.starts_with(sign))?;
    if after.starts_with("://") {
        return None;
    }
    Some((&text[..end], op, end + sign.len()))
}

impl Parser<'_> {
    /// `key:>=n` is `key>=n`.
    pub(super) fn op_after_colon(&mut self) -> Op {
        for (sign, op) in ORDERS {
            if self.rest().starts_with(sign) {
                self.at += sign.len();
                return op;
            }
        }
        Op::Has
    }

    pub(super) fn values(&mut self) -> Parse<Vec<Value>> {
        let mut values = Vec::new();
        while let Some(c) = self.peek().filter(|c| !c.is_whitespace() && *c != ')') {
            values.push(match c {
                '"' | '\'' => Value::Quoted(self.quoted()?),
                '/' if self.regex_ends().is_some() => Value::Regex(self.regex()),
                '|' if values.is_empty() => return Err(self.error(self.at, "a value is missing before this |")),
                _ => {
                    let at = self.at;
                    let text = self.bare();
                    let is_term = key_and_op(&text).is_some_and(|(name, ..)| terms::find(name).is_some());
                    if !values.is_empty() && is_term {
                        return Err(self.error(at, "for OR between terms put blanks on both sides of the |"));
                    }
                    Value::Bare(text)
                }
            });
            if !self.rest().starts_with('|') {
                break;
            }
            self.at += 1;
            if self.peek().is_none_or(char::is_whitespace) {
                return Err(
                    self.error(self.at, "a value is missing after |; for OR between terms put blanks on both sides")
                );
            }
        }
        Ok(values)
    }

    /// A jq program runs to the next blank, or stands in quotes: `|` and parentheses are its own.
    pub(super) fn program(&mut self) -> Parse<Vec<Value>> {
        if self.rest().starts_with(['"', '\'']) {
            return Ok(vec![Value::Quoted(self.quoted()?)]);
        }
        let end = self.rest().find(char::is_whitespace).unwrap_or(self.rest().len());
        let program = &self.rest()[..end];
        self.at += end;
        Ok(if program.is_empty() { Vec::new() } else { vec![Value::Bare(program.to_owned())] })
    }

    /// Up to a blank, a `|`, or a `)` that closes nothing within.
    pub(super) fn bare(&mut self) -> String {
        let mut open = 0_usize;
        let end = self.rest().find(|c: char| {
            match c {
                '(' => open += 1,
                ')' if open > 0 => open -= 1,
                ')' => return true,
                _ => {}
            }
            c.is_whitespace() || c == '|'
        });
        let value = &self.rest()[..end.unwrap_or(self.rest().len())];
        self.at += value.len();
        value.to_owned()
    }

    pub(super) fn quoted(&mut self) -> Parse<String> {
        let start = self.at;
        let mut chars = self.rest().char_indices();
        let quote = chars.next().map_or('"', |(_, c)| c);
        let mut text = String::new();
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' => match chars.next() {
                    Some((_, c)) if c == quote || c == '\\' => text.push(c),
                    Some((_, c)) => text.extend(['\\', c]),
                    None => break,
                },
                _ if c == quote => {
                    self.at = start + at + c.len_utf8();
                    return Ok(text);
                }
                _ => text.push(c),
            }
        }
        Err(self.error(start, "this quote is never closed"))
    }

    /// Where the regular expression that begins here ends: at a slash before a blank, a `|`, a `)` or the end. A path
    /// such as `/webhooks/stripe` has none.
    pub(super) fn regex_ends(&self) -> Option<usize> {
        let bytes = self.rest().as_bytes();
        let mut escaped = false;
        for (at, byte) in bytes.iter().enumerate().skip(1) {
            if !escaped
                && *byte == b'/'
                && at > 1
                && bytes.get(at + 1).is_none_or(|next| matches!(next, b' ' | b'\t' | b')' | b'|'))
            {
                return Some(at);
            }
            escaped = !escaped && *byte == b'\\';
        }
        None
    }

    pub(super) fn regex(&mut self) -> String {
        let end = self.regex_ends().unwrap_or(1);
        let text = self.rest()[1..end].to_owned();
        self.at += end + 1;
        text
    }
}
