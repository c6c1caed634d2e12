//! Pages about one person.

mod contact;
mod dashboard;
mod details;
mod metadata;
mod privacy_notice;
mod qr_card;
mod security;
mod unconfirmed;
mod view;

pub use dashboard::DashboardPage;
pub use security::{ReauthenticatePage, SecurityPage};
pub use view::ProfilePage;
