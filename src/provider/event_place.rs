//! Where the type or the id of an event stands: a place, several joined by ` + `, or the name of the first JSON key.

use std::borrow::Cow;

use crate::signature::{Message, NoPlace, Place, json_names};

/// The parts of a name, joined by dots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventPlace {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    At(Place),
    /// The name of the first member that is none of these.
    FirstKey(Vec<String>),
    Text(String),
}

impl EventPlace {
    /// Reads one.
    pub fn parse(text: &str) -> Result<Self, NoPlace> {
        let part = |text: &str| {
            let text = text.trim();
            if text == "json-key" {
                return Ok(Part::FirstKey(Vec::new()));
            }
            if let Some(names) = text.strip_prefix("json-key except ") {
                return Ok(Part::FirstKey(names.split(',').map(|name| name.trim().to_owned()).collect()));
            }
            match text.strip_prefix("text ") {
                Some(text) => Ok(Part::Text(text.trim().to_owned())),
                None => Place::parse(text).map(Part::At),
            }
        };
        Ok(Self { parts: text.split(" + ").map(part).collect::<Result<_, _>>()? })
    }

    /// The name, if the first part is there; further parts may be missing.
    pub fn read<'a>(&self, message: &Message<'a>) -> Option<Cow<'a, str>> {
        let mut parts = self.parts.iter();
        let first = parts.next()?.read(message)?;
        let mut name = first;
        for part in parts.filter_map(|part| part.read(message)) {
            name = Cow::Owned(format!("{name}.{part}"));
        }
        Some(name).filter(|name| !name.is_empty())
    }
}

impl Part {
    fn read<'a>(&self, message: &Message<'a>) -> Option<Cow<'a, str>> {
        match self {
            Self::At(place) => place.read(message),
            Self::Text(text) => Some(Cow::Owned(text.clone())),
            Self::FirstKey(except) => {
                json_names(message.body).into_iter().find(|name| !except.contains(name)).map(Cow::Owned)
            }
        }
    }
}

impl std::fmt::Display for EventPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, part) in self.parts.iter().enumerate() {
            if at > 0 {
                f.write_str(" + ")?;
            }
            match part {
                Part::At(place) => place.fmt(f)?,
                Part::Text(text) => write!(f, "text {text}")?,
                Part::FirstKey(except) if except.is_empty() => f.write_str("json-key")?,
                Part::FirstKey(except) => write!(f, "json-key except {}", except.join(","))?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::webhook::Headers;

    #[test]
    fn names_are_put_together() {
        let headers = Headers::from_iter([("x-resource", "issue")]);
        let body = br#"{"update_id":1,"action":"created"}"#;
        let message = Message { method: "POST", target: "/", headers: &headers, body, url: None, index: None };
        for (text, name) in [
            ("header x-resource + json action", Some("issue.created")),
            ("header x-resource + json missing", Some("issue")),
            ("json missing + json action", None),
            ("json-key except update_id", Some("action")),
            ("text fixed", Some("fixed")),
        ] {
            let place = EventPlace::parse(text).expect("a place");
            assert_eq!(place.read(&message).as_deref(), name, "{text}");
            assert_eq!(place.to_string(), text);
        }
    }
}
