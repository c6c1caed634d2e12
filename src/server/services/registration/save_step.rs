//! Storing the answers of one step.

use super::drafts::{self, ChangedDraft};
use super::{FormRequest, StoredForm, existing_person};
use crate::{
    domain::{
        access::Capability,
        field_error::FieldErrors,
        fields::CheckContext,
        registration::{FormDraft, FormPlace, FormValues, fields as f, normalise_email},
    },
    server::{
        db::Conn,
        error::AppResult,
        repositories::accounts::account,
        services::{
            accounts::new_password,
            profiles::{StoredAnswers, answers::known},
        },
        state::AppState,
    },
};

/// Addresses one draft may ask about: enough for typing errors, too few to find out which are registered.
const MOST_EMAIL_CHECKS: u8 = 10;
/// The button that leaves the rest for later.
pub const FINISH: &str = "finish";
/// The button of a step of which every answer may be left out.
pub const SKIP: &str = "skip";

/// The answers of a step are stored.
pub struct SavedStep<S> {
    /// Where the visitor goes on.
    pub place: FormPlace<S>,
    /// What leads to the draft from now on, when it has just been begun.
    pub new_token: Option<String>,
}

/// What was found out about the sent answers once they are stored.
#[derive(Clone, Default)]
struct Findings {
    password: Option<Result<String, FieldErrors>>,
    /// The address that was asked about, and whether an account has it.
    email: Option<(String, bool)>,
}

/// Stores the answers of the step named in `sent`, right or wrong, and says where the visitor goes next. The button
/// pressed is in the field `action`: `next`, `skip`, `finish`, `back`, or `cities`. A skipped step is stored and checked
/// like another: what was typed into it is not lost. `finish` leaves out every step that may be left out.
///
/// # Errors
/// `TooManyRequests` when this network begins too many forms or chooses too many passwords.
pub async fn save_step<S: StoredForm>(
    state: &AppState,
    request: &FormRequest,
    sent: &FormValues,
) -> AppResult<SavedStep<S>> {
    let [first, ..] = S::ALL;
    let step = S::from_key(sent.first("step")).unwrap_or(first);
    let forward = !matches!(sent.first("action"), "back" | "cities");
    let finish = sent.first("action") == FINISH;
    let person = match request.actor.account() {
        Some(_) => existing_person(state, &mut state.db.read().await?, request).await?,
        None => None,
    };
    let makes_account = step == S::ACCOUNT && request.actor.account().is_none();
    let email = if makes_account { normalise_email(sent.first(f::EMAIL)) } else { String::new() };
    let mut may_ask = false;
    let ChangedDraft { content: mut draft, new_token } =
        drafts::change::<FormDraft<S>>(state, S::FORM, request, |draft| {
            prefill_from_person(draft, person.as_ref());
            draft.take(step, sent);
            if forward {
                draft.attempted.insert(step);
            }
            if finish {
                draft.attempted.extend(S::ALL.into_iter().filter(|step| step.is_optional()));
            }
            may_ask = !email.is_empty() && draft.email_checks < MOST_EMAIL_CHECKS;
            draft.email_checks += u8::from(may_ask);
        })
        .await?;
    if makes_account {
        // Only now: a visitor who may not begin a form causes no judging of passwords.
        let token = new_token.clone().or_else(|| request.draft_token.clone());
        let request = FormRequest { draft_token: token, ..request.clone() };
        match find_out_and_note(state, &request, &draft, sent, may_ask.then_some(email)).await {
            Ok(Some(noted)) => draft = noted,
            // Sent or erased in another tab: the next page says so.
            Ok(None) => {}
            // What was typed is stored, and its cookie must not be lost: the step asks for the password again.
            Err(error) if new_token.is_some() => tracing::warn!(%error, "a password was not judged"),
            Err(error) => return Err(error),
        }
    }
    let place = match sent.first("action") {
        "back" => FormPlace::Step(step.previous().unwrap_or(step)),
        "cities" => FormPlace::Field(step, f::RESIDENCE_CITY),
        _ => place_after(state, request, step, finish, &draft, person.as_ref()).await?,
    };
    Ok(SavedStep { place, new_token })
}

