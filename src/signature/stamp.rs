//! The moment of signing: where it stands, in which unit, and how old it may be.

use std::time::Duration;

use super::place::Place;
use crate::webhook::Moment;

/// Units of a timestamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Seconds since 1970.
    Seconds,
    /// Milliseconds since 1970.
    Millis,
    /// RFC 3339.
    Rfc3339,
}

impl Unit {
    /// All of them, with their names in packs.
    pub const ALL: [(&'static str, Self); 3] = [("s", Self::Seconds), ("ms", Self::Millis), ("rfc3339", Self::Rfc3339)];

    /// The name in packs.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }

    /// Reads a timestamp.
    pub fn read(self, text: &str) -> Option<Moment> {
        let scale = match self {
            Self::Seconds => 1_000_000,
            Self::Millis => 1_000,
            Self::Rfc3339 => return timestamp(text).map(moment),
        };
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        text.parse::<i64>().ok()?.checked_mul(scale).filter(|micros| *micros < LAST).map(Moment::from_micros)
    }

    /// Writes one.
    pub fn write(self, at: Moment) -> String {
        match self {
            Self::Seconds => at.as_micros().div_euclid(1_000_000).to_string(),
            Self::Millis => at.as_micros().div_euclid(1_000).to_string(),
            Self::Rfc3339 => {
                let seconds = Moment::from_micros(at.as_micros().div_euclid(1_000_000) * 1_000_000);
                seconds.timestamp().to_string()
            }
        }
    }
}

/// The end of the year 9999, in microseconds.
const LAST: i64 = 253_402_300_800_000_000;

/// A time without a zone is UTC: Orb's are written so.
fn timestamp(text: &str) -> Option<jiff::Timestamp> {
    let bare = || text.parse::<jiff::civil::DateTime>().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok();
    text.parse().ok().or_else(|| bare().map(|zoned| zoned.timestamp()))
}

fn moment(at: jiff::Timestamp) -> Moment {
    Moment::from_micros(at.as_microsecond())
}

/// Where the timestamp stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StampAt {
    /// `{ts}` within the signature's value.
    Signature,
    /// A place of its own.
    Place(Place),
}

/// What a scheme says about time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Where.
    pub at: StampAt,
    /// In which unit.
    pub unit: Unit,
    /// How far from the present, either way; `None` where nobody asks.
    pub tolerance: Option<Duration>,
    /// False where it is sent for information only, and anybody could have changed it.
    pub signed: bool,
}

/// How a timestamp stands to the present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Age {
    /// Within the tolerance.
    Fresh,
    /// Older.
    TooOld,
    /// Further ahead.
    InFuture,
}

/// Judges a timestamp. Exactly the tolerance is still fresh; seconds count as whole seconds, as in vendors' verifiers.
pub(super) fn age(signed_at: Moment, now: Moment, tolerance: Duration) -> Age {
    let seconds = |at: Moment| at.as_micros().div_euclid(1_000_000);
    let limit = i64::try_from(tolerance.as_secs()).unwrap_or(i64::MAX);
    let age = seconds(now).saturating_sub(seconds(signed_at));
    if age > limit {
        Age::TooOld
    } else if age < -limit {
        Age::InFuture
    } else {
        Age::Fresh
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_read_and_write_the_same_moment() {
        let at = Unit::Seconds.read("1773648000").expect("seconds");
        assert_eq!(Unit::Millis.read("1773648000000"), Some(at));
        assert_eq!(Unit::Rfc3339.read("2026-03-16T08:00:00Z"), Some(at));
        assert_eq!(Unit::Rfc3339.read("2026-03-16T09:00:00+01:00"), Some(at));
        for (_, unit) in Unit::ALL {
            assert_eq!(unit.read(&unit.write(at)), Some(at));
        }
        for text in ["", "x", "-1", "1.5", "99999999999999999999", " 1", "+1"] {
            assert_eq!(Unit::Seconds.read(text), None, "{text}");
        }
    }

    #[test]
    fn the_limit_itself_is_fresh() {
        let (at, limit) = (Moment::from_micros(1_000_000_000), Duration::from_mins(5));
        let later = |seconds: i64| Moment::from_micros(1_000_000_000 + seconds * 1_000_000);
        assert_eq!(age(at, later(300), limit), Age::Fresh);
        assert_eq!(age(at, later(301), limit), Age::TooOld);
        assert_eq!(age(at, later(-300), limit), Age::Fresh);
        assert_eq!(age(at, later(-301), limit), Age::InFuture);
    }
}
