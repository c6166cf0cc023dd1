//! A JSON document as other programs would write it: the same values in another layout.

use std::fmt::Write as _;

use serde::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A document with its order and its numbers as they were written.
enum Node<'a> {
    /// A number, true, false or null.
    Plain(&'a str),
    Text(String),
    List(Vec<Node<'a>>),
    Object(Vec<(String, Node<'a>)>),
}

/// How blanks are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// None: JavaScript's and most others' default.
    Compact,
    /// A blank after each comma and colon: Python's default.
    Spaced,
    /// A line a value, indented.
    Indented(&'static str),
}

/// How characters beyond ASCII, and some others, are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Escapes {
    /// As they are.
    None,
    /// `\u00e4`: Python's default, Meta's.
    Ascii,
    /// `\u00e4` and `\/`: PHP's default.
    Php,
    /// `\/`.
    Slash,
    /// `\u003c` for `<`, `>` and `&`: Go's default.
    Html,
}

/// The order of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Kept,
    Sorted,
}

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbers {
    Kept,
    /// As JavaScript writes them: 17.0 as 17.
    Shortened,
    /// A whole number with a fraction: 17 as 17.0.
    Float,
}

/// A way of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Manner {
    pub(super) layout: Layout,
    pub(super) escapes: Escapes,
    pub(super) order: Order,
    pub(super) numbers: Numbers,
}

impl Manner {
    /// Every combination, the usual ones first.
    pub(super) fn all() -> Vec<Self> {
        let layouts =
            [Layout::Compact, Layout::Spaced, Layout::Indented("  "), Layout::Indented("    "), Layout::Indented("\t")];
        let escapes = [Escapes::None, Escapes::Ascii, Escapes::Slash, Escapes::Php, Escapes::Html];
        let mut all = Vec::new();
        for numbers in [Numbers::Kept, Numbers::Shortened, Numbers::Float] {
            for order in [Order::Kept, Order::Sorted] {
                for escapes in escapes {
                    all.extend(layouts.map(|layout| Self { layout, escapes, order, numbers }));
                }
            }
        }
        all
    }

    /// What is special about it, for people.
    pub(super) fn describe(self) -> String {
        let plain = self.escapes == Escapes::None && self.order == Order::Kept && self.numbers == Numbers::Kept;
        let mut words = vec![match self.layout {
            // It may well have none here, too: what is special is told by the rest.
            Layout::Compact if !plain => String::new(),
            Layout::Compact => "without blanks".to_owned(),
            Layout::Spaced => "with a blank after each comma and colon (Python's json.dumps)".to_owned(),
            Layout::Indented("\t") => "indented by tabs".to_owned(),
            Layout::Indented(indent) => format!("indented by {} blanks", indent.len()),
        }];
        words.extend(match self.escapes {
            Escapes::None => None,
            Escapes::Ascii => Some("with \\u escapes for characters beyond ASCII".to_owned()),
            Escapes::Slash => Some("with / written \\/".to_owned()),
            Escapes::Php => Some("with \\u escapes and / written \\/ (PHP's json_encode)".to_owned()),
            Escapes::Html => Some("with <, > and & as \\u escapes (Go's encoding/json)".to_owned()),
        });
        words.extend((self.order == Order::Sorted).then(|| "with its names sorted".to_owned()));
        words.extend(match self.numbers {
            Numbers::Kept => None,
            Numbers::Shortened => Some("with numbers as JavaScript writes them".to_owned()),
            Numbers::Float => Some("with whole numbers written as 17.0".to_owned()),
        });
        words.retain(|word| !word.is_empty());
        words.join(", ")
    }
}

/// The documents that other programs would write; none where the body is no JSON object or list.
pub(super) struct Document<'a> {
    root: Node<'a>,
}

impl<'a> Document<'a> {
    pub(super) fn read(body: &'a [u8]) -> Option<Self> {
        let text = std::str::from_utf8(body).ok()?.trim_start_matches('\u{feff}').trim();
        let raw: &RawValue = serde_json::from_str(text).ok()?;
        let root = node(raw.get(), 0)?;
        matches!(root, Node::List(_) | Node::Object(_)).then_some(Self { root })
    }

    pub(super) fn write(&self, manner: Manner) -> String {
        let mut out = String::new();
        write(&self.root, manner, 0, &mut out);
        out
    }
}

/// Deeper documents are left alone: nobody re-serialises them either.
const DEEPEST: usize = 100;

fn node(text: &str, depth: usize) -> Option<Node<'_>> {
    let text = text.trim();
    if depth > DEEPEST {
        return None;
    }
    match text.as_bytes().first()? {
        b'"' => serde_json::from_str(text).ok().map(Node::Text),
        b'[' => {
            let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
            items.into_iter().map(|item| node(item.get(), depth + 1)).collect::<Option<_>>().map(Node::List)
        }
        b'{' => {
            let members = serde_json::Deserializer::from_str(text).deserialize_map(Members).ok()?;
            let read = |(name, value)| node_of(value, depth + 1).map(|value| (name, value));
            members.into_iter().map(read).collect::<Option<_>>().map(Node::Object)
        }
        _ => Some(Node::Plain(text)),
    }
}

