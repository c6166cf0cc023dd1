//! What a signature is judged over: a request as it came, and the address that the sender was given.

use super::json::{self, Index, Path};
use crate::webhook::{Headers, Request};

/// A request for signing or judging.
#[derive(Debug, Clone, Copy)]
pub struct Message<'a> {
    /// Request method.
    pub method: &'a str,
    /// Path and query as received.
    pub target: &'a str,
    /// Header fields.
    pub headers: &'a Headers,
    /// The body's exact bytes.
    pub body: &'a [u8],
    /// The full address that the sender was given, where the user said it.
    pub url: Option<&'a str>,
    /// Where the body's members are, for those who look for many.
    pub index: Option<&'a Index>,
}

impl<'a> Message<'a> {
    /// A request with the address it was sent to, as far as that is known.
    pub fn new(request: &'a Request, url: Option<&'a str>) -> Self {
        let Request { method, target, headers, body, .. } = request;
        Self { method, target, headers, body, url, index: None }
    }

    /// The bytes of a value of the JSON body.
    pub fn seek(&self, path: &Path) -> Option<&'a [u8]> {
        match self.index {
            Some(index) => index.seek(self.body, path),
            None => json::seek(self.body, path),
        }
    }

    /// The target without its query.
    pub fn path(&self) -> &'a str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The query, without its question mark.
    pub fn query(&self) -> &'a str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }
}
