//! The filter language over a real store: cases as data in `tests/filters.toml`.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::time::Duration;

use hookctl::query::{Context, Field, Filter, Subject};
use hookctl::store::{Direction, Log, Place, Reader, Window};
use hookctl::webhook::{
    Answered, Delivery, DeliveryId, HttpVersion, Moment, NewDelivery, Origin, Request, Standing, Uid, Verdict, Zone,
};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    newest: i64,
    now: String,
    saved: BTreeMap<String, String>,
    delivery: Vec<Given>,
    finds: Vec<Finds>,
    error: Vec<Wrong>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    at: String,
    #[serde(default = "post")]
    method: String,
    target: String,
    #[serde(default)]
    headers: Vec<(String, String)>,
    #[serde(default)]
    body: String,
    #[serde(default)]
    body_hex: String,
    size: Option<u64>,
    peer: Option<String>,
    provider: Option<String>,
    event: Option<String>,
    event_id: Option<String>,
    verdict: Option<String>,
    reason: Option<String>,
    duplicate_of: Option<i64>,
    status: Option<u16>,
    #[serde(default)]
    took_us: u64,
    #[serde(default)]
    standing: usize,
    #[serde(default)]
    origin: usize,
}

fn post() -> String {
    "POST".to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Finds {
    filter: String,
    ids: Vec<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wrong {
    filter: String,
    column: usize,
    says: String,
}

fn file() -> File {
    toml::from_str(include_str!("../filters.toml")).unwrap()
}

fn moment(text: &str) -> Moment {
    Moment::parse(text, Moment::from_micros(0), &Zone::utc()).unwrap()
}

fn context(file: &File) -> Context {
    Context { now: moment(&file.now), zone: Zone::utc(), newest: file.newest, saved: file.saved.clone() }
}

fn new(given: &Given, number: usize) -> NewDelivery {
    let body = match given.body_hex.as_str() {
        "" => given.body.clone().into_bytes(),
        hex => data_encoding::HEXLOWER.decode(hex.as_bytes()).unwrap(),
    };
    let scheme = "hmac-sha256".to_owned();
    let verdict = match given.verdict.as_deref() {
        None => Verdict::Unchecked,
        Some("unsigned") => Verdict::Unsigned,
        Some("valid") => Verdict::Valid { scheme, detail: None },
        Some(_) => Verdict::Invalid { scheme, reason: given.reason.clone().unwrap(), detail: None },
    };
    NewDelivery {
        uid: Uid::at(moment(&given.at), [u8::try_from(number).unwrap(); 10]),
        origin: Origin::ALL[given.origin],
        standing: Standing::ALL[given.standing],
        received_at: moment(&given.at),
        peer: given.peer.as_deref().map(Into::into),
        endpoint: None,
        body_size: given.size.unwrap_or(body.len() as u64),
        request: Request {
            method: given.method.clone(),
            target: given.target.clone(),
            version: HttpVersion::Http11,
            headers: given.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect(),
            trailers: hookctl::webhook::Headers::default(),
            body: body.into(),
        },
        provider: given.provider.clone(),
        event_type: given.event.clone(),
        event_id: given.event_id.clone(),
        verdict,
        duplicate_of: given.duplicate_of.map(DeliveryId),
        answered: given.status.map(|status| Answered { status, took: Duration::from_micros(given.took_us) }),
    }
}

/// A store with the file's deliveries, and the same in memory.
fn store(file: &File) -> (tempfile::TempDir, Reader, Vec<Delivery>) {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::new(&dir.path().join("filters.db"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let log = Log::open(&place, |_| {}).unwrap();
        for (number, given) in file.delivery.iter().enumerate() {
            log.append(new(given, number)).await.unwrap();
        }
        log.close();
    });
    let reader = Reader::open(&place).unwrap();
    let memory = (1..)
        .zip(&file.delivery)
        .map(|(id, given)| new(given, usize::try_from(id).unwrap() - 1).numbered(DeliveryId(id)));
    (dir, reader, memory.collect())
}

#[test]
fn every_term_finds_what_it_should_in_a_store_and_in_memory() {
    let file = file();
    let (_dir, reader, memory) = store(&file);
    for case in &file.finds {
        let text = &case.filter;
        let mut filter = Filter::parse(text, &context(&file)).unwrap_or_else(|error| panic!("{text}: {error}"));
        let mut found = Vec::new();
        reader
            .scan(&Window::ALL, Direction::OldestFirst, &mut filter, |id| {
                found.push(id.0);
                ControlFlow::<()>::Continue(())
            })
            .unwrap();
        assert_eq!(found, case.ids, "{text}");
        let in_memory: Vec<i64> =
            memory.iter().filter(|one| filter.matches(*one).unwrap()).map(|one| one.summary.id.0).collect();
        let (low, high) = filter.numbers();
        assert_eq!(in_memory, case.ids, "{text} in memory");
        assert!(in_memory.iter().all(|id| (low..=high).contains(id)), "{text} rules out what it finds");
    }
}

#[test]
fn every_mistake_is_placed_and_explained() {
    let file = file();
    for case in &file.error {
        let Err(error) = Filter::parse(&case.filter, &context(&file)) else { panic!("{} was accepted", case.filter) };
        assert_eq!(error.column, case.column, "{}: {error}", case.filter);
        assert!(error.message.contains(&case.says), "{}: {error}", case.filter);
    }
}

#[test]
fn every_key_state_and_alias_of_the_table_is_tried_by_some_case() {
    let file = file();
    let tried = |text: &str| file.finds.iter().any(|case| case.filter.contains(text));
    for key in hookctl::query::terms::KEYS {
        let needle = if key.name.ends_with('.') { key.name.to_owned() } else { format!("{}:", key.name) };
        assert!(tried(&needle), "no case tries {}", key.name);
    }
    for state in hookctl::query::terms::STATES {
        assert!(tried(&format!("is:{}", state.name)), "no case tries is:{}", state.name);
    }
    for alias in hookctl::query::terms::ALIASES {
        assert!(tried(alias.name), "no case tries {}", alias.name);
    }
}

#[test]
fn every_example_of_the_table_is_understood() {
    let file = file();
    for key in hookctl::query::terms::KEYS {
        if let Err(error) = Filter::parse(key.example, &context(&file)) {
            panic!("{}: {error}", key.example);
        }
    }
}

#[test]
fn a_filter_asks_only_for_the_fields_it_looks_at() {
    let file = file();
    let fields = |text: &str| Filter::parse(text, &context(&file)).unwrap().fields();
    assert!(!fields("path:/x size:>1").contains(Field::Body));
    assert!(!fields("path:/x size:>1").contains(Field::Headers));
    assert!(fields("refund").contains(Field::Body));
}

#[test]
fn a_jq_program_that_never_ends_is_stopped_and_the_next_one_runs() {
    let file = file();
    let (_dir, _reader, memory) = store(&file);
    let body = memory.iter().find(|one| one.body.starts_with(b"{")).unwrap();
    let mut endless = Filter::parse("jq:'def f: f; f'", &context(&file)).unwrap();
    assert!(endless.matches(body).unwrap_err().to_string().contains("did not end"));
    let mut ending = Filter::parse("jq:'true'", &context(&file)).unwrap();
    assert!(ending.matches(body).unwrap());
}

#[test]
fn a_body_nested_without_end_cannot_bring_a_filter_down() {
    let file = file();
    let (_dir, _reader, mut memory) = store(&file);
    let mut deep = memory.remove(0);
    deep.body = [vec![b'['; 5_000_000], b"1".to_vec()].concat().into();
    for text in ["jq:'.a'", "b.a:1", "b.0.0.0:1", "anything"] {
        let mut filter = Filter::parse(text, &context(&file)).unwrap();
        assert!(!filter.matches(&deep).unwrap(), "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_at_all_is_a_filter_or_an_error(text: String) {
        let file = file();
        let _ = Filter::parse(&text, &context(&file));
    }

    #[test]
    fn anything_built_from_the_language_is_a_filter_or_an_error(
        words in proptest::collection::vec("(-|!|NOT |)(status|b\\.x|h\\.y|is|sig|size|jq|path)?(:|=|!=|>|)(\\(|\\)|\"|'|/|\\||[a-z0-9.*]{0,4})( |)", 0..8)
    ) {
        let file = file();
        let _ = Filter::parse(&words.concat(), &context(&file));
    }
}

#[test]
fn a_subject_in_memory_and_its_row_agree_on_every_field() {
    let file = file();
    let (_dir, reader, memory) = store(&file);
    for one in memory {
        let row = reader.get(one.summary.id).unwrap().unwrap();
        for field in Field::ALL {
            assert_eq!((row.int(field), row.bytes(field)), (one.int(field), one.bytes(field)), "{field:?}");
        }
    }
}
