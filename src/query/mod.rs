//! The filter language: what `list`, `listen --only`, `prune` and the names of deliveries are made of.
//!
//! Text goes in, a [`Filter`] comes out that is asked about one [`Subject`] after another. Every term stands in one
//! table ([`terms`]), from which the help is printed too.

mod body_path;
mod compile;
mod error;
mod filter;
mod jq;
mod lexer;
mod names;
mod parser;
mod pattern;
mod subject;
pub mod terms;
mod test;

pub use error::{FilterError, FilterFault};
pub use filter::{Context, Filter};
pub use names::Name;
pub use subject::{Field, FieldSet, Subject};
