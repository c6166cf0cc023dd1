//! How a signature's value is put together: `sha256={sig}`, `t={ts},v1={sig}`, `v1,{sig} v1,{sig}`. One description
//! serves both reading and writing.

/// A part of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Literal(String),
    Signature,
    Stamp,
    Algorithm,
    Any,
}

/// One item's shape.
type Shape = Vec<Part>;

/// The description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Format {
    shapes: Vec<Shape>,
    /// Shapes that are read but not written.
    also: Vec<Shape>,
    separator: Option<Separator>,
    labels: Labels,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Separator {
    text: String,
    /// Blanks around items are no part of them.
    trim: bool,
}

/// How items are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Labels {
    /// By the literal text in them; the order does not matter.
    Named,
    /// By their order; the last repeats.
    Positional,
}

/// A format that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormatFault {
    /// A placeholder that there is not.
    #[error("`{{{0}}}` is not a placeholder here (there are {{sig}} {{ts}} {{alg}} {{any}})")]
    Placeholder(String),
    /// Nothing says where the signature is.
    #[error("the format has no {{sig}}")]
    NoSignature,
}

/// What stands in a value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parsed<'a> {
    /// The timestamp's text.
    pub stamp: Option<&'a str>,
    /// The algorithm's name.
    pub algorithm: Option<&'a str>,
    /// The signatures' texts.
    pub signatures: Vec<&'a str>,
    /// What stands where anything may.
    pub any: Option<&'a str>,
    /// True if there were items of no known shape.
    pub strangers: bool,
}

/// What is written beside the signatures.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filling<'a> {
    /// The timestamp.
    pub stamp: &'a str,
    /// The algorithm's name.
    pub algorithm: &'a str,
    /// Where anything may stand.
    pub any: &'a str,
}

impl Format {
    /// Only the signature.
    pub fn bare() -> Self {
        Self { shapes: vec![vec![Part::Signature]], also: Vec::new(), separator: None, labels: Labels::Named }
    }

    /// Reads a description.
    pub fn parse(text: &str, separator: Option<&str>, also: &[String], labels: Labels) -> Result<Self, FormatFault> {
        let separator = separator.map(|text| {
            let inner = text.trim();
            if inner.is_empty() {
                Separator { text: text.to_owned(), trim: false }
            } else {
                Separator { text: inner.to_owned(), trim: inner != text }
            }
        });
        let items: Vec<&str> = match &separator {
            Some(separator) => split(text, separator),
            None => vec![text],
        };
        let shapes: Vec<Shape> = items.into_iter().map(shape).collect::<Result<_, _>>()?;
        let also: Vec<Shape> = also.iter().map(|text| shape(text)).collect::<Result<_, _>>()?;
        if !shapes.iter().flatten().any(|part| *part == Part::Signature) {
            return Err(FormatFault::NoSignature);
        }
        Ok(Self { shapes, also, separator, labels })
    }

    /// True if the value holds the timestamp.
    pub fn has_stamp(&self) -> bool {
        self.shapes.iter().flatten().any(|part| *part == Part::Stamp)
    }

    /// True if the value names the algorithm.
    pub fn has_algorithm(&self) -> bool {
        self.shapes.iter().flatten().any(|part| *part == Part::Algorithm)
    }

    /// Takes a value apart.
    pub fn read<'a>(&self, value: &'a str) -> Parsed<'a> {
        let mut parsed = Parsed::default();
        let items: Vec<&str> = match &self.separator {
            Some(separator) => split(value, separator),
            None => vec![value],
        };
        for (at, item) in items.into_iter().enumerate() {
            let known = match self.labels {
                Labels::Positional => take(&self.shapes[at.min(self.shapes.len() - 1)], item, &mut parsed),
                Labels::Named => self.shapes.iter().chain(&self.also).any(|shape| take(shape, item, &mut parsed)),
            };
            parsed.strangers |= !known;
        }
        parsed
    }

    /// Puts a value together.
    pub fn write(&self, signatures: &[String], filling: &Filling<'_>) -> String {
        let mut items = Vec::new();
        for shape in &self.shapes {
            if shape.contains(&Part::Signature) {
                items.extend(signatures.iter().map(|signature| fill(shape, signature, filling)));
            } else {
                items.push(fill(shape, "", filling));
            }
        }
        match &self.separator {
            Some(Separator { text, trim }) => items.join(&format!("{text}{}", if *trim { " " } else { "" })),
            None => items.join(""),
        }
    }

    /// True if a literal text stands before the signature.
    pub fn is_labelled(&self) -> bool {
        self.shapes.iter().any(|shape| matches!(shape.first(), Some(Part::Literal(_))))
    }

    /// True if one value can hold several signatures.
    pub fn holds_several(&self) -> bool {
        self.separator.is_some()
    }
}

