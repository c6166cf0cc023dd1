//! The data of a `curl` command: `-d` and its kin, with the files they name.

use std::fmt::Write as _;

use super::{Files, PasteError};

/// How a piece of data is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `-d`: text, or `@file` without its line ends.
    Plain,
    /// `--data-raw`: text, also with an `@`.
    Raw,
    /// `--data-binary`: text, or `@file` exactly.
    Binary,
    /// `--data-urlencode`.
    Encoded,
    /// `--json`: as `--data-binary`, joined without `&`.
    Json,
}

/// Where data comes from besides the command.
pub(super) struct Source<'a> {
    pub(super) files: &'a Files<'a>,
    /// What a command before the `|` writes.
    pub(super) piped: Option<Vec<u8>>,
}

impl Source<'_> {
    /// The bytes of a file; `-` is what was piped, and can be read once.
    pub(super) fn file(&mut self, path: &[u8]) -> Result<Vec<u8>, PasteError> {
        const STDIN: &str = "it is what another command writes; give the bytes with `--body FILE`";
        let path = String::from_utf8_lossy(path);
        let content = match (path.as_ref(), &mut self.piped) {
            ("-", Some(piped)) => Ok(std::mem::take(piped)),
            ("-", None) => Err(STDIN.to_owned()),
            _ => (self.files)(&path),
        };
        content.map_err(|why| PasteError::File { path: path.into_owned(), why })
    }
}

/// Adds a piece of data to what there is, as curl joins them.
pub(super) fn append(
    data: &mut Option<Vec<u8>>,
    kind: Kind,
    value: &[u8],
    source: &mut Source<'_>,
) -> Result<(), PasteError> {
    let piece = piece(kind, value, source)?;
    match data {
        Some(data) => {
            if kind != Kind::Json {
                data.push(b'&');
            }
            data.extend_from_slice(&piece);
        }
        None => *data = Some(piece),
    }
    Ok(())
}

fn piece(kind: Kind, value: &[u8], source: &mut Source<'_>) -> Result<Vec<u8>, PasteError> {
    match (kind, value.strip_prefix(b"@")) {
        (Kind::Encoded, _) => encoded(value, source),
        (Kind::Plain, Some(path)) => {
            let mut content = source.file(path)?;
            content.retain(|byte| !matches!(byte, b'\r' | b'\n' | 0));
            Ok(content)
        }
        (Kind::Binary | Kind::Json, Some(path)) => source.file(path),
        _ => Ok(value.to_vec()),
    }
}

/// `content`, `=content`, `name=content`, `@file` or `name@file`, of which the content is encoded.
pub(super) fn encoded(value: &[u8], source: &mut Source<'_>) -> Result<Vec<u8>, PasteError> {
    let mark = memchr::memchr(b'=', value).or_else(|| memchr::memchr(b'@', value));
    let (name, content) = match mark {
        Some(at) if value[at] == b'@' => (&value[..at], source.file(&value[at + 1..])?),
        Some(at) => (&value[..at], value[at + 1..].to_vec()),
        None => (&[][..], value.to_vec()),
    };
    let mut out = name.to_vec();
    if !name.is_empty() {
        out.push(b'=');
    }
    out.extend_from_slice(encode(&content).as_bytes());
    Ok(out)
}

fn encode(content: &[u8]) -> String {
    let mut out = String::with_capacity(content.len() + content.len() / 4);
    for byte in content {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(*byte)),
            b' ' => out.push('+'),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(pieces: &[(Kind, &str)]) -> Result<String, PasteError> {
        let files =
            |path: &str| if path == "f" { Ok(b"a b\r\n\0c\n".to_vec()) } else { Err("no such file".to_owned()) };
        let mut source = Source { files: &files, piped: None };
        let mut data = None;
        for (kind, value) in pieces {
            append(&mut data, *kind, value.as_bytes(), &mut source)?;
        }
        Ok(String::from_utf8_lossy(&data.unwrap_or_default()).into_owned())
    }

    #[test]
    fn pieces_are_joined_as_curl_joins_them() {
        assert_eq!(
            joined(&[(Kind::Plain, "a=1\n"), (Kind::Raw, "@b"), (Kind::Plain, "@f")]).as_deref(),
            Ok("a=1\n&@b&a bc")
        );
        assert_eq!(joined(&[(Kind::Json, "[1,"), (Kind::Json, "2]")]).as_deref(), Ok("[1,2]"));
        assert_eq!(joined(&[(Kind::Binary, "@f")]).as_deref(), Ok("a b\r\n\0c\n"));
    }

    #[test]
    fn encoding_leaves_names_as_they_are() {
        let encoded = |value| joined(&[(Kind::Encoded, value)]);
        assert_eq!(encoded("a b=c d&é").as_deref(), Ok("a b=c+d%26%C3%A9"));
        assert_eq!(encoded("=x=y").as_deref(), Ok("x%3Dy"));
        assert_eq!(encoded("n@f").as_deref(), Ok("n=a+b%0D%0A%00c%0A"));
        assert_eq!(encoded("a b").as_deref(), Ok("a+b"));
    }

    #[test]
    fn files_that_cannot_be_read_are_named() {
        for (value, why) in [("@g", "`g`, which cannot be read: no such file"), ("@-", "another command")] {
            let error = joined(&[(Kind::Plain, value)]).expect_err("no file").to_string();
            assert!(error.contains(why), "{error}");
        }
    }
}
