//! Providers: who sends webhooks, how each signs, names its events, shakes hands and retries. Data, not code.

mod catalogue;
mod compile;
mod event_place;
mod pack;
mod raw;
mod value;

pub use catalogue::{Catalogue, Named, NoProvider};
pub use event_place::EventPlace;
pub use pack::{Compute, Confidence, Handshake, KeySource, KeyUrl, Pack, PackError, PackOrigin, Retry};
