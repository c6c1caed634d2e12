//! Registering a person who came in person: the required sections of the main form on one page. The rest is added by the
//! forms that change answers.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::vouched::{self, check_address, check_means};
pub use super::vouched::{LANGUAGE, MEANS};
use crate::{
    domain::{
        access::Capability,
        admin::ConsentMeans,
        field_error::FieldErrors,
        fields::{Answers, CheckContext, Typed, check},
        lang::Lang,
        module::Module,
        registration::{FormStep as _, FormValues, Step, fields as f},
        unique_code::UniqueCode,
    },
    server::{
        db::Conn,
        error::{AppError, AppResult},
        repositories::accounts::account,
        security::tokens::{is_token, new_token},
        services::{
            admin::audit_log::ChangeNote,
            mail,
            profiles::{
                Change, SaveContext, Target,
                answers::{FormContent, known},
                save,
            },
            registration::{FormRequest, drafts},
        },
        state::AppState,
    },
};

/// The sections on the page: those with something required.
pub const SECTIONS: [Step; 5] = [Step::Identity, Step::Contact, Step::Location, Step::Talents, Step::Privacy];
/// The input that tells a form that is sent twice from another one.
pub const FORM_KEY: &str = "form_key";
/// The form of its drafts: it is not about the administrator.
const FORM: &str = "desk:new";

/// What was typed and not stored.
#[derive(Default, Serialize, Deserialize)]
struct WalkInDraft {
    values: FormValues,
    /// Whether storing it was requested, so that what is wrong is said.
    judged: bool,
}

/// What the page shows.
pub struct WalkInPage {
    pub content: FormContent,
    /// What was typed beside the fields of the form.
    pub typed: FormValues,
    /// Registers one person, however often it is sent.
    pub form_key: String,
}

/// The outcome of a registration.
pub enum WalkIn {
    Registered(UniqueCode),
    /// The form was sent before, and this is the person that it registered then; nothing changed.
    Already(UniqueCode),
    /// Put into a draft: the page shows what was typed, and what is wrong with it.
    Kept,
}

/// What the page shows: what was typed and not stored, if there is such. `unstored` is a form that a limit refused.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn load(state: &AppState, request: &FormRequest, unstored: Option<&FormValues>) -> AppResult<WalkInPage> {
    request.actor.require(Capability::ManagePeople)?;
    let mut conn = state.db.read().await?;
    let draft = match unstored {
        Some(sent) => WalkInDraft { values: taken(sent), judged: false },
        None => {
            let found = drafts::find::<WalkInDraft>(state, &mut conn, FORM, request).await?;
            found.map(|found| found.content).unwrap_or_default()
        }
    };
    let errors = if draft.judged {
        judge(state, &mut conn, &draft.values).await?.err().unwrap_or_default()
    } else {
        FieldErrors::default()
    };
    let mut content = FormContent::new(draft.values.clone(), errors, state.clock.today());
    // Address and password are asked otherwise.
    content.editing = true;
    content.load_choices(&mut conn, Some(Step::Location), request.lang).await?;
    content.load_choices(&mut conn, Some(Step::Talents), request.lang).await?;
    let form_key = match form_key(&draft.values) {
        Some(key) => key.to_owned(),
        None => new_token()?,
    };
    Ok(WalkInPage { content, typed: draft.values, form_key })
}

