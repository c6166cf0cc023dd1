//! Recognising and judging a delivery, beside the bare HMAC of the same bytes with the same crate and a prepared key.
//!
//! Both are timed in turns in one process; what is printed are medians of the rounds and their ratio. `ROUNDS` (15) says
//! how many.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints its results and ends at the first fault")]

#[path = "../common/mod.rs"]
#[allow(dead_code, reason = "the other benches use the rest")]
mod common;

use std::hint::black_box;
use std::time::{Duration, Instant};

use hookctl::provider::{Catalogue, EndpointRules, Handshakes, Judge, TEST_SECRET};
use hookctl::signature::{Hash, Keyed, Params, Secret, Signing};
use hookctl::webhook::{Headers, HttpVersion, Moment, Request, Verdict};

/// Judgements a round.
const BATCH: u32 = 2000;

fn main() {
    if !common::wanted() {
        println!("run by `cargo bench --bench judging`");
        return;
    }
    let rounds: usize = common::setting("ROUNDS", 15);
    println!("{:<20} {:>12} {:>12} {:>8}", "2 KB", "bare HMAC", "judged", "ratio");
    for (slug, secret) in
        [("github", "secret"), ("stripe", "secret"), ("standard-webhooks", TEST_SECRET), ("chatwoot", "secret")]
    {
        compare(slug, secret, rounds);
    }
}

fn compare(slug: &str, secret: &str, rounds: usize) {
    let catalogue = Catalogue::default();
    let pack = catalogue.find(slug).unwrap().usual();
    let now = Moment::from_micros(1_773_648_000_000_000);
    let request = signed(&pack.scheme, secret, now, slug);
    let secrets = vec![Secret::new(secret)];
    let judge =
        Judge::new(catalogue, vec![EndpointRules { secrets, ..EndpointRules::default() }], Handshakes::Answered);
    let assessed = judge.assess(&request, now);
    assert!(matches!(assessed.verdict, Verdict::Valid { .. }), "{slug}: {assessed:?}");
    assert!(assessed.event_type.is_some(), "{slug}");
    let keyed = Keyed::new(Hash::Sha256, secret.as_bytes());
    let (mut bare, mut judged) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        bare.push(time(|| drop(black_box(keyed.of(black_box(&request.body))))));
        judged.push(time(|| drop(black_box(judge.assess(black_box(&request), now)))));
    }
    let ratio: Vec<f64> =
        judged.iter().zip(&bare).map(|(judged, bare)| judged.as_secs_f64() / bare.as_secs_f64()).collect();
    let micros = |mut all: Vec<Duration>| {
        all.sort();
        all[all.len() / 2].as_secs_f64() * 1e6
    };
    let mut ratios = ratio;
    ratios.sort_by(f64::total_cmp);
    println!("{slug:<20} {:>9.2} us {:>9.2} us {:>8.3}", micros(bare), micros(judged), ratios[ratios.len() / 2]);
}

/// How long one takes, of a batch.
fn time(mut work: impl FnMut()) -> Duration {
    let start = Instant::now();
    (0..BATCH).for_each(|_| work());
    start.elapsed() / BATCH
}

/// A delivery of 2 KB as that provider sends it, with the headers that usually come along.
fn signed(scheme: &hookctl::signature::Scheme, secret: &str, now: Moment, slug: &str) -> Request {
    let filler: Vec<String> = (0..30)
        .map(|at| format!("{{\"id\":\"li_{at}\",\"amount\":{},\"text\":\"Position {at}\"}}", at * 100))
        .collect();
    let body = format!(
        "{{\"id\":\"evt_1\",\"object\":\"event\",\"created\":1773648000,\"data\":{{\"lines\":[{}],\"customer\":\"{}\"}},\"type\":\"invoice.paid\",\"event\":\"message_created\",\"action\":\"opened\"}}",
        filler.join(","),
        "x".repeat(300)
    );
    let mut headers: Headers = [
        ("host", "localhost:7878"),
        ("user-agent", "Sender/1.0"),
        ("accept", "*/*"),
        ("content-type", "application/json; charset=utf-8"),
        ("content-length", "2048"),
        ("accept-encoding", "gzip"),
        ("x-forwarded-for", "203.0.113.7"),
        ("x-request-id", "0d6f9b1c"),
    ]
    .into_iter()
    .collect();
    if slug == "github" {
        headers.push(b"x-github-event", b"pull_request");
        headers.push(b"x-github-delivery", b"0d6f9b1c-0000");
    }
    let version = HttpVersion::Http11;
    let mut request = Request {
        method: "POST".to_owned(),
        target: "/".to_owned(),
        version,
        trailers: Headers::default(),
        headers,
        body: body.into(),
    };
    let secrets = [Secret::new(secret)];
    let params = Params::new();
    Signing { scheme, secrets: &secrets, params: &params, now, id: None, url: "http://localhost:7878/" }
        .sign(&mut request)
        .unwrap();
    request
}
