//! The words of a command as a POSIX shell would read them. Nothing is run and nothing is replaced: what a shell would
//! replace stays as it is written, and is told.

use memchr::memchr;

use super::{ansi, feeder};

/// A command up to where the shell would end it.
#[derive(Debug, Default)]
pub(super) struct Command {
    pub(super) words: Vec<Vec<u8>>,
    /// The offset of what ended it: an operator, a line end, or the end of the text.
    pub(super) end: usize,
    /// What a shell would have replaced, as it is written; the first few.
    pub(super) unreplaced: Vec<String>,
}

/// A quote that is never closed, by its offset.
#[derive(Debug)]
pub(super) struct Unclosed(pub(super) usize);

/// Reads the command that begins at `start`.
pub(super) fn command(text: &[u8], start: usize) -> Result<Command, Unclosed> {
    let mut lexer = Lexer { text, at: start, word: None, found: Command::default() };
    while lexer.step()? {}
    lexer.end_word();
    lexer.found.end = lexer.at;
    Ok(lexer.found)
}

struct Lexer<'a> {
    text: &'a [u8],
    at: usize,
    /// The word being read. An empty one in quotes is a word too.
    word: Option<Vec<u8>>,
    found: Command,
}

impl Lexer<'_> {
    /// Reads a piece; false at the end of the command.
    fn step(&mut self) -> Result<bool, Unclosed> {
        let rest = &self.text[self.at..];
        match (rest.first(), rest.get(1)) {
            (None, _) => return Ok(false),
            (Some(b' ' | b'\t' | b'\r'), _) => {
                self.end_word();
                self.at += 1;
            }
            (Some(b'\n'), _) => return Ok(self.line_end()),
            (Some(b'>' | b'<' | b'|' | b';' | b'&' | b'(' | b')'), _) => {
                self.drop_descriptor();
                return Ok(false);
            }
            (Some(b'#'), _) if self.word.is_none() => self.at += memchr(b'\n', rest).unwrap_or(rest.len()),
            // What PowerShell writes before a line end means the same as a backslash.
            (Some(b'\\' | b'`'), _) if let Some(length) = self.joins() => self.at += length,
            (Some(b'\\'), _) => self.backslash(),
            (Some(b'\''), _) => self.single()?,
            (Some(b'"'), _) => self.double(1)?,
            (Some(b'$'), Some(b'"')) => self.double(2)?,
            (Some(b'$'), Some(b'\'')) => {
                let (text, length) = ansi::unquote(&rest[2..]).ok_or(Unclosed(self.at))?;
                self.push(&text);
                self.at += 2 + length;
            }
            (Some(b'$' | b'`'), _) => self.dollar(),
            (Some(byte), _) => {
                self.push(&[*byte]);
                self.at += 1;
            }
        }
        Ok(true)
    }

    fn push(&mut self, bytes: &[u8]) {
        self.word.get_or_insert_default().extend_from_slice(bytes);
    }

    fn end_word(&mut self) {
        self.found.words.extend(self.word.take());
    }

    /// The `2` of `2>/dev/null` is no word.
    fn drop_descriptor(&mut self) {
        let is_number = |word: &Vec<u8>| word.iter().all(u8::is_ascii_digit);
        if matches!(self.text[self.at], b'>' | b'<') && self.word.as_ref().is_some_and(is_number) {
            self.word = None;
        }
    }

    /// A line end ends the command, unless the next line goes on with an option: then its backslash was lost.
    fn line_end(&mut self) -> bool {
        let blanks = blanks(&self.text[self.at + 1..]);
        if self.text.get(self.at + 1 + blanks) != Some(&b'-') {
            return false;
        }
        self.end_word();
        self.at += 1;
        true
    }

    /// The length of a backslash and the line end after it, also where an editor left blanks between them.
    fn joins(&self) -> Option<usize> {
        let rest = &self.text[self.at + 1..];
        let blanks = blanks(rest);
        (rest.get(blanks) == Some(&b'\n')).then_some(blanks + 2)
    }

    fn backslash(&mut self) {
        let end = (self.at + 2).min(self.text.len());
        self.push(&self.text[self.at + 1..end]);
        self.at = end;
    }

    fn single(&mut self) -> Result<(), Unclosed> {
        let rest = &self.text[self.at + 1..];
        let length = memchr(b'\'', rest).ok_or(Unclosed(self.at))?;
        self.push(&rest[..length]);
        self.at += length + 2;
        Ok(())
    }

    fn double(&mut self, opening: usize) -> Result<(), Unclosed> {
        let unclosed = Unclosed(self.at);
        self.at += opening;
        self.push(b"");
        loop {
            let rest = &self.text[self.at..];
            let special = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | b'$' | b'`'));
            let Some(length) = special else { return Err(unclosed) };
            self.push(&rest[..length]);
            self.at += length;
            match rest[length] {
                b'"' => break,
                b'\\' => self.backslash_in_double(),
                _ => self.dollar(),
            }
        }
        self.at += 1;
        Ok(())
    }

    fn backslash_in_double(&mut self) {
        match self.text.get(self.at + 1) {
            Some(byte @ (b'"' | b'\\' | b'$' | b'`')) => self.push(&[*byte]),
            Some(b'\n') => {}
            Some(byte) => self.push(&[b'\\', *byte]),
            None => return self.at += 1,
        }
        self.at += 2;
    }

    /// Something that a shell would replace. `$(printf '…')` is, since hookctl itself writes it.
    fn dollar(&mut self) {
        let rest = &self.text[self.at..];
        if let Some((output, length)) = feeder::substituted(rest) {
            self.push(&output);
            self.at += length;
            return;
        }
        self.note_unreplaced();
        self.push(&self.text[self.at..=self.at]);
        self.at += 1;
    }

    fn note_unreplaced(&mut self) {
        let rest = &self.text[self.at..];
        let name = rest[1..].iter().take(64).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        let what = match (rest[0], rest.get(1)) {
            (b'`', _) => "`…`".to_owned(),
            (_, Some(b'(')) => "$(…)".to_owned(),
            (_, Some(b'{')) => "${…}".to_owned(),
            (_, Some(b'A'..=b'Z' | b'a'..=b'z' | b'_')) => String::from_utf8_lossy(&rest[..=name]).into_owned(),
            _ => return,
        };
        if self.found.unreplaced.len() < 5 && !self.found.unreplaced.contains(&what) {
            self.found.unreplaced.push(what);
        }
    }
}

