//! Sizes in bytes, as people type them (`512KiB`, `10MiB`, `64k`) and as a narrow column shows them.

/// A size that could not be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a size; write it like `512KiB`, `10MiB` or `2000`")]
pub struct ParseSizeError(String);

/// Unit letters with their power of 1024. `k` and `KB` mean 1024 too: nobody sets a body limit in thousands.
const UNITS: [(&str, u32); 4] = [("k", 1), ("m", 2), ("g", 3), ("t", 4)];

/// Reads a size in bytes: a number, optionally with a fraction, and a unit of 1024s.
pub fn parse_size(text: &str) -> Result<u64, ParseSizeError> {
    let fail = || ParseSizeError(text.to_owned());
    let lower = text.trim().to_ascii_lowercase();
    let digits = lower.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '_').unwrap_or(lower.len());
    let (number, unit) = lower.split_at(digits);
    let number = number.replace('_', "");
    let power = match unit.trim().trim_end_matches('b').trim_end_matches('i') {
        "" => 0,
        letter => UNITS.iter().find(|(name, _)| *name == letter).ok_or_else(fail)?.1,
    };
    let scale = 1024_u64.pow(power);
    if let Ok(whole) = number.parse::<u64>() {
        return whole.checked_mul(scale).ok_or_else(fail);
    }
    let value: f64 = number.parse().map_err(|_| fail())?;
    #[expect(clippy::cast_precision_loss, reason = "a fraction of a unit is approximate by nature")]
    let bytes = value * scale as f64;
    if !(0.0..9e18).contains(&bytes) {
        return Err(fail());
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to lie in range above")]
    Ok(bytes as u64)
}

/// A size in at most five columns: `812`, `2.1k`, `34k`, `1.5M`.
pub fn human_size(bytes: u64) -> String {
    if bytes < 1000 {
        return bytes.to_string();
    }
    #[expect(clippy::cast_precision_loss, reason = "shown with two digits")]
    let mut value = bytes as f64;
    let mut unit = "";
    for name in ["k", "M", "G", "T"] {
        value /= 1024.0;
        unit = name;
        if value < 999.5 {
            break;
        }
    }
    if value < 9.95 { format!("{value:.1}{unit}") } else { format!("{value:.0}{unit}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_people_type_are_understood() {
        for (text, bytes) in [
            ("0", 0),
            ("2000", 2000),
            ("512KiB", 512 * 1024),
            ("10MiB", 10 << 20),
            ("64k", 65536),
            ("1.5 MB", 3 << 19),
            ("1GiB", 1 << 30),
            ("1_000", 1000),
        ] {
            assert_eq!(parse_size(text), Ok(bytes), "{text}");
        }
    }

    #[test]
    fn nonsense_is_refused_with_an_example() {
        for text in ["", "ten", "10XB", "-1", "99999999999T"] {
            let error = parse_size(text).expect_err("no size").to_string();
            assert!(error.contains("10MiB"), "{error}");
        }
    }

    #[test]
    fn a_size_never_needs_more_than_five_columns() {
        for (bytes, text) in
            [(0, "0"), (999, "999"), (1000, "1.0k"), (2150, "2.1k"), (34_000, "33k"), (1 << 20, "1.0M")]
        {
            assert_eq!(human_size(bytes), text);
        }
        assert!(human_size(u64::MAX).len() <= 9);
    }
}
