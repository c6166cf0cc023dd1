//! How a text value is compared: contained, globbed, equal, or matched by a regular expression. Over bytes, since
//! neither headers nor bodies need be UTF-8.

use memchr::memmem;
use regex::bytes::{Regex, RegexBuilder};

/// Memory a compiled regular expression may take; a hostile or careless one is refused instead of filling the machine.
const REGEX_LIMIT: usize = 4 << 20;

/// A compiled comparison.
#[derive(Debug, Clone)]
pub(super) enum Pattern {
    /// The very bytes.
    Exact(Vec<u8>),
    /// The bytes anywhere: only for needles in which letter case means nothing, where it is faster.
    Bytes(Box<memmem::Finder<'static>>),
    /// A word of ASCII, letters in either case.
    Word(Box<Word>),
    /// Everything else.
    Regex(Regex),
}

/// A word, and two ways to find it.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// In lower case.
    text: Vec<u8>,
    /// For long haystacks.
    regex: Regex,
}

/// In a haystack up to this long, looking for the first letter beats starting a regular expression.
const SHORT: usize = 128;

impl Word {
    /// The word in lower case.
    pub(super) fn text(&self) -> &[u8] {
        &self.text
    }

    fn is_in(&self, bytes: &[u8]) -> bool {
        if bytes.len() > SHORT {
            return self.regex.is_match(bytes);
        }
        let Some(first) = self.text.first() else { return true };
        let starts = memchr::memchr2_iter(*first, first.to_ascii_uppercase(), bytes);
        starts
            .into_iter()
            .any(|at| bytes[at..].get(..self.text.len()).is_some_and(|part| part.eq_ignore_ascii_case(&self.text)))
    }
}

impl Pattern {
    /// Contained, letters in either case; with a `*`, the whole value, any text standing for each star.
    pub(super) fn contains(text: &str) -> Self {
        if text.contains('*') {
            let parts: Vec<String> = text.split('*').map(regex::escape).collect();
            return Self::built(&format!("(?s)^(?:{})$", parts.join(".*")));
        }
        Self::anywhere(text)
    }

    /// Contained, letters in either case; a star is a star.
    pub(super) fn anywhere(text: &str) -> Self {
        if text.chars().all(|c| !c.is_alphabetic()) {
            return Self::Bytes(Box::new(memmem::Finder::new(text.as_bytes()).into_owned()));
        }
        let built = Self::built(&regex::escape(text));
        match built {
            Self::Regex(regex) if text.is_ascii() => {
                Self::Word(Box::new(Word { text: text.to_ascii_lowercase().into_bytes(), regex }))
            }
            other => other,
        }
    }

    /// True if the pattern is text that can only be found within one header name or value, never across both.
    pub(super) fn is_within_a_field(&self) -> bool {
        match self {
            Self::Word(word) => !word.text.contains(&b':'),
            Self::Bytes(finder) => !finder.needle().contains(&b':'),
            Self::Exact(_) | Self::Regex(_) => false,
        }
    }

    pub(super) fn exact(text: &str) -> Self {
        Self::Exact(text.as_bytes().to_vec())
    }

    /// A regular expression as the user wrote it; letters in either case unless it says `(?-i)`.
    pub(super) fn regex(text: &str) -> Result<Self, String> {
        let built = RegexBuilder::new(text).case_insensitive(true).size_limit(REGEX_LIMIT).build();
        built.map(Self::Regex).map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => format!("the regular expression `{text}` is too large"),
            other => {
                let last = other.to_string();
                let reason = last.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
                format!("`{text}` is not a regular expression: {reason}")
            }
        })
    }

    fn built(escaped: &str) -> Self {
        // Escaped text of a size a person types always compiles; should it be monstrous, nothing matches it. Where it is
        // ASCII, letter case is ASCII's too, which searches faster.
        RegexBuilder::new(escaped)
            .case_insensitive(true)
            .unicode(!escaped.is_ascii())
            .size_limit(REGEX_LIMIT)
            .build()
            .map_or_else(|_| Self::Exact(b"\0".to_vec()), Self::Regex)
    }

    pub(super) fn matches(&self, bytes: &[u8]) -> bool {
        match self {
            Self::Exact(exact) => exact == bytes,
            Self::Bytes(finder) => finder.find(bytes).is_some(),
            Self::Word(word) => word.is_in(bytes),
            Self::Regex(regex) => regex.is_match(bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contained_text_is_found_in_either_case() {
        assert!(Pattern::contains("refund").matches(b"charge.REFUNDED"));
        assert!(Pattern::contains("42%").matches(b"now 42% off"));
        assert!(!Pattern::contains("a.c").matches(b"abc"));
    }

    #[test]
    fn a_star_makes_it_the_whole_value() {
        assert!(Pattern::contains("invoice.*").matches(b"invoice.paid"));
        assert!(!Pattern::contains("invoice.*").matches(b"my invoice.paid"));
        assert!(Pattern::contains("*paid").matches(b"invoice.paid"));
    }

    #[test]
    fn a_word_is_found_in_short_and_long_text_alike() {
        let pattern = Pattern::anywhere("ReFund");
        for length in [0, 1, 50, 121, 122, 123, 128, 200, 5000] {
            let text = format!("{}rEfUnD{}", "re".repeat(length / 2), "x".repeat(length % 7));
            assert!(pattern.matches(text.as_bytes()), "{length}");
            assert!(!pattern.matches(text.replace("rEfUnD", "rEfUn").as_bytes()), "{length}");
        }
    }

    #[test]
    fn bytes_that_are_not_text_can_be_searched() {
        assert!(Pattern::contains("ok").matches(b"\xff\xfeOK\x00"));
    }

    #[test]
    fn a_bad_or_huge_expression_is_an_error_not_a_crash() {
        assert!(Pattern::regex("(").expect_err("no expression").contains("unclosed group"));
        assert!(Pattern::regex(r"(\w{900}){900}").is_err());
    }
}
