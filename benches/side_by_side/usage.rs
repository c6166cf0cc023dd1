//! What a process has used, as Linux tells it; elsewhere nobody tells.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// Ticks a second in `/proc`, the same on every Linux we build for.
const TICKS: f64 = 100.0;

/// Seconds of processor time, in the program and in the kernel for it, over all its threads.
pub(crate) fn cpu_seconds(pid: u32) -> f64 {
    let Ok(stat) = std::fs::read_to_string(format!("/proc/{pid}/stat")) else { return f64::NAN };
    // The second field is a name in brackets, which may hold blanks; user and system time are the 14th and 15th.
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields).split_whitespace();
    let ticks: f64 = fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum();
    ticks / TICKS
}

/// MiB of memory that it occupies.
pub(crate) fn memory(pid: u32) -> f64 {
    let Ok(status) = std::fs::read_to_string(format!("/proc/{pid}/status")) else { return f64::NAN };
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    kib.unwrap_or(f64::NAN) / 1024.0
}

/// Watches how large a file becomes.
pub(crate) struct Watch {
    over: Arc<AtomicBool>,
    thread: JoinHandle<u64>,
}

impl Watch {
    /// Begins to watch; the file need not be there yet.
    pub(crate) fn start(path: &Path) -> Self {
        let (path, over): (PathBuf, _) = (path.to_owned(), Arc::new(AtomicBool::new(false)));
        let ended = Arc::clone(&over);
        let thread = std::thread::spawn(move || {
            let mut largest = 0;
            while !ended.load(Ordering::Relaxed) {
                largest = std::fs::metadata(&path).map_or(largest, |meta| meta.len().max(largest));
                std::thread::sleep(Duration::from_millis(5));
            }
            largest
        });
        Self { over, thread }
    }

    /// The largest size seen, in MB.
    pub(crate) fn largest(self) -> f64 {
        self.over.store(true, Ordering::Relaxed);
        #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
        let bytes = self.thread.join().expect("the watch does not fail") as f64;
        bytes / 1e6
    }
}
