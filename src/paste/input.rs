//! The bytes of a paste, and where in them something is.

use crate::text::visible;

use super::{Files, Form, PasteError};

/// The mark that some editors put before UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// A paste that is being read.
pub(super) struct Paste<'a> {
    whole: &'a [u8],
    start: usize,
    /// What reads files.
    pub(super) files: &'a Files<'a>,
}

impl<'a> Paste<'a> {
    pub(super) fn new(bytes: &'a [u8], files: &'a Files<'a>) -> Self {
        let whole = bytes.strip_prefix(BOM).unwrap_or(bytes);
        let start = whole.len() - whole.trim_ascii_start().len();
        Self { whole, start, files }
    }

    /// What was pasted, without a byte order mark and the blanks before it.
    pub(super) fn text(&self) -> &'a [u8] {
        &self.whole[self.start..]
    }

    /// An error at an offset into the text.
    pub(super) fn fault(&self, form: Form, at: usize, why: impl Into<String>) -> PasteError {
        let (line, column) = self.place(at);
        PasteError::At { form, line, column, why: why.into() }
    }

    /// An error of the JSON parser, whose lines count from the start of the text.
    pub(super) fn json_fault(&self, form: Form, error: &serde_json::Error) -> PasteError {
        let (line, column) = self.place(0);
        let column = if error.line() <= 1 { column + error.column().saturating_sub(1) } else { error.column() };
        PasteError::At { form, line: line + error.line().saturating_sub(1), column, why: reason(error) }
    }

    /// Line and column (in characters) of an offset into the text, both from 1.
    fn place(&self, at: usize) -> (usize, usize) {
        let before = &self.whole[..(self.start + at).min(self.whole.len())];
        let line_start = memchr::memrchr(b'\n', before).map_or(0, |found| found + 1);
        let lines = memchr::memchr_iter(b'\n', before).count();
        // Bytes that continue a character of UTF-8 are no columns of their own.
        let column = before[line_start..].iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        (lines + 1, column + 1)
    }
}

/// What the JSON parser says, without its place. Of a value that is of the wrong kind it would quote the value.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or_default();
    if error.classify() == serde_json::error::Category::Data && !text.starts_with("missing field") {
        return "this value is not of the kind that has to stand here".to_owned();
    }
    visible(text).into_owned()
}

/// The first line, without its end, and what follows it.
pub(super) fn split_line(text: &[u8]) -> (&[u8], &[u8]) {
    let (line, rest) = match memchr::memchr(b'\n', text) {
        Some(end) => (&text[..end], &text[end + 1..]),
        None => (text, &text[text.len()..]),
    };
    (line.strip_suffix(b"\r").unwrap_or(line), rest)
}

/// True if JSON begins so, blanks aside.
pub(super) fn begins_with(json: &[u8], beginning: &str) -> bool {
    let mut found = json.iter().filter(|byte| !byte.is_ascii_whitespace());
    beginning.bytes().all(|byte| found.next() == Some(&byte))
}

/// `1 byte`, `2 bytes`.
pub(super) fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters_of_the_whole_paste() {
        let paste = Paste::new("\u{feff}\n  üb\nc".as_bytes(), &|_| Err(String::new()));
        assert_eq!(paste.text(), "üb\nc".as_bytes());
        assert_eq!([paste.place(0), paste.place(2), paste.place(4), paste.place(99)], [(2, 3), (2, 4), (3, 1), (3, 2)]);
    }

    #[test]
    fn an_error_of_the_parser_has_its_place_and_quotes_no_value() {
        let paste = Paste::new(b"\n [1, \"whsec_x\"]", &|_| Err(String::new()));
        let error = serde_json::from_slice::<Vec<u8>>(paste.text()).expect_err("no number");
        let text = paste.json_fault(Form::Har, &error).to_string();
        assert!(text.contains("line 2, column 14") && !text.contains("whsec"), "{text}");
    }
}
