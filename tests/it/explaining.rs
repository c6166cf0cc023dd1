//! The doctor: a valid delivery is broken in exactly one way, and that way is named.

use std::sync::Arc;

use hookctl::explain::{Question, explain};
use hookctl::provider::{Catalogue, Pack, test_secret};
use hookctl::report::{http, pretty};
use hookctl::signature::{
    Encoding, Hash, KeyForm, Kind, Message, Params, Place, Scheme, Secret, Signing, StampAt, Template, Unit, Verifier,
};
use hookctl::webhook::{Moment, Request};

use crate::support::command::Home;
use crate::vectors;

/// Providers of every family: text and base64 keys, hex and base64 signatures, with and without time, id and address.
const PROVIDERS: &[&str] = &[
    "github",
    "stripe",
    "slack",
    "standard-webhooks",
    "svix",
    "shopify",
    "linear",
    "chatwoot",
    "intercom",
    "zendesk",
    "front-app",
    "square",
    "hubspot-v3",
    "notion",
    "paddle",
    "line",
    "zoom",
    "tidio",
    "help-scout",
    "tawk",
    "typeform",
    "sentry",
    "calendly",
    "webflow",
    "crisp",
    "razorpay",
];

const BODY: &str = r#"{"type":"order.created","id":"evt_1","time":1773648000000,"data":{"name":"Grüße","path":"a/b","list":[1,2.5,{}]},"lines":"one\ntwo"}"#;
const URL: &str = "https://receiver.example.com/hooks?a=1&b=2";
const AT: i64 = 1_773_648_000_000_000;

/// A delivery: what is judged, and with what.
#[derive(Clone)]
struct Delivery {
    request: Request,
    secret: Secret,
    url: String,
    at: Moment,
}

fn request(body: &[u8]) -> Request {
    let (_, case) = vectors::cases().into_iter().find(|(slug, _)| slug == "github").unwrap();
    let mut request = case.request();
    request.headers = [("content-type", "application/json"), ("host", "receiver.example.com")].into_iter().collect();
    "/hooks?a=1&b=2".clone_into(&mut request.target);
    request.body = body.to_vec().into();
    request
}

/// Signed by a scheme that may have been tampered with.
fn sign(scheme: &Scheme, body: &[u8], secret: &Secret) -> Delivery {
    let mut request = request(body);
    let (params, at) = (Params::new(), Moment::from_micros(AT));
    let signing = Signing {
        scheme,
        secrets: std::slice::from_ref(secret),
        params: &params,
        now: at,
        id: Some("msg_1"),
        url: URL,
    };
    signing.sign(&mut request).unwrap();
    Delivery { request, secret: secret.clone(), url: URL.to_owned(), at }
}

fn good(pack: &Pack) -> Delivery {
    sign(&pack.scheme, BODY.as_bytes(), &test_like(pack))
}

/// A secret of the right form that is not the published one.
fn test_like(pack: &Pack) -> Secret {
    match pack.scheme.key {
        KeyForm::Text | KeyForm::Nfkd | KeyForm::Sha1 => Secret::new("bXktb3duLXNlY3JldC1pbi1iYXNlNjQ="),
        _ => Secret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
    }
}

/// The codes of the hints for a delivery.
fn codes(pack: &Pack, delivery: &Delivery, others: &[(String, Secret)]) -> Vec<&'static str> {
    let catalogue = Catalogue::default();
    let message = Message::new(&delivery.request, Some(&delivery.url));
    let (secrets, params) = ([delivery.secret.clone()], Params::new());
    let judgement = Verifier::new(pack.scheme.clone(), secrets.to_vec(), params.clone()).judge(&message, delivery.at);
    assert!(
        !matches!(judgement.outcome, hookctl::signature::Outcome::Valid(_)),
        "{}: still valid, nothing to explain",
        pack.slug
    );
    let question =
        Question { catalogue: &catalogue, pack, message, secrets: &secrets, others, params: &params, now: delivery.at };
    explain(&question, &judgement).into_iter().map(|hint| hint.code).collect()
}

/// A way to break a delivery of that provider; none where it cannot happen there.
type Breaker = fn(&Pack) -> Option<Delivery>;

fn with_body(pack: &Pack, signed: &[u8], received: &[u8]) -> Option<Delivery> {
    // Where the timestamp stands in the body, signing puts it there, and what was signed is no longer what is given here.
    if pack.scheme.stamp_place().is_some_and(|place| matches!(place, Place::Json(_))) {
        return None;
    }
    let mut delivery = sign(&pack.scheme, signed, &test_like(pack));
    delivery.request.body = received.to_vec().into();
    Some(delivery)
}

