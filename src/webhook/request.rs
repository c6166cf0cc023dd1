//! One HTTP request: what came in, what is replayed, what is made.

use bytes::Bytes;

use super::Headers;

/// A request with its exact bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// `POST`, or whatever token was sent.
    pub method: String,
    /// Path and query as received, not decoded.
    pub target: String,
    /// Protocol version.
    pub version: HttpVersion,
    /// Fields: names in lower case in order of first appearance, the values of one name in order.
    pub headers: Headers,
    /// Fields after a chunked body.
    pub trailers: Headers,
    /// The body's exact bytes, transfer coding removed.
    pub body: Bytes,
}

impl Request {
    /// A `POST` of that body to `/`, without header fields.
    pub fn of_body(body: impl Into<Bytes>) -> Self {
        Self {
            method: "POST".to_owned(),
            target: "/".to_owned(),
            version: HttpVersion::Http11,
            headers: Headers::default(),
            trailers: Headers::default(),
            body: body.into(),
        }
    }
}

/// The HTTP versions a webhook arrives by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HttpVersion {
    /// HTTP/1.0
    Http10,
    /// HTTP/1.1
    Http11,
}

impl HttpVersion {
    /// As it stands in a request line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Http10 => "HTTP/1.0",
            Self::Http11 => "HTTP/1.1",
        }
    }
}
