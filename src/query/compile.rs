//! From a key, an operator and values to a test: what each kind of value means.

use std::time::Duration;

use jiff::ToSpan as _;

use crate::text::{did_you_mean, nearest, parse_size, parse_span};
use crate::webhook::{Moment, Uid};

use super::body_path::{BodyTest, Bound, Wanted};
use super::filter::{Context, Expr};
use super::jq::JqTest;
use super::pattern::Pattern;
use super::subject::Field;
use crate::signature::Fault;

use super::terms::{Key, Kind, SIGNATURES, STATES, SignatureWord, StateTest};
use super::test::{Named, Ranges, Test};

/// The operator between a key and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Op {
    Has,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// A value as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Without quotes.
    Bare(String),
    /// In quotes: nothing in it is special.
    Quoted(String),
    /// Between slashes.
    Regex(String),
}

impl Value {
    fn text(&self) -> &str {
        match self {
            Self::Bare(text) | Self::Quoted(text) | Self::Regex(text) => text,
        }
    }
}

/// A term before it is compiled. No value means: has any.
pub(super) struct Term<'a> {
    pub(super) key: &'static Key,
    /// What follows the dot of the key.
    pub(super) rest: &'a str,
    pub(super) op: Op,
    pub(super) values: Vec<Value>,
}

/// Compiles a term; the error says what is wrong with its value.
pub(super) fn compile(term: &Term<'_>, context: &Context) -> Result<Expr, String> {
    if term.op == Op::NotEqual {
        let equal = Term { key: term.key, rest: term.rest, op: Op::Equal, values: term.values.clone() };
        return Ok(Expr::Not(Box::new(compile(&equal, context)?)));
    }
    let test = match term.key.kind {
        Kind::Text(field) if term.values.is_empty() => Test::Present(field),
        Kind::Text(field) => Test::Text(field, patterns(term)?),
        Kind::Id => id(term)?,
        Kind::FixedHeader(name) => Test::Named(Named::Header, name.to_owned(), patterns(term)?),
        Kind::Header => Test::Named(Named::Header, term.rest.to_owned(), patterns(term)?),
        Kind::Query => Test::Named(Named::Query, term.rest.to_owned(), patterns(term)?),
        Kind::Cookie => Test::Named(Named::Cookie, term.rest.to_owned(), patterns(term)?),
        Kind::HeaderNames => Test::HeaderNames(names(term)?),
        Kind::HeaderLines => Test::HeaderLines(needed(term, patterns(term)?)?),
        Kind::Body => body(term)?,
        Kind::Size => Test::Int(Field::BodySize, numbers(term, &size)?),
        Kind::Status => Test::Either(Field::AttemptStatus, Field::AnsweredStatus, numbers(term, &status)?),
        Kind::Answered => Test::Int(Field::AnsweredStatus, numbers(term, &status)?),
        Kind::Took => Test::Either(Field::AttemptTook, Field::AnsweredTook, numbers(term, &span)?),
        Kind::Since | Kind::Before | Kind::On => return times(term, context),
        Kind::Last => last(term, context)?,
        Kind::Origin => origin(term)?,
        Kind::Signature => return signature(term),
        Kind::Is => return states(term),
        Kind::Jq => jq(term)?,
    };
    Ok(Expr::Test(test))
}

fn needed<T>(term: &Term<'_>, values: Vec<T>) -> Result<Vec<T>, String> {
    if values.is_empty() {
        return Err(format!("`{}` needs a value, as in `{}`", term.key.name, term.key.example));
    }
    Ok(values)
}

fn no_order(term: &Term<'_>) -> Result<(), String> {
    match term.op {
        Op::Has | Op::Equal | Op::NotEqual => Ok(()),
        _ => Err(format!("`{}` is text: it has no greater or less; write `{}`", term.key.name, term.key.example)),
    }
}

fn patterns(term: &Term<'_>) -> Result<Vec<Pattern>, String> {
    no_order(term)?;
    term.values.iter().map(|value| pattern(value, term.op)).collect()
}

