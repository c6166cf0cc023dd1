//! A delivery as a `curl` command that sends it again.

use std::fmt::Write as _;

use crate::text::visible_block;
use crate::webhook::{Delivery, Request};

/// Whether secrets in headers are written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrets {
    /// Replaced by stars.
    Masked,
    /// As they came.
    Revealed,
}

/// Fields that curl or the connection set themselves.
const DROPPED: [&str; 8] =
    ["host", "content-length", "transfer-encoding", "connection", "expect", "keep-alive", "proxy-connection", "te"];

/// The command, with a line end; several lines where the body is not plain text.
pub fn command(delivery: &Delivery, secrets: Secrets) -> String {
    let host = delivery.headers.get("host").map_or_else(|| "127.0.0.1:7878".into(), String::from_utf8_lossy);
    request(&delivery.request(), &format!("http://{host}{}", delivery.summary.target), secrets)
}

/// The command that sends a request to an address.
pub fn request(request: &Request, url: &str, secrets: Secrets) -> String {
    let mut out = String::from("curl");
    // Brackets and braces in a URL are patterns to curl, unless it is told otherwise.
    if url.contains(['[', ']', '{', '}']) {
        out.push_str(" -g");
    }
    match request.method.as_str() {
        // With -X HEAD curl would wait for a body.
        "HEAD" => out.push_str(" -I"),
        method => {
            let _ = write!(out, " -X {}", quote(method));
        }
    }
    let _ = write!(out, " {}", quote(url));
    for (name, value) in request.headers.iter() {
        let name = String::from_utf8_lossy(name);
        if DROPPED.contains(&name.as_ref()) {
            continue;
        }
        let value = match secrets {
            Secrets::Masked if is_secret(&name) => "****".into(),
            _ => String::from_utf8_lossy(value),
        };
        // curl drops a header given as `name:`; `name;` sends it empty.
        let field = if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") };
        let _ = write!(out, " \\\n  -H {}", quote(&field));
    }
    if request.headers.get("content-type").is_none() && !request.body.is_empty() {
        out.push_str(" \\\n  -H 'content-type:'");
    }
    match std::str::from_utf8(&request.body) {
        _ if request.body.is_empty() => out.push('\n'),
        Ok(text) if visible_block(text) == text && !text.starts_with('@') => {
            let _ = writeln!(out, " \\\n  --data-binary {}", quote(text));
        }
        _ => {
            out = format!("printf '{}' | {out} \\\n  --data-binary @-\n", octal(&request.body));
        }
    }
    out
}

fn octal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("\\{byte:03o}")).collect()
}

/// Signatures, cookies, credentials: by what their names contain.
pub fn is_secret(name: &str) -> bool {
    const PARTS: [&str; 7] = ["authorization", "cookie", "signature", "token", "secret", "api-key", "apikey"];
    PARTS.iter().any(|part| name.contains(part))
}

/// In single quotes, as any POSIX shell reads it. What a terminal would obey is written in octal.
fn quote(text: &str) -> String {
    if visible_block(text) != text {
        return format!("\"$(printf '{}')\"", octal(text.as_bytes()));
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoting_holds_against_the_shell() {
        assert_eq!(quote("it's $HOME `x`"), r"'it'\''s $HOME `x`'");
        assert_eq!(quote("/plain"), "/plain");
        assert_eq!(quote(""), "''");
    }

    #[test]
    fn names_of_secrets_are_known_by_their_parts() {
        for name in ["authorization", "stripe-signature", "x-hub-signature-256", "cookie", "x-gitlab-token"] {
            assert!(is_secret(name), "{name}");
        }
        assert!(!is_secret("content-type"));
    }
}
