//! Links sent to e-mail addresses.

mod confirm;
mod outcome;
mod undo;

pub use confirm::ConfirmEmailPage;
pub use undo::UndoEmailChangePage;
