//! How results are shown: to people, and to programs.
//!
//! Functions from values to text. Nothing here writes to a stream, so every line can be tested as a string; all text
//! that a stranger sent passes [`crate::text::visible`] on its way into a human line.

pub mod curl;
pub mod failure;
pub mod http;
pub mod json;
pub mod line;
pub mod pretty;
pub mod provider;
pub mod show;
pub mod style;
pub mod table;
pub mod verdict;
