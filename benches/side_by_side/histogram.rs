//! Latencies in buckets that grow with the value: each is at most 1.6 % wide.

use std::time::Duration;

/// Buckets for each power of two.
const FINE: u64 = 64;
const FINE_BITS: u32 = FINE.trailing_zeros();
/// Enough for every number of nanoseconds in 64 bits.
const BUCKETS: usize = ((64 - FINE_BITS + 1) as usize) << FINE_BITS;

/// Counts by latency.
pub(crate) struct Histogram {
    counts: Vec<u64>,
}

impl Histogram {
    /// Without a single count.
    pub(crate) fn new() -> Self {
        Self { counts: vec![0; BUCKETS] }
    }

    /// Counts one.
    pub(crate) fn add(&mut self, latency: Duration) {
        self.counts[bucket(u64::try_from(latency.as_nanos()).unwrap_or(u64::MAX))] += 1;
    }

    /// Adds the counts of another.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.counts.iter_mut().zip(&other.counts).for_each(|(mine, theirs)| *mine += theirs);
    }

    /// How many were counted.
    pub(crate) fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The latency in milliseconds that so many of a thousand do not exceed.
    pub(crate) fn millis_at(&self, per_mille: u64) -> f64 {
        let rank = (self.total() * per_mille).div_ceil(1000).max(1);
        let mut seen = 0;
        let at = self.counts.iter().position(|count| {
            seen += count;
            seen >= rank
        });
        Duration::from_nanos(lower_end(at.expect("nothing was counted") as u64)).as_secs_f64() * 1e3
    }
}

fn bucket(nanos: u64) -> usize {
    let shift = (64 - nanos.leading_zeros()).saturating_sub(FINE_BITS + 1);
    let bucket = u64::from(shift) * FINE + (nanos >> shift);
    usize::try_from(bucket).expect("below the number of buckets")
}

fn lower_end(bucket: u64) -> u64 {
    let shift = (bucket / FINE).saturating_sub(1);
    (bucket - shift * FINE) << shift
}
