//! A `curl` command, found in a paste: with a prompt before it, with what feeds it, for either kind of shell.

use super::command::Wanted;
use super::data::Source;
use super::input::Paste;
use super::{Form, PasteError, Pasted, feeder, shell, switches, windows};

/// A command for curl, cut into words.
struct Found {
    words: Vec<Vec<u8>>,
    /// What the command before the `|` writes.
    piped: Option<Vec<u8>>,
    notes: Vec<String>,
}

/// Reads a `curl` command; nothing if it is none.
pub(super) fn read(paste: &Paste<'_>) -> Result<Option<Pasted>, PasteError> {
    let Some(Found { words, piped, notes }) = find(paste)? else { return Ok(None) };
    let options = switches::split(words.get(1..).unwrap_or_default())?;
    let wanted = Wanted::of(options, &mut Source { files: paste.files, piped }, notes)?;
    wanted.pasted().map(Some)
}

fn find(paste: &Paste<'_>) -> Result<Option<Found>, PasteError> {
    let text = paste.text();
    let start = after_prompt(text);
    if is_curl(first_word(&text[start..])) {
        if windows::is_meant(&text[start..]) {
            return Ok(Some(Found { words: windows::words(&text[start..]), piped: None, notes: Vec::new() }));
        }
        return command(paste, start, None).map(Some);
    }
    if ![b"printf".as_slice(), b"echo", b"cat"].contains(&first_word(&text[start..])) {
        return Ok(None);
    }
    // A body may begin with these words too: only a pipe into curl makes a command of them.
    let Ok(before) = shell::command(text, start) else { return Ok(None) };
    let Some(after) = text[before.end..].strip_prefix(b"|") else { return Ok(None) };
    let between = after.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b'\\').count();
    let curl = text.len() - after.len() + between;
    if !is_curl(first_word(&text[curl..])) {
        return Ok(None);
    }
    let piped = match before.words.as_slice() {
        [name, path] if name == b"cat" => Some(Source { files: paste.files, piped: None }.file(path)?),
        words => feeder::output(words),
    };
    command(paste, curl, piped).map(Some)
}

fn command(paste: &Paste<'_>, start: usize, piped: Option<Vec<u8>>) -> Result<Found, PasteError> {
    let command = shell::command(paste.text(), start)
        .map_err(|shell::Unclosed(at)| paste.fault(Form::Curl, at, "the quote that begins here is never closed"))?;
    let mut notes = Vec::new();
    if !command.unreplaced.is_empty() {
        let what = command.unreplaced.join("`, `");
        notes.push(format!("hookctl runs no shell: `{what}` stands in the request as it is written"));
    }
    if !paste.text()[command.end..].trim_ascii().is_empty() {
        notes.push(format!("what follows the curl command{} was left out", operator(paste.text()[command.end])));
    }
    Ok(Found { words: command.words, piped, notes })
}

fn operator(end: u8) -> String {
    if end == b'\n' { String::new() } else { format!(" from `{}` on", char::from(end)) }
}

/// Where the command begins after the prompt that was copied with it.
fn after_prompt(text: &[u8]) -> usize {
    match text {
        [b'$' | b'#' | b'%' | b'>', b' ' | b'\t', ..] => text.len() - text[1..].trim_ascii_start().len(),
        _ => 0,
    }
}

fn first_word(text: &[u8]) -> &[u8] {
    text.split(u8::is_ascii_whitespace).next().unwrap_or_default()
}

/// True for `curl`, with its folder and ending or without.
fn is_curl(word: &[u8]) -> bool {
    let name = word.rsplit(|byte| matches!(byte, b'/' | b'\\')).next().unwrap_or_default();
    name.eq_ignore_ascii_case(b"curl") || name.eq_ignore_ascii_case(b"curl.exe")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pasted(text: &str) -> Result<Option<Pasted>, PasteError> {
        let files = |path: &str| if path == "f" { Ok(b"{}\n".to_vec()) } else { Err("no such file".to_owned()) };
        read(&Paste::new(text.as_bytes(), &files))
    }

    fn body(text: &str) -> String {
        let pasted = pasted(text).expect("read").expect("a command");
        String::from_utf8_lossy(&pasted.request.body).into_owned()
    }

    #[test]
    fn prompts_paths_and_feeders_are_seen_through() {
        for text in ["curl -d {} h", "$ curl -d {} h", "  # /usr/bin/curl -d {} h", "CURL.exe ^\n-d {} h"] {
            assert_eq!(body(text), "{}", "{text}");
        }
        assert_eq!(body("printf '\\173}' | curl --data-binary @- h"), "{}");
        assert_eq!(body("echo '{}' | \\\n curl --data-binary @- h"), "{}\n");
        assert_eq!(body("cat f | curl --json @- --json @- h"), "{}\n");
    }

    #[test]
    fn a_body_that_begins_like_a_command_is_none() {
        for text in ["echo", "echo 'x", "printf x | jq", "cat f", "curly", "$ ls", "", "$", "echo x |"] {
            assert_eq!(pasted(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn what_follows_and_what_is_not_replaced_is_told() {
        let notes = pasted("curl -s \"h/$ID\" -d x | jq .").expect("read").expect("a command").notes;
        assert_eq!(notes[0], "hookctl runs no shell: `$ID` stands in the request as it is written");
        assert_eq!(notes[1], "what follows the curl command from `|` on was left out");
        assert_eq!(pasted("curl h\n").expect("read").expect("a command").notes, Vec::<String>::new());
    }

    #[test]
    fn an_open_quote_is_told_by_line_and_column() {
        let error = pasted("\n$ curl h \\\n  -d '{").expect_err("open").to_string();
        assert!(error.contains("line 3, column 6: the quote that begins here"), "{error}");
        let error = pasted("sleep 1 | cat").map(|found| found.is_none());
        assert_eq!(error, Ok(true));
        assert!(pasted("tail f | curl -d @- h").is_ok_and(|found| found.is_none()));
        assert!(pasted("printf %d 1 | curl -d @- h").expect_err("unknown").to_string().contains("another command"));
    }
}
