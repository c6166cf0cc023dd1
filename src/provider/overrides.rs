//! Changes to a pack, knob by knob: how senders that no pack describes are judged, and how the rules of known ones are
//! bent.

use toml::{Table, Value};

use crate::text::did_you_mean;

use super::catalogue::Catalogue;
use super::pack::{Pack, PackError, PackOrigin};

/// A knob: what may be changed by an option.
pub struct Knob {
    /// As typed.
    pub name: &'static str,
    /// The table of the pack that it stands in.
    table: &'static str,
    /// An example of its value.
    pub example: &'static str,
    /// What it is.
    pub help: &'static str,
}

const fn knob(name: &'static str, table: &'static str, example: &'static str, help: &'static str) -> Knob {
    Knob { name, table, example, help }
}

/// Every knob.
pub const KNOBS: &[Knob] = &[
    knob("kind", "signature", "hmac", "hmac, hash, token, basic, public-key, jwt or none"),
    knob(
        "at",
        "signature",
        "header x-signature",
        "where the signature stands: header, json, form or query, and its name",
    ),
    knob("format", "signature", "sha256={sig}", "how its value is put together: {sig}, {ts}, {alg}, {any}"),
    knob("separator", "signature", ",", "what stands between the items of the value"),
    knob(
        "content",
        "signature",
        "{ts}.{body}",
        "what is signed: {body} {ts} {id} {url} {address} {method} {path} {query} {host} {secret} {form_sorted} {body_sha256} {body_sha512} {body_crc32} {h:NAME} {j:PATH} {f:NAME} {q:NAME} {param:NAME} {canonical:NAME}; <<…>> is dropped where a value in it is missing",
    ),
    knob("hash", "signature", "sha256", "md5, sha1, sha256, sha384 or sha512"),
    knob("encoding", "signature", "hex", "hex, hex-upper, hex-any, base64, base64-nopad, base64url or base64url-nopad"),
    knob(
        "key",
        "signature",
        "text",
        "how the secret becomes a key: text, base64, hex, whsec, sha1, …; pem, certificate, jwks for public keys",
    ),
    knob("id", "signature", "header x-id", "where the id that is signed stands"),
    knob(
        "algorithm",
        "signature",
        "ed25519",
        "of public-key: ed25519, ecdsa-p256-sha256, rsa-sha1, rsa-sha256, rsa-sha512",
    ),
    knob("algorithms", "signature", "['HS256']", "of jwt: HS256, HS384, HS512, RS256, ES256"),
    knob(
        "body_claim",
        "signature",
        "{ name = 'sha256', hash = 'sha256', encoding = 'hex' }",
        "of jwt: the claim with the body's hash",
    ),
    knob("stamp", "timestamp", "header x-timestamp", "where the timestamp stands; `signature` for {ts} in the format"),
    knob("unit", "timestamp", "s", "its unit: s, ms or rfc3339"),
    knob("tolerance", "timestamp", "300s", "how old it may be"),
    knob("type", "event", "json type", "where the event's type stands"),
    knob("event_id", "event", "json id", "where the event's id stands"),
];

/// The key of a pack that a knob turns: `stamp` is `timestamp.at`, `hash` is `signature.hash`, and `TABLE.KEY` itself.
fn place(name: &str) -> Result<(String, String), String> {
    if let Some((table, key)) = name.split_once('.') {
        return Ok((table.to_owned(), key.to_owned()));
    }
    let known = KNOBS.iter().find(|knob| knob.name == name).ok_or_else(|| {
        let meant = did_you_mean(name, KNOBS.iter().map(|knob| knob.name));
        let names: Vec<&str> = KNOBS.iter().map(|knob| knob.name).collect();
        format!(
            "there is no knob `{name}`{meant} (there are {}; any other key of a pack as TABLE.KEY)",
            names.join(", ")
        )
    })?;
    let key = match name {
        "stamp" => "at",
        "event_id" => "id",
        other => other,
    };
    Ok((known.table.to_owned(), key.to_owned()))
}

/// The pack with its knobs turned.
pub fn overridden(catalogue: &Catalogue, slug: &str, knobs: &[(String, Value)]) -> Result<Pack, PackError> {
    let name = format!("{slug} with its scheme changed");
    let fault = |message: String| PackError { name: name.clone(), line: 1, column: 1, message, excerpt: String::new() };
    let text = catalogue.text(slug).ok_or_else(|| fault(format!("there is no pack `{slug}`")))?;
    let mut pack: Table = text.parse().map_err(|error: toml::de::Error| fault(error.to_string()))?;
    for (knob, value) in knobs {
        let (table, key) = place(knob).map_err(fault)?;
        let table = pack.entry(table).or_insert_with(|| Value::Table(Table::new()));
        let table = table.as_table_mut().ok_or_else(|| fault(format!("`{knob}` is no key of a pack")))?;
        table.insert(key, value.clone());
    }
    if let Some(stamp) = pack.get_mut("timestamp").and_then(Value::as_table_mut) {
        stamp.entry("unit").or_insert_with(|| Value::from("s"));
    }
    let text = toml::to_string(&pack).map_err(|error| fault(error.to_string()))?;
    Pack::parse(slug, &text, PackOrigin::Options, &name)
}

/// A value as an option writes it: TOML where it is a list, a table, a number or a truth value, else text.
pub fn knob_value(text: &str) -> Value {
    let structured = text.starts_with(['[', '{']) || ["true", "false"].contains(&text);
    let parsed = structured.then(|| format!("v = {text}").parse::<Table>().ok()).flatten();
    parsed.and_then(|mut table| table.remove("v")).unwrap_or_else(|| Value::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knobs_change_a_pack_and_wrong_ones_are_told() {
        let catalogue = Catalogue::default();
        let turn = |knobs: &[(&str, &str)]| {
            let knobs: Vec<_> = knobs.iter().map(|(name, text)| ((*name).to_owned(), knob_value(text))).collect();
            overridden(&catalogue, "generic", &knobs)
        };
        let pack = turn(&[("content", "{ts}.{body}"), ("stamp", "header x-ts"), ("hash", "sha1")]).expect("a pack");
        assert_eq!(
            (pack.scheme.label(), pack.scheme.content.to_string()),
            ("hmac-sha1".to_owned(), "{ts}.{body}".to_owned())
        );
        for (name, value, part) in [
            ("hsah", "sha1", "did you mean `hash`?"),
            ("hash", "sha3", "is no hash"),
            ("content", "{ts}{body}", "[timestamp] is missing"),
            ("kind", "jwt", "means nothing"),
        ] {
            let error = turn(&[(name, value)]).expect_err("refused").to_string();
            assert!(error.contains(part), "{error}");
        }
    }
}
