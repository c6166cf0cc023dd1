//! Signing and judging, for every pack: what is signed is valid, and one flipped bit in anything that is covered is not.

use hookctl::explain::{Question, explain};
use hookctl::provider::{Catalogue, Handshakes, Judge, Pack, test_secret};
use hookctl::signature::{
    Asymmetric, Covers, Kind, Message, Outcome, Params, Place, PrivateKey, Secret, Signing, Verifier,
};
use hookctl::webhook::{Headers, HttpVersion, Moment, Request};

use crate::vectors::{self, Case};

/// A key pair for a scheme: what signs, and what verifies.
struct Keys {
    private: Secret,
    public: Secret,
}

const ED25519_SEED: &str = "0707070707070707070707070707070707070707070707070707070707070707";
/// Made for tests; used nowhere else.
const P256: &str = include_str!("../vectors/keys/p256-test-only.pem");
/// Made for tests; used nowhere else.
const RSA: &str = include_str!("../vectors/keys/rsa-test-only.pem");

fn keys(pack: &Pack) -> Option<Keys> {
    let pair = |algorithm: Asymmetric, private: &str| {
        let private = Secret::new(private);
        let public = PrivateKey::read(algorithm, &private).unwrap().public_pem().unwrap();
        Keys { private, public: Secret::new(public) }
    };
    match &pack.scheme.kind {
        Kind::None { .. } | Kind::PublicKey { algorithm: Asymmetric::RsaSha1, .. } => None,
        Kind::PublicKey { algorithm: Asymmetric::Ed25519, .. } => Some(pair(Asymmetric::Ed25519, ED25519_SEED)),
        Kind::PublicKey { algorithm: Asymmetric::EcdsaP256, .. } => Some(pair(Asymmetric::EcdsaP256, P256)),
        Kind::PublicKey { algorithm, .. } => Some(pair(*algorithm, RSA)),
        Kind::Jwt(rules) => match rules.algorithms[0].name() {
            "RS256" => Some(pair(Asymmetric::RsaSha256, RSA)),
            "ES256" => Some(pair(Asymmetric::EcdsaP256, P256)),
            _ => test_secret(&pack.scheme).map(|secret| Keys { private: secret.clone(), public: secret }),
        },
        _ => test_secret(&pack.scheme).map(|secret| Keys { private: secret.clone(), public: secret }),
    }
}

/// A realistic request of that provider, its first valid vector, without its signature.
fn sample(slug: &str, cases: &[(String, Case)]) -> (Request, Case) {
    let (_, case) = cases.iter().find(|(of, case)| of == slug && case.expect == "valid").unwrap();
    (case.request(), case.clone())
}