fn pattern(value: &Value, op: Op) -> Result<Pattern, String> {
    match (value, op) {
        (Value::Regex(text), _) => Pattern::regex(text),
        (Value::Bare(text) | Value::Quoted(text), Op::Equal) => Ok(Pattern::exact(text)),
        (Value::Bare(text), _) => Ok(Pattern::contains(text)),
        (Value::Quoted(text), _) => Ok(Pattern::anywhere(text)),
    }
}

/// Header names are whole names; a star makes a pattern of one.
fn names(term: &Term<'_>) -> Result<Vec<Pattern>, String> {
    let whole = |value: &Value| match value {
        Value::Bare(text) if !text.contains('*') => Ok(Pattern::exact(&text.to_lowercase())),
        other => pattern(other, Op::Has),
    };
    needed(term, term.values.iter().map(whole).collect::<Result<_, _>>()?)
}

fn id(term: &Term<'_>) -> Result<Test, String> {
    if term.values.is_empty() {
        return Ok(Test::Present(Field::EventId));
    }
    let uid = term.values.iter().find_map(|value| Uid::parse(value.text()));
    Ok(Test::Id(patterns(term)?, uid.map(|uid| *uid.as_bytes())))
}

/// Reads a number, giving the smallest and the largest that the text stands for.
type ReadNumber<'a> = &'a dyn Fn(&str) -> Result<(i64, i64), String>;

fn numbers(term: &Term<'_>, read: ReadNumber<'_>) -> Result<Ranges, String> {
    if term.values.is_empty() {
        return Ok(vec![(i64::MIN, i64::MAX)]);
    }
    term.values.iter().map(|value| range(value.text(), term.op, read)).collect()
}

fn range(text: &str, op: Op, read: ReadNumber<'_>) -> Result<(i64, i64), String> {
    if let Some((low, high)) = text.split_once("..").filter(|_| matches!(op, Op::Has | Op::Equal)) {
        let low = if low.is_empty() { i64::MIN } else { read(low)?.0 };
        let high = if high.is_empty() { i64::MAX } else { read(high)?.1 };
        return Ok((low, high));
    }
    let (low, high) = read(text)?;
    Ok(match op {
        Op::Has | Op::Equal | Op::NotEqual => (low, high),
        Op::Less => (i64::MIN, low.saturating_sub(1)),
        Op::LessOrEqual => (i64::MIN, high),
        Op::Greater => (high.saturating_add(1), i64::MAX),
        Op::GreaterOrEqual => (low, i64::MAX),
    })
}

fn size(text: &str) -> Result<(i64, i64), String> {
    let bytes = parse_size(text).map_err(|error| error.to_string())?;
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    Ok((bytes, bytes))
}

fn span(text: &str) -> Result<(i64, i64), String> {
    let span = parse_span(text).map_err(|error| error.to_string())?;
    let micros = micros(span);
    Ok((micros, micros))
}

fn micros(span: Duration) -> i64 {
    i64::try_from(span.as_micros()).unwrap_or(i64::MAX)
}

/// `404`, or a class: `4xx`.
fn status(text: &str) -> Result<(i64, i64), String> {
    let fail = || format!("`{text}` is not a status; write `404`, `4xx`, `>=400` or `400..499`");
    if let Some(class) = text.to_ascii_lowercase().strip_suffix("xx") {
        let class: i64 = class.parse().ok().filter(|class| (1..=9).contains(class)).ok_or_else(fail)?;
        return Ok((class * 100, class * 100 + 99));
    }
    let status: i64 = text.parse().map_err(|_| fail())?;
    if (100..=999).contains(&status) { Ok((status, status)) } else { Err(fail()) }
}