fn header(pack: &Pack) -> Option<String> {
    match pack.scheme.at.first() {
        Some(Place::Header(name)) => Some(name.clone()),
        _ => None,
    }
}

fn rewrite_header(pack: &Pack, change: impl Fn(&str) -> String) -> Option<Delivery> {
    let (mut delivery, name) = (good(pack), header(pack)?);
    let value = String::from_utf8_lossy(delivery.request.headers.get(&name)?).into_owned();
    delivery.request.headers.set(&name, change(&value).as_bytes());
    Some(delivery)
}

fn pretty(body: &str) -> Vec<u8> {
    serde_json::from_str::<serde_json::Value>(body).unwrap();
    pretty::indent(body).into_bytes()
}

fn bent(pack: &Pack, change: impl Fn(&mut Scheme)) -> Scheme {
    let mut scheme = (*pack.scheme).clone();
    change(&mut scheme);
    scheme
}

fn is_text(pack: &Pack) -> bool {
    pack.scheme.key == KeyForm::Text
}

const BREAKERS: &[(&str, Breaker)] = &[
    ("body_reserialised", |pack| with_body(pack, BODY.as_bytes(), &pretty(BODY))),
    ("body_reserialised", |pack| with_body(pack, &pretty(BODY), BODY.as_bytes())),
    ("body_reserialised", |pack| with_body(pack, BODY.replace("a/b", "a\\/b").as_bytes(), BODY.as_bytes())),
    ("body_reserialised", |pack| {
        with_body(pack, BODY.replace("ü", "\\u00fc").replace('ß', "\\u00df").as_bytes(), BODY.as_bytes())
    }),
    ("body_reserialised", |pack| {
        let spaced = BODY.replace("\":", "\": ").replace(",\"", ", \"").replace(",{", ", {").replace("1,2", "1, 2");
        with_body(pack, spaced.as_bytes(), BODY.as_bytes())
    }),
    ("body_reserialised", |pack| {
        let sorted = serde_json::from_str::<serde_json::Value>(BODY).unwrap().to_string();
        with_body(pack, sorted.as_bytes(), BODY.as_bytes())
    }),
    ("body_trailing_newline", |pack| with_body(pack, BODY.as_bytes(), format!("{BODY}\n").as_bytes())),
    ("body_trailing_newline", |pack| with_body(pack, format!("{BODY}\n").as_bytes(), BODY.as_bytes())),
    ("body_trailing_newline", |pack| with_body(pack, format!("{BODY}\r\n").as_bytes(), BODY.as_bytes())),
    ("body_crlf", |pack| with_body(pack, b"{\n\"a\": 1,\n\"b\": 2}", b"{\r\n\"a\": 1,\r\n\"b\": 2}")),
    ("body_crlf", |pack| with_body(pack, b"{\r\n\"a\": 1,\r\n\"b\": 2}", b"{\n\"a\": 1,\n\"b\": 2}")),
    ("body_bom", |pack| with_body(pack, BODY.as_bytes(), format!("\u{feff}{BODY}").as_bytes())),
    ("body_bom", |pack| with_body(pack, format!("\u{feff}{BODY}").as_bytes(), BODY.as_bytes())),
    ("body_charset", |pack| {
        with_body(pack, BODY.as_bytes(), &BODY.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<_>>())
    }),
    ("body_charset", |pack| {
        let twice: String = BODY.bytes().map(char::from).collect();
        with_body(pack, BODY.as_bytes(), twice.as_bytes())
    }),
    ("body_whitespace", |pack| with_body(pack, BODY.as_bytes(), format!("  {BODY}  ").as_bytes())),
    ("body_empty", |pack| with_body(pack, b"", b"{}").filter(|_| pack.slug != "crisp")),
    ("body_double_encoded", |pack| {
        with_body(pack, BODY.as_bytes(), serde_json::Value::from(BODY).to_string().as_bytes())
    }),
    ("body_compressed", |pack| {
        use std::io::Write as _;
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(BODY.as_bytes()).unwrap();
        with_body(pack, BODY.as_bytes(), &packed.finish().unwrap())
    }),
    ("body_form_encoding", |pack| with_body(pack, b"text=a+b&url=%2Fx", b"text=a%20b&url=%2fx")),
    ("secret_whitespace", |pack| {
        let delivery = good(pack);
        Some(Delivery { secret: Secret::new(format!(" {}\n", delivery.secret.expose())), ..delivery })
    }),
    ("secret_quotes", |pack| {
        let delivery = good(pack);
        Some(Delivery { secret: Secret::new(format!("\"{}\"", delivery.secret.expose())), ..delivery })
    }),
    ("secret_prefix", |pack| {
        let delivery = good(pack);
        Some(Delivery { secret: Secret::new(format!("Bearer {}", delivery.secret.expose())), ..delivery })
    }),
    // The sender decoded a secret whose text is the key.
    ("secret_encoding", |pack| {
        let scheme = is_text(pack).then(|| bent(pack, |scheme| scheme.key = KeyForm::Base64))?;
        Some(sign(&scheme, BODY.as_bytes(), &test_like(pack)))
    }),
    // The sender used the text of a secret that has to be decoded.
    ("secret_encoding", |pack| {
        let scheme = (!is_text(pack)).then(|| bent(pack, |scheme| scheme.key = KeyForm::Text))?;
        Some(sign(&scheme, BODY.as_bytes(), &test_like(pack)))
    }),
    ("test_secret", |pack| {
        let delivery = sign(&pack.scheme, BODY.as_bytes(), &test_secret(&pack.scheme)?);
        Some(Delivery { secret: test_like(pack), ..delivery })
    }),
    ("signature_encoding", |pack| {
        let other = if pack.scheme.encoding == Encoding::Hex { Encoding::Base64 } else { Encoding::Hex };
        Some(sign(&bent(pack, |scheme| scheme.encoding = other), BODY.as_bytes(), &test_like(pack)))
    }),
    ("signature_encoding", |pack| {
        let hex = pack.scheme.encoding == Encoding::Hex;
        let scheme = hex.then(|| bent(pack, |scheme| scheme.encoding = Encoding::HexUpper))?;
        Some(sign(&scheme, BODY.as_bytes(), &test_like(pack)))
    }),
    ("signature_encoding", |pack| {
        // The label before it is missing.
        pack.scheme
            .format
            .is_labelled()
            .then(|| rewrite_header(pack, |value| value.split(['=', ',']).next_back().unwrap().to_owned()))?
            .filter(|_| !pack.scheme.format.holds_several() && pack.scheme.encoding == Encoding::Hex)
    }),
    ("signature_version", |pack| {
        let labelled = pack.scheme.format.is_labelled();
        labelled.then(|| {
            rewrite_header(pack, |value| {
                value
                    .replace("v1=", "v7=")
                    .replace("v1,", "v7,")
                    .replace("v0=", "v7=")
                    .replace("sha256=", "sha7=")
                    .replace("sha1=", "sha7=")
                    .replace("h1=", "h7=")
                    .replace(",s=", ",z=")
            })
        })?
    }),
    ("header_name", |pack| {
        let (mut delivery, name) = (good(pack), header(pack)?);
        // The timestamp within would move with it.
        if matches!(pack.scheme.stamp.as_ref().map(|stamp| &stamp.at), Some(StampAt::Signature)) {
            return None;
        }
        let fields: Vec<(String, Vec<u8>)> = delivery
            .request
            .headers
            .iter()
            .map(|(found, value)| {
                (
                    if found == name.as_bytes() {
                        "x-renamed-by-proxy".to_owned()
                    } else {
                        String::from_utf8_lossy(found).into_owned()
                    },
                    value.to_vec(),
                )
            })
            .collect();
        let mut headers = hookctl::webhook::Headers::default();
        for (name, value) in &fields {
            headers.push(name.as_bytes(), value);
        }
        delivery.request.headers = headers;
        Some(delivery)
    }),
    ("timestamp_unit", |pack| {
        let stamp = pack
            .scheme
            .stamp
            .clone()
            .filter(|stamp| stamp.signed && !matches!(stamp.at, StampAt::Place(Place::Json(_))))?;
        let other = if stamp.unit == Unit::Seconds { Unit::Millis } else { Unit::Seconds };
        let mut delivery =
            sign(&bent(pack, |scheme| scheme.stamp.as_mut().unwrap().unit = other), BODY.as_bytes(), &test_like(pack));
        let (wrong, right) = (other.write(delivery.at), stamp.unit.write(delivery.at));
        let name = match &stamp.at {
            StampAt::Place(Place::Header(name)) => name.clone(),
            _ => header(pack)?,
        };
        let value = String::from_utf8_lossy(delivery.request.headers.get(&name)?).replace(&wrong, &right);
        delivery.request.headers.set(&name, value.as_bytes());
        Some(delivery)
    }),
    ("timestamp_stale", |pack| {
        pack.scheme.tolerance().map(|_| Delivery { at: Moment::from_micros(AT + 86_400_000_000), ..good(pack) })
    }),
    ("clock_skew", |pack| {
        pack.scheme.tolerance().map(|_| Delivery { at: Moment::from_micros(AT - 86_400_000_000), ..good(pack) })
    }),
    ("url_mismatch", |pack| {
        pack.scheme.signs_url().then(|| Delivery { url: URL.replace("https", "http"), ..good(pack) })
    }),
    ("url_mismatch", |pack| {
        pack.scheme
            .signs_url()
            .then(|| Delivery { url: "http://127.0.0.1:7878/hooks?a=1&b=2".to_owned(), ..good(pack) })
    }),
    ("url_mismatch", |pack| {
        pack.scheme.signs_url().then(|| Delivery { url: URL.replace("a=1&b=2", "b=2&a=1"), ..good(pack) })
    }),
    // Only the body was signed, without what belongs before it.
    ("content_layout", |pack| {
        let timed = pack.scheme.content.to_string() != "{body}" && !pack.scheme.signs_url();
        let scheme = timed.then(|| bent(pack, |scheme| scheme.content = Template::parse("{body}").unwrap()))?;
        Some(sign(&scheme, BODY.as_bytes(), &test_like(pack)))
    }),
    ("algorithm", |pack| {
        let Kind::Hmac(hashes) = &pack.scheme.kind else { return None };
        let other = if hashes[0] == Hash::Sha1 { Hash::Sha256 } else { Hash::Sha1 };
        Some(sign(&bent(pack, |scheme| scheme.kind = Kind::Hmac(vec![other])), BODY.as_bytes(), &test_like(pack)))
    }),
];

