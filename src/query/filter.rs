//! A compiled filter: which fields it needs, which numbers it can match at all, and whether a delivery matches.

use std::collections::BTreeMap;

use crate::webhook::{Moment, Zone};

use super::error::{FilterError, FilterFault};
use super::parser::{self, Parsed};
use super::subject::{Field, FieldSet, Subject};
use super::test::Test;

/// What the words of a filter refer to: the clock, the newest number, saved filters.
#[derive(Debug, Clone)]
pub struct Context {
    /// For `since:10m`.
    pub now: Moment,
    /// For times without an offset.
    pub zone: Zone,
    /// The newest number in the store, for `last` and `last:50`.
    pub newest: i64,
    /// Filters by name, used as `@name`.
    pub saved: BTreeMap<String, String>,
}

/// A filter, ready to be asked.
#[derive(Clone)]
pub struct Filter {
    expr: Expr,
    fields: FieldSet,
    numbers: (i64, i64),
    hints: Vec<String>,
}

/// Code of [`crate::webhook::Origin::Sent`].
const SENT: i64 = 1;
/// Code of [`crate::webhook::Standing::Refused`].
const REFUSED: i64 = 2;

/// How terms are joined.
#[derive(Clone)]
pub(super) enum Expr {
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    Test(Test),
}

impl Filter {
    /// Compiles `text`. What is neither captured nor imported is left out unless the text speaks of `origin:`, and what
    /// was refused unless it says `is:refused`; a delivery named by its number or uid is never left out for that.
    pub fn parse(text: &str, context: &Context) -> Result<Self, FilterError> {
        let Parsed { expr, mentions, exact, hints } = parser::parse(text, context)?;
        let mut all = vec![expr];
        let other_than = |field: Field, code: i64| {
            let other = Expr::Not(Box::new(Expr::Test(Test::Int(field, vec![(code, code)]))));
            let named = exact.iter().map(|name| Expr::Test(parser::name_test(*name, context.newest)));
            Expr::Any(std::iter::once(other).chain(named).collect())
        };
        if !mentions.origin {
            all.push(other_than(Field::Origin, SENT));
        }
        if !mentions.refused {
            all.push(other_than(Field::Standing, REFUSED));
        }
        Ok(Self::of(Expr::All(all), hints))
    }

    /// Compiles `text` without leaving anything out: for deleting, where what is not seen must go too.
    pub fn everywhere(text: &str, context: &Context) -> Result<Self, FilterError> {
        let parsed = parser::parse(text, context)?;
        Ok(Self::of(parsed.expr, parsed.hints))
    }

    /// The same filter, narrowed to what was received at or after `since` and before `until`.
    #[must_use]
    pub fn received_between(self, since: Option<Moment>, until: Option<Moment>) -> Self {
        if since.is_none() && until.is_none() {
            return self;
        }
        let first = since.map_or(i64::MIN, Moment::as_micros);
        let last = until.map_or(i64::MAX, |moment| moment.as_micros().saturating_sub(1));
        let within = Expr::Test(Test::Int(Field::ReceivedAt, vec![(first, last)]));
        Self::of(Expr::All(vec![self.expr, within]), self.hints)
    }

    fn of(mut expr: Expr, hints: Vec<String>) -> Self {
        expr.sort();
        let mut fields = FieldSet::default();
        expr.each(&mut |test| fields = fields.union(test.fields()));
        let numbers = expr.numbers();
        Self { expr, fields, numbers, hints }
    }

    /// The fields it looks at.
    pub fn fields(&self) -> FieldSet {
        self.fields
    }

    /// No delivery outside these numbers (both included) can match.
    pub fn numbers(&self) -> (i64, i64) {
        self.numbers
    }

    /// Words that were taken one way and perhaps meant another, with what to write.
    pub fn hints(&self) -> &[String] {
        &self.hints
    }

    /// True if the delivery matches.
    pub fn matches(&mut self, subject: &dyn Subject) -> Result<bool, FilterFault> {
        self.expr.matches(subject)
    }
}

impl Expr {
    fn matches(&mut self, subject: &dyn Subject) -> Result<bool, FilterFault> {
        match self {
            Self::All(parts) => {
                for part in parts {
                    if !part.matches(subject)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Self::Any(parts) => {
                for part in parts {
                    if part.matches(subject)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Self::Not(part) => Ok(!part.matches(subject)?),
            Self::Test(test) => test.matches(subject),
        }
    }

    /// Cheap tests first: summary, headers, body bytes, parsed JSON, jq.
    fn sort(&mut self) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                parts.iter_mut().for_each(Self::sort);
                parts.sort_by_key(Self::cost);
            }
            Self::Not(part) => part.sort(),
            Self::Test(_) => {}
        }
    }

    fn cost(&self) -> u8 {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().map(Self::cost).max().unwrap_or(0),
            Self::Not(part) => part.cost(),
            Self::Test(test) => test.cost(),
        }
    }

    fn each(&self, visit: &mut impl FnMut(&Test)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.each(visit)),
            Self::Not(part) => part.each(visit),
            Self::Test(test) => visit(test),
        }
    }

    /// The smallest and largest number that can match.
    fn numbers(&self) -> (i64, i64) {
        const ANY: (i64, i64) = (1, i64::MAX);
        let join = |a: (i64, i64), b: (i64, i64)| (a.0.min(b.0), a.1.max(b.1));
        match self {
            Self::All(parts) => parts.iter().map(Self::numbers).fold(ANY, |a, b| (a.0.max(b.0), a.1.min(b.1))),
            Self::Any(parts) => parts.iter().map(Self::numbers).reduce(join).unwrap_or(ANY),
            Self::Test(Test::Int(Field::Id, ranges)) => ranges.iter().copied().reduce(join).unwrap_or((1, 0)),
            Self::Not(_) | Self::Test(_) => ANY,
        }
    }
}
