//! The names of deliveries: `42`, `last`, `last~2`, a uid, `10..20`.

use crate::webhook::Uid;

/// How a person names one delivery, or a range of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    /// By number.
    Number(i64),
    /// So many before the newest: `last` is 0.
    Last(u64),
    /// By uid.
    Uid(Uid),
    /// Numbers from one to another, both included.
    Range(i64, i64),
}

impl Name {
    /// Reads a name; `None` if the text has another form.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((first, last)) = text.split_once("..") {
            return Some(Self::Range(number(first)?, number(last)?));
        }
        if let Some(rest) = text.strip_prefix("last") {
            return match rest.strip_prefix('~') {
                None => rest.is_empty().then_some(Self::Last(0)),
                Some(back) => Some(Self::Last(u64::try_from(number(back)?).ok()?)),
            };
        }
        number(text).map(Self::Number).or_else(|| Uid::parse(text).map(Self::Uid))
    }
}

fn number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('#').unwrap_or(text);
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_promised_form_is_a_name() {
        let uid = "019aa6c5-1e57-7000-8000-000000000001";
        for (text, name) in [
            ("42", Name::Number(42)),
            ("#42", Name::Number(42)),
            ("last", Name::Last(0)),
            ("last~2", Name::Last(2)),
            ("10..20", Name::Range(10, 20)),
            (uid, Name::Uid(Uid::parse(uid).expect("uid"))),
        ] {
            assert_eq!(Name::parse(text), Some(name), "{text}");
        }
    }

    #[test]
    fn anything_else_is_a_word() {
        for text in ["", "-1", "4.2", "lastly", "last~", "last~x", "..", "1..", "refund", "0x2a"] {
            assert_eq!(Name::parse(text), None, "{text}");
        }
    }
}
