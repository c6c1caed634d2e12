//! Pages about one person.

mod as_others;
mod contact;
mod dashboard;
mod details;
mod edit;
mod metadata;
mod privacy_notice;
mod private;
mod qr_card;
mod view;

pub use dashboard::DashboardPage;
pub use edit::EditPage;
pub use view::ProfilePage;
