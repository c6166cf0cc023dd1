//! The words of a command as `cmd` and the programs of Windows read them: carets escape, single quotes mean nothing.
//!
//! A backslash in quotes is read as those who write such commands mean it: doubled it is one.

/// True if the command is written for `cmd`: its first line ends in a caret, or a caret stands before its first quote.
pub(super) fn is_meant(text: &[u8]) -> bool {
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    // Within single quotes, which a POSIX shell's words have, a caret is a caret.
    let open = memchr::memchr_iter(b'\'', line).count() % 2 == 1;
    let goes_on = line.len() < text.len() && line.trim_ascii_end().ends_with(b"^") && !open;
    let quote = memchr::memchr2(b'"', b'\'', text);
    goes_on || quote.is_some_and(|at| at > 0 && text[at] == b'"' && text[at - 1] == b'^')
}

/// The words of the first command in the text.
pub(super) fn words(text: &[u8]) -> Vec<Vec<u8>> {
    split(&without_carets(text))
}

/// First the way of `cmd`: outside of quotes a caret goes and what follows it stays, a line end before it too.
fn without_carets(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut quoted = false;
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        at += 1;
        match byte {
            b'^' if !quoted => {
                at += line_end(&text[at..]);
                // What follows is no quote, no operator and no line end to `cmd`; a second line end is a real one.
                let skipped = usize::from(text[at..].starts_with(b"\r\n"));
                out.extend(text.get(at + skipped));
                at += skipped + 1;
            }
            b'|' | b'>' | b'<' | b'&' | b'\n' if !quoted => break,
            _ => {
                quoted ^= *byte == b'"';
                out.push(*byte);
            }
        }
    }
    out
}

/// The length of a line end, blanks before it included, or 0.
fn line_end(text: &[u8]) -> usize {
    let blanks = text.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
    if text.get(blanks) == Some(&b'\n') { blanks + 1 } else { 0 }
}

/// Then the way of the program: double quotes, in which backslashes and quotes are escaped.
fn split(text: &[u8]) -> Vec<Vec<u8>> {
    let mut words = Vec::new();
    let mut word: Option<Vec<u8>> = None;
    let mut quoted = false;
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        let next = text.get(at + 1);
        at += 1;
        match (byte, next) {
            (b' ' | b'\t' | b'\r' | b'\n', _) if !quoted => words.extend(word.take()),
            (b'\\' | b'"', Some(b'"')) if quoted || *byte == b'\\' => {
                word.get_or_insert_default().push(b'"');
                at += 1;
            }
            (b'\\', Some(b'\\')) if quoted => {
                word.get_or_insert_default().push(b'\\');
                at += 1;
            }
            (b'"', _) => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            _ => word.get_or_insert_default().push(*byte),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caret_within_single_quotes_is_a_caret() {
        assert!(!is_meant(b"printf '^\n' | curl -d @- localhost"));
        assert!(is_meant(b"curl localhost ^\n -d x"));
    }

    fn read(text: &str) -> Vec<String> {
        assert!(is_meant(text.as_bytes()), "{text}");
        words(text.as_bytes()).iter().map(|word| String::from_utf8_lossy(word).into_owned()).collect()
    }

    #[test]
    fn what_browsers_copy_for_cmd_is_read() {
        let new = "curl ^\"https://h/x?a=1^&b=2^\" ^\r\n  -H ^\"accept: */*^\" ^\r\n  --data-raw ^\"^{^\\^\"a^\\^\":^\\^\"x^\\^\\ny^\\^\"^}^\"";
        let want = ["curl", "https://h/x?a=1&b=2", "-H", "accept: */*", "--data-raw", r#"{"a":"x\ny"}"#];
        assert_eq!(read(new), want);
        let old =
            "curl \"https://h/x?a=1&b=2\" ^\n -H \"accept: */*\" ^\n --data-raw \"{\"\"a\"\":\"\"x\\ny\"\"}\" | jq";
        assert_eq!(read(old), want);
        assert_eq!(read("curl ^\"a^\n\nb^\" ''"), ["curl", "a\nb", "''"]);
    }

    #[test]
    fn a_command_for_a_posix_shell_is_not_taken_for_one() {
        for text in ["curl 'a^\"b'", "curl -d 'x' \\\n y", "curl x^", "curl -d \"x^\" y"] {
            assert!(!is_meant(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn cut_ones_are_survived() {
        for text in ["^", "^\r", "^\n", "\"", "\\", "\"\\", "^\n\r", "^\""] {
            let _ = words(text.as_bytes());
        }
    }
}
