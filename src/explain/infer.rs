//! Finding the recipe of an unknown sender: given a request and its secret, which header, layout, hash, encoding and
//! form of the key give the signature; printed as a pack that is ready to save.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use data_encoding::{BASE64, BASE64_NOPAD, HEXLOWER_PERMISSIVE};

use crate::provider::Catalogue;
use crate::signature::{Encoding, Facts, Hash, Keyed, Message, Params, Secret, Template, Unit};

/// A recipe that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inferred {
    /// The header that holds the signature.
    pub header: String,
    /// How its value is put together.
    pub format: String,
    /// Between its items.
    pub separator: Option<String>,
    /// What is signed.
    pub content: String,
    /// The hash.
    pub hash: Hash,
    /// How the signature is written.
    pub encoding: Encoding,
    /// How the secret becomes a key, as packs name it.
    pub key: &'static str,
    /// Where the timestamp stands and its unit, where one is signed.
    pub stamp: Option<(String, Unit)>,
    /// Where the id stands, where one is signed.
    pub id: Option<String>,
}

/// A place in a header's value that may be a signature.
struct Candidate {
    header: String,
    format: String,
    separator: Option<String>,
    encoding: Encoding,
    bytes: Vec<u8>,
    /// What `{ts}` in the format stands for.
    stamp: Option<String>,
}

/// The recipe, if one is found.
pub fn infer(catalogue: &Catalogue, message: &Message<'_>, secret: &Secret) -> Option<Inferred> {
    let keys = keys(secret);
    let stamps = stamps(message);
    let ids = ids(message);
    let urls = addresses(message);
    let templates = templates(catalogue);
    let params = Params::new();
    let mut found = candidates(message);
    // Where a sender signs with several hashes, the recipe is that of the usual one.
    found.sort_by_key(|candidate| [32, 64, 48, 20, 16].iter().position(|length| *length == candidate.bytes.len()));
    for candidate in found {
        for template in &templates {
            for stamp in choices(&stamps, template.1, candidate.stamp.as_deref()) {
                for id in ids.iter().filter(|id| template.2 == id.is_some()) {
                    for url in &urls {
                        let facts = Facts {
                            message: *message,
                            item: message.body,
                            stamp: &stamp.as_ref().map(|(text, ..)| text.clone()).unwrap_or_default(),
                            id: id.as_ref().map_or("", |(_, value)| value),
                            url,
                            secret: "",
                            any: "",
                            computed: "",
                            params: &params,
                        };
                        let Ok(content) = template.0.render(&facts) else { continue };
                        if let Some((hash, key)) = matching(&keys, &content, &candidate.bytes) {
                            return Some(inferred(&candidate, &template.0, (hash, key), stamp, id.as_ref()));
                        }
                    }
                }
            }
        }
    }
    None
}

type StampChoice = Option<(String, String, Unit)>;

fn choices(stamps: &[(String, String, Unit)], wanted: bool, within: Option<&str>) -> Vec<StampChoice> {
    if !wanted {
        return vec![None];
    }
    let inside = within.and_then(|text| unit_of(text).map(|unit| (text.to_owned(), "signature".to_owned(), unit)));
    inside.into_iter().chain(stamps.iter().cloned()).map(Some).collect()
}