fn node_of(value: &RawValue, depth: usize) -> Option<Node<'_>> {
    node(value.get(), depth)
}

/// The members of an object in order, those that repeat included.
struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(members)
    }
}

fn write(node: &Node<'_>, manner: Manner, depth: usize, out: &mut String) {
    match node {
        Node::Plain(text) => out.push_str(&number(text, manner.numbers)),
        Node::Text(text) => quote(text, manner.escapes, out),
        Node::List(items) => {
            let item = |at: usize, out: &mut String| write(&items[at], manner, depth + 1, out);
            list(('[', ']'), items.len(), manner, depth, out, item);
        }
        Node::Object(members) => {
            let mut order: Vec<usize> = (0..members.len()).collect();
            if manner.order == Order::Sorted {
                order.sort_by(|a, b| members[*a].0.cmp(&members[*b].0));
            }
            let colon = if manner.layout == Layout::Compact { ":" } else { ": " };
            let member = |at: usize, out: &mut String| {
                let (name, value) = &members[order[at]];
                quote(name, manner.escapes, out);
                out.push_str(colon);
                write(value, manner, depth + 1, out);
            };
            list(('{', '}'), members.len(), manner, depth, out, member);
        }
    }
}

fn list(
    (open, close): (char, char),
    count: usize,
    manner: Manner,
    depth: usize,
    out: &mut String,
    item: impl Fn(usize, &mut String),
) {
    let line = |depth: usize, out: &mut String| {
        if let Layout::Indented(indent) = manner.layout {
            out.push('\n');
            out.extend((0..depth).map(|_| indent));
        }
    };
    out.push(open);
    for at in 0..count {
        if at > 0 {
            out.push_str(if manner.layout == Layout::Spaced { ", " } else { "," });
        }
        line(depth + 1, out);
        item(at, out);
    }
    if count > 0 {
        line(depth, out);
    }
    out.push(close);
}

fn number(text: &str, numbers: Numbers) -> String {
    let value = || text.parse::<f64>().ok().filter(|value| value.is_finite());
    match numbers {
        Numbers::Shortened => value().map_or_else(|| text.to_owned(), |value| value.to_string()),
        Numbers::Float if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && !text.is_empty() => {
            format!("{text}.0")
        }
        _ => text.to_owned(),
    }
}

fn quote(text: &str, escapes: Escapes, out: &mut String) {
    let (ascii, slash) = match escapes {
        Escapes::Ascii => (true, false),
        Escapes::Php => (true, true),
        Escapes::Slash => (false, true),
        Escapes::None | Escapes::Html => (false, false),
    };
    let plain = serde_json::Value::from(text).to_string();
    for c in plain.chars() {
        match c {
            '/' if slash => out.push_str("\\/"),
            '<' | '>' | '&' if escapes == Escapes::Html => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c if ascii && !c.is_ascii() => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_written_as_others_would() {
        let body = "{\"b\": [1, 17.0, {}], \"a\": \"/ü👋<\"}".as_bytes();
        let document = Document::read(body).expect("JSON");
        let base =
            Manner { layout: Layout::Compact, escapes: Escapes::None, order: Order::Kept, numbers: Numbers::Kept };
        let write = |manner: Manner| document.write(manner);
        assert_eq!(write(base), "{\"b\":[1,17.0,{}],\"a\":\"/ü👋<\"}");
        assert_eq!(write(Manner { layout: Layout::Spaced, ..base }), "{\"b\": [1, 17.0, {}], \"a\": \"/ü👋<\"}");
        assert_eq!(
            write(Manner { layout: Layout::Indented("  "), ..base }),
            "{\n  \"b\": [\n    1,\n    17.0,\n    {}\n  ],\n  \"a\": \"/ü👋<\"\n}"
        );
        assert_eq!(
            write(Manner { escapes: Escapes::Php, order: Order::Sorted, numbers: Numbers::Shortened, ..base }),
            "{\"a\":\"\\/\\u00fc\\ud83d\\udc4b<\",\"b\":[1,17,{}]}"
        );
        assert_eq!(
            write(Manner { escapes: Escapes::Html, numbers: Numbers::Float, ..base }),
            "{\"b\":[1.0,17.0,{}],\"a\":\"/ü👋\\u003c\"}"
        );
    }

    #[test]
    fn what_is_no_document_is_left_alone() {
        for body in ["", "1", "\"x\"", "{", "[1,]", "\u{0}"] {
            assert!(Document::read(body.as_bytes()).is_none(), "{body}");
        }
        let deep = "[".repeat(20_000) + &"]".repeat(20_000);
        assert!(Document::read(deep.as_bytes()).is_none());
    }
}
