//! Spans of time, as people type them (`250ms`, `30s`, `5m`, `1h30m`, `7d`) and as a line shows them.

use std::time::Duration;

/// A duration that could not be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a duration; write it like `250ms`, `30s`, `5m`, `2h` or `7d`")]
pub struct ParseSpanError(String);

/// Units with their length in nanoseconds, longest name first so that `ms` is not read as `m`.
const UNITS: [(&str, u64); 7] = [
    ("us", 1_000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("m", 60_000_000_000),
    ("h", 3_600_000_000_000),
    ("d", 86_400_000_000_000),
    ("w", 604_800_000_000_000),
];

/// Reads one or more numbers with units. A bare number is refused (except `0`): its unit would be a guess.
pub fn parse_span(text: &str) -> Result<Duration, ParseSpanError> {
    let fail = || ParseSpanError(text.to_owned());
    let mut rest = text.trim();
    if rest == "0" {
        return Ok(Duration::ZERO);
    }
    if rest.is_empty() {
        return Err(fail());
    }
    let mut total = 0.0_f64;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.').ok_or_else(fail)?;
        let (number, after) = rest.split_at(digits);
        let letters = after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(after.len());
        let (unit, after) = after.split_at(letters);
        let (_, nanos) = UNITS.iter().find(|(name, _)| *name == unit).ok_or_else(fail)?;
        #[expect(clippy::cast_precision_loss, reason = "at most 2^53 nanoseconds a unit")]
        let nanos = *nanos as f64;
        total += number.parse::<f64>().map_err(|_| fail())? * nanos;
        rest = after.trim_start();
    }
    Duration::try_from_secs_f64(total / 1e9).map_err(|_| fail())
}

/// A span in a few characters: `412us`, `3ms`, `1.4s`, `5m`, `2h`, `7d`.
pub fn human_span(span: Duration) -> String {
    let micros = span.as_micros();
    match micros {
        0..1_000 => format!("{micros}us"),
        1_000..1_000_000 => format!("{}ms", micros / 1_000),
        1_000_000..60_000_000 => {
            let text = format!("{:.1}", span.as_secs_f64());
            format!("{}s", text.strip_suffix(".0").unwrap_or(&text))
        }
        _ => whole_units(span.as_secs()),
    }
}

fn whole_units(seconds: u64) -> String {
    let (unit, length) = match seconds {
        0..3_600 => ("m", 60),
        3_600..86_400 => ("h", 3_600),
        _ => ("d", 86_400),
    };
    format!("{}{unit}", seconds / length)
}

/// A number of seconds exactly enough for people to act on: `42 s`, `7 min 1 s`, `3 h 20 min`, `12 d 4 h`.
pub fn span_words(seconds: i64) -> String {
    const UNITS: [(i64, &str); 4] = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")];
    let at = UNITS.iter().position(|(size, _)| seconds >= *size).unwrap_or(3);
    let (size, name) = UNITS[at];
    let rest = UNITS.get(at + 1).map(|(smaller, name)| (seconds % size / smaller, name)).filter(|(rest, _)| *rest != 0);
    match rest {
        Some((rest, smaller)) => format!("{} {name} {rest} {smaller}", seconds / size),
        None => format!("{} {name}", seconds / size),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_people_type_are_understood() {
        for (text, millis) in [
            ("250ms", 250),
            ("30s", 30_000),
            ("1.5s", 1_500),
            ("5m", 300_000),
            ("1h30m", 5_400_000),
            ("7d", 604_800_000),
            ("0", 0),
        ] {
            assert_eq!(parse_span(text), Ok(Duration::from_millis(millis)), "{text}");
        }
    }

    #[test]
    fn a_number_without_a_unit_is_refused_rather_than_guessed() {
        for text in ["5", "", "s", "5 parsecs", "1..2s", "-5s"] {
            assert!(parse_span(text).is_err(), "{text}");
        }
    }

    #[test]
    fn spans_are_shown_in_their_largest_sensible_unit() {
        for (micros, text) in
            [(412, "412us"), (3_900, "3ms"), (1_400_000, "1.4s"), (2_000_000, "2s"), (300_000_000, "5m")]
        {
            assert_eq!(human_span(Duration::from_micros(micros)), text);
        }
    }
}
