//! The few words of the product as types: a request, a delivery with its circumstances, a verdict, a moment.
//!
//! Types and their laws, nothing else: no clock, no file, no socket.

mod delivery;
mod headers;
mod moment;
mod request;
mod uid;
mod verdict;

pub use delivery::{Answered, Delivery, DeliveryId, NewDelivery, Origin, Standing, Summary};
pub use headers::{BadHeaders, Headers};
pub use moment::{Moment, ParseMomentError, Zone};
pub use request::{HttpVersion, Request};
pub use uid::Uid;
pub use verdict::Verdict;
