//! Sending the whole form.

use super::{
    Applicant, FORM,
    store::{Refusal, SealedRegistration, store},
};
use crate::{
    domain::registration::{Registration, RegistrationDraft, Step},
    server::{
        error::AppResult,
        repositories::drafts as draft_rows,
        security::{rate_limits::RetryAfter, sessions::SessionToken},
        services::{
            answers::known,
            drafts::{self, OpenDraft},
            sessions::start_session,
        },
        state::AppState,
    },
};

/// A transaction the database gave up for another one's sake is tried again this often.
const TRIES: usize = 5;

/// What became of a registration.
pub enum Submitted {
    /// Done. Whoever was not signed in is now, by this session.
    Done { session: Option<SessionToken> },
    /// Something is missing or wrong on this step; the draft says what.
    Incomplete(Step),
    /// There is no draft: expired, erased, or sent already.
    NoDraft,
    /// This address registers too many people.
    TooFast(RetryAfter),
}

/// Turns the visitor's draft into an account, a person, a profile and a code, in one transaction that also erases
/// the draft: whoever sends the form twice registers once.
///
/// # Errors
/// When the database or the keys fail.
pub async fn submit(state: &AppState, applicant: &Applicant) -> AppResult<Submitted> {
    let (draft, known) = {
        let mut conn = state.db.read().await?;
        let Some(draft) = drafts::find::<RegistrationDraft>(state, &mut conn, FORM, &applicant.owner).await? else {
            return Ok(Submitted::NoDraft);
        };
        let known = known::load(state, &mut conn, &draft.content.values, applicant.account.is_some()).await?;
        (draft, known)
    };
    let Ok(registration) = draft.content.finish(&known) else {
        let step = draft.content.first_incomplete(&known).unwrap_or(Step::Identity);
        return incomplete(state, applicant, step, |draft| draft.attempted.extend(Step::ALL)).await;
    };
    if let Err(wait) = state.security.rate_limits.registration(applicant.owner.client_ip) {
        return Ok(Submitted::TooFast(wait));
    }
    let sealed = SealedRegistration::new(&state.security, &registration);
    let mut tries_left = TRIES;
    loop {
        tries_left -= 1;
        match try_once(state, applicant, &draft, &registration, &sealed).await {
            Ok(submitted) => return Ok(submitted),
            Err(Refusal::EmailTaken) => {
                let taken = registration.contact.credentials.as_ref().map(|c| c.email_normalised.clone());
                return incomplete(state, applicant, Step::Contact, |draft| {
                    draft.attempted.insert(Step::Contact);
                    draft.taken_email.clone_from(&taken);
                })
                .await;
            }
            Err(Refusal::AlreadyRegistered) => return Ok(Submitted::Done { session: None }),
            Err(Refusal::Failed(error)) if tries_left > 0 && error.is_worth_retrying() => {}
            Err(Refusal::Failed(error)) => return Err(error),
        }
    }
}

async fn try_once(
    state: &AppState,
    applicant: &Applicant,
    draft: &OpenDraft<RegistrationDraft>,
    registration: &Registration,
    sealed: &SealedRegistration,
) -> Result<Submitted, Refusal> {
    let mut tx = state.db.begin().await?;
    if !draft_rows::delete(tx.conn()?, &draft.row).await? {
        return Ok(Submitted::NoDraft);
    }
    let account_id = store(state, tx.conn()?, applicant, registration, draft.row.id, sealed).await?;
    let session = match applicant.account {
        Some(_) => None,
        None => Some(start_session(tx.conn()?, state, account_id, false, &applicant.device).await?),
    };
    tx.commit().await?;
    Ok(Submitted::Done { session })
}

async fn incomplete(
    state: &AppState,
    applicant: &Applicant,
    step: Step,
    note: impl FnMut(&mut RegistrationDraft) + Send,
) -> AppResult<Submitted> {
    drafts::change(state, FORM, &applicant.owner, note).await?;
    Ok(Submitted::Incomplete(step))
}
