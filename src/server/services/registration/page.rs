//! What the pages of the form show.

use chrono::NaiveDate;

use super::{Applicant, FORM, choices, choices::CategoryChoices, known};
use crate::{
    domain::{
        field_error::FieldErrors,
        reference,
        registration::{FormValues, Known, RegistrationDraft, Step, fields as f, is_minor},
    },
    server::{
        db::Conn,
        error::AppResult,
        repositories::{accounts, cities, main_profiles},
        services::drafts,
        state::AppState,
    },
};

/// Which page of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The first step with something missing, or the review.
    WhereItStands,
    /// This step.
    Step(Step),
    /// The review.
    Review,
}

/// Everything a page of the form needs.
pub struct RegistrationPage {
    /// The step shown; `None` is the review.
    pub shown: Option<Step>,
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
    /// Code of the country of residence that is shown as chosen.
    pub country: String,
    /// On step 3, names of the cities of that country.
    pub cities: Vec<String>,
    /// On step 4 and the review, the talents on offer.
    pub categories: Vec<CategoryChoices>,
    /// Whether this account has a main profile already.
    pub registered: bool,
}

/// Reads what a page of the form shows to this visitor. Every statement is asked only where its answer is shown:
/// when many come at once, they wait for each other's connections.
///
/// # Errors
/// When the database or the keys fail.
pub async fn load_page(state: &AppState, applicant: &Applicant, asked: Asked) -> AppResult<RegistrationPage> {
    let unknown = applicant.owner.token.is_none() && applicant.account.is_none();
    if unknown && matches!(asked, Asked::WhereItStands | Asked::Step(Step::Identity | Step::Contact | Step::Privacy)) {
        let known = Known {
            today: state.clock.today(),
            signed_in: false,
            countries: Vec::new(),
            cities: Vec::new(),
            talents: Vec::new(),
        };
        return Ok(page_of(RegistrationDraft::default(), &known, asked));
    }
    let mut conn = state.db.read().await?;
    let found = drafts::find::<RegistrationDraft>(state, &mut conn, FORM, &applicant.owner).await?;
    let draft = found.map(|found| found.content).unwrap_or_default();
    let known = known::load(state, &mut conn, &draft.values, applicant.account.is_some()).await?;
    let mut page = page_of(draft, &known, asked);
    if let Some(account) = &applicant.account {
        page.account_email = accounts::email_of(&mut conn, account.id).await?;
        page.registered = match account.person_id {
            Some(person_id) => main_profiles::exists(&mut conn, person_id).await?,
            None => false,
        };
    }
    load_choices(&mut conn, applicant, &mut page).await?;
    Ok(page)
}

async fn load_choices(conn: &mut Conn, applicant: &Applicant, page: &mut RegistrationPage) -> AppResult<()> {
    match page.shown {
        Some(Step::Location) => page.cities = cities::names_of_country(conn, &page.country).await?,
        Some(Step::Talents) | None => page.categories = choices::load(conn, applicant.lang).await?,
        Some(Step::Identity | Step::Contact | Step::Privacy) => {}
    }
    Ok(())
}

fn page_of(draft: RegistrationDraft, known: &Known, asked: Asked) -> RegistrationPage {
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
    RegistrationPage {
        shown: match asked {
            Asked::Step(step) => Some(step),
            Asked::Review => None,
            Asked::WhereItStands => Step::ALL.into_iter().find(|step| !complete.contains(step)),
        },
        errors,
        complete,
        has_password: draft.password_hash.is_some(),
        today: known.today,
        minor: is_minor(&draft.values, known.today),
        account_email: None,
        country: shown_country(&draft.values),
        cities: Vec::new(),
        categories: Vec::new(),
        registered: false,
        values: draft.values,
    }
}

/// The chosen country; Morocco before anything we know was chosen.
fn shown_country(values: &FormValues) -> String {
    let chosen = values.trimmed(f::RESIDENCE_COUNTRY);
    reference::country(chosen).map_or_else(|| f::DEFAULT_COUNTRY.to_owned(), |country| country.code.clone())
}
