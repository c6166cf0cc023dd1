//! How people write and read small things: durations, sizes, near misses, and hostile text made visible.
//!
//! Pure functions over text; nothing here knows what a webhook is.

mod locate;
mod nearest;
mod size;
mod span;
mod visible;

pub use locate::locate;
pub use nearest::{did_you_mean, nearest};
pub use size::{ParseSizeError, human_size, parse_size};
pub use span::{ParseSpanError, human_span, parse_span, span_words};
pub use visible::{visible, visible_block, visible_bytes};
