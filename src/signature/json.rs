//! One value of a JSON body, found by skipping: no tree is built, nothing is copied, and the rest of the body is not
//! even looked at once the value has been found. Depth costs nothing: what is skipped is counted, not recursed into.
//!
//! It finds; it does not validate. Of a name that repeats, the first counts.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use memchr::memchr2;

/// A step into a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The member of that name.
    Member(String),
    /// The first item of a list.
    First,
}

/// A way into a value, such as `events[].type`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Path(Vec<Step>);

impl Path {
    /// Reads `data.id`, `events[].type`, `[].eventId`; the empty text is the whole value.
    pub fn parse(text: &str) -> Option<Self> {
        let mut steps = Vec::new();
        for part in text.split('.').filter(|_| !text.is_empty()) {
            let name = part.trim_end_matches("[]");
            if name.contains(['[', ']']) || part.is_empty() {
                return None;
            }
            if !name.is_empty() {
                steps.push(Step::Member(name.to_owned()));
            }
            steps.extend((0..(part.len() - name.len()) / 2).map(|_| Step::First));
        }
        Some(Self(steps))
    }

    /// False if the value cannot be there: its name occurs nowhere, unless some of its characters are escaped.
    fn may_be_in(&self, body: &[u8]) -> bool {
        self.0.iter().rev().all(|step| match step {
            Step::Member(name) => memchr::memmem::find(body, name.as_bytes()).is_some(),
            Step::First => true,
        })
    }

    /// The steps.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The path without its last step, and the member that it leads to.
    pub fn split_last(&self) -> Option<(Self, &str)> {
        match self.0.split_last() {
            Some((Step::Member(name), rest)) => Some((Self(rest.to_vec()), name)),
            _ => None,
        }
    }
}

impl std::fmt::Display for Path {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Member(name) if at == 0 => f.write_str(name)?,
                Step::Member(name) => write!(f, ".{name}")?,
                Step::First => f.write_str("[]")?,
            }
        }
        Ok(())
    }
}

/// The bytes of the value at the end of the path.
pub(super) fn seek<'a>(body: &'a [u8], path: &Path) -> Option<&'a [u8]> {
    let mut at = skip_blanks(body, bom(body));
    for step in path.steps() {
        at = match step {
            Step::Member(name) => member(body, at, name)?,
            Step::First => {
                let first = skip_blanks(body, expect(body, at, b'[')?);
                (*body.get(first)? != b']').then_some(first)?
            }
        };
    }
    let end = skip_value(body, at)?;
    Some(&body[at..end])
}

/// Where the members of one body's outermost object stand, found in one pass when they are first asked for: whoever looks
/// for many values in one body need not skip the same bytes again and again.
#[derive(Debug, Default)]
pub struct Index {
    members: OnceCell<Members>,
}

#[derive(Debug)]
struct Members {
    /// Which body: another one is searched afresh.
    body: (usize, usize),
    /// The names in their quotes, and the values.
    places: Vec<(Range<usize>, Range<usize>)>,
}

impl Index {
    /// The bytes of the value at the end of the path, found as a search by path would find it.
    pub fn seek<'a>(&self, body: &'a [u8], path: &Path) -> Option<&'a [u8]> {
        let Some((Step::Member(name), rest)) = path.0.split_first() else { return seek(body, path) };
        let identity = (body.as_ptr() as usize, body.len());
        let members = self.members.get_or_init(|| Members { body: identity, places: members(body) });
        if members.body != identity {
            return seek(body, path);
        }
        let (_, value) = members.places.iter().find(|(found, _)| is_name(&body[found.clone()], name))?;
        let value = &body[value.clone()];
        if rest.is_empty() {
            return Some(value);
        }
        // Most names that are looked for occur nowhere: finding that out costs a fraction of a search by path.
        let rest = Path(rest.to_vec());
        let hidden = memchr::memmem::find(value, b"\\u").is_some();
        if hidden || rest.may_be_in(value) { seek(value, &rest) } else { None }
    }
}

