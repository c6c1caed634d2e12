//! What the pages of the form show.

use super::{Applicant, FORM};
use crate::{
    domain::{
        field_error::FieldErrors,
        registration::{Known, RegistrationDraft, Step},
    },
    server::{
        error::AppResult,
        repositories::{accounts, main_profiles},
        services::{
            answers::{FormContent, known},
            drafts,
            uploads::{FileOwner, files_of},
        },
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
    /// Steps without anything missing.
    pub complete: Vec<Step>,
    /// The last step that can be visited: the first that has something missing or was never sent.
    pub reached: Step,
    /// Whether this account has a main profile already.
    pub registered: bool,
    /// What its fields show; what is wrong, of every step whose « continue » was pressed.
    pub content: FormContent,
}

/// Reads what a page of the form shows to this visitor. Every statement is asked only where its answer is shown:
/// when many come at once, they wait for each other's connections.
///
/// # Errors
/// When the database or the keys fail.
pub async fn load_page(state: &AppState, applicant: &Applicant, asked: Asked) -> AppResult<RegistrationPage> {
    let unknown = applicant.owner.token.is_none() && applicant.account.is_none();
    if unknown && !matches!(asked, Asked::Review | Asked::Step(Step::Location | Step::Talents)) {
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
    let draft_id = found.as_ref().map(|found| found.row.id);
    let draft = found.map(|found| found.content).unwrap_or_default();
    let known = known::load(state, &mut conn, &draft.values, applicant.account.is_some()).await?;
    let mut page = page_of(draft, &known, asked);
    if let Some(account) = &applicant.account {
        page.content.account_email = accounts::email_of(&mut conn, account.id).await?;
        page.registered = match account.person_id {
            Some(person_id) => main_profiles::exists(&mut conn, person_id).await?,
            None => false,
        };
    }
    if let (Some(id), Some(Step::Documents) | None) = (draft_id, page.shown) {
        page.content.files = files_of(state, &mut conn, FileOwner::Draft(id)).await?;
    }
    page.content.load_choices(&mut conn, page.shown, applicant.lang).await?;
    Ok(page)
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
    // A step that asks nothing one must answer is done once it was seen.
    let unfinished = Step::ALL.into_iter().find(|step| !(complete.contains(step) && draft.attempted.contains(step)));
    RegistrationPage {
        shown: match asked {
            Asked::Step(step) => Some(step),
            Asked::Review => None,
            Asked::WhereItStands => unfinished,
        },
        complete,
        reached: unfinished.unwrap_or(Step::Privacy),
        registered: false,
        content: FormContent {
            has_password: draft.password_hash.is_some(),
            ..FormContent::new(draft.values, errors, known.today)
        },
    }
}
