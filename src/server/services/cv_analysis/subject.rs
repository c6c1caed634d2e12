//! Whose CV it is, and what must not be sent of them.

use crate::{
    domain::{
        cv_analysis::redaction::{Identity, written_dates},
        lang::Lang,
        module::Module,
        registration::{FormValues, fields as f},
    },
    server::{
        db::Conn,
        error::AppResult,
        repositories::{
            accounts::account,
            profiles::{
                cv_analyses::{self, AnalysisRow},
                talents, unique_codes,
            },
        },
        services::profiles::load_answers,
        state::AppState,
    },
};

/// Answers that are names.
const NAMES: [&str; 5] = [f::FIRST_NAME, f::LAST_NAME, "stage_name", "name_ar", f::GUARDIAN_NAME];
/// Answers by which a person is found.
const ANSWERS: [&str; 9] = [
    f::EMAIL,
    f::PHONE,
    f::WHATSAPP,
    f::GUARDIAN_PHONE,
    f::ADDRESS,
    f::PASSPORT_NUMBER,
    f::RESIDENCE_CARD,
    f::ID_DOCUMENT_NUMBER,
    f::PORTFOLIO_URL,
];

/// A person whose CV may be analysed.
pub struct Subject {
    pub person_id: i64,
    /// The name of the file in the storage.
    pub file_name: String,
    pub identity: Identity,
    /// What the declared talents are called.
    pub talents: Vec<String>,
    /// In which the person reads the site.
    pub lang: Lang,
}

/// The person of an analysis; `None` when they agree to none any more, or when it is about a CV that was replaced.
pub async fn load(state: &AppState, conn: &mut Conn, row: &AnalysisRow) -> AppResult<Option<Subject>> {
    let Some(person_id) = cv_analyses::person_of(conn, row.id).await? else { return Ok(None) };
    let Some((file_id, file_name)) = cv_analyses::cv_of(conn, person_id).await? else { return Ok(None) };
    let stored = load_answers(conn, &state.security.keyring, person_id, Some(Module::Main)).await?;
    let Some(stored) = stored.filter(|stored| stored.values.is_ticked(f::ALLOW_CV_ANALYSIS)) else { return Ok(None) };
    if file_id != row.file_id {
        return Ok(None);
    }
    let account_id = stored.person.account_id;
    let lang = account::find(conn, account_id).await?.and_then(|account| Lang::from_code(&account.language));
    let lang = lang.unwrap_or_default();
    let declared = talents::find_by_keys(conn, stored.values.all(f::TALENTS)).await?;
    let mut identity = identity(&stored.values);
    identity.answers.extend(account::email_of(conn, account_id).await?);
    identity.answers.extend(written_dates(stored.person.date_of_birth));
    identity.answers.extend(unique_codes::primary_of_person(conn, person_id).await?);
    Ok(Some(Subject {
        person_id,
        file_name,
        identity,
        talents: declared.into_iter().map(|talent| talent.labels.get(lang).to_owned()).collect(),
        lang,
    }))
}

fn identity(values: &FormValues) -> Identity {
    let given = |input: &&str| Some(values.trimmed(input).to_owned()).filter(|value| !value.is_empty());
    Identity {
        names: NAMES.iter().filter_map(given).collect(),
        answers: ANSWERS.iter().chain(&f::WEBSITE_AND_NETWORKS).filter_map(given).collect(),
    }
}