impl Index {
    /// The name of each member of the outermost object, decoded.
    pub fn each_name(&self, body: &[u8], mut take: impl FnMut(&[u8])) {
        let identity = (body.as_ptr() as usize, body.len());
        let members = self.members.get_or_init(|| Members { body: identity, places: members(body) });
        if members.body == identity {
            for (name, _) in &members.places {
                let quoted = &body[name.clone()];
                match text(quoted).filter(|_| quoted.contains(&b'\\')) {
                    Some(decoded) => take(decoded.as_bytes()),
                    None => take(&quoted[1..quoted.len() - 1]),
                }
            }
        }
    }
}

/// The places of the outermost object's members, as far as it can be read.
fn members(body: &[u8]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::with_capacity(16);
    let mut next = expect(body, skip_blanks(body, bom(body)), b'{').map(|at| skip_blanks(body, at));
    while let Some((at, (name, value))) = next.and_then(|at| Some((at, key(body, at)?))) {
        let Some(end) = skip_value(body, value) else { break };
        found.push((at..at + name.len(), value..end));
        next = expect(body, skip_blanks(body, end), b',').map(|at| skip_blanks(body, at));
    }
    found
}

/// Every item of the list at the end of the path.
pub(super) fn items<'a>(body: &'a [u8], path: &Path) -> Option<Vec<&'a [u8]>> {
    let list = seek(body, path)?;
    let mut at = skip_blanks(list, expect(list, 0, b'[')?);
    let mut found = Vec::new();
    while *list.get(at)? != b']' {
        let end = skip_value(list, at)?;
        found.push(&list[at..end]);
        at = skip_blanks(list, end);
        match list.get(at)? {
            b',' => at = skip_blanks(list, at + 1),
            b']' => break,
            _ => return None,
        }
    }
    Some(found)
}

/// The names of an object's members, in order.
pub fn names(body: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    let mut next = expect(body, skip_blanks(body, bom(body)), b'{').map(|at| skip_blanks(body, at));
    while let Some((name, value)) = next.and_then(|at| key(body, at)) {
        found.extend(text(name).map(Cow::into_owned));
        next = skip_value(body, value).map(|end| skip_blanks(body, end)).and_then(|end| expect(body, end, b','));
        next = next.map(|at| skip_blanks(body, at));
    }
    found
}

/// A value as text: strings decoded, numbers and booleans as written; nothing for null, lists and objects.
pub(super) fn text(value: &[u8]) -> Option<Cow<'_, str>> {
    match value.first()? {
        b'"' if value.len() >= 2 && !value.contains(&b'\\') => {
            std::str::from_utf8(&value[1..value.len() - 1]).ok().map(Cow::Borrowed)
        }
        b'"' => serde_json::from_slice::<String>(value).ok().map(Cow::Owned),
        b'{' | b'[' | b'n' => None,
        _ => std::str::from_utf8(value).ok().map(Cow::Borrowed),
    }
}

fn bom(body: &[u8]) -> usize {
    if body.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 }
}

