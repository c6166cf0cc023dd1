//! The address that a sender was given, for schemes that sign it: what the user said, else what the request shows.

use percent_encoding::percent_decode_str;

use super::message::Message;
use super::scheme::Scheme;

/// Addresses that may have been signed, the likeliest first. Empty where the scheme does not sign any.
pub fn candidates(message: &Message<'_>, scheme: &Scheme) -> Vec<String> {
    if !scheme.signs_url() {
        return Vec::new();
    }
    let given = match message.url {
        Some(url) => vec![with_target(url, message.target)],
        None => from_request(message),
    };
    let mut found: Vec<String> = Vec::new();
    let mut add = |url: String| {
        if !found.contains(&url) {
            found.push(url);
        }
    };
    for url in &given {
        add(url.clone());
    }
    for url in &given {
        // Twilio's SDKs, among others, try it with and without the default port.
        add(other_port(url));
        if scheme.url_decode {
            add(percent_decode_str(url).decode_utf8_lossy().into_owned());
        }
    }
    found
}

/// An address without a path is where the listener is reached: what the request was sent to is appended. One with a
/// path and no query has the request's.
pub fn with_target(url: &str, target: &str) -> String {
    let after = url.find("://").map_or(0, |at| at + 3);
    match (url[after..].find(['/', '?']), target.split_once('?')) {
        (None, _) => format!("{url}{target}"),
        (Some(_), Some((_, query))) if !url.contains('?') => format!("{url}?{query}"),
        (Some(_), _) => url.to_owned(),
    }
}

/// The path and query of an address.
pub fn target_of(url: &str) -> &str {
    let after = url.find("://").map_or(0, |at| at + 3);
    url[after..].find(['/', '?']).map_or("/", |at| &url[after + at..])
}

/// What the request says of itself: what a proxy or tunnel added, and its Host.
fn from_request(message: &Message<'_>) -> Vec<String> {
    let text = |name: &str| message.headers.get(name).and_then(|value| std::str::from_utf8(value).ok());
    let mut found = Vec::new();
    let hosts = [text("x-forwarded-host"), text("x-original-host"), text("host")];
    for host in hosts.into_iter().flatten() {
        let host = host.split(',').next().unwrap_or_default().trim();
        let said = text("x-forwarded-proto").map(|protocol| protocol.split(',').next().unwrap_or_default().trim());
        for protocol in said.into_iter().chain(["https", "http"]) {
            found.push(format!("{protocol}://{host}{}", message.target));
        }
    }
    found
}

fn other_port(url: &str) -> String {
    let Some((protocol, rest)) = url.split_once("://") else { return url.to_owned() };
    let default = if protocol == "https" { ":443" } else { ":80" };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, tail) = rest.split_at(end);
    match host.strip_suffix(default) {
        Some(bare) => format!("{protocol}://{bare}{tail}"),
        None if host.rsplit(']').next().is_some_and(|after| after.contains(':')) => url.to_owned(),
        None => format!("{protocol}://{host}{default}{tail}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_and_targets() {
        assert_eq!(other_port("https://a.b/x"), "https://a.b:443/x");
        assert_eq!(other_port("https://a.b:443?x"), "https://a.b?x");
        assert_eq!(other_port("http://[::1]/"), "http://[::1]:80/");
        assert_eq!(other_port("http://a:8080/"), "http://a:8080/");
        assert_eq!(with_target("https://a.b", "/x?y"), "https://a.b/x?y");
        assert_eq!(with_target("https://a.b/z", "/x?y"), "https://a.b/z?y");
        assert_eq!(with_target("https://a.b/z?q", "/x?y"), "https://a.b/z?q");
        assert_eq!(target_of("https://a.b/x?y"), "/x?y");
        assert_eq!(target_of("https://a.b"), "/");
    }
}
