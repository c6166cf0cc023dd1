//! The escapes of text in `$'…'`, as bash reads them and as browsers write them into a copied `curl` command.

/// What stands between `$'` and its closing quote, and how much of the text that takes with the quote; nothing if the
/// quote is never closed.
pub(super) fn unquote(text: &[u8]) -> Option<(Vec<u8>, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    loop {
        let found = at + memchr::memchr2(b'\'', b'\\', text.get(at..)?)?;
        out.extend_from_slice(&text[at..found]);
        if text[found] == b'\'' {
            return Some((out, found + 1));
        }
        at = found + 1 + escape(&text[found + 1..], &mut out)?;
    }
}

/// Decodes the escape after a backslash and tells its length.
fn escape(text: &[u8], out: &mut Vec<u8>) -> Option<usize> {
    let letter = *text.first()?;
    if let Some(byte) = control(letter) {
        out.push(byte);
        return Some(1);
    }
    Some(match letter {
        b'0'..=b'7' => octal(text, out),
        b'x' => hex(text, 2, out, push_byte),
        b'u' => wide(text, out),
        b'U' => hex(text, 8, out, push_char),
        b'c' if text.len() > 1 => {
            out.push(text[1] & 0x1f);
            2
        }
        _ => {
            out.extend_from_slice(&[b'\\', letter]);
            1
        }
    })
}

/// What one letter after a backslash stands for.
pub(super) fn control(letter: u8) -> Option<u8> {
    Some(match letter {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'a' => 7,
        b'b' => 8,
        b'v' => 11,
        b'f' => 12,
        b'e' | b'E' => 27,
        b'\\' | b'\'' | b'"' | b'?' => letter,
        _ => return None,
    })
}

/// Up to three octal digits.
pub(super) fn octal(text: &[u8], out: &mut Vec<u8>) -> usize {
    let digits = text.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
    let code = text[..digits].iter().fold(0_u32, |code, digit| code * 8 + u32::from(digit - b'0'));
    push_byte(code, out);
    digits
}

/// A letter and up to `most` hexadecimal digits; without a digit the letter stands for itself.
pub(super) fn hex(text: &[u8], most: usize, out: &mut Vec<u8>, push: fn(u32, &mut Vec<u8>)) -> usize {
    let (code, digits) = digits(&text[1..], most);
    if digits == 0 {
        out.extend_from_slice(&[b'\\', text[0]]);
    } else {
        push(code, out);
    }
    1 + digits
}

fn digits(text: &[u8], most: usize) -> (u32, usize) {
    let values = text.iter().take(most).map_while(|byte| char::from(*byte).to_digit(16));
    values.fold((0, 0), |(code, digits), value| (code << 4 | value, digits + 1))
}

/// `\uXXXX`; two of them where a character is written as a pair of surrogates.
fn wide(text: &[u8], out: &mut Vec<u8>) -> usize {
    let (high, length) = digits(&text[1..], 4);
    if (0xd800..0xdc00).contains(&high) && text[1 + length..].starts_with(b"\\u") {
        let (low, second) = digits(&text[length + 3..], 4);
        if (0xdc00..0xe000).contains(&low) {
            push_char(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00), out);
            return 3 + length + second;
        }
    }
    hex(text, 4, out, push_char)
}

/// The lowest byte of a number.
pub(super) fn push_byte(code: u32, out: &mut Vec<u8>) {
    out.push(code.to_le_bytes()[0]);
}

fn push_char(code: u32, out: &mut Vec<u8>) {
    let c = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(quoted: &str) -> Option<String> {
        unquote(quoted.as_bytes()).map(|(bytes, _)| String::from_utf8_lossy(&bytes).into_owned())
    }

    #[test]
    fn escapes_are_decoded_as_bash_does() {
        assert_eq!(text(r"a\n\t\\\'\x41\101\u0021\q\xg'").as_deref(), Some("a\n\t\\'AA!\\q\\xg"));
        assert_eq!(text(r"\ud83d\udc4d \u00fc \ud83d \U0001F44D'").as_deref(), Some("👍 ü \u{fffd} 👍"));
        assert_eq!(unquote(b"\\xff\\0' rest"), Some((vec![0xff, 0], 7)));
        assert_eq!(unquote(b"\\cA'"), Some((vec![1], 4)));
    }

    #[test]
    fn what_is_not_closed_is_nothing() {
        for open in ["", "abc", "\\'", "\\", "\\u", "\\ud83d\\u", "\\x", "\\c", "\\U"] {
            assert_eq!(text(open), None, "{open}");
        }
    }
}
