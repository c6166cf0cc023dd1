//! From a pack as written to a pack that works. What cannot be is refused here, with the place in the file.

use std::sync::Arc;
use std::time::Duration;

use crate::signature::{
    BodyHash, Covers, Encoding, Format, Glob, HashClaim, JwtRules, KeyForm, Kind, Labels, Piece, Place, Scheme, Stamp,
    StampAt, Template, Value, each_of,
};

use super::pack::{Compute, Handshake, KeySource, KeyUrl, Pack, PackOrigin, Retry};
use super::raw::{RawClaim, RawCompute, RawHandshake, RawPack, RawSignature, RawStamp};
use super::value::{Confidence, KeyName, KindName, Read, Several};

/// Where in the file, and what.
type Fault = (usize, String);

pub(super) fn pack(slug: &str, raw: RawPack, origin: PackOrigin) -> Result<Pack, Fault> {
    let at = raw.signature.span().start;
    let fault = |message: String| (at, message);
    let mut signature = raw.signature.into_inner();
    let stamp = raw.timestamp.map(|stamp| stamp_of(stamp.into_inner()));
    let key_form = signature.key.as_ref().map_or("text", |key| key.0.name()).to_owned();
    let keys = key_source(&mut signature).map_err(fault)?;
    let fallback = key_form_of(&signature);
    let scheme = scheme(signature, stamp).map_err(fault)?;
    let mut handshakes = Vec::new();
    for raw in raw.handshake {
        handshakes.push(handshake(raw, &fallback).map_err(fault)?);
    }
    Ok(Pack {
        slug: slug.to_owned(),
        title: raw.title,
        vendor: raw.vendor,
        aliases: raw.aliases,
        category: if raw.category.is_empty() { "other".to_owned() } else { raw.category },
        status: raw.status.map_or(Confidence::Experimental, |status| status.0),
        docs: raw.docs,
        sources: raw.sources,
        rank: raw.rank,
        recognise: raw.recognise.into_iter().map(|all| all.0.0).collect(),
        notes: raw.notes,
        unsupported: raw.unsupported,
        scheme: Arc::new(scheme),
        key_form,
        keys,
        event_type: raw.event.kind.0,
        event_id: raw.event.id.0,
        secret_find: raw.secret.find,
        secret_prefix: raw.secret.prefix,
        retry: Retry {
            schedule: raw.retry.schedule.map(|waits| waits.into_iter().map(|wait| wait.0).collect()),
            timeout: raw.retry.timeout.map(|timeout| timeout.0),
            note: raw.retry.note,
        },
        invalid_status: raw.invalid_status,
        handshakes,
        origin,
    })
}

fn stamp_of(raw: RawStamp) -> Stamp {
    Stamp {
        at: raw.at.0,
        unit: raw.unit.0,
        tolerance: raw.tolerance.map(|tolerance| tolerance.0),
        signed: raw.signed.unwrap_or(true),
    }
}

fn key_source(raw: &mut RawSignature) -> Result<Option<KeySource>, String> {
    let Some(url) = raw.keys_url.take() else { return Ok(None) };
    let hosts: Vec<Glob> = raw.keys_host.take().unwrap_or_default().0.iter().map(|host| Glob::new(host)).collect();
    if url.starts_with("https://") {
        return Ok(Some(KeySource { url: KeyUrl::Fixed(url), hosts }));
    }
    let place =
        Place::parse(&url).map_err(|_| "`keys_url` is a place or an address that begins with https://".to_owned())?;
    if hosts.is_empty() {
        return Err("keys at an address that the message names need `keys_host`".to_owned());
    }
    Ok(Some(KeySource { url: KeyUrl::In(place), hosts }))
}

fn key_form_of(raw: &RawSignature) -> KeyForm {
    let prefixes =
        || raw.secret_prefix.as_ref().map_or_else(|| vec!["whsec_".to_owned()], |prefixes| prefixes.0.clone());
    key_form(raw.key.as_ref().map_or(KeyName::Text, |key| key.0), prefixes)
}

