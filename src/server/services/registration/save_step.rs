//! Keeping the answers of one step.

use super::{Applicant, FORM};
use crate::{
    domain::{
        field_error::FieldErrors,
        registration::{FormValues, REVIEW, RegistrationDraft, Step, fields as f, normalise_email},
    },
    server::{
        error::AppResult,
        repositories::accounts,
        security::rate_limits::RetryAfter,
        services::{
            answers::known,
            drafts::{self, Changed},
            new_password,
        },
        state::AppState,
    },
};

/// Addresses one draft may ask about: enough for typing errors, too few to find out who is registered.
const MOST_EMAIL_CHECKS: u8 = 10;

/// What became of the answers of a step.
pub enum Saved {
    /// Kept; go on at `path`. A new draft's token is to be set as cookie.
    Kept { path: String, new_token: Option<String> },
    /// This address begins too many forms.
    TooFast(RetryAfter),
}

/// What was found out about the sent answers before they are stored.
#[derive(Clone, Default)]
struct Findings {
    password: Option<Result<String, FieldErrors>>,
    email: Option<EmailCheck>,
}

#[derive(Clone)]
struct EmailCheck {
    normalised: String,
    taken: bool,
}

/// Keeps the answers of the step named in `sent`, right or wrong, and says where the visitor goes next. The button
/// pressed is in the field `action`: `next`, `back`, or `cities`.
///
/// # Errors
/// When the database, the keys or the password hasher fail.
pub async fn save_step(state: &AppState, applicant: &Applicant, sent: &FormValues) -> AppResult<Saved> {
    let step = Step::from_key(sent.first("step")).unwrap_or(Step::Identity);
    let forward = !matches!(sent.first("action"), "back" | "cities");
    let findings = if step == Step::Contact { find_out(state, applicant, sent).await? } else { Findings::default() };
    let changed = drafts::change::<RegistrationDraft>(state, FORM, &applicant.owner, |draft| {
        step.take(&mut draft.values, sent);
        note(draft, findings.clone());
        if forward {
            draft.attempted.insert(step);
        }
    })
    .await?;
    let (draft, new_token) = match changed {
        Changed::Stored { content, new_token } => (content, new_token),
        Changed::TooFast(wait) => return Ok(Saved::TooFast(wait)),
    };
    let path = match sent.first("action") {
        "back" => step.previous().unwrap_or(step).path(),
        "cities" => format!("{}#field-{}", step.path(), f::RESIDENCE_CITY),
        _ => path_after(state, applicant, step, &draft).await?,
    };
    Ok(Saved::Kept { path, new_token })
}

/// The same step while something is wrong, else the next one; the review as soon as nothing is missing.
async fn path_after(
    state: &AppState,
    applicant: &Applicant,
    step: Step,
    draft: &RegistrationDraft,
) -> AppResult<String> {
    let mut conn = state.db.read().await?;
    let known = known::load(state, &mut conn, &draft.values, applicant.account.is_some()).await?;
    if !draft.errors_of(step, &known).is_empty() {
        return Ok(format!("{}#errors", step.path()));
    }
    Ok(match step.next() {
        Some(next) if draft.is_unfinished(&known) => next.path(),
        _ => format!("/auth/register?step={REVIEW}"),
    })
}

/// Judges and hashes the password, and asks whether the address is free: slow or reading work that must not happen
/// while the draft's transaction is open.
async fn find_out(state: &AppState, applicant: &Applicant, sent: &FormValues) -> AppResult<Findings> {
    if applicant.account.is_some() {
        return Ok(Findings::default());
    }
    let (draft, email) = {
        let mut conn = state.db.read().await?;
        let found = drafts::find::<RegistrationDraft>(state, &mut conn, FORM, &applicant.owner).await?;
        let draft = found.map(|found| found.content).unwrap_or_default();
        let normalised = normalise_email(sent.first(f::EMAIL));
        let email = if normalised.is_empty() || draft.email_checks >= MOST_EMAIL_CHECKS {
            None
        } else {
            let taken = accounts::find_by_email(&mut conn, &normalised).await?.is_some();
            Some(EmailCheck { normalised, taken })
        };
        (draft, email)
    };
    let password = sent.first(f::PASSWORD).to_owned();
    let confirmation = sent.first(f::PASSWORD_CONFIRM);
    if password.is_empty() && confirmation.is_empty() {
        return Ok(Findings { password: None, email });
    }
    let personal = [f::FIRST_NAME, f::LAST_NAME]
        .map(|field| draft.values.first(field).to_owned())
        .into_iter()
        .chain([sent.first(f::EMAIL).to_owned()]);
    let errors = new_password::judge(&password, confirmation, personal.collect()).await?;
    let password = if errors.is_empty() { Ok(state.security.passwords.hash(password).await?) } else { Err(errors) };
    Ok(Findings { password: Some(password), email })
}

fn note(draft: &mut RegistrationDraft, findings: Findings) {
    match findings.password {
        Some(Ok(hash)) => {
            draft.password_hash = Some(hash);
            draft.password_errors = FieldErrors::default();
        }
        Some(Err(errors)) => {
            // Whoever chose anew and failed would not know which of the two counts.
            draft.password_hash = None;
            draft.password_errors = errors;
        }
        None => {}
    }
    if let Some(EmailCheck { normalised, taken }) = findings.email {
        draft.email_checks = draft.email_checks.saturating_add(1);
        draft.taken_email = taken.then_some(normalised);
    }
}
