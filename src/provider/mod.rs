//! Providers: who sends webhooks, how each signs, names its events, shakes hands and retries. Data, not code.

mod catalogue;
mod compile;
mod event_place;
mod handshake;
mod judge;
mod overrides;
mod pack;
mod pointers;
mod raw;
mod value;

pub use catalogue::{Catalogue, Named, NoProvider};
pub use event_place::EventPlace;
pub use handshake::{Reply, reply};
pub use judge::{Answer, Assessment, EndpointRules, Handshakes, Judge, KeyLookup, TEST_SECRET, TEST_TEXT, test_secret};
pub use overrides::{KNOBS, Knob, knob_value, overridden};
pub use pack::{Compute, Confidence, Handshake, KeySource, KeyUrl, Pack, PackError, PackOrigin, Retry};