/// The same step while something is wrong, else the next one, or with `finish` the next that something is missing in; the
/// review as soon as nothing is missing.
async fn place_after<S: StoredForm>(
    state: &AppState,
    request: &FormRequest,
    step: S,
    finish: bool,
    draft: &FormDraft<S>,
    person: Option<&StoredAnswers>,
) -> AppResult<FormPlace<S>> {
    let mut conn = state.db.read().await?;
    let known = known_to(state, &mut conn, draft, request, person).await?;
    let checked = draft.check(&known);
    if checked.errors_of(step).is_some() {
        return Ok(FormPlace::Errors(step));
    }
    if finish {
        return Ok(checked.first_incomplete().map_or(FormPlace::Review, FormPlace::Step));
    }
    Ok(match (step.next(), draft.first_unfinished(&checked)) {
        (Some(next), Some(unfinished)) if draft.stored.is_none() || unfinished <= next => FormPlace::Step(next),
        // A person who adds a profile is asked only what is missing.
        (_, Some(unfinished)) if draft.stored.is_some() => FormPlace::Step(unfinished),
        _ => FormPlace::Review,
    })
}

/// Fills a draft in with what is stored of the person who adds a profile.
pub fn prefill_from_person<S: StoredForm>(draft: &mut FormDraft<S>, person: Option<&StoredAnswers>) {
    if let Some(person) = person {
        draft.merge_with_stored(&person.values);
    }
}

/// What the answers of a draft are checked against.
pub(super) async fn known_to<S: StoredForm>(
    state: &AppState,
    conn: &mut Conn,
    draft: &FormDraft<S>,
    request: &FormRequest,
    person: Option<&StoredAnswers>,
) -> AppResult<CheckContext> {
    let person_id = person.map(|person| person.person.id);
    let known = known::load(state, conn, &draft.values, request.actor.account().is_some(), person_id).await?;
    // What administrators may change, they may change of themselves.
    let person = person.filter(|_| !request.actor.may(Capability::ManagePeople));
    Ok(CheckContext { born: person.map(|person| person.person.date_of_birth), ..known })
}

/// Notes in the draft what was found out; `None` when it is gone.
async fn find_out_and_note<S: StoredForm>(
    state: &AppState,
    request: &FormRequest,
    draft: &FormDraft<S>,
    sent: &FormValues,
    email: Option<String>,
) -> AppResult<Option<FormDraft<S>>> {
    let findings = find_out(state, request, draft, sent, email).await?;
    drafts::change_existing(state, S::FORM, request, |draft| record_findings(draft, findings.clone())).await
}

/// Judges and hashes the password, and asks whether the address is free: slow or reading work that must not happen
/// while the draft's transaction is open.
async fn find_out<S: StoredForm>(
    state: &AppState,
    request: &FormRequest,
    draft: &FormDraft<S>,
    sent: &FormValues,
    email: Option<String>,
) -> AppResult<Findings> {
    let email = match email {
        Some(email) => {
            let taken = account::find_by_email(&mut state.db.read().await?, &email).await?.is_some();
            Some((email, taken))
        }
        None => None,
    };
    let password = sent.first(f::PASSWORD).to_owned();
    // Who sees what is typed is asked once.
    let confirmation = if sent.has(f::PASSWORD_CONFIRM) { sent.first(f::PASSWORD_CONFIRM) } else { password.as_str() };
    if password.is_empty() && confirmation.is_empty() {
        return Ok(Findings { password: None, email });
    }
    let personal = [f::FIRST_NAME, f::LAST_NAME, f::EMAIL].map(|field| draft.values.first(field).to_owned());
    let errors = new_password::judge(state, &request.actor, &password, confirmation, personal.to_vec()).await?;
    let password = if errors.is_empty() { Ok(state.security.passwords.hash(password).await?) } else { Err(errors) };
    Ok(Findings { password: Some(password), email })
}

fn record_findings<S: StoredForm>(draft: &mut FormDraft<S>, findings: Findings) {
    match findings.password {
        Some(Ok(hash)) => {
            draft.password_hash = Some(hash);
            draft.password_errors = FieldErrors::default();
        }
        Some(Err(errors)) => {
            // After a refused new choice the earlier password must not count.
            draft.password_hash = None;
            draft.password_errors = errors;
        }
        None => {}
    }
    // Another request may have typed another address meanwhile.
    if let Some((email, taken)) =
        findings.email.filter(|(email, _)| *email == normalise_email(draft.values.first(f::EMAIL)))
    {
        draft.taken_email = taken.then_some(email);
    }
}
