//! From environment variables to a running application state, or to one sentence that says why not.

pub mod open;
pub mod restore;
pub mod secrets;
mod writable;

pub use self::{open::open_state, secrets::Secrets, writable::check_writable};
