//! What the pages for changing a profile show.

use super::{
    EditDraft, EditedForm, desk, form,
    typed::{differing, fingerprint, of_draft, of_section, over},
};
use crate::{
    domain::{
        field_error::FieldErrors,
        fields::{Typed, check},
        registration::{
            FormStep, FormValues,
            cinema::{Section, fields as c},
            fields as f,
        },
    },
    server::{
        error::AppResult,
        services::{
            files::{FileOwner, OwnFiles, files_of},
            profiles::answers::{FormContent, known},
            registration::{FormRequest, StoredForm as _, drafts},
        },
        state::AppState,
    },
};

/// All sections as they are stored.
pub struct Overview {
    pub content: FormContent,
}

/// One section, to be changed.
pub struct EditPage<S> {
    pub section: S,
    pub content: FormContent,
    /// Fingerprint of what is stored now; comes back with the form.
    pub base: String,
    /// Whether what is shown was typed and not stored yet.
    pub unsaved: bool,
    /// Fields whose stored answers changed since they were typed over, and the stored answers.
    pub conflict: Option<(Vec<&'static str>, FormContent)>,
    /// The reason for a stricter visibility; `None` where none is asked.
    pub reason: Option<TypedReason>,
}

/// The reason that an administrator gives for a stricter visibility.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedReason {
    /// What was chosen; empty at first.
    pub chosen: String,
    /// Whether one must be chosen.
    pub missing: bool,
}

/// Every section of the person's profile; `None` without one.
pub async fn load_overview<S: EditedForm>(state: &AppState, request: &FormRequest) -> AppResult<Option<Overview>> {
    let mut conn = state.db.read().await?;
    let Some(stored) = super::stored::<S>(state, &mut conn, request).await? else {
        return Ok(None);
    };
    let files = files_of(state, &mut conn, FileOwner::Person(stored.person.id)).await?;
    let mut content = content::<S>(stored.values, FieldErrors::default(), files, state, request);
    content.load_choices::<S>(&mut conn, None, request.lang).await?;
    Ok(Some(Overview { content }))
}

/// One section of the person's profile, with what was typed and not stored if there is such; `None` without a profile.
/// `unstored` is a form that a limit refused: the page shows it, unjudged.
pub async fn load_section<S: EditedForm>(
    state: &AppState,
    request: &FormRequest,
    section: S,
    unstored: Option<&FormValues>,
) -> AppResult<Option<EditPage<S>>> {
    let mut conn = state.db.read().await?;
    let Some(stored) = super::stored::<S>(state, &mut conn, request).await? else {
        return Ok(None);
    };
    let base = fingerprint(&state.security, section, &stored.values);
    let asks_reason = request.edited.is_some() && section.asks(f::VISIBILITY);
    let files = files_of(state, &mut conn, FileOwner::Person(stored.person.id)).await?;
    let has_cinema = Section::has_profile(&mut conn, stored.person.id).await?;
    let draft = drafts::find::<EditDraft>(state, &mut conn, &form(section, request), request).await?;
    let draft = draft.map(|draft| draft.content);
    let draft = match unstored {
        Some(sent) => Some(EditDraft {
            values: of_section(section, &over(section, &stored.values, draft.as_ref(), sent)),
            base: sent.first("base").to_owned(),
            unfinished: true,
            reason: sent.first(desk::REASON).to_owned(),
        }),
        None => draft,
    };
    let Some(draft) = draft else {
        let mut content = content::<S>(stored.values, FieldErrors::default(), files, state, request);
        content.has_cinema = has_cinema;
        content.load_choices(&mut conn, Some(section), request.lang).await?;
        let reason = asks_reason.then(TypedReason::default);
        return Ok(Some(EditPage { section, content, base, unsaved: false, conflict: None, reason }));
    };
    let typed = of_draft(section, &stored.values, &draft);
    let errors = if draft.unfinished {
        FieldErrors::default()
    } else {
        let known = known::load(state, &mut conn, &typed, true, Some(stored.person.id)).await?;
        let judged = Typed { module: S::MODULE, values: &typed, known: &known, has_password: true };
        let mut errors = check(section.asked_fields(), &judged).err().unwrap_or_default();
        let born = stored.person.date_of_birth;
        super::save::check_birth_date(section, &request.actor, born, &typed, known.today, &mut errors);
        desk::check(request, &stored.values, &typed, &draft.reason, &mut errors);
        errors
    };
    let fields = if draft.base == base { Vec::new() } else { differing(section, &stored.values, &typed) };
    let conflict = if fields.is_empty() {
        None
    } else {
        let mut theirs = content::<S>(stored.values, FieldErrors::default(), files.clone(), state, request);
        theirs.load_choices(&mut conn, Some(section), request.lang).await?;
        Some((fields, theirs))
    };
    let reason =
        asks_reason.then(|| TypedReason { chosen: draft.reason.clone(), missing: errors.get(desk::REASON).is_some() });
    let mut content = content::<S>(typed, errors, files, state, request);
    content.has_cinema = has_cinema;
    content.load_choices(&mut conn, Some(section), request.lang).await?;
    if let Some(sent) = unstored {
        content.show_unstored_secrets(sent);
    }
    Ok(Some(EditPage { section, content, base, unsaved: unstored.is_none(), conflict, reason }))
}

fn content<S: FormStep>(
    values: FormValues,
    errors: FieldErrors,
    mut files: OwnFiles,
    state: &AppState,
    request: &FormRequest,
) -> FormContent {
    files.order_gallery(values.all(c::GALLERY_ORDER));
    let desk = request.desk_code().map(str::to_owned);
    let content = FormContent::new(values, errors, state.clock.today());
    FormContent { editing: true, desk, files, renamed: S::RENAMED, ..content }
}
