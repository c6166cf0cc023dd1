//! What the deliveries of the store are like: mostly alike, a few hundred of them worth a search.

use std::sync::Arc;

use bytes::Bytes;

use hookctl::webhook::{Answered, Headers, HttpVersion, Moment, NewDelivery, Origin, Request, Standing, Uid, Verdict};

use crate::common::payload::{self, Numbers};

/// How many deliveries are rare.
pub(crate) const RARE: u64 = 100;
/// What stands at `data.kind` in their bodies and nowhere else.
pub(crate) const MARKER: &str = "chargeback_reversal";
/// What their paths begin with.
pub(crate) const PATH: &str = "/rare";

const PATHS: [&str; 6] =
    ["/webhooks/stripe", "/webhooks/github", "/webhooks/shopify?shop=north", "/hooks/billing", "/gh", "/callback"];
const KINDS: [&str; 5] = ["invoice", "charge", "subscription", "payout", "dispute"];

/// True for [`RARE`] deliveries, evenly spread over the newest hundredth of `count`; the newest is not among them.
pub(crate) fn is_rare(number: u64, count: u64) -> bool {
    let every = count / 100 / RARE;
    let place = count - number;
    place.is_multiple_of(every) && place / every <= RARE
}

/// Delivery `number` (from 0) of `count`, received at `now` if it is the last: one every quarter of a second.
pub(crate) fn delivery(number: u64, count: u64, now: Moment) -> NewDelivery {
    let received_at = Moment::from_micros(now.as_micros() - ((count - 1 - number) * 250_000).cast_signed());
    let mut numbers = Numbers::new(!number);
    let rare = is_rare(number, count);
    let kind = if rare { MARKER } else { pick(&KINDS, &mut numbers) };
    let target = if rare { format!("{PATH}/{number}") } else { target(&mut numbers) };
    let body = payload::event(number, kind);
    NewDelivery {
        uid: uid(received_at, &mut numbers),
        origin: Origin::Captured,
        standing: Standing::Kept,
        received_at,
        peer: Some(Arc::from(format!("127.0.0.1:{}", 30_000 + number % 20_000))),
        endpoint: None,
        body_size: body.len() as u64,
        request: Request {
            method: "POST".to_owned(),
            target,
            version: HttpVersion::Http11,
            headers: headers(number, body.len()),
            trailers: Headers::default(),
            body: Bytes::from(body),
        },
        provider: None,
        event_type: None,
        event_id: None,
        verdict: Verdict::Unchecked,
        duplicate_of: None,
        answered: Some(Answered {
            status: if number % 50 == 17 { 500 } else { 200 },
            took: std::time::Duration::from_micros(90),
        }),
    }
}

fn pick<'a>(from: &[&'a str], numbers: &mut Numbers) -> &'a str {
    from[usize::try_from(numbers.draw() % from.len() as u64).unwrap_or(0)]
}

fn target(numbers: &mut Numbers) -> String {
    let path = pick(&PATHS, numbers);
    if path.contains('?') { path.to_owned() } else { format!("{path}/{}", numbers.draw() % 100) }
}

fn uid(moment: Moment, numbers: &mut Numbers) -> Uid {
    let mut random = [0; 10];
    random[..8].copy_from_slice(&numbers.draw().to_le_bytes());
    Uid::at(moment, random)
}

fn headers(number: u64, length: usize) -> Headers {
    let (length, delivery) = (length.to_string(), format!("72d3162e-cc78-11e3-81ab-{number:012x}"));
    [
        ("host", "127.0.0.1:7878"),
        ("user-agent", "GitHub-Hookshot/5d0c94a"),
        ("accept", "*/*"),
        ("content-type", "application/json"),
        ("x-github-event", "issues"),
        ("x-github-delivery", &delivery),
        ("x-hub-signature-256", "sha256=d57c68ca6f92289e6987922ff26938930f6e66a2d161ef06abdf1859230aa23c"),
        ("content-length", &length),
        ("accept-encoding", "gzip"),
    ]
    .into_iter()
    .collect()
}
