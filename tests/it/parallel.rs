//! A long walk uses more cores and finds the same, in the same order, as one that does not.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use hookctl::query::{Context, Filter};
use hookctl::store::{Direction, Log, Place, Reader, Window};
use hookctl::webhook::{Headers, HttpVersion, Moment, NewDelivery, Origin, Request, Standing, Uid, Verdict, Zone};

/// More than three segments, and a part of one.
const COUNT: i64 = 30_000;

fn delivery(number: i64) -> NewDelivery {
    let body = if number % 997 == 0 { format!("needle {number}") } else { "hay".to_owned() };
    NewDelivery {
        uid: Uid::from_bytes([0; 16]),
        origin: Origin::Captured,
        standing: Standing::Kept,
        received_at: Moment::from_micros(number),
        peer: None,
        endpoint: None,
        body_size: body.len() as u64,
        request: Request {
            method: "POST".to_owned(),
            target: "/".to_owned(),
            version: HttpVersion::Http11,
            headers: Headers::default(),
            trailers: Headers::default(),
            body: body.into(),
        },
        provider: None,
        event_type: None,
        event_id: None,
        verdict: Verdict::Unchecked,
        duplicate_of: None,
        answered: None,
    }
}

fn store(dir: &tempfile::TempDir) -> Reader {
    let place = Place::new(&dir.path().join("long.db"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let log = Log::open(&place, |_| {}).unwrap();
        let appended: Vec<_> = (1..=COUNT)
            .map(|number| {
                let log = log.clone();
                tokio::spawn(async move { log.append(delivery(number)).await })
            })
            .collect();
        for one in appended {
            one.await.unwrap().unwrap();
        }
        log.close();
    });
    Reader::open(&place).unwrap()
}

fn found(reader: &Reader, text: &str, direction: Direction, limit: usize) -> Vec<i64> {
    let context = Context { now: Moment::from_micros(0), zone: Zone::utc(), newest: COUNT, saved: BTreeMap::new() };
    let mut filter = Filter::parse(text, &context).unwrap();
    let mut ids = Vec::new();
    reader
        .scan(&Window::ALL, direction, &mut filter, |id| {
            ids.push(id.0);
            if ids.len() == limit { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
        .unwrap();
    ids
}

#[test]
fn a_long_walk_finds_everything_once_and_in_order() {
    let dir = tempfile::tempdir().unwrap();
    let reader = store(&dir);
    let wanted: Vec<i64> = (1..=COUNT).filter(|number| number % 997 == 0).collect();
    let mut sorted = found(&reader, "body:needle", Direction::OldestFirst, usize::MAX);
    assert_eq!(sorted.len(), wanted.len());
    assert!(sorted.is_sorted());
    let newest_first = found(&reader, "needle", Direction::NewestFirst, usize::MAX);
    sorted.reverse();
    assert_eq!(newest_first, sorted);
    assert_eq!(found(&reader, "needle", Direction::NewestFirst, 20), sorted[..20]);
    assert_eq!(found(&reader, "jq:.x", Direction::OldestFirst, usize::MAX), [] as [i64; 0]);
}
