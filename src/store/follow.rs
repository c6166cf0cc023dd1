//! Followers of a store whoever writes it, each with a cursor of its own. Nobody waits for anybody, and a gap is
//! impossible, since what is followed is the log itself.

use std::time::{Duration, Instant};

use super::error::StoreError;
use super::place::Place;
use super::reader::Reader;
use super::scan::Window;

/// How often a store that another process writes is looked at. A look reads shared memory only.
const LOOK: Duration = Duration::from_millis(50);

/// Follows a store whoever writes it, this process or another.
pub struct Follower {
    reader: Reader,
    cursor: i64,
    version: i64,
}

impl Follower {
    /// Follows what comes after number `cursor`.
    pub fn open(place: &Place, cursor: i64) -> Result<Self, StoreError> {
        let reader = Reader::open(place)?;
        // Older than any version, so that the first look reads what is there already.
        Ok(Self { reader, cursor, version: i64::MIN })
    }

    /// Its reader.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// What has been added since the last call, waiting at most `patience` for something. `None` if nothing came.
    pub fn next(&mut self, patience: Duration) -> Result<Option<Window>, StoreError> {
        let until = Instant::now() + patience;
        loop {
            let version = self.reader.data_version()?;
            if version != self.version {
                self.version = version;
                let last = self.reader.facts()?.last;
                if last > self.cursor {
                    let window = Window { first: self.cursor + 1, last };
                    self.cursor = last;
                    return Ok(Some(window));
                }
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(None);
            }
            std::thread::sleep(left.min(LOOK));
        }
    }
}