fn key_form(name: KeyName, prefixes: impl Fn() -> Vec<String>) -> KeyForm {
    match name {
        KeyName::Base64 => KeyForm::Base64,
        KeyName::Hex => KeyForm::Hex,
        KeyName::Whsec => KeyForm::Whsec(prefixes()),
        KeyName::WhsecOrText => KeyForm::WhsecOrText(prefixes()),
        KeyName::Base64OrText => KeyForm::Base64OrText,
        KeyName::Sha1 => KeyForm::Sha1,
        KeyName::Nfkd => KeyForm::Nfkd,
        // Public keys are read in whatever form they come.
        KeyName::Text | KeyName::Pem | KeyName::SpkiBase64 | KeyName::Certificate | KeyName::Whpk | KeyName::Jwks => {
            KeyForm::Text
        }
    }
}

fn scheme(raw: RawSignature, stamp: Option<Stamp>) -> Result<Scheme, String> {
    let name = raw.kind.0;
    refuse_strangers(&raw, name)?;
    let key = key_form_of(&raw);
    let format = match &raw.format {
        Some(text) => {
            let labels = if raw.positional { Labels::Positional } else { Labels::Named };
            Format::parse(text, raw.separator.as_deref(), &raw.also, labels).map_err(|error| error.to_string())?
        }
        None if name == KindName::Basic => {
            Format::parse("Basic {sig}", None, &[], Labels::Named).map_err(|error| error.to_string())?
        }
        None => Format::bare(),
    };
    let kind = kind(&raw, name)?;
    let content = raw.content.map_or_else(|| body_template(&kind), |content| content.0);
    let at = match (raw.at.0.is_empty(), name) {
        (true, KindName::Basic) => vec![Place::Header("authorization".to_owned())],
        _ => raw.at.0,
    };
    let each = match &raw.each {
        Some(text) => Some(
            each_of(text)
                .ok_or_else(|| format!("`each` names the items of a list, as `items[]`: `{text}` does not"))?,
        ),
        None => None,
    };
    let body_hash = raw.body_hash.map(|raw| BodyHash { at: raw.at.0, hash: raw.hash.0, encoding: raw.encoding.0 });
    let covers = raw.covers.map_or_else(|| covers(&kind, &content, body_hash.is_some()), |covers| covers.0);
    let scheme = Scheme {
        kind,
        at,
        format,
        encoding: raw.encoding.map_or(Encoding::Hex, |encoding| encoding.0),
        content,
        key,
        id: raw.id.map(|id| id.0),
        stamp,
        each,
        body_hash,
        require: raw.require.into_iter().flat_map(|all| all.0.0).collect(),
        covers,
        url_decode: raw.url_decode,
        any: raw.any.unwrap_or_else(|| "content-type".to_owned()),
    };
    check(&scheme)?;
    Ok(scheme)
}

fn body_template(kind: &Kind) -> Template {
    match kind {
        Kind::Hmac(_) | Kind::Hash(_) | Kind::PublicKey { .. } => {
            Template::of(vec![crate::signature::Piece::Value(Value::Body)])
        }
        _ => Template::default(),
    }
}

/// Keys that mean nothing for a kind are mistakes: somebody believes that they do.
fn refuse_strangers(raw: &RawSignature, name: KindName) -> Result<(), String> {
    use KindName::{Hash, Hmac, Jwt, PublicKey};
    let content = raw.content.as_ref().is_some_and(|_| !matches!(name, Hmac | Hash | PublicKey));
    let rules = [
        ("hash", raw.hash.is_some() && !matches!(name, Hmac | Hash)),
        ("content", content),
        ("algorithm", raw.algorithm.is_some() && name != PublicKey),
        ("prehash", raw.prehash.is_some() && name != PublicKey),
        ("signature_form", raw.signature_form.is_some() && name != PublicKey),
        ("algorithms", !raw.algorithms.0.is_empty() && name != Jwt),
        ("claims", !raw.claims.is_empty() && name != Jwt),
        ("body_claim", raw.body_claim.is_some() && name != Jwt),
        ("url_claim", raw.url_claim.is_some() && name != Jwt),
        ("reason", raw.reason.is_some() && name != KindName::None),
    ];
    match rules.iter().find(|(_, wrong)| *wrong) {
        Some((key, _)) => Err(format!("`{key}` means nothing for kind = \"{}\"", name.name())),
        None => Ok(()),
    }
}