fn skip_blanks(body: &[u8], mut at: usize) -> usize {
    while matches!(body.get(at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
        at += 1;
    }
    at
}

fn expect(body: &[u8], at: usize, byte: u8) -> Option<usize> {
    (*body.get(at)? == byte).then_some(at + 1)
}

/// Where the value of a member begins.
fn member(body: &[u8], at: usize, name: &str) -> Option<usize> {
    let mut at = skip_blanks(body, expect(body, at, b'{')?);
    loop {
        let (found, value) = key(body, at)?;
        if is_name(found, name) {
            return Some(value);
        }
        at = skip_blanks(body, skip_value(body, value)?);
        at = skip_blanks(body, expect(body, at, b',')?);
    }
}

/// A member's name with its quotes, and where its value begins.
fn key(body: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let end = skip_string(body, at)?;
    let colon = expect(body, skip_blanks(body, end), b':')?;
    Some((&body[at..end], skip_blanks(body, colon)))
}

fn is_name(quoted: &[u8], name: &str) -> bool {
    let inner = &quoted[1..quoted.len() - 1];
    inner == name.as_bytes() || (inner.contains(&b'\\') && text(quoted).is_some_and(|decoded| decoded == name))
}

/// Where the value that begins here ends.
fn skip_value(body: &[u8], at: usize) -> Option<usize> {
    match body.get(at)? {
        b'"' => skip_string(body, at),
        b'{' | b'[' => skip_nested(body, at),
        b',' | b':' | b'}' | b']' => None,
        _ => {
            let rest = &body[at..];
            let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t');
            Some(at + rest.iter().position(ends).unwrap_or(rest.len()))
        }
    }
}

fn skip_string(body: &[u8], at: usize) -> Option<usize> {
    let mut at = expect(body, at, b'"')?;
    loop {
        let found = at + memchr2(b'"', b'\\', body.get(at..)?)?;
        if body[found] == b'"' {
            return Some(found + 1);
        }
        at = found + 2;
    }
}

/// Bytes that open or close something.
const MATTERS: [bool; 256] = {
    let mut table = [false; 256];
    let mut at = 0;
    while at < 5 {
        table[b"\"{}[]"[at] as usize] = true;
        at += 1;
    }
    table
};

fn skip_nested(body: &[u8], mut at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    loop {
        at += body.get(at..)?.iter().position(|byte| MATTERS[usize::from(*byte)])?;
        match body.get(at)? {
            b'"' => {
                at = skip_string(body, at)?;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(body: &str, path: &str) -> Option<String> {
        seek(body.as_bytes(), &Path::parse(path).expect("a path")).and_then(text).map(Cow::into_owned)
    }

    #[test]
    fn values_are_found_by_path_and_decoded() {
        let body = r#" {"a":{"x":[1,"}"],"t\u0079pe":"no"},"type":"ti\"cket","list":[{"id":7},{"id":8}],"n":null}"#;
        assert_eq!(found(body, "type").as_deref(), Some("ti\"cket"));
        assert_eq!(found(body, "a.type").as_deref(), Some("no"));
        assert_eq!(found(body, "list[].id").as_deref(), Some("7"));
        assert_eq!(found(body, "n"), None);
        assert_eq!(found(body, "list[].missing"), None);
        assert_eq!(found("[{\"eventId\":1}]", "[].eventId").as_deref(), Some("1"));
        assert_eq!(items(body.as_bytes(), &Path::parse("list").expect("a path")).expect("a list").len(), 2);
        assert_eq!(names(body.as_bytes()), ["a", "type", "list", "n"]);
    }

    #[test]
    fn depth_and_damage_give_nothing_and_never_panic() {
        let deep = "[".repeat(20_000) + &"]".repeat(20_000);
        assert!(found(&format!("{{\"deep\":{deep},\"id\":1}}"), "id").is_some());
        for body in
            ["", "{", "{\"", "{\"id", "{\"id\"", "{\"id\":", "{\"id\":\"", "{\"id\":\"\\", "[", "{]", "\u{feff}"]
        {
            assert!(found(body, "id").is_none_or(|text| text.is_empty()), "{body}");
        }
    }

    proptest! {
        #[test]
        fn an_index_finds_what_seeking_finds(body in "[{}\\[\\]\":,ab1 ]{0,60}", path in "[ab](\\[\\])?(\\.[ab])?") {
            if let Some(path) = Path::parse(&path) {
                let index = Index::default();
                let (one, other) = (index.seek(body.as_bytes(), &path), seek(body.as_bytes(), &path));
                // What is broken behind the value hides nothing from either.
                prop_assert!(one == other || other.is_none() || one.is_none());
            }
        }

        #[test]
        fn any_bytes_are_survived(body: Vec<u8>, path in "[a-c]{0,2}(\\[\\])?(\\.[a-c])?") {
            if let Some(path) = Path::parse(&path) {
                let _ = (seek(&body, &path), items(&body, &path), names(&body));
            }
        }

        #[test]
        fn what_serde_finds_is_found(value in "\\PC{0,12}", other in "\\PC{0,12}") {
            let body = serde_json::json!({ "a": [other.clone(), { "b": other }], "c": { "d": value.clone() } }).to_string();
            prop_assert_eq!(found(&body, "c.d"), Some(value));
        }
    }
}