#[test]
fn every_mistake_is_named_for_every_provider_that_it_can_happen_to() {
    let catalogue = Catalogue::default();
    let packs: Vec<Arc<Pack>> = PROVIDERS
        .iter()
        .map(|slug| catalogue.find(slug).unwrap())
        .map(|named| {
            let usual = named.usual();
            named.packs().iter().find(|pack| PROVIDERS.contains(&pack.slug.as_str())).cloned().unwrap_or(usual)
        })
        .collect();
    let rows: Vec<usize> = (0..BREAKERS.len()).collect();
    // Hashing takes its time without optimisation: on several cores it is bearable.
    let complaints: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = rows
            .chunks(rows.len().div_ceil(4))
            .map(|rows| scope.spawn(|| rows.iter().flat_map(|row| complaints_of(*row, &packs)).collect::<Vec<_>>()))
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
}

/// What is wrong with the hints for one row of [`BREAKERS`].
fn complaints_of(row: usize, packs: &[Arc<Pack>]) -> Vec<String> {
    let (code, broken) = &BREAKERS[row];
    let mut complaints = Vec::new();
    {
        let mut named = 0;
        for pack in packs {
            // Notion's own verifier takes both cases of hex: there is nothing wrong with the other.
            let Some(delivery) =
                broken(pack).filter(|_| pack.scheme.encoding != Encoding::HexAny || *code != "signature_encoding")
            else {
                continue;
            };
            let found = codes(pack, &delivery, &[]);
            if found == [*code] {
                named += 1;
            } else {
                complaints.push(format!("row {row}, {code}, {}: {found:?}", pack.slug));
            }
        }
        let enough = if *code == "url_mismatch" { 2 } else { 1 };
        if named < enough {
            complaints.push(format!("row {row}, {code}: only {named} providers"));
        }
    }
    complaints
}

