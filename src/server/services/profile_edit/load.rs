//! What the pages for changing a profile show.

use super::{EditDraft, Editor, differing, fingerprint, form};
use crate::{
    domain::registration::{CheckedForm as _, FormStep as _, FormValues, Step},
    server::{
        error::AppResult,
        services::{
            answers::{FormContent, known, load_stored},
            drafts,
            uploads::{FileOwner, files_of},
        },
        state::AppState,
    },
};

/// All sections as they are stored.
pub struct Overview {
    pub content: FormContent,
}

/// One section, to be changed.
pub struct EditPage {
    pub section: Step,
    pub content: FormContent,
    /// Fingerprint of what is stored now; comes back with the form.
    pub base: String,
    /// Whether what is shown was typed and not stored yet.
    pub unsaved: bool,
    /// Fields that somebody changed since they were typed over, and the stored answers.
    pub conflict: Option<(Vec<&'static str>, FormContent)>,
}

/// Every section of the editor's profile; `None` without one.
///
/// # Errors
/// When the database or the keys fail.
pub async fn load_overview(state: &AppState, editor: &Editor) -> AppResult<Option<Overview>> {
    let mut conn = state.db.read().await?;
    let Some(stored) = load_stored(state, &mut conn, editor.person_id).await? else { return Ok(None) };
    let mut content = content(stored.values, state);
    content.load_choices::<Step>(&mut conn, None, editor.lang).await?;
    content.files = files_of(state, &mut conn, FileOwner::Person(editor.person_id)).await?;
    Ok(Some(Overview { content }))
}

/// One section of the editor's profile, with what was typed and not taken if there is such; `None` without a profile.
///
/// # Errors
/// When the database or the keys fail.
pub async fn load_section(state: &AppState, editor: &Editor, section: Step) -> AppResult<Option<EditPage>> {
    let mut conn = state.db.read().await?;
    let Some(stored) = load_stored(state, &mut conn, editor.person_id).await? else { return Ok(None) };
    let base = fingerprint(&state.security, section, &stored.values);
    let files = files_of(state, &mut conn, FileOwner::Person(editor.person_id)).await?;
    let draft = drafts::find::<EditDraft>(state, &mut conn, &form(section), &editor.owner).await?;
    let Some(draft) = draft.map(|draft| draft.content) else {
        let mut content = content(stored.values, state);
        content.load_choices(&mut conn, Some(section), editor.lang).await?;
        content.files = files;
        return Ok(Some(EditPage { section, content, base, unsaved: false, conflict: None }));
    };
    let mut typed = stored.values.clone();
    for field in section.kept_fields() {
        typed.set(field, draft.values.all(field).to_vec());
    }
    let known = known::load(state, &mut conn, &typed, true).await?;
    let mut errors = section.errors(&typed, None, &known);
    super::save::check_majority(section, stored.row.person.date_of_birth, &typed, known.today, &mut errors);
    let conflict = if draft.base == base {
        None
    } else {
        let fields = differing(section, &stored.values, &typed);
        let mut theirs = content(stored.values, state);
        theirs.load_choices(&mut conn, Some(section), editor.lang).await?;
        (!fields.is_empty()).then_some((fields, theirs))
    };
    let mut content = FormContent { editing: true, files, ..FormContent::new(typed, errors, known.today) };
    content.load_choices(&mut conn, Some(section), editor.lang).await?;
    Ok(Some(EditPage { section, content, base, unsaved: true, conflict }))
}

fn content(values: FormValues, state: &AppState) -> FormContent {
    FormContent { editing: true, ..FormContent::new(values, Default::default(), state.clock.today()) }
}
