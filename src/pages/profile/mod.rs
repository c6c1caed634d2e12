//! Pages about one person.

mod contact;
mod dashboard;
mod details;
mod metadata;
mod privacy_notice;
mod qr_card;
mod view;

pub use dashboard::DashboardPage;
pub use view::ProfilePage;