#[test]
fn each_code_is_shown_by_at_least_ten_providers() {
    let catalogue = Catalogue::default();
    let packs: Vec<Arc<Pack>> = PROVIDERS.iter().map(|slug| catalogue.find(slug).unwrap().usual()).collect();
    // Only what signs its address can be mistaken about it.
    let few = ["url_mismatch"];
    let mut codes: Vec<&str> = BREAKERS.iter().map(|(code, _)| *code).collect();
    codes.dedup();
    for code in codes.into_iter().filter(|code| !few.contains(code)) {
        let shown =
            packs.iter().filter(|pack| BREAKERS.iter().any(|(of, broken)| of == &code && broken(pack).is_some()));
        assert!(shown.count() >= 10, "{code}");
    }
}

#[test]
fn the_secret_of_another_endpoint_is_named() {
    let catalogue = Catalogue::default();
    for slug in PROVIDERS {
        let pack = catalogue.find(slug).unwrap().usual();
        let delivery = good(&pack);
        let others = [("[endpoint.other]".to_owned(), delivery.secret.clone())];
        let wrong = match pack.scheme.key {
            KeyForm::Text => Secret::new("something-else-entirely"),
            _ => Secret::new("whsec_c29tZXRoaW5nLWVsc2UtZW50aXJlbHktMzItYnl0ZXM="),
        };
        assert_eq!(codes(&pack, &Delivery { secret: wrong, ..delivery }, &others), ["other_secret"], "{slug}");
    }
}

