//! Webhooks: the list with the form that adds one, and the page about one with its log.

mod actions;
mod form;
mod list;
mod log;
mod one;
mod words;

pub use self::{list::DeskWebhooksPage, one::DeskWebhookPage};