fn kind(raw: &RawSignature, name: KindName) -> Result<Kind, String> {
    let needs = |key: &str| format!("kind = \"{}\" needs `{key}`", name.name());
    let public = raw.key.as_ref().is_some_and(|key| key.0.is_public());
    match name {
        KindName::Hmac | KindName::Hash => {
            let hashes = raw.hash.clone().filter(|Several(hashes)| !hashes.is_empty()).ok_or_else(|| needs("hash"))?.0;
            if name == KindName::Hmac { Ok(Kind::Hmac(hashes)) } else { Ok(Kind::Hash(hashes[0])) }
        }
        KindName::Token => Ok(Kind::Token),
        KindName::Basic => Ok(Kind::Basic),
        KindName::PublicKey if raw.key.is_some() && !public => {
            Err("a public key is hex, base64, pem, spki-base64, certificate or whpk".to_owned())
        }
        KindName::PublicKey => Ok(Kind::PublicKey {
            algorithm: raw.algorithm.as_ref().ok_or_else(|| needs("algorithm"))?.0,
            form: raw.signature_form.as_ref().map(|form| form.0).unwrap_or_default(),
            prehash: raw.prehash.as_ref().map(|hash| hash.0),
        }),
        KindName::Jwt if raw.algorithms.0.is_empty() => Err(needs("algorithms")),
        KindName::Jwt => Ok(Kind::Jwt(JwtRules {
            algorithms: raw.algorithms.0.clone(),
            claims: raw.claims.clone().into_iter().collect(),
            body: raw.body_claim.as_ref().map(claim),
            url: raw.url_claim.as_ref().map(claim),
            leeway: raw.leeway.as_ref().map_or(Duration::ZERO, |leeway| leeway.0),
            max_age: raw.max_age.as_ref().map(|age| age.0),
        })),
        KindName::None => Ok(Kind::None { reason: raw.reason.clone().ok_or_else(|| needs("reason"))? }),
    }
}

fn claim(raw: &RawClaim) -> HashClaim {
    HashClaim { name: raw.name.clone(), hash: raw.hash.0, encoding: raw.encoding.0 }
}

fn covers(kind: &Kind, content: &Template, body_hash: bool) -> Covers {
    let whole = |value: &Value| {
        matches!(value, Value::Body | Value::BodyHash(_) | Value::BodyCrc32 | Value::FormSorted | Value::Canonical(_))
    };
    match kind {
        Kind::Jwt(rules) if rules.body.is_some() => Covers::Body,
        Kind::Token | Kind::Basic | Kind::Jwt(_) | Kind::None { .. } => Covers::Nothing,
        _ if body_hash || content.uses(whole) => Covers::Body,
        _ => Covers::Part,
    }
}

