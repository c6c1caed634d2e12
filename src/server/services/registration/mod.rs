//! Registering: from the first answer to the account, the person, a profile and the code, whichever form is filled in.

mod account;
mod code;
mod done;
mod form;
mod main_form;
mod page;
mod password_advice;
mod person;
mod save_step;
mod submit;

pub use self::{
    code::code_of,
    done::{Registered, registered},
    form::{Refusal, Stored, StoredForm, Submission},
    page::{Asked, RegistrationPage, load_page},
    password_advice::password_advice,
    person::{Asked as AskedOfPerson, ExistingPerson, PersonAnswers, PersonKept, SealedPerson, keep_person},
    save_step::{Saved, save_step},
    submit::{OFFERED, Submitted, TYPED, submit},
};
use super::{
    drafts::{self, DraftOwner},
    sessions::Device,
};
use crate::{
    domain::{
        lang::Lang,
        registration::{CheckedForm, FormDraft},
    },
    server::{context::ViewerAccount, error::AppResult, state::AppState},
};

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
pub async fn reset<S: CheckedForm>(state: &AppState, applicant: &Applicant) -> AppResult<()> {
    drafts::erase::<FormDraft<S>>(state, S::FORM, &applicant.owner).await
}
