//! A URL taken apart as far as a request needs it; its bytes are kept as they are written.

use data_encoding::BASE64;
use percent_encoding::percent_decode_str;

/// A URL of a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// The whole of it, without a fragment.
    pub(super) url: String,
    /// As the field `host` has it: without the port that the scheme implies.
    pub(super) host: String,
    /// Name and password, decoded.
    pub(super) user: Option<Vec<u8>>,
    /// Path and query.
    pub(super) target: String,
}

impl Address {
    /// Reads a URL that begins with `http://` or `https://`; anything else is none.
    pub(super) fn absolute(text: &str) -> Option<Self> {
        let (scheme, port) = [("http://", ":80"), ("https://", ":443")]
            .into_iter()
            .find(|(scheme, _)| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))?;
        let rest = text[scheme.len()..].split('#').next().unwrap_or_default();
        let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        let (user, host) = authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
        let target = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        Some(Self {
            url: format!("{scheme}{authority}{target}"),
            host: host.strip_suffix(port).unwrap_or(host).to_owned(),
            user: user.map(|user| percent_decode_str(user).collect()),
            target,
        })
    }

    /// Reads a URL as curl does: without a scheme it is `http://`. Nothing for another scheme.
    pub(super) fn of_command(text: &str) -> Option<Self> {
        match Self::absolute(text) {
            None if !text.contains("://") && !text.is_empty() => Self::absolute(&format!("http://{text}")),
            address => address,
        }
    }

    /// Adds to the query.
    pub(super) fn add_query(&mut self, query: &str) {
        let mark = if self.target.contains('?') { '&' } else { '?' };
        for text in [&mut self.target, &mut self.url] {
            text.push(mark);
            text.push_str(query);
        }
    }
}

/// Name and password as the value of `authorization`. For a password that is not given curl would ask; it is
/// taken as empty.
pub(super) fn basic(mut user: Vec<u8>) -> Vec<u8> {
    if !user.contains(&b':') {
        user.push(b':');
    }
    format!("Basic {}", BASE64.encode(&user)).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_come_apart_where_a_request_cuts_them() {
        let parts = |text: &str| Address::of_command(text).map(|it| (it.url, it.host, it.target));
        let want = |url: &str, host: &str, target: &str| Some((url.to_owned(), host.to_owned(), target.to_owned()));
        assert_eq!(parts("HTTPS://a.b:443/x?y#z"), want("https://a.b:443/x?y", "a.b", "/x?y"));
        assert_eq!(parts("localhost:3000"), want("http://localhost:3000/", "localhost:3000", "/"));
        assert_eq!(parts("http://[::1]:80?a"), want("http://[::1]:80/?a", "[::1]", "/?a"));
        assert_eq!(parts("ftp://x/"), None);
        assert_eq!(parts(""), None);
    }

    #[test]
    fn name_and_password_are_decoded_and_the_query_grows() {
        let mut address = Address::absolute("http://a%40b:c@h/p").expect("a URL");
        assert_eq!((address.user.as_deref(), address.host.as_str()), (Some(b"a@b:c".as_slice()), "h"));
        address.add_query("x=1");
        address.add_query("y=2");
        assert_eq!((address.target.as_str(), address.url.as_str()), ("/p?x=1&y=2", "http://a%40b:c@h/p?x=1&y=2"));
    }
}
