//! What the pages of the form show.

use chrono::NaiveDate;

use super::{Applicant, FORM, known};
use crate::{
    domain::{
        field_error::FieldErrors,
        registration::{FormValues, Known, RegistrationDraft, Step, fields as f, is_minor},
    },
    server::{
        db::Conn,
        error::AppResult,
        repositories::{accounts, cities, main_profiles, talents},
        services::drafts,
        state::AppState,
    },
};

/// Everything a page of the form needs.
pub struct RegistrationPage {
    /// What was typed so far.
    pub values: FormValues,
    /// What is wrong, of every step whose « continue » was pressed.
    pub errors: FieldErrors,
    /// Steps without anything missing.
    pub complete: Vec<Step>,
    /// Whether an accepted password is kept.
    pub has_password: bool,
    /// The day in Morocco, which decides ages.
    pub today: NaiveDate,
    /// Whether the birth date typed is that of somebody under 18.
    pub minor: bool,
    /// The address of the account, for somebody signed in.
    pub account_email: Option<String>,
    /// Names of the cities of the chosen country.
    pub cities: Vec<String>,
    /// The talents on offer, by category.
    pub categories: Vec<CategoryChoices>,
    /// Whether this account has a main profile already.
    pub registered: bool,
}

/// A category of talents and its choices.
pub struct CategoryChoices {
    pub key: String,
    pub emoji: String,
    pub label: String,
    pub talents: Vec<TalentChoice>,
}

/// A talent to choose.
pub struct TalentChoice {
    pub key: String,
    pub emoji: String,
    pub label: String,
}

/// Reads what a page of the form shows to this visitor.
///
/// # Errors
/// When the database or the keys fail.
pub async fn load_page(state: &AppState, applicant: &Applicant) -> AppResult<RegistrationPage> {
    let mut conn = state.db.read().await?;
    let found = drafts::find::<RegistrationDraft>(state, &mut conn, FORM, &applicant.owner).await?;
    let draft = found.map(|found| found.content).unwrap_or_default();
    let known = known::load(state, &mut conn, &draft.values, applicant.account.is_some()).await?;
    let country = match draft.values.trimmed(f::RESIDENCE_COUNTRY) {
        "" => f::DEFAULT_COUNTRY,
        chosen => chosen,
    };
    let (account_email, registered) = match &applicant.account {
        Some(account) => {
            let email = accounts::email_of(&mut conn, account.id).await?;
            let registered = match account.person_id {
                Some(person_id) => main_profiles::exists(&mut conn, person_id).await?,
                None => false,
            };
            (email, registered)
        }
        None => (None, false),
    };
    let (errors, complete) = judge(&draft, &known);
    Ok(RegistrationPage {
        errors,
        complete,
        has_password: draft.password_hash.is_some(),
        today: known.today,
        minor: is_minor(&draft.values, known.today),
        account_email,
        cities: cities::names_of_country(&mut conn, country).await?,
        categories: categories(&mut conn, applicant).await?,
        registered,
        values: draft.values,
    })
}

fn judge(draft: &RegistrationDraft, known: &Known) -> (FieldErrors, Vec<Step>) {
    let mut errors = FieldErrors::default();
    let mut complete = Vec::new();
    for step in Step::ALL {
        let found = draft.errors_of(step, known);
        if found.is_empty() {
            complete.push(step);
        }
        if draft.attempted.contains(&step) {
            errors.extend(found);
        }
    }
    (errors, complete)
}

async fn categories(conn: &mut Conn, applicant: &Applicant) -> AppResult<Vec<CategoryChoices>> {
    let all = talents::all(conn).await?;
    let choices = |category_id: i64| -> Vec<TalentChoice> {
        all.iter()
            .filter(|talent| talent.active && talent.category_id == category_id)
            .map(|talent| TalentChoice {
                key: talent.key.clone(),
                emoji: talent.emoji.clone(),
                label: talent.label(applicant.lang).to_owned(),
            })
            .collect()
    };
    Ok(talents::categories(conn)
        .await?
        .into_iter()
        .map(|category| CategoryChoices {
            talents: choices(category.id),
            label: category.label(applicant.lang).to_owned(),
            key: category.key,
            emoji: category.emoji,
        })
        .filter(|category| !category.talents.is_empty())
        .collect())
}
