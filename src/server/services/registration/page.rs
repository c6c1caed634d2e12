//! What the pages of a form show.

use super::drafts;
use super::{
    FormRequest, StoredForm, existing_person,
    save_step::{known_to, prefill_from_person},
};
use crate::{
    domain::{
        field_error::FieldErrors,
        fields::CheckContext,
        registration::{FormDraft, FormStep, FormValues, cinema::fields as c, fields as f},
    },
    server::{
        error::AppResult,
        repositories::accounts::account,
        services::{
            files::{FileOwner, files_of},
            profiles::answers::FormContent,
        },
        state::AppState,
    },
};

/// Which page of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestedPage<S> {
    /// The first step with something missing, or the review.
    WhereItStands,
    /// This step.
    Step(S),
    /// The review.
    Review,
}

/// Everything a page of the form needs.
pub struct RegistrationPage<S> {
    /// The step shown; `None` is the review.
    pub shown: Option<S>,
    /// Steps without anything missing.
    pub complete: Vec<S>,
    /// The last step that can be visited: the furthest of the one that is shown, those that were sent, and the first that
    /// has something missing or was never sent.
    pub reached: S,
    /// Whether this person has the form's profile already.
    pub registered: bool,
    /// Whether the profile is added to what is stored of a person.
    pub adding: bool,
    /// Fields with one answer stored and another typed, of which one is to be chosen.
    pub choices: Vec<&'static str>,
    /// What was typed for those.
    pub typed_otherwise: FormContent,
    /// What its fields show; what is wrong, of every step whose « continue » was pressed.
    pub content: FormContent,
}

/// Reads what a page of the form shows to this visitor. `unstored` are answers to the step asked for that a limit
/// refused to store: the page shows them all the same. Every statement is asked only where its answer is shown: when
/// many come at once, they wait for each other's connections.
pub async fn load_page<S: StoredForm>(
    state: &AppState,
    request: &FormRequest,
    asked: RequestedPage<S>,
    unstored: Option<&FormValues>,
) -> AppResult<RegistrationPage<S>> {
    let take_unstored = |draft: &mut FormDraft<S>| {
        if let (Some(typed), RequestedPage::Step(step)) = (unstored, asked) {
            draft.take(step, typed);
        }
    };
    let unknown = request.draft_token.is_none() && request.actor.account().is_none();
    if unknown && !needs_lists(asked) {
        let known = CheckContext {
            today: state.clock.today(),
            signed_in: false,
            cities: Vec::new(),
            talents: Vec::new(),
            born: None,
            least_age: 0,
            needed_by_cinema: Vec::new(),
        };
        let mut draft = FormDraft::default();
        take_unstored(&mut draft);
        return Ok(show_unstored(page_of(draft, &known, asked), unstored));
    }
    let mut conn = state.db.read().await?;
    let found = drafts::find::<FormDraft<S>>(state, &mut conn, S::FORM, request).await?;
    let draft_id = found.as_ref().map(|found| found.row.id);
    let nobodys = found.as_ref().is_some_and(|found| found.row.account_id.is_none());
    let mut draft = found.map(|found| found.content).unwrap_or_default();
    let person = existing_person(state, &mut conn, request).await?;
    prefill_from_person(&mut draft, person.as_ref());
    take_unstored(&mut draft);
    let known = known_to(state, &mut conn, &draft, request, person.as_ref()).await?;
    let mut page = page_of(draft, &known, asked);
    if let Some(account) = request.actor.account() {
        page.content.account_email = account::email_of(&mut conn, account.id).await?;
    }
    if let Some(person) = &person {
        page.adding = true;
        page.registered = S::has_profile(&mut conn, person.person.id).await?;
    }
    if page.shown.is_none_or(|step| step == S::FILES) {
        if let Some(id) = draft_id {
            page.content.files = files_of(state, &mut conn, FileOwner::Draft(id)).await?;
        }
        if let Some(person) = &person {
            page.content.person_photo = files_of(state, &mut conn, FileOwner::Person(person.person.id)).await?.photo;
        }
    }
    page.content.files.order_gallery(page.content.values.all(c::GALLERY_ORDER));
    page.content.load_choices(&mut conn, page.shown, request.lang).await?;
    drop(conn);
    // A draft that passes to the account is found from every device, and not by the cookie after signing out.
    if nobodys {
        drafts::give_to_account(state, request).await?;
    }
    Ok(show_unstored(page, unstored))
}

fn show_unstored<S>(mut page: RegistrationPage<S>, unstored: Option<&FormValues>) -> RegistrationPage<S> {
    if let Some(typed) = unstored
        && page.shown.is_some()
    {
        page.content.show_unstored_secrets(typed);
    }
    page
}

fn needs_lists<S: FormStep>(asked: RequestedPage<S>) -> bool {
    match asked {
        RequestedPage::WhereItStands => false,
        RequestedPage::Step(step) => step.asks(f::RESIDENCE_CITY) || step.asks(f::TALENTS),
        RequestedPage::Review => true,
    }
}

fn page_of<S: StoredForm>(draft: FormDraft<S>, known: &CheckContext, asked: RequestedPage<S>) -> RegistrationPage<S> {
    let checked = draft.check(known);
    let mut errors = FieldErrors::default();
    let mut complete = Vec::new();
    for step in S::ALL {
        match checked.errors_of(step) {
            None => complete.push(step),
            Some(found) if draft.attempted.contains(&step) => errors.extend(found.clone()),
            Some(_) => {}
        }
    }
    let unfinished = draft.first_unfinished(&checked);
    let [.., last] = S::ALL;
    let shown = match asked {
        RequestedPage::Step(step) => Some(step),
        RequestedPage::Review => None,
        RequestedPage::WhereItStands => unfinished,
    };
    RegistrationPage {
        shown,
        complete,
        reached: draft.attempted.iter().copied().chain(shown).fold(unfinished.unwrap_or(last), Ord::max),
        registered: false,
        adding: false,
        choices: draft.choices(),
        typed_otherwise: content_of::<S>(draft.typed_otherwise, FieldErrors::default(), known),
        content: FormContent {
            has_password: draft.password_hash.is_some(),
            has_cinema: !known.needed_by_cinema.is_empty(),
            ..content_of::<S>(draft.values, errors, known)
        },
    }
}

fn content_of<S: FormStep>(values: FormValues, errors: FieldErrors, known: &CheckContext) -> FormContent {
    FormContent { renamed: S::RENAMED, form_path: S::PATH, ..FormContent::new(values, errors, known.today) }
}