/// What no request could ever satisfy, or what would prove less than it seems to.
fn check(scheme: &Scheme) -> Result<(), String> {
    let fault = |text: &str| Err(text.to_owned());
    let none = matches!(scheme.kind, Kind::None { .. });
    if scheme.at.is_empty() && !none {
        return fault("nothing says where the signature stands: `at` is missing");
    }
    if let Kind::Hmac(hashes) = &scheme.kind
        && (hashes.len() > 1) != scheme.format.has_algorithm()
    {
        return fault("several hashes need {alg} in `format`, and {alg} needs several hashes");
    }
    if matches!(scheme.kind, Kind::Hash(_)) && !scheme.content.uses(|value| *value == Value::Secret) {
        return fault("a plain hash proves nothing unless {secret} is in `content`");
    }
    if matches!(scheme.kind, Kind::Hmac(_) | Kind::PublicKey { .. })
        && scheme.content.uses(|value| *value == Value::Secret)
    {
        return fault("{secret} in `content` is for kind = \"hash\"");
    }
    let signs = matches!(scheme.kind, Kind::Hmac(_) | Kind::Hash(_) | Kind::PublicKey { .. });
    if signs
        && !scheme.content.uses(|value| !matches!(value, Value::Secret | Value::Stamp | Value::Id | Value::Param(_)))
    {
        return fault("`content` holds nothing of the request: one signature would fit every body");
    }
    if signs
        && scheme
            .content
            .pieces()
            .iter()
            .any(|piece| matches!(piece, Piece::Literal(text) if text.contains(['{', '}'])))
    {
        return fault("`content` has a brace that opens no placeholder");
    }
    let in_content = |wanted: &Value| scheme.content.uses(|value| value == wanted);
    if in_content(&Value::Id) && scheme.id.is_none() {
        return fault("`content` has {id}, and nothing says where it stands: `id` is missing");
    }
    if scheme.each.is_some() && !matches!(scheme.at.as_slice(), [Place::Json(_)]) {
        return fault("with `each`, the signature stands in the item: `at` is one `json` place");
    }
    check_stamp(scheme, in_content(&Value::Stamp))
}

fn check_stamp(scheme: &Scheme, in_content: bool) -> Result<(), String> {
    let fault = |text: &str| Err(text.to_owned());
    let Some(stamp) = &scheme.stamp else {
        if in_content || scheme.format.has_stamp() {
            return fault("{ts} is used, and nothing says what it is: [timestamp] is missing");
        }
        return Ok(());
    };
    match &stamp.at {
        StampAt::Signature if !scheme.format.has_stamp() => {
            fault("the timestamp shall stand in the signature, and `format` has no {ts}")
        }
        StampAt::Place(_) if scheme.format.has_stamp() => {
            fault("`format` has {ts}: the timestamp stands there, so `at` is \"signature\"")
        }
        StampAt::Place(place @ (Place::Header(_) | Place::Query(_))) if stamp.signed && !in_content => {
            let named = scheme.content.uses(|value| match (value, place) {
                (Value::Header(name), Place::Header(header)) => name == header,
                (Value::QueryParameter(name), Place::Query(query)) => name == query,
                (Value::Url, Place::Query(_)) | (Value::Canonical(_), _) => true,
                _ => false,
            });
            if named || matches!(scheme.kind, Kind::None { .. }) {
                return Ok(());
            }
            fault("the timestamp is not part of `content`: put {ts} into it, or say `signed = false`")
        }
        _ => Ok(()),
    }
}

fn handshake(raw: RawHandshake, fallback: &KeyForm) -> Result<Handshake, String> {
    let body = raw.body.map(|body| body.0).unwrap_or_default();
    let computed = |template: &Template| template.uses(|value| *value == Value::Computed);
    if raw.compute.is_none() && computed(&body) {
        return Err(format!("the handshake `{}` uses {{computed}} and has no `compute`", raw.name));
    }
    let compute = |compute: RawCompute| {
        let key = compute.key.map_or_else(|| fallback.clone(), |key| key_form(key.0, Vec::new));
        Compute {
            hash: compute.hash.0,
            encoding: compute.encoding.0,
            content: compute.content.0,
            key: compute.keyed.unwrap_or(true).then_some(key),
        }
    };
    Ok(Handshake {
        name: raw.name,
        when: raw.when.0.0,
        status: raw.status.unwrap_or(200),
        content_type: raw.content_type.unwrap_or_else(|| "text/plain".to_owned()),
        headers: raw.headers.into_iter().map(|(name, Read(template))| (name.to_ascii_lowercase(), template)).collect(),
        body,
        compute: raw.compute.map(compute),
        command: raw.command.map(|command| command.0),
        note: raw.note,
        timeout: raw.timeout.map(|timeout| timeout.0),
    })
}