fn times(term: &Term<'_>, context: &Context) -> Result<Expr, String> {
    let read = |text: &str| {
        Moment::parse(text, context.now, &context.zone).map(Moment::as_micros).map_err(|error| error.to_string())
    };
    if !matches!(term.op, Op::Has | Op::Equal) {
        return Err(format!(
            "`{}` says itself which side of the time is meant; write `{}`",
            term.key.name, term.key.example
        ));
    }
    let mut ranges = Ranges::new();
    for value in needed(term, term.values.iter().collect())? {
        let text = value.text();
        ranges.push(match term.key.kind {
            Kind::Since => match text.split_once("..") {
                Some((from, to)) => (read(from)?, read(to)?),
                None => (read(text)?, i64::MAX),
            },
            Kind::Before => (i64::MIN, read(text)?.saturating_sub(1)),
            _ => day(text, context)?,
        });
    }
    Ok(Expr::Test(Test::Int(Field::ReceivedAt, ranges)))
}

/// From the first microsecond of a day to its last, in the zone of the context.
fn day(text: &str, context: &Context) -> Result<(i64, i64), String> {
    let today = context.now.timestamp().to_zoned(context.zone.get()).date();
    let date = match text {
        "today" => today,
        "yesterday" => today.yesterday().map_err(|error| error.to_string())?,
        _ => text.parse().map_err(|_| format!("`{text}` is not a day; write `2026-11-20`, `today` or `yesterday`"))?,
    };
    let start = |date: jiff::civil::Date| {
        date.to_zoned(context.zone.get())
            .map(|zoned| zoned.timestamp().as_microsecond())
            .map_err(|error| error.to_string())
    };
    let next = date.checked_add(1.day()).map_err(|error| error.to_string())?;
    Ok((start(date)?, start(next)? - 1))
}

fn last(term: &Term<'_>, context: &Context) -> Result<Test, String> {
    let fail = || "`last:` needs a number, as in `last:50`".to_owned();
    let [value] = term.values.as_slice() else { return Err(fail()) };
    let count: i64 = value.text().parse().map_err(|_| fail())?;
    let first = context.newest.saturating_sub(count.max(0)).saturating_add(1);
    Ok(Test::Int(Field::Id, vec![(first, i64::MAX)]))
}

fn origin(term: &Term<'_>) -> Result<Test, String> {
    const ORIGINS: [(&str, (i64, i64)); 4] =
        [("captured", (0, 0)), ("sent", (1, 1)), ("imported", (2, 2)), ("any", (0, 2))];
    no_order(term)?;
    let ranges = needed(term, term.values.iter().collect())?.into_iter().map(|value| {
        let text = value.text();
        ORIGINS.iter().find(|(name, _)| *name == text).map(|(_, range)| *range).ok_or_else(|| {
            let meant = did_you_mean(text, ORIGINS.iter().map(|(name, _)| *name));
            format!("`{text}` is no origin; write captured, imported, sent or any{meant}")
        })
    });
    Ok(Test::Int(Field::Origin, ranges.collect::<Result<_, _>>()?))
}

fn signature(term: &Term<'_>) -> Result<Expr, String> {
    no_order(term)?;
    let words = || SIGNATURES.iter().map(|(name, _)| *name).chain(Fault::CODES);
    let reason = |text: &str| Fault::CODES.iter().find(|code| **code == text).map(|code| SignatureWord::Reason(code));
    let tests = needed(term, term.values.iter().collect())?.into_iter().map(|value| {
        let text = value.text();
        let known = SIGNATURES.iter().find(|(name, _)| *name == text).map(|(_, word)| *word);
        let word = known.or_else(|| reason(text)).ok_or_else(|| {
            let meant = nearest(text, words()).map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
            let codes = Fault::CODES.join(", ");
            format!(
                "`{text}` is no verdict or reason; write ok, bad, old, none, nokey or a reason code ({codes}){meant}"
            )
        })?;
        let (field, name) = match word {
            SignatureWord::Status(name) => (Field::Verdict, name),
            SignatureWord::Reason(name) => (Field::Reason, name),
        };
        Ok::<_, String>(Expr::Test(Test::Text(field, vec![Pattern::exact(name)])))
    });
    Ok(Expr::Any(tests.collect::<Result<_, _>>()?))
}

