//! The only writer of people and profiles.

use chrono::NaiveDateTime;

use super::{code, collections, consents, files};
use crate::{
    domain::{
        access::Capability,
        admin::ConsentMeans,
        age::is_minor,
        fields::{Answers, FieldId, Value, field},
        lang::Lang,
        module::Module,
        unique_code::UniqueCode,
        webhook::WebhookEvent,
    },
    server::{
        actor::Actor,
        db::Conn,
        error::{AppError, AppResult},
        repositories::{
            files::FileRow,
            profiles::{
                consents as consent_rows, cv_analyses,
                module_profile::ModuleProfile,
                person_row::{self, PersonRow},
            },
            search::changes,
        },
        services::{
            admin::audit_log::{self, ChangeNote, Subject},
            cv_analysis::request as cv_analysis,
            operations::webhooks::events as webhooks,
        },
        state::AppState,
    },
};

/// In which circumstances something is saved.
pub struct SaveContext<'a> {
    pub state: &'a AppState,
    /// The owner of the account, or an actor that manages people.
    pub actor: &'a Actor,
    pub now: NaiveDateTime,
    /// Language of the texts that are agreed to.
    pub lang: Lang,
    /// What the audit line says when it is not the owner who saves.
    pub note: ChangeNote<'a>,
    /// How the person agreed, where an administrator saves what they were told.
    pub consent: Option<ConsentMeans>,
}

/// Whose answers they are. Rows of existing people come from [`person_row::lock`], in the same transaction.
pub enum Target {
    /// An account without a person: the person and the profile are inserted.
    NewPerson { account_id: i64 },
    /// The same of a person who comes from elsewhere, registered there at a moment, with a code of there.
    Imported { account_id: i64, code: Option<UniqueCode>, registered_at: NaiveDateTime },
    /// An existing person who gets the profile.
    NewProfile(Box<PersonRow>),
    /// An existing person with the profile: both are updated.
    StoredProfile(Box<PersonRow>),
    /// As [`Target::StoredProfile`], of a person who takes over answers of another one: who merged them is noted by the
    /// merge, and consents are moved, not given.
    Merged(Box<PersonRow>),
}

/// What is saved.
pub struct Change<'a> {
    /// Which profile.
    pub module: Module,
    /// Checked answers: of all sections for a new profile, else of any. Fields that are not among them stay as they are.
    pub answers: &'a Answers,
    /// The draft whose files become the person's.
    pub draft_files: Option<i64>,
}

/// What was saved.
pub struct SavedProfile {
    pub person_id: i64,
    /// Of a new profile.
    pub code: Option<UniqueCode>,
    /// Rows of files that were replaced: their contents are to be deleted after the commit.
    pub replaced: Vec<FileRow>,
}

/// Why nothing was saved; the transaction is to be given up.
#[derive(Debug)]
pub enum SaveError {
    /// The account has a person already.
    PersonExists,
    /// The person has the profile already.
    ProfileExists,
    Failed(AppError),
}

impl SaveError {
    /// The error of a use case in which there is no conflict, having looked before; `what` says what failed.
    pub fn unexpected(self, what: &str) -> AppError {
        match self {
            Self::Failed(error) => error,
            conflict => AppError::internal(format!("{what}: {conflict:?}")),
        }
    }
}

impl From<AppError> for SaveError {
    fn from(error: AppError) -> Self {
        Self::Failed(error)
    }
}

