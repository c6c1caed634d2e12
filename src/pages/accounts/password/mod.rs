//! Forgotten passwords.

mod forgot;
mod reset;
mod slip;

pub use forgot::ForgotPasswordPage;
pub use reset::ResetPasswordPage;
pub use slip::SlipPage;
