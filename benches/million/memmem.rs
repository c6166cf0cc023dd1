//! What a search through all bodies is compared with: reading each body and looking for the word, nothing else.

use std::path::Path;
use std::time::{Duration, Instant};

use memchr::memmem;
use rusqlite::{Connection, OpenFlags};

/// Looks for `word` in every body, newest first; gives the number of hits and the time it took.
pub(crate) fn search(path: &Path, word: &str) -> (u64, Duration) {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags).unwrap();
    let finder = memmem::Finder::new(word);
    let start = Instant::now();
    let mut statement = conn.prepare("SELECT body FROM delivery ORDER BY id DESC").unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut hits = 0;
    while let Some(row) = rows.next().unwrap() {
        let body = row.get_ref(0).unwrap().as_blob().unwrap();
        hits += u64::from(finder.find(body).is_some());
    }
    (hits, start.elapsed())
}