/// Saves answers, and what follows from them (consents, approval, code, a change for the search), in the caller's
/// transaction. Saving for another account leaves an audit line.
///
/// # Errors
/// A conflict; `Forbidden` for an actor that neither owns the account nor manages people.
pub async fn save(
    conn: &mut Conn,
    context: &SaveContext<'_>,
    target: Target,
    change: Change<'_>,
) -> Result<SavedProfile, SaveError> {
    let Change { module, answers, draft_files } = change;
    let merged = matches!(target, Target::Merged(_));
    let new_profile = !merged && !matches!(target, Target::StoredProfile(_));
    let mut brought = None;
    let (mut person, new_person) = match target {
        Target::NewPerson { account_id } => (new_row(account_id, context.now, context.now), true),
        Target::Imported { account_id, code, registered_at } => {
            brought = code;
            (new_row(account_id, registered_at, context.now), true)
        }
        Target::NewProfile(person) | Target::StoredProfile(person) | Target::Merged(person) => (person, false),
    };
    let own = context.actor.owns_account(person.account_id);
    if !own {
        context.actor.require(Capability::ManagePeople)?;
    }
    let security = &context.state.security;
    let born_before = (!new_person).then_some(person.date_of_birth);
    let guardian_before = person.value(FieldId::Guardian, &security.keyring)?;
    set_stored_in(answers, "people", |id, value| person.set(id, value, security))?;
    if new_person {
        person.id =
            person_row::insert(conn, &person).await.map_err(|error| or_if_exists(error, SaveError::PersonExists))?;
    } else {
        let today = context.state.clock.today();
        // What was approved of a minor was the other profile alone. An import asks no guardian, a form always does.
        if new_profile && is_minor(person.date_of_birth, today) {
            person.minor_approved_at = None;
        }
        // Approved was a person of that age.
        let was_minor = born_before.is_some_and(|born| is_minor(born, today) && born != person.date_of_birth);
        if was_minor && !context.actor.may(Capability::ManagePeople) {
            person.minor_approved_at = None;
        }
        person_row::update(conn, &person).await?;
    }
    collections::replace_of_person(conn, security, person.id, module, answers).await?;

    let mut profile = if new_profile {
        ModuleProfile::new(module, person.id, context.now)
    } else {
        let stored = ModuleProfile::of_person(conn, module, person.id).await?;
        stored.ok_or_else(|| AppError::internal("a profile to be changed is not there"))?
    };
    let document_before = profile.document_type().map(str::to_owned);
    let analysed_before = profile.value(FieldId::AllowCvAnalysis).is_some_and(|value| value.is_on());
    set_stored_in(answers, profile.table(), |id, value| profile.set(id, value))?;
    if new_profile {
        profile.insert(conn).await.map_err(|error| or_if_exists(error, SaveError::ProfileExists))?;
    } else {
        profile.update(conn, context.now).await?;
    }
    if answers.has(FieldId::CinemaDocument) {
        let (before, now) = (document_before.as_deref(), profile.document_type());
        collections::delete_unnamed_document(conn, person.id, before, now).await?;
    }
    let replaced = match draft_files {
        Some(draft_id) => files::claim(conn, draft_id, person.id).await?,
        None => Vec::new(),
    };
    collections::replace_of_profile(conn, &profile, answers).await?;
    let analysed = profile.value(FieldId::AllowCvAnalysis).is_some_and(|value| value.is_on());
    match (analysed_before && !new_profile, analysed) {
        (true, false) => {
            cv_analyses::delete_of_person(conn, person.id).await?;
        }
        (false, true) if !merged => {
            cv_analysis::ask(context.state, conn, person.id).await?;
        }
        _ => {}
    }

    let agreed = Agreed {
        texts: new_profile,
        guardian: answers.guardian().is_some()
            && (new_profile || answers.get(FieldId::Guardian) != guardian_before.as_ref()),
        cv_analysis: answers.is_on(FieldId::AllowCvAnalysis) && !analysed_before,
    };
    if !merged {
        store_consents(conn, context, person.id, &agreed).await?;
    }
    if !own && !merged {
        let action = if new_person { "person.created" } else { "person.changed" };
        let subject = Subject::person(person.id);
        audit_log::record_change(context.state, conn, context.actor, action, &subject, context.note).await?;
    }
    changes::record_person(conn, person.id, context.now).await?;
    if let Some(brought) = brought {
        code::bring(conn, person.id, &brought, context.now).await?;
    }
    // Last: registrations of the same place wait for the counter of codes.
    let code = match answers.residence().filter(|_| new_profile) {
        Some(residence) => Some(code::issue(conn, person.id, residence, &person.gender, context.now).await?),
        None => None,
    };
    // Those who were merged are told of by the merge.
    if !merged {
        let event = if new_person { WebhookEvent::Registered } else { WebhookEvent::Updated };
        webhooks::tell(context.state, conn, event, person.id).await?;
    }
    Ok(SavedProfile { person_id: person.id, code, replaced })
}

fn new_row(account_id: i64, created_at: NaiveDateTime, updated_at: NaiveDateTime) -> Box<PersonRow> {
    Box::new(PersonRow { account_id, created_at, updated_at, ..PersonRow::default() })
}

/// Sets the answers that a row of this table stores.
fn set_stored_in(
    answers: &Answers,
    table: &str,
    mut set: impl FnMut(FieldId, Option<&Value>) -> AppResult<()>,
) -> AppResult<()> {
    answers
        .iter()
        .filter(|(id, _)| field(*id).is_some_and(|field| field.is_stored_in(table)))
        .try_for_each(|(id, value)| set(id, value))
}

fn or_if_exists(error: AppError, there: SaveError) -> SaveError {
    if error.is_unique_violation() { there } else { SaveError::Failed(error) }
}

/// What is agreed to by saving.
struct Agreed {
    /// Terms and privacy notice.
    texts: bool,
    /// By a new guardian, or again for a new profile.
    guardian: bool,
    cv_analysis: bool,
}

async fn store_consents(conn: &mut Conn, context: &SaveContext<'_>, person_id: i64, agreed: &Agreed) -> AppResult<()> {
    let (lang, now) = (context.lang, context.now);
    let mut given = if agreed.texts { consents::texts(person_id, lang, now) } else { Vec::new() };
    given.extend(agreed.guardian.then(|| consents::guardian(person_id, lang, now)));
    given.extend(agreed.cv_analysis.then(|| consents::cv_analysis(person_id, lang, now)));
    for mut consent in given {
        consent.given_how = context.consent.map(ConsentMeans::key);
        consent_rows::insert(conn, &consent).await?;
    }
    Ok(())
}
