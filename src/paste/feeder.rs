//! What `printf` and `echo` write: the body of `printf '…' | curl --data-binary @-`, as hookctl itself writes it for
//! bodies that are not text.

use memchr::memchr;

use super::ansi;

/// The bytes that a command writes; nothing for another command, or for formats other than `%s` and `%%`.
pub(super) fn output(words: &[Vec<u8>]) -> Option<Vec<u8>> {
    match words.split_first()? {
        (name, arguments) if name == b"echo" => Some(echo(arguments)),
        (name, [format, arguments @ ..]) if name == b"printf" => printf(format, arguments),
        _ => None,
    }
}

/// What `$(printf '…')` prints, and the length of that.
pub(super) fn substituted(text: &[u8]) -> Option<(Vec<u8>, usize)> {
    const BEFORE: &[u8] = b"$(printf '";
    let format = text.strip_prefix(BEFORE)?;
    let length = memchr(b'\'', format)?;
    if format.get(length + 1) != Some(&b')') {
        return None;
    }
    let mut output = printf(&format[..length], &[])?;
    // A shell drops the line ends at the end of what it puts in.
    while output.ends_with(b"\n") {
        output.pop();
    }
    Some((output, BEFORE.len() + length + 2))
}

fn echo(arguments: &[Vec<u8>]) -> Vec<u8> {
    match arguments.split_first() {
        Some((flag, text)) if flag == b"-n" => text.join(&b' '),
        _ => [arguments.join(&b' ').as_slice(), b"\n"].concat(),
    }
}

fn printf(format: &[u8], arguments: &[Vec<u8>]) -> Option<Vec<u8>> {
    let mut arguments = arguments.iter();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(byte) = format.get(at) {
        let rest = &format[at + 1..];
        at += 1 + match (byte, rest.first()) {
            (b'%', Some(b'%')) => {
                out.push(b'%');
                1
            }
            (b'%', Some(b's')) => {
                out.extend(arguments.next().into_iter().flatten());
                1
            }
            (b'%', _) => return None,
            (b'\\', Some(_)) => escape(rest, &mut out),
            _ => {
                out.push(*byte);
                0
            }
        };
    }
    // For arguments that are left, `printf` would use the format again: nobody writes a body so.
    arguments.next().is_none().then_some(out)
}

fn escape(rest: &[u8], out: &mut Vec<u8>) -> usize {
    match (rest[0], ansi::control(rest[0])) {
        (b'0'..=b'7', _) => return ansi::octal(rest, out),
        (b'x', _) => return ansi::hex(rest, 2, out, ansi::push_byte),
        (_, Some(byte)) => out.push(byte),
        (letter, None) => out.extend_from_slice(&[b'\\', letter]),
    }
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(words: &[&str]) -> Option<String> {
        let words: Vec<Vec<u8>> = words.iter().map(|word| word.as_bytes().to_vec()).collect();
        output(&words).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    #[test]
    fn printf_and_echo_write_what_they_would() {
        assert_eq!(printed(&["printf", r"\101\n%%\\\q\x42"]).as_deref(), Some("A\n%\\\\qB"));
        assert_eq!(printed(&["printf", "%s-%s%s", "a%", "b"]).as_deref(), Some("a%-b"));
        assert_eq!(printed(&["echo", "-n", "a", "b"]).as_deref(), Some("a b"));
        assert_eq!(printed(&["echo", "a\\n"]).as_deref(), Some("a\\n\n"));
    }

    #[test]
    fn what_is_not_known_is_nothing() {
        assert_eq!(printed(&["cat", "x"]), None);
        assert_eq!(printed(&["printf", "%d", "1"]), None);
        assert_eq!(printed(&["printf", "%s", "1", "2"]), None);
        assert_eq!(
            (printed(&["printf"]), printed(&[]), printed(&["printf", "\\"])),
            (None, None, Some("\\".to_owned()))
        );
    }
}
