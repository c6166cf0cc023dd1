//! The capture server: any method, any path, any body; kept first, answered after.
//!
//! The caller binds ([`bind`]) and hands over listeners; [`serve`] runs until the stop signal, then lets open requests
//! finish. What a sender may cost is in [`Limits`], what it is answered in [`Script`].

mod accept;
mod answer;
mod body;
mod connection;
mod door;
mod hint;
mod limits;
mod listener;
mod script;
mod stream;
mod timer;

pub use accept::serve;
pub use connection::{Capture, Settings};
pub use limits::Limits;
pub use listener::{BindError, Bound, HostChoice, bind};
pub use script::{Answer, ParseScriptError, Reply, Script, Step};