fn split<'a>(value: &'a str, separator: &Separator) -> Vec<&'a str> {
    value.split(separator.text.as_str()).map(|item| if separator.trim { item.trim() } else { item }).collect()
}

fn shape(text: &str) -> Result<Shape, FormatFault> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        if open > 0 {
            parts.push(Part::Literal(rest[..open].to_owned()));
        }
        let name = rest[open + 1..].split('}').next().unwrap_or_default();
        parts.push(match name {
            "sig" => Part::Signature,
            "ts" => Part::Stamp,
            "alg" => Part::Algorithm,
            "any" => Part::Any,
            other => return Err(FormatFault::Placeholder(other.to_owned())),
        });
        rest = rest.get(open + name.len() + 2..).unwrap_or_default();
    }
    if !rest.is_empty() {
        parts.push(Part::Literal(rest.to_owned()));
    }
    Ok(parts)
}

/// Takes an item of that shape; false if it has another.
fn take<'a>(shape: &[Part], item: &'a str, parsed: &mut Parsed<'a>) -> bool {
    let mut found = Vec::new();
    let mut rest = item;
    for (at, part) in shape.iter().enumerate() {
        if let Part::Literal(text) = part {
            match rest.strip_prefix(text.as_str()) {
                Some(after) => rest = after,
                None => return false,
            }
            continue;
        }
        let end = match shape.get(at + 1) {
            Some(Part::Literal(text)) => match rest.find(text.as_str()) {
                Some(end) => end,
                None => return false,
            },
            _ => rest.len(),
        };
        found.push((part, &rest[..end]));
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        return false;
    }
    for (part, text) in found {
        match part {
            Part::Signature => parsed.signatures.push(text),
            Part::Stamp => parsed.stamp = parsed.stamp.or(Some(text)),
            Part::Algorithm => parsed.algorithm = parsed.algorithm.or(Some(text)),
            Part::Any => parsed.any = parsed.any.or(Some(text)),
            Part::Literal(_) => {}
        }
    }
    true
}

fn fill(shape: &[Part], signature: &str, filling: &Filling<'_>) -> String {
    let text = |part: &Part| match part {
        Part::Literal(text) => text.clone(),
        Part::Signature => signature.to_owned(),
        Part::Stamp => filling.stamp.to_owned(),
        Part::Algorithm => filling.algorithm.to_owned(),
        Part::Any => filling.any.to_owned(),
    };
    shape.iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(text: &str, separator: Option<&str>, labels: Labels) -> Format {
        Format::parse(text, separator, &[], labels).expect("a format")
    }

    #[test]
    fn values_are_read_and_written() {
        let twelve = Filling { stamp: "12", ..Filling::default() };
        let stripe = format("t={ts},v1={sig}", Some(","), Labels::Named);
        let parsed = stripe.read("t=12,v1=aa,v0=zz,v1=bb");
        assert_eq!((parsed.stamp, parsed.signatures, parsed.strangers), (Some("12"), vec!["aa", "bb"], true));
        assert_eq!(stripe.write(&["aa".to_owned(), "bb".to_owned()], &twelve), "t=12,v1=aa,v1=bb");
        let recurly = format("{ts},{sig}", Some(","), Labels::Positional);
        assert_eq!(recurly.read("12,aa,bb").signatures, ["aa", "bb"]);
        let standard = format("v1,{sig}", Some(" "), Labels::Named);
        assert_eq!(standard.read("v1a,xx v1,aa v2,bb").signatures, ["aa"]);
        let websub = format("{alg}={sig}", None, Labels::Named);
        assert_eq!(websub.read("sha512=ab").algorithm, Some("sha512"));
        let workos = format("t={ts}, v1={sig}", Some(", "), Labels::Named);
        assert_eq!(workos.read("t=1,v1=a").signatures, ["a"]);
        assert_eq!(workos.write(&["a".to_owned()], &twelve), "t=12, v1=a");
    }

    #[test]
    fn a_prefix_that_is_missing_makes_a_stranger() {
        let github = format("sha256={sig}", None, Labels::Named);
        assert_eq!(github.read("abc"), Parsed { strangers: true, ..Parsed::default() });
        assert!(matches!(Format::parse("v1", None, &[], Labels::Named), Err(FormatFault::NoSignature)));
        assert!(matches!(Format::parse("{x}{sig}", None, &[], Labels::Named), Err(FormatFault::Placeholder(_))));
    }
}
