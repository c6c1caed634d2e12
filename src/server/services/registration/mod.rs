//! Registering: from the first answer to the account, the person, the profile and the code.

mod done;
mod page;
mod password_advice;
mod save_step;
mod store;
mod submit;

pub use self::{
    done::{Registered, registered},
    page::{Asked, RegistrationPage, load_page},
    password_advice::{PasswordAdvice, password_advice},
    save_step::{Saved, save_step},
    submit::{Submitted, submit},
};
use super::{
    drafts::{self, DraftOwner},
    sessions::Device,
};
use crate::{
    domain::{lang::Lang, registration::RegistrationDraft},
    server::{context::ViewerAccount, error::AppResult, state::AppState},
};

/// The `form` of registration drafts.
pub const FORM: &str = "register";

/// Who fills in the form.
pub struct Applicant {
    /// Whose draft.
    pub owner: DraftOwner,
    /// The account, when signed in.
    pub account: Option<ViewerAccount>,
    /// Language of the texts they agree to, and of the new account.
    pub lang: Lang,
    /// Where they sit, for the list of sessions.
    pub device: Device,
}

/// Forgets everything the visitor typed.
///
/// # Errors
/// When the database fails.
pub async fn reset(state: &AppState, applicant: &Applicant) -> AppResult<()> {
    drafts::erase::<RegistrationDraft>(state, FORM, &applicant.owner).await
}
