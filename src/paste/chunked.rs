//! Chunks of a pasted body put together. Line ends may have lost their carriage returns on the way.

use crate::webhook::Headers;

use super::head::field;
use super::input::split_line;

/// The body and the fields after it; nothing if these are no whole chunks.
pub(super) fn decode(mut rest: &[u8]) -> Option<(Vec<u8>, Headers)> {
    let mut body = Vec::new();
    loop {
        let (line, after) = split_line(rest);
        let size = size(line)?;
        if size == 0 {
            return Some((body, trailers(after)?));
        }
        let (chunk, after) = after.split_at_checked(size)?;
        body.extend_from_slice(chunk);
        rest = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n"))?;
    }
}

fn size(line: &[u8]) -> Option<usize> {
    let digits = line.split(|byte| *byte == b';').next()?.trim_ascii();
    // `from_str_radix` would take a sign.
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    usize::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

fn trailers(mut rest: &[u8]) -> Option<Headers> {
    let mut found = Headers::default();
    loop {
        let (line, after) = split_line(rest);
        if line.trim_ascii().is_empty() {
            return Some(found);
        }
        field(line, &mut found)?;
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_put_together_whatever_their_line_ends() {
        for text in ["3;x=y\r\n{\r\n\r\n1\r\n}\r\n0\r\nX-Sum: 1\r\n\r\n", "3\n{\r\n\n1\n}\n0\nX-Sum: 1"] {
            let (body, trailers) = decode(text.as_bytes()).expect("chunks");
            assert_eq!(
                (body.as_slice(), trailers.get("x-sum")),
                (b"{\r\n}".as_slice(), Some(b"1".as_slice())),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_chunks_is_none() {
        for text in
            ["", "{}", "5\r\nab", "+1\r\na\r\n0\r\n", "ffffffffffffffff\r\na", "fffffffffffffffff\r\na", "1\r\nab\r\n0"]
        {
            assert!(decode(text.as_bytes()).is_none(), "{text}");
        }
    }
}
