//! Forgotten passwords.

mod forgot;
mod reset;

pub use forgot::ForgotPasswordPage;
pub use reset::ResetPasswordPage;
