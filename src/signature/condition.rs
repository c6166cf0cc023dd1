//! What must be so for a sender to be recognised, or for a request to be a handshake.

use super::json::{self, Path};
use super::message::Message;
use super::place::{NoPlace, Place};

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Something stands there.
    There(Place),
    /// What stands there has that form.
    Like(Place, Glob),
    /// Nothing stands there.
    Absent(Place),
    /// The request method.
    Method(String),
    /// The path has that form.
    Path(Glob),
}

impl Condition {
    /// Reads `PLACE`, `PLACE = PATTERN`, `no PLACE`, `method NAME` or `path PATTERN`.
    pub fn parse(text: &str) -> Result<Self, NoPlace> {
        let text = text.trim();
        if let Some(name) = text.strip_prefix("method ") {
            let known = METHODS.contains(&name.trim());
            return known.then(|| Self::Method(name.trim().to_owned())).ok_or_else(|| NoPlace(text.to_owned()));
        }
        if let Some(pattern) = text.strip_prefix("path ") {
            return Ok(Self::Path(Glob::new(pattern.trim())));
        }
        if let Some(place) = text.strip_prefix("no ") {
            return Place::parse(place).map(Self::Absent);
        }
        match text.split_once(" = ") {
            Some((place, pattern)) => Ok(Self::Like(Place::parse(place)?, Glob::new(pattern.trim()))),
            None => Place::parse(text).map(Self::There),
        }
    }

    /// Reads conditions joined by ` & `.
    pub fn parse_all(text: &str) -> Result<Vec<Self>, NoPlace> {
        text.split(" & ").map(Self::parse).collect()
    }

    /// True if it is so.
    pub fn holds(&self, message: &Message<'_>) -> bool {
        self.holds_in(message, &mut Seen::default())
    }

    /// The same, for many conditions on one request: a place in its body is looked for once.
    pub fn holds_in<'a>(&'a self, message: &Message<'a>, seen: &mut Seen<'a>) -> bool {
        match self {
            Self::There(place) => seen.exists(place, message),
            Self::Like(place, glob) => seen.read(place, message, |value| glob.matches(value)),
            Self::Absent(place) => !seen.exists(place, message),
            Self::Method(name) => message.method == name,
            Self::Path(glob) => glob.matches(message.path()),
        }
    }

    /// The header that must be there for this to hold.
    pub fn header(&self) -> Option<&str> {
        match self {
            Self::There(Place::Header(name)) | Self::Like(Place::Header(name), _) => Some(name),
            _ => None,
        }
    }
}

/// What has been found in a body so far.
#[derive(Debug, Default)]
pub struct Seen<'a> {
    values: Vec<(&'a Path, Option<&'a [u8]>)>,
    headers: Vec<(&'a str, Option<&'a [u8]>)>,
}

impl<'a> Seen<'a> {
    fn exists(&mut self, place: &'a Place, message: &Message<'a>) -> bool {
        match place {
            Place::Json(path) => self.json(path, message).is_some(),
            Place::Header(name) => self.header(name, message).is_some(),
            _ => place.exists(message),
        }
    }

    fn read(&mut self, place: &'a Place, message: &Message<'a>, test: impl Fn(&str) -> bool) -> bool {
        match place {
            Place::Json(path) => self.json(path, message).and_then(json::text).is_some_and(|value| test(&value)),
            Place::Header(name) => {
                let value = self.header(name, message).and_then(|value| std::str::from_utf8(value).ok());
                value.is_some_and(test)
            }
            _ => place.read(message).is_some_and(|value| test(&value)),
        }
    }

    fn header(&mut self, name: &'a str, message: &Message<'a>) -> Option<&'a [u8]> {
        if let Some((_, found)) = self.headers.iter().find(|(known, _)| *known == name) {
            return *found;
        }
        let found = message.headers.get(name);
        self.headers.push((name, found));
        found
    }

    fn json(&mut self, path: &'a Path, message: &Message<'a>) -> Option<&'a [u8]> {
        if let Some((_, found)) = self.values.iter().find(|(known, _)| *known == path) {
            return *found;
        }
        let found = message.seek(path);
        self.values.push((path, found));
        found
    }
}

impl std::fmt::Display for Condition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::There(place) => place.fmt(f),
            Self::Like(place, glob) => write!(f, "{place} = {}", glob.0),
            Self::Absent(place) => write!(f, "no {place}"),
            Self::Method(name) => write!(f, "method {name}"),
            Self::Path(glob) => write!(f, "path {}", glob.0),
        }
    }
}

/// Methods that anybody sends a webhook or a challenge with.
const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// Longer texts match no pattern: names, types and addresses are short, and backtracking over a hostile text is not.
const LONGEST: usize = 4096;

/// A pattern: `*` is a run of letters, digits, `_` and `-` (so that it cannot leave a label of a host name), `**` anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glob(String);

impl Glob {
    /// The pattern as written.
    pub fn new(pattern: &str) -> Self {
        Self(pattern.to_owned())
    }

    /// True if the whole text has the form. Letter case counts.
    pub fn matches(&self, text: &str) -> bool {
        self.literal().map_or_else(
            || text.len() <= LONGEST && fits(self.0.as_bytes(), text.as_bytes()),
            |literal| literal == text,
        )
    }

    /// The only text it matches, if there is one.
    pub fn literal(&self) -> Option<&str> {
        (!self.0.contains('*')).then_some(&self.0)
    }
}

/// Patterns have one or two stars: backtracking is cheap. The last star of each kind is where it goes back to.
fn fits(pattern: &[u8], text: &[u8]) -> bool {
    let Some(star) = memchr::memchr(b'*', pattern) else { return pattern == text };
    let Some(rest) = text.strip_prefix(&pattern[..star]) else { return false };
    let any = pattern[star..].starts_with(b"**");
    let after = &pattern[star + if any { 2 } else { 1 }..];
    if after.is_empty() {
        return any || rest.iter().all(|byte| in_name(*byte));
    }
    (0..=rest.len()).take_while(|&at| any || at == 0 || in_name(rest[at - 1])).any(|at| fits(after, &rest[at..]))
}

fn in_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stays_within_a_name() {
        let glob = Glob::new("https://sns.*.amazonaws.com/**");
        assert!(glob.matches("https://sns.eu-west-1.amazonaws.com/x.pem?a=b"));
        assert!(!glob.matches("https://sns.x@evil.example?.amazonaws.com/x"));
        assert!(!glob.matches("https://sns.evil.example/.amazonaws.com/x"));
        assert!(!glob.matches("https://sns.evil.s3.amazonaws.com/x"));
        assert!(Glob::new("GitHub-Hookshot/*").matches("GitHub-Hookshot/04c1"));
    }

    #[test]
    fn conditions_are_read_and_written_the_same() {
        for text in ["header a & no header b & json type = x.** & method POST", "path /x/**"] {
            let all = Condition::parse_all(text).expect("conditions");
            assert_eq!(all.iter().map(ToString::to_string).collect::<Vec<_>>().join(" & "), text);
        }
        assert!(Condition::parse("json").is_err());
    }
}
