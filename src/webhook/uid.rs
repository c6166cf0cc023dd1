//! The name of a delivery that holds everywhere: a UUID version 7 (RFC 9562), which begins with its time.

use super::Moment;

/// The unique, time-ordered id of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uid([u8; 16]);

impl Uid {
    /// From its sixteen bytes.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Its sixteen bytes.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// A fresh id for something that happened at `moment`; `random` fills the 74 bits that are not time.
    pub fn at(moment: Moment, random: [u8; 10]) -> Self {
        let millis = u64::try_from(moment.as_micros() / 1000).unwrap_or(0);
        Self(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid().into_bytes())
    }

    /// Reads the hyphenated form, in either case. `None` if it is anything else.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 36 {
            return None;
        }
        uuid::Uuid::try_parse(text).ok().map(|uuid| Self(uuid.into_bytes()))
    }

    /// The time it begins with, to the millisecond, if it is of version 7.
    pub fn moment(&self) -> Option<Moment> {
        let mut millis = [0; 8];
        millis[2..].copy_from_slice(&self.0[..6]);
        let micros = i64::from_be_bytes(millis).checked_mul(1000)?;
        (self.0[6] >> 4 == 7).then_some(Moment::from_micros(micros))
    }
}

impl std::fmt::Display for Uid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        uuid::Uuid::from_bytes(self.0).hyphenated().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_carries_its_time_and_reads_back_from_text() {
        let uid = Uid::at(Moment::from_micros(1_763_733_600_123_456), [7; 10]);
        assert_eq!(uid.moment(), Some(Moment::from_micros(1_763_733_600_123_000)));
        assert_eq!(Uid::parse(&uid.to_string()), Some(uid));
        assert_eq!(Uid::parse(&uid.to_string().to_uppercase()), Some(uid));
    }

    #[test]
    fn other_spellings_are_not_ids() {
        for text in ["", "42", "019a00000000700080000000000000", "{019a0000-0000-7000-8000-000000000000}"] {
            assert_eq!(Uid::parse(text), None, "{text}");
        }
    }
}