fn inferred(
    candidate: &Candidate,
    template: &Template,
    (hash, key): (Hash, &'static str),
    stamp: StampChoice,
    id: Option<&(String, String)>,
) -> Inferred {
    Inferred {
        header: candidate.header.clone(),
        format: candidate.format.clone(),
        separator: candidate.separator.clone(),
        content: template.to_string(),
        hash,
        encoding: candidate.encoding,
        key,
        stamp: stamp.map(|(_, place, unit)| (place, unit)),
        id: id.map(|(place, _)| place.clone()),
    }
}

fn keys(secret: &Secret) -> Vec<(&'static str, Vec<u8>)> {
    let text = secret.expose();
    let rest = text.strip_prefix("whsec_").unwrap_or(text);
    let base64 = |text: &str| BASE64.decode(text.as_bytes()).or_else(|_| BASE64_NOPAD.decode(text.as_bytes())).ok();
    let mut all = vec![("text", text.as_bytes().to_vec())];
    all.extend(base64(rest).map(|key| (if rest == text { "base64" } else { "whsec" }, key)));
    all.extend(HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok().map(|key| ("hex", key)));
    all.push(("sha1", Hash::Sha1.of(text.as_bytes())));
    all
}

fn matching(keys: &[(&'static str, Vec<u8>)], content: &[u8], signature: &[u8]) -> Option<(Hash, &'static str)> {
    let hashes = Hash::ALL.into_iter().filter(|(_, hash)| length(*hash) == signature.len());
    hashes.into_iter().find_map(|(_, hash)| {
        let fits = |(_, key): &&(&'static str, Vec<u8>)| Keyed::new(hash, key).of(content) == signature;
        keys.iter().find(fits).map(|(name, _)| (hash, *name))
    })
}

const fn length(hash: Hash) -> usize {
    match hash {
        Hash::Md5 => 16,
        Hash::Sha1 => 20,
        Hash::Sha256 => 32,
        Hash::Sha384 => 48,
        Hash::Sha512 => 64,
    }
}

/// Every text in a header that decodes to the length of a hash, with the format that holds it.
fn candidates(message: &Message<'_>) -> Vec<Candidate> {
    let mut all = Vec::new();
    for (name, value) in message.headers.iter() {
        let (Ok(name), Ok(value)) = (std::str::from_utf8(name), std::str::from_utf8(value)) else { continue };
        let mut add = |text: &str, format: String, separator: Option<&str>, stamp: Option<&str>| {
            let lengths = Hash::ALL.map(|(_, hash)| length(hash));
            for (_, encoding) in Encoding::ALL {
                let Some(bytes) = encoding.decode(text).filter(|bytes| lengths.contains(&bytes.len())) else {
                    continue;
                };
                let (header, stamp) = (name.to_owned(), stamp.map(str::to_owned));
                all.push(Candidate {
                    header,
                    format: format.clone(),
                    separator: separator.map(str::to_owned),
                    encoding,
                    bytes,
                    stamp,
                });
                break;
            }
        };
        add(value, "{sig}".to_owned(), None, None);
        for label in ["=", ",", " ", ":"] {
            if let Some((head, rest)) = value.split_once(label).filter(|(head, _)| head.len() <= 20) {
                add(rest, format!("{head}{label}{{sig}}"), None, None);
            }
        }
        for separator in [", ", ",", "; ", ";", " "] {
            listed(value, separator, &mut add);
        }
    }
    all
}

/// `t=…,v1=…`: the item whose value is a number is the timestamp.
fn listed(value: &str, separator: &str, add: &mut impl FnMut(&str, String, Option<&str>, Option<&str>)) {
    let items: Vec<&str> = value.split(separator).collect();
    // With `,` the blanks would belong to the items: `, ` has been tried before.
    if items.len() < 2 || (separator.len() == 1 && separator != " " && items.iter().any(|item| item.starts_with(' '))) {
        return;
    }
    let pairs: Vec<(&str, &str)> = items.iter().filter_map(|item| item.trim().split_once('=')).collect();
    let stamp = pairs.iter().find(|(_, value)| unit_of(value).is_some());
    for (label, value) in &pairs {
        let format = match stamp {
            Some((name, _)) => format!("{name}={{ts}}{separator}{label}={{sig}}"),
            None => format!("{label}={{sig}}"),
        };
        add(value, format, Some(separator), stamp.map(|(_, value)| *value));
    }
    for item in items {
        if let Some((label, value)) = item.split_once(',').filter(|_| separator == " ") {
            add(value, format!("{label},{{sig}}"), Some(separator), None);
        }
    }
}

fn unit_of(text: &str) -> Option<Unit> {
    match text.len() {
        10 => Unit::Seconds.read(text).map(|_| Unit::Seconds),
        13 => Unit::Millis.read(text).map(|_| Unit::Millis),
        19..=40 => Unit::Rfc3339.read(text).map(|_| Unit::Rfc3339),
        _ => None,
    }
}

/// Headers whose value is a moment.
fn stamps(message: &Message<'_>) -> Vec<(String, String, Unit)> {
    let text = |value: &[u8]| std::str::from_utf8(value).ok().map(str::to_owned);
    let read = |(name, value): (&[u8], &[u8])| {
        let value = text(value)?;
        let unit = unit_of(&value)?;
        Some((value, format!("header {}", text(name)?), unit))
    };
    message.headers.iter().filter_map(read).collect()
}

/// No id, and every header that looks like one.
fn ids(message: &Message<'_>) -> Vec<Option<(String, String)>> {
    let mut all = vec![None];
    for (name, value) in message.headers.iter() {
        let (Ok(name), Ok(value)) = (std::str::from_utf8(name), std::str::from_utf8(value)) else { continue };
        let named =
            name.ends_with("id") || name.contains("delivery") || name.contains("nonce") || name.contains("request-id");
        if named && !value.is_empty() && value.len() <= 200 {
            all.push(Some((format!("header {name}"), value.to_owned())));
        }
    }
    all
}

fn addresses(message: &Message<'_>) -> Vec<String> {
    let host = message.headers.get("host").map(|host| String::from_utf8_lossy(host).into_owned()).unwrap_or_default();
    let mut all: Vec<String> = message.url.map(str::to_owned).into_iter().collect();
    all.extend(["https", "http"].map(|scheme| format!("{scheme}://{host}{}", message.target)));
    all
}

/// Every layout that a provider uses and that is not special to it, and what may be meant besides; with whether it has
/// a timestamp and an id.
fn templates(catalogue: &Catalogue) -> Vec<(Template, bool, bool)> {
    use crate::signature::Value;
    let general = |template: &Template| {
        !template.uses(|value| {
            matches!(
                value,
                Value::Secret
                    | Value::Header(_)
                    | Value::Json(_)
                    | Value::Form(_)
                    | Value::FormJson(..)
                    | Value::QueryParameter(_)
                    | Value::Param(_)
                    | Value::Canonical(_)
            )
        })
    };
    let extra = [
        "{body}",
        "{ts}.{body}",
        "{ts}{body}",
        "{body}{ts}",
        "{body}.{ts}",
        "{ts}:{body}",
        "{ts}|{body}",
        "{ts}_{body}",
        "{body}_{ts}",
        "{ts}\n{body}",
        "{ts},{body}",
        "{ts}-{body}",
        "{id}.{ts}.{body}",
        "{ts}.{id}.{body}",
        "{id}{ts}{body}",
        "{id}:{ts}:{body}",
        "{ts}:{id}:{body}",
        "{ts}{id}{body}",
        "{id}{body}{ts}",
        "{body}{id}{ts}",
        "{body}.{id}.{ts}",
        "{body}:{ts}",
        "{body}|{ts}",
        "{id}.{body}",
        "{id}{body}",
        "{body}{id}",
        "{id}:{body}",
        "{body_sha256}",
        "{ts}.{body_sha256}",
        "{url}{body}",
        "{body}{url}",
        "{method}{url}{body}",
        "{method}{url}{body}{ts}",
        "{method}{path}{body}",
        "{method}\n{path}\n{body}",
        "{method}\n{path}\n{ts}\n{body}",
        "{ts}{method}{path}{body}",
        "{path}{body}",
        "{path}.{body}",
        "{url}",
    ];
    let mut texts: BTreeSet<String> = BTreeSet::new();
    for pack in catalogue.all() {
        if general(&pack.scheme.content) && !pack.scheme.content.pieces().is_empty() {
            texts.insert(pack.scheme.content.to_string());
        }
    }
    let rest = texts.into_iter().filter(|text| !extra.contains(&text.as_str()));
    let all = extra.map(str::to_owned).into_iter().chain(rest);
    all.filter_map(|text| Template::parse(&text).ok())
        .map(|template| {
            let (stamp, id) =
                (template.uses(|value| *value == Value::Stamp), template.uses(|value| *value == Value::Id));
            (template, stamp, id)
        })
        .collect()
}

impl Inferred {
    /// The recipe as a pack.
    pub fn pack(&self, title: &str) -> String {
        let mut out = String::new();
        let mut line = |key: &str, value: &str| {
            let _ = writeln!(out, "{key} = {}", toml::Value::from(value));
        };
        let at = format!("header {}", self.header);
        line("title", title);
        line("status", "experimental");
        let _ = writeln!(out, "recognise = [{}]\n\n[signature]", toml::Value::from(at.as_str()));
        let mut line = |key: &str, value: &str| {
            let _ = writeln!(out, "{key} = {}", toml::Value::from(value));
        };
        line("kind", "hmac");
        line("hash", self.hash.name());
        line("encoding", self.encoding.name());
        line("at", &at);
        if self.format != "{sig}" {
            line("format", &self.format);
        }
        self.separator.iter().for_each(|text| line("separator", text));
        line("content", &self.content);
        if self.key != "text" {
            line("key", self.key);
        }
        self.id.iter().for_each(|text| line("id", text));
        let stamp = self.stamp.as_ref().map(|(place, unit)| (place.as_str(), unit.name()));
        if let Some((place, unit)) = stamp.or_else(|| self.format.contains("{ts}").then_some(("signature", "s"))) {
            let limit = if self.stamp.is_some() { "tolerance = \"300s\"" } else { "signed = false" };
            let place = toml::Value::from(place);
            let _ = writeln!(out, "\n[timestamp]\nat = {place}\nunit = \"{unit}\"\n{limit}");
        }
        out.push_str(EVENT);
        out
    }
}

/// What nobody can infer.
const EVENT: &str = "
# Where the type and the id of an event stand; remove what there is not.
[event]
type = [\"json type\", \"json event\"]
id = \"json id\"
";
