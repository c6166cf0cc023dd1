//! The searches, with the library, once the file's pages are in memory.

use hookctl::store::{Place, Reader, Window};

use crate::common::payload;
use crate::common::spread::{Spread, millis};
use crate::common::table::{Goal, Table};
use crate::walk::{self, Found};
use crate::{memmem, rows};

const PAGE: u64 = 50;

/// The newest page and one from the middle.
pub(crate) fn pages(place: &Place, count: i64, runs: usize, table: &mut Table) {
    let open = || Reader::open(place).unwrap();
    let newest = repeat(runs, PAGE, || {
        let start = std::time::Instant::now();
        let found = walk::newest(&open(), &Window::ALL, "", PAGE);
        Found { total: start.elapsed(), ..found }
    });
    row(table, "open, newest 50", &newest, Goal::AtMost(2.0));
    let (reader, window) = (open(), Window { first: 1, last: count / 2 });
    let deep = repeat(runs, PAGE, || walk::newest(&reader, &window, "", PAGE));
    row(table, "50 from the middle", &deep, Goal::AtMost(2.0));
}

/// Filters over the summaries, for a hundred deliveries near the end.
pub(crate) fn filters(place: &Place, count: i64, runs: usize, table: &mut Table) {
    let reader = Reader::open(place).unwrap();
    let path = format!("path:{}*", rows::PATH);
    for (text, depth) in [("status:500", 5000), (path.as_str(), count / 100)] {
        let found = repeat(runs, rows::RARE, || walk::newest(&reader, &Window::ALL, text, rows::RARE));
        row(table, &format!("{text}, 100 in the newest {depth}"), &found, Goal::AtMost(10.0));
    }
}

/// Searches through all bodies; the plain one runs in turn with its baseline.
pub(crate) fn searches(place: &Place, runs: usize, table: &mut Table) {
    let reader = Reader::open(place).unwrap();
    let path = place.file().expect("a file");
    let all = |text: &str, limit| walk::newest(&reader, &Window::ALL, text, limit);
    let mut baseline = Vec::new();
    for text in [format!("body:{}", rows::MARKER), rows::MARKER.to_owned()] {
        let mut plain = Vec::new();
        let found = repeat(runs, rows::RARE, || {
            let found = all(&text, 0);
            let (hits, span) = memmem::search(path, rows::MARKER);
            assert_eq!(hits, rows::RARE, "the baseline finds the same");
            plain.push(millis(span));
            found
        });
        let ours: Vec<f64> = found.iter().map(|found| millis(found.total)).collect();
        plain.remove(0);
        let ratio = Spread::of_ratios(&ours, &plain);
        let cells = cells(&format!("{text}, all bodies"), &found, ratio.to_string());
        table.row(cells, ratio.median, Goal::AtMost(1.5));
        baseline.extend(plain);
    }
    table.row(
        vec!["memmem, all bodies".to_owned(), Spread::of(baseline).to_string(), String::new(), String::new()],
        0.0,
        Goal::None,
    );
    let json = format!("b.data.kind:{}", rows::MARKER);
    row(table, &format!("{json}, all"), &repeat(runs, rows::RARE, || all(&json, 0)), Goal::AtMost(2000.0));
    let common = format!("{}, newest 50", payload::COMMON);
    row(table, &common, &repeat(runs, PAGE, || all(payload::COMMON, PAGE)), Goal::None);
}

/// Runs once to have everything in memory, then as often as wanted.
fn repeat(runs: usize, hits: u64, mut search: impl FnMut() -> Found) -> Vec<Found> {
    let mut once = || {
        let found = search();
        assert_eq!(found.hits, hits, "a search found something else");
        found
    };
    once();
    (0..runs).map(|_| once()).collect()
}

fn row(table: &mut Table, name: &str, found: &[Found], goal: Goal) {
    let total = Spread::of(found.iter().map(|found| millis(found.total)));
    table.row(cells(name, found, String::new()), total.median, goal);
}

fn cells(name: &str, found: &[Found], ratio: String) -> Vec<String> {
    let spread = |of: fn(&Found) -> f64| Spread::of(found.iter().map(of)).to_string();
    vec![name.to_owned(), spread(|found| millis(found.total)), spread(|found| millis(found.first)), ratio]
}