fn states(term: &Term<'_>) -> Result<Expr, String> {
    no_order(term)?;
    let tests = needed(term, term.values.iter().collect())?.into_iter().map(|value| {
        let text = value.text();
        let state = STATES.iter().find(|state| state.name == text).ok_or_else(|| {
            let names: Vec<&str> = STATES.iter().map(|state| state.name).collect();
            let meant = did_you_mean(text, names.iter().copied());
            format!("`{text}` is no state{meant} The states are {}", names.join(", "))
        })?;
        Ok::<_, String>(Expr::Test(match state.test {
            StateTest::Present(field) => Test::Present(field),
            StateTest::Equals(field, number) => Test::Int(field, vec![(number, number)]),
            StateTest::Word(field, word) => Test::Text(field, vec![Pattern::anywhere(word)]),
            StateTest::Cut => Test::Cut,
            StateTest::Binary => Test::Binary,
        }))
    });
    Ok(Expr::Any(tests.collect::<Result<_, _>>()?))
}

fn body(term: &Term<'_>) -> Result<Test, String> {
    let path = split_path(term.rest)?;
    let wanted = if term.values.is_empty() {
        Wanted::Present
    } else if matches!(term.op, Op::Has | Op::Equal) {
        match numeric_ranges(term) {
            Some(ranges) => Wanted::Number(ranges),
            None => Wanted::Text(patterns(term)?),
        }
    } else {
        Wanted::Number(term.values.iter().map(|value| bounds(value.text(), term.op)).collect::<Result<_, _>>()?)
    };
    Ok(Test::Body(Box::new(BodyTest::new(path, wanted))))
}

/// `b.amount:10..20`: ranges, if every value is one.
fn numeric_ranges(term: &Term<'_>) -> Option<Vec<(Bound, Bound)>> {
    let one = |value: &Value| {
        let Value::Bare(text) = value else { return None };
        let (low, high) = text.split_once("..")?;
        Some((Bound::Included(low.parse().ok()?), Bound::Included(high.parse().ok()?)))
    };
    term.values.iter().map(one).collect()
}

fn bounds(text: &str, op: Op) -> Result<(Bound, Bound), String> {
    let number: f64 = text.parse().map_err(|_| format!("`{text}` is not a number"))?;
    Ok(match op {
        Op::Less => (Bound::Open, Bound::Excluded(number)),
        Op::LessOrEqual => (Bound::Open, Bound::Included(number)),
        Op::Greater => (Bound::Excluded(number), Bound::Open),
        Op::GreaterOrEqual => (Bound::Included(number), Bound::Open),
        Op::Has | Op::Equal | Op::NotEqual => (Bound::Included(number), Bound::Included(number)),
    })
}

/// Names between dots; a name that holds a dot stands in quotes: `b."a.b".c`.
fn split_path(path: &str) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    let mut rest = path;
    loop {
        let (name, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').ok_or_else(|| format!("the quote in `{path}` is not closed"))?,
            None => rest.split_at(rest.find('.').unwrap_or(rest.len())),
        };
        if name.is_empty() {
            return Err(format!("`{path}` is not a path; write it like `data.items.0.id`"));
        }
        names.push(name.to_owned());
        match after.strip_prefix('.') {
            Some(more) => rest = more,
            None if after.is_empty() => return Ok(names),
            None => return Err(format!("a dot is missing in `{path}`")),
        }
    }
}

fn jq(term: &Term<'_>) -> Result<Test, String> {
    let program: Vec<&str> = term.values.iter().map(Value::text).collect();
    let program = program.join("|");
    if program.trim().is_empty() {
        return Err("`jq` needs a program, as in `jq:'.data.lines|length>1'`".to_owned());
    }
    Ok(Test::Jq(Box::new(JqTest::new(&program)?)))
}
