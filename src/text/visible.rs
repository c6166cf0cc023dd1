//! Hostile text made visible.
//!
//! Whatever a stranger sent may hold escape sequences that move the cursor, set the clipboard or reorder a line.
//! Before such text meets a terminal or a log it passes here: what would act is shown as an escape instead.

use std::borrow::Cow;
use std::fmt::Write as _;

/// One line: every control character, line break included, becomes an escape.
pub fn visible(text: &str) -> Cow<'_, str> {
    escape(text, acts)
}

/// A block of text: line feeds and tabs stay, everything else that acts becomes an escape.
pub fn visible_block(text: &str) -> Cow<'_, str> {
    escape(text, |c| c != '\n' && c != '\t' && acts(c))
}

/// Bytes as one visible line; what is not UTF-8 becomes `\xNN`.
pub fn visible_bytes(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return visible(text);
    }
    let mut out = String::with_capacity(bytes.len() + 16);
    for chunk in bytes.utf8_chunks() {
        out.push_str(&visible(chunk.valid()));
        for byte in chunk.invalid() {
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
    Cow::Owned(out)
}

fn escape(text: &str, acts: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(&acts) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            _ if !acts(c) => out.push(c),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\u{7f}' => {
                let _ = write!(out, "\\x{:02x}", c as u32);
            }
            _ => {
                let _ = write!(out, "\\u{{{:x}}}", c as u32);
            }
        }
    }
    Cow::Owned(out)
}

/// Control characters (C0, DEL, C1), bidirectional controls, zero-width and other invisible marks, line and
/// paragraph separators, interlinear and tag characters: all of Unicode that changes how its neighbours look.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_are_shown_not_obeyed() {
        assert_eq!(visible("\u{1b}[2J\u{7}"), "\\x1b[2J\\x07");
        assert_eq!(visible("a\r\nb\tc"), "a\\r\\nb\\tc");
        assert_eq!(visible("\u{9b}31m"), "\\u{9b}31m");
    }

    #[test]
    fn text_that_reorders_or_hides_is_shown() {
        assert_eq!(visible("user\u{202e}gpj.exe"), "user\\u{202e}gpj.exe");
        assert_eq!(visible("a\u{200b}b\u{feff}"), "a\\u{200b}b\\u{feff}");
    }

    #[test]
    fn ordinary_text_of_any_script_is_left_alone() {
        for text in ["plain", "a.büyük@例え.jp", "مرحبا", "👍🏽", ""] {
            assert!(matches!(visible(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn bytes_that_are_not_text_are_shown_as_hex() {
        assert_eq!(visible_bytes(b"ok\xff\x00"), "ok\\xff\\x00");
    }

    #[test]
    fn a_block_keeps_its_lines() {
        assert_eq!(visible_block("a\n\tb\u{1b}"), "a\n\tb\\x1b");
    }
}
