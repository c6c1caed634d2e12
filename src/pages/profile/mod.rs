//! Pages about one person.

mod as_others;
mod completeness;
mod contact;
mod dashboard;
mod data;
mod details;
mod edit;
mod metadata;
mod privacy_notice;
mod private;
mod qr_card;
mod security;
mod unconfirmed;
mod view;

pub use dashboard::DashboardPage;
pub use data::{DeleteAccountPage, OwnDataPage};
pub use edit::EditPage;
pub use security::{ReauthenticatePage, SecurityPage};
pub use view::ProfilePage;