/// Registers the person, or puts what was typed into a draft when something is wrong or a button was pressed that needs
/// the page again. The same form sent again leads to the same person. Leaves one audit line. A person with an address is mailed how to choose a password.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn register(state: &AppState, request: &FormRequest, sent: &FormValues) -> AppResult<WalkIn> {
    request.actor.require(Capability::ManagePeople)?;
    let values = taken(sent);
    if sent.first("action") == "cities" {
        return keep(state, request, values, false).await;
    }
    let judged = judge(state, &mut state.db.read().await?, &values).await?;
    // After the answers were judged: an address may have been taken by this form meanwhile.
    if let Some(code) = registered_by(state, &values).await? {
        return Ok(WalkIn::Already(code));
    }
    let Ok(Judged { answers, email, means }) = judged else { return keep(state, request, values, true).await };
    let lang = Lang::from_code(values.trimmed(LANGUAGE)).unwrap_or(request.lang);
    let now = state.clock.now();
    let mut tx = state.db.begin().await?;
    let conn = tx.conn()?;
    let account_id = match insert_account(conn, email.as_deref(), lang, now, form_key(&values)).await {
        Err(error) if error.is_unique_violation() => {
            tx.rollback().await;
            return match registered_by(state, &values).await? {
                Some(code) => Ok(WalkIn::Already(code)),
                None => keep(state, request, values, true).await,
            };
        }
        inserted => inserted?,
    };
    let note = ChangeNote::default();
    let context = SaveContext { state, actor: &request.actor, now, lang, note, consent: Some(means) };
    let change = Change { module: Module::Main, answers: &answers, draft_files: None };
    let saved = save(conn, &context, Target::NewPerson { account_id }, change)
        .await
        .map_err(|error| error.unexpected("a new person could not be stored"))?;
    let code = saved.code.ok_or_else(|| AppError::internal("a new person without a code"))?;
    if email.is_some() {
        mail::account_made(state, conn, account_id).await?;
    }
    tx.commit().await?;
    drafts::erase::<WalkInDraft>(state, FORM, request).await?;
    Ok(WalkIn::Registered(code))
}

async fn insert_account(
    conn: &mut Conn,
    email: Option<&str>,
    lang: Lang,
    now: NaiveDateTime,
    form_key: Option<&str>,
) -> AppResult<i64> {
    let account_id = vouched::insert_account(conn, email, lang, now).await?;
    if let Some(key) = form_key {
        account::set_walk_in_key(conn, account_id, key).await?;
    }
    Ok(account_id)
}

/// The key of a form, if it is shaped like one.
fn form_key(values: &FormValues) -> Option<&str> {
    Some(values.first(FORM_KEY)).filter(|key| is_token(key))
}

/// The person whom this form registered before.
async fn registered_by(state: &AppState, values: &FormValues) -> AppResult<Option<UniqueCode>> {
    let Some(key) = form_key(values) else { return Ok(None) };
    let code = account::code_of_walk_in(&mut state.db.read().await?, key).await?;
    code.map(|code| code.parse().map_err(AppError::internal)).transpose()
}

/// Forgets what was typed.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn discard(state: &AppState, request: &FormRequest) -> AppResult<()> {
    request.actor.require(Capability::ManagePeople)?;
    drafts::erase::<WalkInDraft>(state, FORM, request).await
}

async fn keep(state: &AppState, request: &FormRequest, values: FormValues, judged: bool) -> AppResult<WalkIn> {
    drafts::change::<WalkInDraft>(state, FORM, request, |draft| {
        draft.values.clone_from(&values);
        draft.judged = judged;
    })
    .await?;
    Ok(WalkIn::Kept)
}

/// What the page asks, of what was sent.
fn taken(sent: &FormValues) -> FormValues {
    let mut values = FormValues::default();
    for section in SECTIONS {
        section.take(&mut values, sent);
    }
    for input in [f::EMAIL, MEANS, LANGUAGE, FORM_KEY] {
        values.set(input, sent.all(input).to_vec());
    }
    values
}

/// Good answers.
struct Judged {
    answers: Answers,
    email: Option<String>,
    means: ConsentMeans,
}

async fn judge(state: &AppState, conn: &mut Conn, values: &FormValues) -> AppResult<Result<Judged, FieldErrors>> {
    let known = known::load(state, conn, values, true, None).await?;
    let mut errors = FieldErrors::default();
    let email = check_address(conn, values, &mut errors).await?;
    let answers = check_sections(values, &known, &mut errors);
    let means = check_means(values, &mut errors);
    Ok(match means {
        Some(means) if errors.is_empty() => Ok(Judged { answers, email, means }),
        _ => Err(errors),
    })
}

fn check_sections(values: &FormValues, known: &CheckContext, errors: &mut FieldErrors) -> Answers {
    let values = vouched::agreed(values);
    let typed = Typed { module: Module::Main, values: &values, known, has_password: true };
    let mut answers = Answers::default();
    for section in SECTIONS {
        match check(section.asked_fields(), &typed) {
            Ok(found) => answers.extend(found),
            Err(found) => errors.extend(found),
        }
    }
    answers
}