fn params() -> Params {
    [("webhook_id", "WH-1"), ("public_key", "key")].map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

fn signed(pack: &Pack, request: &Request, url: &str, secrets: &[Secret], at: Moment) -> (Request, String) {
    let mut request = request.clone();
    let params = params();
    let signing = Signing { scheme: &pack.scheme, secrets, params: &params, now: at, id: None, url };
    signing.sign(&mut request).unwrap_or_else(|fault| panic!("{}: {fault}", pack.slug));
    let url = format!("{}{}", url.split('/').take(3).collect::<Vec<_>>().join("/"), request.target);
    (request, url)
}

fn outcome(pack: &Pack, request: &Request, url: &str, secrets: Vec<Secret>, at: Moment) -> Outcome {
    Verifier::new(pack.scheme.clone(), secrets, params()).judge(&Message::new(request, Some(url)), at).outcome
}

/// Every pack that can be signed for, with a request that was signed, and the key to judge it.
pub(crate) fn round_trips() -> Vec<(std::sync::Arc<Pack>, Request, String, Secret, Moment)> {
    let cases = vectors::cases();
    let mut all = Vec::new();
    for pack in Catalogue::default().all() {
        let Some(keys) = keys(&pack) else { continue };
        let (request, case) = sample(&pack.slug, &cases);
        let (request, url) = signed(&pack, &request, &case.url, &[keys.private], case.at());
        all.push((pack, request, url, keys.public, case.at()));
    }
    all
}

/// The header with the signature, unless it stands in other places as well.
fn only_header(pack: &Pack, request: &Request) -> Option<String> {
    let message = Message::new(request, None);
    let mut there = pack.scheme.at.iter().filter(|place| place.read(&message).is_some());
    match (there.next(), there.next()) {
        (Some(Place::Header(name)), None) => Some(name.clone()),
        _ => None,
    }
}

#[test]
fn what_is_signed_is_valid_for_every_pack() {
    let all = round_trips();
    assert!(all.len() > 200, "{}", all.len());
    for (pack, request, url, secret, at) in all {
        let found = outcome(&pack, &request, &url, vec![secret], at);
        assert!(matches!(found, Outcome::Valid(0)), "{}: {found:?}\n{request:?}", pack.slug);
    }
}

#[test]
fn one_flipped_bit_in_a_covered_body_is_refused_for_every_pack() {
    for (pack, request, url, secret, at) in round_trips() {
        if pack.scheme.covers != Covers::Body || request.body.is_empty() {
            continue;
        }
        for at_byte in 0..request.body.len() {
            let mut body = request.body.to_vec();
            body[at_byte] ^= 1 << (at_byte % 8);
            let flipped = Request { body: body.into(), ..request.clone() };
            let found = outcome(&pack, &flipped, &url, vec![secret.clone()], at);
            // Some letters of a form's escapes stand for the same value: what is signed there is the value.
            let same_value = pack.scheme.content.to_string().contains("form_sorted")
                || pack.scheme.content.to_string().contains("canonical:p")
                || pack.scheme.content.to_string().contains("{f:");
            assert!(!matches!(found, Outcome::Valid(_)) || same_value, "{}: byte {at_byte} of the body", pack.slug);
        }
    }
}

#[test]
fn one_flipped_bit_in_a_signature_is_refused_for_every_pack() {
    for (pack, request, url, secret, at) in round_trips() {
        if let Some(name) = only_header(&pack, &request) {
            let value = request.headers.get(&name).unwrap().to_vec();
            for at_byte in 0..value.len() {
                let mut flipped = value.clone();
                flipped[at_byte] ^= 1;
                let mut other = request.clone();
                other.headers.set(&name, &flipped);
                let found = outcome(&pack, &other, &url, vec![secret.clone()], at);
                let any =
                    pack.scheme.any.len() > at_byte && String::from_utf8_lossy(&value).starts_with(&pack.scheme.any);
                // Vendors whose verifiers take both cases of hex: the letter's case carries nothing.
                assert!(!matches!(found, Outcome::Valid(_)) || any, "{}: byte {at_byte} of {name}", pack.slug);
            }
        }
    }
}

#[test]
fn a_changed_timestamp_is_refused_where_it_is_signed() {
    for (pack, request, url, secret, at) in round_trips() {
        let Some(Place::Header(name)) = pack.scheme.stamp_place().filter(|_| pack.scheme.stamp_is_signed()) else {
            continue;
        };
        let text = String::from_utf8_lossy(request.headers.get(name).unwrap()).into_owned();
        let mut other = request.clone();
        let last = text.rfind(|c: char| c.is_ascii_digit()).unwrap();
        let digit = if &text[last..=last] == "1" { "2" } else { "1" };
        other.headers.set(name, format!("{}{digit}{}", &text[..last], &text[last + 1..]).as_bytes());
        let found = outcome(&pack, &other, &url, vec![secret], at);
        assert!(!matches!(found, Outcome::Valid(_)), "{}", pack.slug);
    }
}

#[test]
fn any_of_several_secrets_will_do_and_the_one_that_did_is_told() {
    for (pack, request, url, secret, at) in round_trips() {
        let other = match &pack.scheme.kind {
            Kind::PublicKey { .. } | Kind::Jwt(_) => continue,
            _ => Secret::new(secret.expose().replace(['a', 'o'], "e").replace('6', "7")),
        };
        let found = outcome(&pack, &request, &url, vec![other, secret], at);
        assert!(matches!(found, Outcome::Valid(1)), "{}: {found:?}", pack.slug);
    }
}

#[test]
fn two_secrets_sign_together_where_the_scheme_has_room_for_two() {
    let cases = vectors::cases();
    let catalogue = Catalogue::default();
    for slug in ["stripe", "standard-webhooks", "svix", "paddle", "box", "docusign", "recurly", "tidio", "mollie"] {
        let pack = catalogue.find(slug).unwrap().usual();
        let (request, case) = sample(slug, &cases);
        let old = test_secret(&pack.scheme).unwrap();
        let new = match slug {
            "standard-webhooks" | "svix" => Secret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            _ => Secret::new("another-secret"),
        };
        let (request, url) = signed(&pack, &request, &case.url, &[new.clone(), old.clone()], case.at());
        for secret in [old, new] {
            let found = outcome(&pack, &request, &url, vec![secret], case.at());
            assert!(matches!(found, Outcome::Valid(0)), "{slug}: {found:?}");
        }
    }
}

#[test]
fn malformed_anything_gives_a_reason_and_never_a_panic() {
    let long = "a".repeat(100_000);
    let values = [
        "",
        " ",
        "=",
        ",",
        "t=,v1=",
        "v1",
        "v1=",
        "sha256=",
        "sha256=zz",
        "sha256=0",
        "v1,",
        "v1,====",
        "t=9,v1=00,v1=",
        "Basic ",
        "Bearer ",
        "a.b.c",
        "\u{fffd}",
        &long,
    ];
    let bodies: [&[u8]; 6] = [b"", b"\xff\xfe\x00", b"{", b"[[[[", b"a=%zz&=&", b"\"\\u12"];
    for (pack, request, url, secret, at) in round_trips() {
        if let Some(name) = only_header(&pack, &request) {
            for value in values {
                let mut other = request.clone();
                other.headers.set(&name, value.as_bytes());
                let found = outcome(&pack, &other, &url, vec![secret.clone()], at);
                assert!(!matches!(found, Outcome::Valid(_) | Outcome::Unchecked), "{}: {value:.20}", pack.slug);
            }
        }
        for body in bodies {
            let other = Request { body: bytes::Bytes::from_static(body), ..request.clone() };
            if other.body == request.body {
                continue;
            }
            let found = outcome(&pack, &other, &url, vec![secret.clone(), Secret::new("")], at);
            assert!(pack.scheme.covers != Covers::Body || !matches!(found, Outcome::Valid(_)), "{}", pack.slug);
        }
        for bad in ["", "\n", "whsec_", "whsec_%%%", "-----BEGIN PUBLIC KEY-----"] {
            let found = outcome(&pack, &request, &url, vec![Secret::new(bad)], at);
            assert!(!matches!(found, Outcome::Valid(_)), "{}: secret {bad:?}", pack.slug);
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(400))]

    /// Whatever arrives, under the headers of whichever provider: it is assessed, explained, and nothing panics.
    #[test]
    fn any_request_is_assessed(
        pick: proptest::sample::Index,
        value in "(t=[0-9]{0,14},)?(v1=|sha256=|v1,|Bearer |Basic )?[0-9a-zA-Z+/=_.-]{0,90}",
        other in "\\PC{0,40}",
        body: Vec<u8>,
        query in "[?&=a-z.%0-9]{0,30}",
    ) {
        let catalogue = Catalogue::default();
        let packs = catalogue.all();
        let pack = pick.get(&packs).clone();
        let names = pack.scheme.at.iter().chain(pack.scheme.stamp_place()).filter_map(|place| place.header());
        let mut headers: Headers = names.map(|name| (name, value.as_str())).collect();
        for condition in pack.recognise.iter().flatten().filter_map(|condition| condition.header()) {
            headers.push(condition.as_bytes(), other.as_bytes());
        }
        let (version, method) = (HttpVersion::Http11, "POST".to_owned());
        let request = Request { method, target: format!("/{query}"), version, trailers: Headers::default(), headers, body: body.into() };
        let (now, params, secrets) = (Moment::from_micros(AT), Params::new(), [Secret::new("secret")]);
        let message = Message::new(&request, None);
        let judgement = Verifier::new(pack.scheme.clone(), secrets.to_vec(), params.clone()).judge(&message, now);
        let question = Question { catalogue: &catalogue, pack: &pack, message, secrets: &secrets, others: &[], params: &params, now };
        explain(&question, &judgement);
        Judge::new(catalogue.clone(), Vec::new(), Handshakes::Answered).assess(&request, now);
    }
}

/// 2026-03-16T08:00:00Z.
const AT: i64 = 1_773_648_000_000_000;

#[test]
fn large_and_deep_bodies_are_judged() {
    let pack = Catalogue::default().find("github").unwrap().usual();
    let deep = "[".repeat(20_000) + &"]".repeat(20_000);
    for body in [format!("{{\"a\":{deep},\"action\":\"x\"}}").into_bytes(), vec![b'x'; 10 << 20], b"\xff\x00".to_vec()]
    {
        let mut request = vectors::cases().into_iter().find(|(slug, _)| slug == "github").unwrap().1.request();
        request.body = body.into();
        let secret = test_secret(&pack.scheme).unwrap();
        let at = Moment::from_micros(1_773_648_000_000_000);
        let (request, url) = signed(&pack, &request, "https://x.example/", std::slice::from_ref(&secret), at);
        assert!(matches!(outcome(&pack, &request, &url, vec![secret], at), Outcome::Valid(0)));
    }
}
