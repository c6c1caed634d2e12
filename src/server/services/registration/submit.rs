//! Sending a whole form.

use super::drafts::{self, OpenDraft};
use super::{
    FormRequest, Refusal, StoredForm,
    account::create_account,
    existing_person,
    save_step::{known_to, prefill_from_person},
};
use crate::{
    domain::{
        fields::{Answers, FieldId},
        registration::{FormDraft, FormValues, normalise_email},
    },
    server::{
        actor::ActorKind,
        db::Conn,
        error::{AppError, AppResult},
        repositories::{files::FileRow, profiles::person_row, registration::drafts as draft_rows},
        security::sessions::SessionToken,
        services::{
            accounts::sessions::start_session,
            admin::audit_log::ChangeNote,
            files::{Renaming, contents::delete_contents},
            mail,
            profiles::{Change, SaveContext, StoredAnswers, Target, save},
        },
        state::AppState,
    },
};

/// A transaction the database aborted for another one is tried again this often.
const TRIES: usize = 5;

/// The outcome of a registration.
pub enum Submitted<S> {
    /// Done. A visitor who was not signed in is now, by this session.
    Done { session: Option<SessionToken> },
    /// Something is missing or wrong on this step; the draft says what.
    Incomplete(S),
    /// What is stored changed meanwhile: the review shows what there is to choose now.
    Changed,
    /// There is no draft: expired, erased, or sent already.
    NoDraft,
    /// The module takes no registrations for now; the draft stays.
    Closed,
}

/// Turns the visitor's draft into an account, a person, a profile and a code, or adds the profile to those that there
/// are, in one transaction that also erases the draft: a form sent twice registers once. Of answers that differ from
/// the stored ones, those named in the field `typed` count. While the module takes no registrations nothing is done.
///
/// # Errors
/// `TooManyRequests` when this network registers too many people.
pub async fn submit<S: StoredForm>(
    state: &AppState,
    request: &FormRequest,
    sent: &FormValues,
) -> AppResult<Submitted<S>> {
    if state.settings.latest().closed(S::MODULE).is_some() {
        return Ok(Submitted::Closed);
    }
    let mut counted = false;
    for _ in 0..TRIES {
        let mut conn = state.db.read().await?;
        let Some(draft) = drafts::find::<FormDraft<S>>(state, &mut conn, S::FORM, request).await? else {
            return Ok(Submitted::NoDraft);
        };
        let existing = existing_person(state, &mut conn, request).await?;
        let mut content = draft.content.clone();
        prefill_from_person(&mut content, existing.as_ref());
        if offers_more(&content, sent) {
            return Ok(Submitted::Changed);
        }
        content.choose_typed(sent.all(TYPED));
        let known = known_to(state, &mut conn, &content, request, existing.as_ref()).await?;
        drop(conn);
        let answers = match content.check(&known).finish() {
            Ok(answers) => answers,
            Err(step) => return incomplete::<S>(state, request, step, |draft| draft.attempted.extend(S::ALL)).await,
        };
        if !counted {
            request.actor.counted(|address| state.security.rate_limits.registration(address))?;
            counted = true;
        }
        let taken = answers.text(FieldId::Email).map(normalise_email);
        let submission =
            Submission { request, answers: &answers, password_hash: content.password_hash.as_deref(), existing };
        match try_once::<S>(state, &draft, submission).await {
            Ok(StoredRegistration { submitted, replaced, renaming }) => {
                delete_contents(state, &replaced).await;
                if let Some(renaming) = renaming {
                    renaming.at_once(state).await;
                }
                return Ok(submitted);
            }
            Err(Refusal::EmailTaken) => {
                return incomplete::<S>(state, request, S::ACCOUNT, |draft| {
                    draft.attempted.insert(S::ACCOUNT);
                    draft.taken_email.clone_from(&taken);
                })
                .await;
            }
            Err(Refusal::AlreadyRegistered) => return Ok(Submitted::Done { session: None }),
            Err(Refusal::PersonChanged | Refusal::DraftChanged) => {}
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

/// A finished form on its way into the tables.
struct Submission<'a> {
    request: &'a FormRequest,
    answers: &'a Answers,
    password_hash: Option<&'a str>,
    /// The person who adds a profile.
    existing: Option<StoredAnswers>,
}

async fn try_once<S: StoredForm>(
    state: &AppState,
    draft: &OpenDraft<FormDraft<S>>,
    submission: Submission<'_>,
) -> Result<StoredRegistration<S>, Refusal> {
    let mut tx = state.db.begin().await?;
    let stored = store(state, tx.conn()?, draft, submission).await;
    match &stored {
        Ok(stored) if !matches!(stored.submitted, Submitted::NoDraft) => tx.commit().await?,
        _ => tx.rollback().await,
    }
    stored
}

/// The statements of a registration, in the caller's transaction.
async fn store<S: StoredForm>(
    state: &AppState,
    conn: &mut Conn,
    draft: &OpenDraft<FormDraft<S>>,
    submission: Submission<'_>,
) -> Result<StoredRegistration<S>, Refusal> {
    let Submission { request, answers, password_hash, existing } = submission;
    let now = state.clock.now();
    if !draft_rows::delete(conn, &draft.row).await? {
        if draft_rows::is_there(conn, draft.row.id).await? {
            return Err(Refusal::DraftChanged);
        }
        return Ok(StoredRegistration { submitted: Submitted::NoDraft, replaced: Vec::new(), renaming: None });
    }
    let account_id = create_account(conn, request, answers.text(FieldId::Email), password_hash, now).await?;
    let target = match &existing {
        None => Target::NewPerson { account_id },
        Some(StoredAnswers { person, .. }) => {
            let locked = person_row::lock(conn, person.id, Some(person.version), now).await?;
            Target::NewProfile(Box::new(locked.ok_or(Refusal::PersonChanged)?))
        }
    };
    let actor = match request.actor.account() {
        Some(_) => request.actor.clone(),
        None => request.actor.acting_as(ActorKind::Applicant { account_id }),
    };
    let context =
        SaveContext { state, actor: &actor, now, lang: request.lang, note: ChangeNote::default(), consent: None };
    let change = Change { module: S::MODULE, answers, draft_files: Some(draft.row.id) };
    let saved = save(conn, &context, target, change).await?;
    if let Some(code) = &saved.code {
        match existing {
            Some(_) => mail::profile_added(state, conn, account_id, code, S::MODULE).await?,
            None => mail::registered(state, conn, account_id, code, S::MODULE).await?,
        }
    }
    let session = match request.actor.account() {
        Some(_) => None,
        None => Some(start_session(conn, state, account_id, false, &request.actor).await?),
    };
    // Photos that fewer people may see from now on get other names.
    let shown_before = existing.is_some_and(|stored| stored.person.show_name_photo);
    let renaming = match shown_before && !answers.is_on(FieldId::ShowNamePhoto) {
        true => Some(Renaming::decide(state, conn, account_id, saved.person_id).await?),
        false => None,
    };
    Ok(StoredRegistration { submitted: Submitted::Done { session }, replaced: saved.replaced, renaming })
}

async fn incomplete<S: StoredForm>(
    state: &AppState,
    request: &FormRequest,
    step: S,
    note: impl FnMut(&mut FormDraft<S>) + Send,
) -> AppResult<Submitted<S>> {
    drafts::change(state, S::FORM, request, note).await?;
    Ok(Submitted::Incomplete(step))
}