/// How many blanks there are before the line ends or goes on.
fn blanks(text: &[u8]) -> usize {
    text.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let found = command(text.as_bytes(), 0).expect("closed quotes");
        found.words.iter().map(|word| String::from_utf8_lossy(word).into_owned()).collect()
    }

    #[test]
    fn words_are_cut_and_unquoted_as_a_shell_does() {
        assert_eq!(words(r#"a'b c'"d \" \$e \n"\ f '' "" # g"#), ["ab cd \" $e \\n f", "", ""]);
        assert_eq!(words(r"'it'\''s' $'tab\there' a#b"), ["it's", "tab\there", "a#b"]);
        assert_eq!(words("a \\\n  b \\  \r\n c\\\nd"), ["a", "b", "cd"]);
        assert_eq!(words("a\r\n  -b\nc"), ["a", "-b"]);
        assert_eq!(words("a `\r\n  b"), ["a", "b"]);
        assert_eq!(words(r#""x$(printf '\001\012')y" $"z""#), ["x\u{1}y", "z"]);
    }

    #[test]
    fn operators_end_the_command() {
        for text in ["a b | jq", "a b; c", "a b>c", "a b 2>/dev/null", "a b && c", "a b\nc", "a b 2>&1"] {
            assert_eq!(words(text), ["a", "b"], "{text}");
        }
        assert_eq!(words("a '|' \\; \">\""), ["a", "|", ";", ">"]);
    }

    #[test]
    fn what_a_shell_would_replace_is_kept_and_told() {
        let found = command(br#"a "$TOKEN" ${X} `b` $(c) '$no' \$no $5 $TOKEN"#, 0).expect("closed quotes");
        assert_eq!(found.words[1], b"$TOKEN");
        assert_eq!(found.unreplaced, ["$TOKEN", "${…}", "`…`", "$(…)"]);
    }

    #[test]
    fn a_quote_that_stays_open_is_told_by_its_place() {
        for (text, at) in [("a 'b", 2), ("a \"b\\\"", 2), ("a b$'c\\'", 3), ("\"\\", 0)] {
            assert_eq!(command(text.as_bytes(), 0).expect_err("open").0, at, "{text}");
        }
    }
}
