//! The legal texts: plain, honest, in three languages.

mod addition;
mod privacy;
mod terms;
mod text_section;

pub use addition::Addition;
pub use privacy::PrivacyPage;
pub use terms::TermsPage;
pub use text_section::{Address, Bullets, Paragraph, TextSection, VersionLine};
