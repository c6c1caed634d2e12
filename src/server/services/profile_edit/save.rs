//! Taking what was typed into a section.

use chrono::NaiveDate;

use super::{
    EditDraft, Editor,
    apply::{SealedAnswers, apply},
    differing, fingerprint, form,
};
use crate::{
    domain::{
        age,
        field_error::{FieldError, FieldErrors},
        registration::{FormStep as _, FormValues, Privacy, SectionAnswers, Step, fields as f, is_minor},
        visibility::Visibility,
    },
    server::{
        error::AppResult,
        repositories::{drafts as draft_rows, people},
        security::rate_limits::RetryAfter,
        services::{
            answers::{Stored, known, load_stored},
            drafts::{self, Changed},
            uploads::rename_photo,
        },
        state::AppState,
    },
};

/// Names the fields a form asked without necessarily sending them: boxes and lists.
const ASKED: &str = "asked";

/// What became of a change.
pub enum Saved {
    /// Stored.
    Done,
    /// Something is wrong, or somebody changed the section meanwhile: the page says what, and keeps what was typed.
    Refused,
    /// The person has no main profile.
    NoProfile,
    /// Too many changes were refused.
    TooFast(RetryAfter),
}

/// Stores what was sent for a section. Fields that the form did not ask stay as they are.
///
/// # Errors
/// When the database or the keys fail.
pub async fn save_section(state: &AppState, editor: &Editor, section: Step, sent: &FormValues) -> AppResult<Saved> {
    let (stored, typed, known) = {
        let mut conn = state.db.read().await?;
        let Some(stored) = load_stored(state, &mut conn, editor.person_id).await? else {
            return Ok(Saved::NoProfile);
        };
        let typed = typed_over(section, &stored.values, sent);
        let known = known::load(state, &mut conn, &typed, true).await?;
        (stored, typed, known)
    };
    let current = fingerprint(&state.security, section, &stored.values);
    let changed_meanwhile = sent.first("base") != current && !differing(section, &stored.values, &typed).is_empty();
    let checked = SectionAnswers::check(section, &typed, &known);
    let mut errors = checked.as_ref().err().cloned().unwrap_or_default();
    check_majority(section, stored.row.person.date_of_birth, &typed, known.today, &mut errors);
    let showing_cities = section == Step::Location && sent.first("action") == "cities";
    let answers = match checked {
        Ok(answers) if errors.is_empty() && !changed_meanwhile && !showing_cities => answers,
        _ => return keep(state, editor, section, &typed, sent.first("base")).await,
    };
    let stricter = matches!(&answers, SectionAnswers::Privacy(privacy) if is_stricter(&stored, privacy));
    let sealed = SealedAnswers::new(state, &answers);
    let mut tx = state.db.begin().await?;
    let conn = tx.conn()?;
    people::touch(conn, editor.person_id, state.clock.now()).await?;
    let still: Option<Stored> = load_stored(state, conn, editor.person_id).await?;
    if still.is_none_or(|still| fingerprint(&state.security, section, &still.values) != current) {
        drop(tx);
        return keep(state, editor, section, &typed, &current).await;
    }
    apply(state, conn, editor, &stored.row, &answers, &sealed).await?;
    if let Some(draft) = drafts::find::<EditDraft>(state, conn, &form(section), &editor.owner).await? {
        draft_rows::delete(conn, &draft.row).await?;
    }
    tx.commit().await?;
    if stricter {
        rename_photo(state, editor.person_id).await?;
    }
    Ok(Saved::Done)
}

/// Forgets what was typed into a section and not stored.
///
/// # Errors
/// When the database fails.
pub async fn discard(state: &AppState, editor: &Editor, section: Step) -> AppResult<()> {
    drafts::erase::<EditDraft>(state, &form(section), &editor.owner).await
}

/// Whether fewer people may see the photo than before: then its address must not be the one others know.
fn is_stricter(before: &Stored, now: &Privacy) -> bool {
    let openness = |key: &str| Visibility::ALL.into_iter().rev().position(|visibility| visibility.key() == key);
    openness(&now.visibility) < openness(&before.row.profile.visibility)
        || (before.row.person.show_name_photo && !now.show_name_photo)
}

/// A minor's rules must not be escaped, nor fallen under by a typing error: only administrators move the birth date
/// across the eighteenth birthday.
pub(super) fn check_majority(
    section: Step,
    born: NaiveDate,
    typed: &FormValues,
    today: NaiveDate,
    errors: &mut FieldErrors,
) {
    let valid = errors.get(f::DATE_OF_BIRTH).is_none();
    if section == Step::Identity && valid && is_minor(typed, today) != age::is_minor(born, today) {
        errors.add(f::DATE_OF_BIRTH, FieldError::BirthDateAcrossMajority);
    }
}

fn typed_over(section: Step, stored: &FormValues, sent: &FormValues) -> FormValues {
    let mut typed = stored.clone();
    for field in section.kept_fields() {
        if f::SECRETS.contains(field) {
            typed.replace_secret(field, sent);
        } else if sent.has(field) || sent.all(ASKED).iter().any(|asked| asked == field) {
            typed.replace(&[field], sent);
        }
    }
    typed
}

async fn keep(state: &AppState, editor: &Editor, section: Step, typed: &FormValues, base: &str) -> AppResult<Saved> {
    let mut values = FormValues::default();
    for field in section.kept_fields() {
        values.set(field, typed.all(field).to_vec());
    }
    let kept = drafts::change::<EditDraft>(state, &form(section), &editor.owner, |draft| {
        draft.values.clone_from(&values);
        base.clone_into(&mut draft.base);
    })
    .await?;
    Ok(match kept {
        Changed::Stored { .. } => Saved::Refused,
        Changed::TooFast(wait) => Saved::TooFast(wait),
    })
}
