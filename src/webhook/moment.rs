//! Points in time, in microseconds: what every time in the store, in JSON and in a filter is.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;

use crate::text::parse_span;

/// The zone of times that people read and write, found out when the first of them is: looking through a system's zones
/// takes longer than all else that a short command does.
#[derive(Clone)]
pub struct Zone(Arc<LazyLock<TimeZone>>);

impl Zone {
    /// A zone that `find` finds when it is needed.
    pub fn lazy(find: fn() -> TimeZone) -> Self {
        Self(Arc::new(LazyLock::new(find)))
    }

    /// UTC.
    pub fn utc() -> Self {
        Self::lazy(|| TimeZone::UTC)
    }

    /// The zone itself.
    pub fn get(&self) -> TimeZone {
        TimeZone::clone(&self.0)
    }
}

impl std::fmt::Debug for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Zone")
    }
}

/// A point in time, microseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

/// A time that could not be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a time; write RFC 3339 (`2026-11-20T14:05:00Z`), a date, a time of today (`14:05`), or a duration meaning ago (`15m`)"
)]
pub struct ParseMomentError(String);

impl Moment {
    /// From microseconds since the epoch.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the epoch.
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// RFC 3339 in UTC with microseconds, as JSON output has it.
    pub fn to_rfc3339(self) -> String {
        format!("{:.6}", self.timestamp())
    }

    /// RFC 3339 (`2026-11-20T14:05:00Z`), a date, a date and time, a time of today, or a duration meaning ago.
    /// What lacks an offset is meant in `zone`.
    pub fn parse(text: &str, now: Self, zone: &Zone) -> Result<Self, ParseMomentError> {
        let fail = || ParseMomentError(text.to_owned());
        if let Ok(span) = parse_span(text) {
            return now.before(span).ok_or_else(fail);
        }
        if let Ok(timestamp) = text.parse::<Timestamp>() {
            return Ok(Self(timestamp.as_microsecond()));
        }
        let zone = zone.get();
        let today = now.timestamp().to_zoned(zone.clone()).date();
        let civil = if let Ok(civil) = text.parse::<DateTime>() {
            civil
        } else {
            let time = text.parse::<Time>().or_else(|_| Time::strptime("%H:%M", text)).map_err(|_| fail())?;
            today.to_datetime(time)
        };
        let zoned = civil.to_zoned(zone).map_err(|_| fail())?;
        Ok(Self(zoned.timestamp().as_microsecond()))
    }

    /// This moment less `span`, unless that lies before the beginning of time.
    pub fn before(self, span: Duration) -> Option<Self> {
        let micros = i64::try_from(span.as_micros()).ok()?;
        self.0.checked_sub(micros).map(Self)
    }

    /// The same moment as jiff's type; what lies outside its years is pinned to its ends.
    pub fn timestamp(self) -> Timestamp {
        let end = if self.0 < 0 { Timestamp::MIN } else { Timestamp::MAX };
        Timestamp::from_microsecond(self.0).unwrap_or(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<String, ParseMomentError> {
        let now = Moment(1_763_733_600_000_000); // 2025-11-21T14:00:00Z
        Moment::parse(text, now, &Zone::lazy(|| TimeZone::fixed(jiff::tz::offset(1)))).map(Moment::to_rfc3339)
    }

    #[test]
    fn times_are_read_in_every_promised_form() {
        for (text, want) in [
            ("2026-11-20T14:05:00Z", "2026-11-20T14:05:00.000000Z"),
            ("2026-11-20T14:05:00.25+01:00", "2026-11-20T13:05:00.250000Z"),
            ("2026-11-20", "2026-11-19T23:00:00.000000Z"),
            ("2026-11-20T09:30", "2026-11-20T08:30:00.000000Z"),
            ("14:05", "2025-11-21T13:05:00.000000Z"),
            ("15m", "2025-11-21T13:45:00.000000Z"),
        ] {
            assert_eq!(parse(text).as_deref(), Ok(want), "{text}");
        }
    }

    #[test]
    fn nonsense_is_refused_naming_the_forms() {
        for text in ["", "noon", "2026-13-01", "25:00"] {
            assert!(parse(text).expect_err("no time").to_string().contains("RFC 3339"), "{text}");
        }
    }

    #[test]
    fn the_ends_of_time_do_not_panic() {
        assert!(Moment(i64::MAX).to_rfc3339().starts_with("9999"));
        assert_eq!(Moment(i64::MIN).before(Duration::MAX), None);
    }
}
