//! Sending a whole form.

use super::{
    Applicant, Refusal, SealedPerson, StoredForm, Submission,
    person::ExistingPerson,
    save_step::{known_to, meet_person},
};
use crate::{
    domain::registration::{FormDraft, FormValues},
    server::{
        error::{AppError, AppResult},
        repositories::{drafts as draft_rows, files::FileRow},
        security::sessions::SessionToken,
        services::{
            drafts::{self, OpenDraft},
            files::contents::delete_contents,
            sessions::start_session,
            uploads::Renaming,
        },
        state::AppState,
    },
};

/// A transaction the database gave up for another one's sake is tried again this often.
const TRIES: usize = 5;

/// What became of a registration.
pub enum Submitted<S> {
    /// Done. Whoever was not signed in is now, by this session.
    Done { session: Option<SessionToken> },
    /// Something is missing or wrong on this step; the draft says what.
    Incomplete(S),
    /// What is stored changed meanwhile: the review shows what there is to choose now.
    Changed,
    /// There is no draft: expired, erased, or sent already.
    NoDraft,
}

/// Turns the visitor's draft into an account, a person, a profile and a code, or adds the profile to those that there
/// are, in one transaction that also erases the draft: whoever sends the form twice registers once. Of answers that
/// differ from the stored ones, those named in the field `typed` count.
///
/// # Errors
/// `TooManyRequests` when this network registers too many people.
pub async fn submit<S: StoredForm>(
    state: &AppState,
    applicant: &Applicant,
    sent: &FormValues,
) -> AppResult<Submitted<S>> {
    let mut counted = false;
    for _ in 0..TRIES {
        let mut conn = state.db.read().await?;
        let Some(draft) = drafts::find::<FormDraft<S>>(state, &mut conn, S::FORM, &applicant.owner).await? else {
            return Ok(Submitted::NoDraft);
        };
        let existing = ExistingPerson::of(state, &mut conn, applicant).await?;
        let mut content = draft.content.clone();
        meet_person(&mut content, existing.as_ref());
        if offers_more(&content, sent) {
            return Ok(Submitted::Changed);
        }
        content.choose_typed(sent.all(TYPED));
        let known = known_to(state, &mut conn, &content, applicant, existing.as_ref()).await?;
        drop(conn);
        let Ok(whole) = content.finish(&known) else {
            let [first, ..] = S::ALL;
            let step = content.first_incomplete(&known).unwrap_or(first);
            return incomplete::<S>(state, applicant, step, |draft| draft.attempted.extend(S::ALL)).await;
        };
        if !counted {
            state.security.rate_limits.registration(applicant.owner.client_ip)?;
            counted = true;
        }
        let answers = S::person(&whole);
        let sealed = SealedPerson::new(&state.security, &answers);
        let shown_before = existing.as_ref().filter(|person| person.show_name_photo);
        let stricter_for = shown_before.filter(|_| !answers.privacy.show_name_photo).map(|person| person.id);
        let taken = answers.contact.credentials.as_ref().map(|credentials| credentials.email_normalised.clone());
        let submission = Submission {
            applicant,
            whole: &whole,
            sealed: &sealed,
            draft_id: draft.row.id,
            existing: existing.as_ref(),
        };
        match try_once::<S>(state, &draft, &submission, stricter_for).await {
            Ok(StoredRegistration { submitted, replaced, renaming }) => {
                delete_contents(state, &replaced).await;
                if let Some(renaming) = renaming {
                    renaming.at_once(state).await;
                }
                return Ok(submitted);
            }
            Err(Refusal::EmailTaken) => {
                return incomplete::<S>(state, applicant, S::ACCOUNT, |draft| {
                    draft.attempted.insert(S::ACCOUNT);
                    draft.taken_email.clone_from(&taken);
                })
                .await;
            }
            Err(Refusal::AlreadyRegistered) => return Ok(Submitted::Done { session: None }),
            Err(Refusal::PersonChanged) => {}
            Err(Refusal::Failed(error)) if error.is_worth_retrying() => {}
            Err(Refusal::Failed(error)) => return Err(error),
        }
    }
    Err(AppError::Unavailable("a registration met too many others".to_owned()))
}

/// The field of the review that names the typed answers to be taken in place of stored ones.
pub const TYPED: &str = "typed";
/// The field of the review that names the choices it offered.
pub const OFFERED: &str = "offered";

/// Whether there is a choice that the review did not show.
fn offers_more<S: StoredForm>(draft: &FormDraft<S>, sent: &FormValues) -> bool {
    draft.choices().iter().any(|field| !sent.all(OFFERED).iter().any(|offered| offered == field))
}

/// A registration that was stored, and what is left to do with files.
struct StoredRegistration<S> {
    submitted: Submitted<S>,
    replaced: Vec<FileRow>,
    renaming: Option<Renaming>,
}

/// `stricter_for` is the person whose photos fewer people may see from now on.
async fn try_once<S: StoredForm>(
    state: &AppState,
    draft: &OpenDraft<FormDraft<S>>,
    submission: &Submission<'_, S>,
    stricter_for: Option<i64>,
) -> Result<StoredRegistration<S>, Refusal> {
    let mut tx = state.db.begin().await?;
    let conn = tx.conn()?;
    if !draft_rows::delete(conn, &draft.row).await? {
        return Ok(StoredRegistration { submitted: Submitted::NoDraft, replaced: Vec::new(), renaming: None });
    }
    let stored = S::store(state, conn, submission).await?;
    let session = match submission.applicant.account {
        Some(_) => None,
        None => Some(start_session(conn, state, stored.account_id, false, &submission.applicant.device).await?),
    };
    let renaming = match stricter_for {
        Some(person_id) => Some(Renaming::decide(state, conn, stored.account_id, person_id).await?),
        None => None,
    };
    tx.commit().await?;
    Ok(StoredRegistration { submitted: Submitted::Done { session }, replaced: stored.replaced, renaming })
}

async fn incomplete<S: StoredForm>(
    state: &AppState,
    applicant: &Applicant,
    step: S,
    note: impl FnMut(&mut FormDraft<S>) + Send,
) -> AppResult<Submitted<S>> {
    drafts::change(state, S::FORM, &applicant.owner, note).await?;
    Ok(Submitted::Incomplete(step))
}
