//! A provider's pack: everything that hookctl knows about one sender.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::signature::{Condition, Encoding, Glob, Hash, KeyForm, Message, Place, Scheme, Template};

use crate::text::{did_you_mean, locate};

use super::compile;
use super::event_place::EventPlace;
use super::raw::RawPack;
pub use super::value::Confidence;

/// A sender.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Its name everywhere.
    pub slug: String,
    /// Its name for people.
    pub title: String,
    /// The bare name it shares with other packs of its vendor.
    pub vendor: Option<String>,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// What kind of service.
    pub category: String,
    /// How well it is known.
    pub status: Confidence,
    /// The vendor's page.
    pub docs: Option<String>,
    /// Where the facts were read.
    pub sources: Vec<String>,
    /// Of several whose signature header is the same, the one with the highest is meant where nothing else tells.
    pub rank: u8,
    /// How it is recognised: alternatives, each of conditions that must all hold.
    pub recognise: Vec<Vec<Condition>>,
    /// What people should know.
    pub notes: Vec<String>,
    /// What is not supported, with the reason.
    pub unsupported: Vec<String>,
    /// How it signs.
    pub scheme: Arc<Scheme>,
    /// The form of its keys, as people see them.
    pub key_form: String,
    /// Where it publishes keys.
    pub keys: Option<KeySource>,
    /// Where the type of an event stands.
    pub event_type: Vec<EventPlace>,
    /// Where the id of an event stands.
    pub event_id: Vec<EventPlace>,
    /// Where people find the secret.
    pub secret_find: Option<String>,
    /// How secrets begin.
    pub secret_prefix: Option<String>,
    /// How it retries.
    pub retry: Retry,
    /// The status that the vendor demands as the answer to a wrong signature.
    pub invalid_status: Option<u16>,
    /// Endpoint challenges.
    pub handshakes: Vec<Handshake>,
    /// Where the pack comes from.
    pub origin: PackOrigin,
}

/// Where a pack comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackOrigin {
    /// Built in.
    BuiltIn,
    /// A user's file.
    File(PathBuf),
    /// Put together from options.
    Options,
}

/// Where public keys are published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySource {
    /// The address.
    pub url: KeyUrl,
    /// Hosts that such an address may have.
    pub hosts: Vec<Glob>,
}

/// An address of keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyUrl {
    /// Always the same.
    Fixed(String),
    /// Named by each message.
    In(Place),
}

/// How a sender retries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Retry {
    /// The waits between tries; `None` where that is not known.
    pub schedule: Option<Vec<Duration>>,
    /// How long it waits for an answer.
    pub timeout: Option<Duration>,
    /// More about it.
    pub note: Option<String>,
}

/// An endpoint challenge and its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Handshake {
    /// Its name.
    pub name: String,
    /// How it is recognised.
    pub when: Vec<Condition>,
    /// The status to answer.
    pub status: u16,
    /// The answer's type.
    pub content_type: String,
    /// Further header fields of the answer.
    pub headers: Vec<(String, Template)>,
    /// The answer's body.
    pub body: Template,
    /// What must be computed with the secret first.
    pub compute: Option<Compute>,
    /// The command that a person must run instead.
    pub command: Option<Template>,
    /// A line for people.
    pub note: Option<String>,
    /// How long the sender waits.
    pub timeout: Option<Duration>,
}

impl Handshake {
    /// True if something in the request says that it is this challenge, not only its method: any HEAD may be anybody's.
    pub fn is_telling(&self) -> bool {
        self.when.iter().any(|condition| matches!(condition, Condition::There(_) | Condition::Like(..)))
    }
}

/// A value that proves to the sender that the receiver knows the secret.
#[derive(Debug, Clone, PartialEq)]
pub struct Compute {
    /// The hash.
    pub hash: Hash,
    /// How it is written.
    pub encoding: Encoding,
    /// Over what.
    pub content: Template,
    /// The key; `None` for a hash without one.
    pub key: Option<KeyForm>,
}

/// A pack that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}:{line}:{column}: {message}")]
pub struct PackError {
    /// The file, or how else it is called.
    pub name: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// The line itself.
    pub excerpt: String,
}

impl Pack {
    /// Reads and compiles a pack. `name` is how its file is called in errors.
    pub fn parse(slug: &str, text: &str, origin: PackOrigin, name: &str) -> Result<Self, PackError> {
        let fault = |at: usize, message: String| {
            let (line, column, excerpt) = locate(text, at);
            PackError { name: name.to_owned(), line, column, message, excerpt }
        };
        let raw: RawPack = toml::from_str(text)
            .map_err(|error| fault(error.span().map_or(0, |span| span.start), suggesting(error.message())))?;
        compile::pack(slug, raw, origin).map_err(|(at, message)| fault(at, message))
    }

    /// The type and the id of the event, as far as the request names them.
    pub fn event(&self, message: &Message<'_>) -> (Option<String>, Option<String>) {
        let read = |places: &[EventPlace]| {
            places.iter().find_map(|place| place.read(message)).map(|text| text.chars().take(LONGEST).collect())
        };
        (read(&self.event_type), read(&self.event_id))
    }
}

/// An unknown key with the one that may have been meant.
fn suggesting(message: &str) -> String {
    let message = message.replace('\n', " ");
    let mut names = message.split('`').skip(1).step_by(2);
    match names.next() {
        Some(wrong) if message.starts_with("unknown field") => {
            let meant = did_you_mean(wrong, names);
            message.replacen(&format!("`{wrong}`"), &format!("`{wrong}`{meant}"), 1)
        }
        _ => message,
    }
}

/// Names longer than this are cut: they are shown on a line, and the body keeps the whole.
const LONGEST: usize = 256;
