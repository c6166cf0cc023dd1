//! What is signed, as a template: `{ts}.{body}`. It is compiled once and fed piece by piece into a hash, so that a
//! body is never copied.

use super::value::{Facts, Missing, Value};

/// A piece of what is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text as it is.
    Literal(String),
    /// A value.
    Value(Value),
    /// A value in lower case.
    Lower(Value),
    /// Dropped whole where a value in it is missing.
    Optional(Vec<Piece>),
}

/// A compiled template.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Template {
    pieces: Vec<Piece>,
}

/// A text that is no template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateFault {
    /// A placeholder that there is not.
    #[error(
        "`{{{0}}}` is not a placeholder (there are {{body}} {{ts}} {{id}} {{url}} {{address}} {{method}} {{path}} {{query}} {{host}} {{secret}} \
         {{form_sorted}} {{body_sha256}} {{body_crc32}} {{computed}} {{h:NAME}} {{j:PATH}} {{f:NAME}} {{q:NAME}} {{param:NAME}} {{canonical:NAME}})"
    )]
    Placeholder(String),
    /// `<<` without `>>`, or one within another.
    #[error("`<<` and `>>` do not pair up")]
    Unpaired,
}

impl Template {
    /// Compiles a text.
    pub fn parse(text: &str) -> Result<Self, TemplateFault> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find("<<") {
            let end = rest[open..].find(">>").ok_or(TemplateFault::Unpaired)? + open;
            pieces.extend(plain(&rest[..open])?);
            pieces.push(Piece::Optional(plain(&rest[open + 2..end])?));
            rest = &rest[end + 2..];
        }
        pieces.extend(plain(rest)?);
        Ok(Self { pieces })
    }

    /// The pieces in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// A template of these pieces.
    pub fn of(pieces: Vec<Piece>) -> Self {
        Self { pieces }
    }

    /// True if some value of it passes the test.
    pub fn uses(&self, test: impl Fn(&Value) -> bool) -> bool {
        fn any(pieces: &[Piece], test: &dyn Fn(&Value) -> bool) -> bool {
            pieces.iter().any(|piece| match piece {
                Piece::Literal(_) => false,
                Piece::Value(value) | Piece::Lower(value) => test(value),
                Piece::Optional(inner) => any(inner, test),
            })
        }
        any(&self.pieces, &test)
    }

    /// Feeds the text into `sink`, piece by piece.
    pub fn feed(&self, facts: &Facts<'_>, sink: &mut dyn FnMut(&[u8])) -> Result<(), Missing> {
        feed(&self.pieces, facts, sink)
    }

    /// The whole text.
    pub fn render(&self, facts: &Facts<'_>) -> Result<Vec<u8>, Missing> {
        let mut out = Vec::new();
        self.feed(facts, &mut |bytes| out.extend_from_slice(bytes))?;
        Ok(out)
    }

    /// The whole text, each value changed by `escape`.
    pub fn render_escaped(&self, facts: &Facts<'_>, escape: impl Fn(&str) -> String) -> Result<String, Missing> {
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Literal(text) => out.push_str(text),
                other => {
                    let mut bytes = Vec::new();
                    feed(std::slice::from_ref(other), facts, &mut |part| bytes.extend_from_slice(part))?;
                    out.push_str(&escape(&String::from_utf8_lossy(&bytes)));
                }
            }
        }
        Ok(out)
    }
}

impl std::fmt::Display for Template {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        fn write(pieces: &[Piece], f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            pieces.iter().try_for_each(|piece| match piece {
                Piece::Literal(text) => f.write_str(text),
                Piece::Value(value) => write!(f, "{{{}}}", value.name()),
                Piece::Lower(value) => write!(f, "{{{}|lower}}", value.name()),
                Piece::Optional(inner) => {
                    f.write_str("<<")?;
                    write(inner, f)?;
                    f.write_str(">>")
                }
            })
        }
        write(&self.pieces, f)
    }
}

fn feed(pieces: &[Piece], facts: &Facts<'_>, sink: &mut dyn FnMut(&[u8])) -> Result<(), Missing> {
    for piece in pieces {
        match piece {
            Piece::Literal(text) => sink(text.as_bytes()),
            Piece::Value(value) => sink(&value.of(facts)?),
            Piece::Lower(value) => sink(&value.of(facts)?.to_ascii_lowercase()),
            Piece::Optional(inner) => {
                let mut bytes = Vec::new();
                if feed(inner, facts, &mut |part| bytes.extend_from_slice(part)).is_ok() {
                    sink(&bytes);
                }
            }
        }
    }
    Ok(())
}

/// Text with placeholders and no optional parts. A brace that opens no placeholder is text: JSON answers have many.
fn plain(text: &str) -> Result<Vec<Piece>, TemplateFault> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        literal.push_str(&rest[..open]);
        rest = &rest[open + 1..];
        let inner = rest.find('}').map(|end| &rest[..end]).filter(|inner| is_name(inner));
        let Some(inner) = inner else {
            literal.push('{');
            continue;
        };
        rest = &rest[inner.len() + 1..];
        if !literal.is_empty() {
            pieces.push(Piece::Literal(std::mem::take(&mut literal)));
        }
        let (name, lower) = inner.strip_suffix("|lower").map_or((inner, false), |name| (name, true));
        let value = Value::parse(name).ok_or_else(|| TemplateFault::Placeholder(inner.to_owned()))?;
        pieces.push(if lower { Piece::Lower(value) } else { Piece::Value(value) });
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        pieces.push(Piece::Literal(literal));
    }
    Ok(pieces)
}

/// Names begin with a letter and hold no quotes, blanks or braces; JSON in an answer's body does.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase()) && !text.contains(['"', '{', ' ', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signature::{Message, Params};
    use crate::webhook::Headers;

    #[test]
    fn templates_are_read_and_written_the_same() {
        for text in [
            "{ts}.{body}",
            "[{ts};{body}]",
            "v0:{ts}:{body}",
            "id:{q:data.id|lower};<<r:{h:x};>>ts:{ts};",
            "{\"a\":\"{j:x}\"}",
        ] {
            assert_eq!(Template::parse(text).expect("a template").to_string(), text);
        }
        assert!(matches!(Template::parse("{nobody}"), Err(TemplateFault::Placeholder(_))));
        assert!(matches!(Template::parse("<<x"), Err(TemplateFault::Unpaired)));
    }

    #[test]
    fn values_come_from_the_request() {
        let headers = Headers::from_iter([("x-id", "9"), ("content-type", "application/x-www-form-urlencoded")]);
        let message = Message {
            method: "POST",
            target: "/a?k=V",
            headers: &headers,
            body: b"b=2&a=1&b=2&b=1",
            url: None,
            index: None,
        };
        let params = Params::new();
        let facts = Facts {
            message,
            item: message.body,
            stamp: "12",
            id: "",
            url: "https://x/a?k=V",
            secret: "s",
            any: "",
            computed: "",
            params: &params,
        };
        let text = |template: &str| {
            Template::parse(template)
                .expect("a template")
                .render(&facts)
                .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        };
        assert_eq!(text("{url}{form_sorted}").as_deref(), Ok("https://x/a?k=Va1b1b2"));
        assert_eq!(text("{q:k|lower}{h:x-id}{path}{query}").as_deref(), Ok("v9/ak=V"));
        assert_eq!(text("<<{h:none};>>{ts}").as_deref(), Ok("12"));
        assert_eq!(text("{id}"), Err(Missing(Value::Id)));
        assert_eq!(text("{body_crc32}").as_deref(), Ok(crc32fast::hash(message.body).to_string().as_str()));
    }
}
