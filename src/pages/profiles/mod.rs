//! Pages about one person.

pub mod cinema;
mod completeness;
pub mod consents;
pub mod contact;
pub mod cv_analysis;
mod dashboard;
mod data;
pub mod details;
pub mod documents;
pub mod edit;
pub mod full_view;
pub mod heading;
mod import_notice;
pub mod metadata;
mod opening;
mod own_card;
pub mod preview_as;
pub mod privacy_notice;
pub mod private;
pub mod qr_card;
mod removal;
pub mod share_menu;
mod view;

pub use cv_analysis::CvAnalysisPage;
pub use dashboard::DashboardPage;
pub use data::{DeleteAccountPage, OwnDataPage};
pub use edit::EditPage;
pub use removal::RemovalPage;
pub use view::ProfilePage;