#[test]
fn of_a_wholly_wrong_signature_it_is_said_that_nothing_explains_it() {
    let catalogue = Catalogue::default();
    for slug in PROVIDERS {
        let pack = catalogue.find(slug).unwrap().usual();
        let wrong = match pack.scheme.key {
            KeyForm::Text => Secret::new("something-else-entirely"),
            _ => Secret::new("whsec_c29tZXRoaW5nLWVsc2UtZW50aXJlbHktMzItYnl0ZXM="),
        };
        assert_eq!(codes(&pack, &Delivery { secret: wrong, ..good(&pack) }, &[]), ["unexplained"], "{slug}");
    }
}

#[test]
fn another_provider_is_named_where_its_scheme_fits() {
    let catalogue = Catalogue::default();
    for (slug, judged_as, signed_as) in [("front", "front-app", "front-rule"), ("crisp", "crisp", "crisp-mcp")] {
        let find = |name: &str| catalogue.all().into_iter().find(|pack| pack.slug == name).unwrap();
        let (own, other) = (find(judged_as), find(signed_as));
        let mut delivery = good(&other);
        if let Some(Place::Header(name)) = own.scheme.stamp_place()
            && delivery.request.headers.get(name).is_none()
        {
            delivery.request.headers.set(name, own.scheme.stamp.as_ref().unwrap().unit.write(delivery.at).as_bytes());
        }
        let found = codes(&own, &delivery, &[]);
        assert!(found == ["wrong_provider"] || found == ["content_layout"], "{slug}: {found:?}");
    }
}

/// The same through the program, for the first two providers that each row can happen to.
#[test]
fn verify_names_every_mistake_in_its_json() {
    let catalogue = Catalogue::default();
    let packs: Vec<Arc<Pack>> = PROVIDERS.iter().map(|slug| catalogue.find(slug).unwrap().usual()).collect();
    let home = Home::new();
    let mut complaints = Vec::new();
    for (row, (code, broken)) in BREAKERS.iter().enumerate() {
        let fits = |pack: &&Arc<Pack>| pack.scheme.encoding != Encoding::HexAny || *code != "signature_encoding";
        let broken = packs.iter().filter(fits).filter_map(|pack| Some((pack, broken(pack)?))).take(2);
        for (pack, delivery) in broken {
            std::fs::write(home.path().join("broken.http"), http::request(&delivery.request)).unwrap();
            // A file's last line end is no part of the secret.
            home.write("secret", &format!("{}\n", delivery.secret.expose()));
            let (at, url) = (delivery.at.to_rfc3339(), delivery.url.as_str());
            let args = [
                "verify",
                "broken.http",
                "--provider",
                &pack.slug,
                "--secret",
                "file:secret",
                "--at",
                &at,
                "--url",
                url,
                "--json",
            ];
            let done = home.run(&args);
            let verdict: serde_json::Value = serde_json::from_str(&done.out).unwrap_or_default();
            let codes: Vec<&str> =
                verdict["hints"].as_array().into_iter().flatten().filter_map(|hint| hint["code"].as_str()).collect();
            if done.code != 1 || codes != [*code] {
                complaints.push(format!("row {row}, {code}, {}: {codes:?} {}", pack.slug, done.err));
            }
        }
    }
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
}

/// Every provider that signs the address, judged by the one that a tunnel or proxy makes of it.
#[test]
fn another_address_is_named_for_every_provider_that_signs_it() {
    let mut named = Vec::new();
    for (pack, request, url, secret, at) in crate::signing::round_trips() {
        if !pack.scheme.signs_url() || !matches!(pack.scheme.kind, Kind::Hmac(_) | Kind::Hash(_)) {
            continue;
        }
        let host = url.find("://").unwrap() + 3;
        let end = url[host..].find(['/', '?']).map_or(url.len(), |at| host + at);
        let with_port = format!("{}:8080{}", &url[..end], &url[end..]);
        for other in [url.replace("https://", "http://"), with_port] {
            if other == url {
                continue;
            }
            let delivery = Delivery { request: request.clone(), secret: secret.clone(), url: other, at };
            assert_eq!(codes(&pack, &delivery, &[]), ["url_mismatch"], "{} {}", pack.slug, delivery.url);
        }
        named.push(pack.slug.clone());
    }
    assert!(named.len() >= 7, "{named:?}");
}
