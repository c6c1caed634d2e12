//! Taking what was typed into a section.

use super::{
    EditDraft, EditedForm,
    desk::{self, openness},
    form,
    typed::{changed, differing, fingerprint, is_new, of_section, over},
};
use crate::{
    domain::{
        access::Capability,
        admin::StricterReason,
        field_error::FieldErrors,
        fields::{Typed, check},
        registration::{FormStep, FormValues, check_stored_birth_date, cinema::production_fields as p, fields as f},
    },
    server::{
        actor::Actor,
        db::Conn,
        error::AppResult,
        mails::Message,
        repositories::{profiles::person_row, registration::drafts as draft_rows},
        services::{
            admin::audit_log::ChangeNote,
            files::{FileOwner, Renaming, posters},
            mail,
            profiles::{Change, SaveContext, StoredAnswers, Target, answers::known, save},
            registration::{
                FormRequest,
                drafts::{self, OpenDraft},
            },
        },
        state::AppState,
    },
};
use chrono::NaiveDate;

/// The outcome of a change.
pub enum SavedSection {
    /// Stored.
    Done,
    /// Put into a draft without being judged: the page shows what was typed.
    Kept,
    /// Something is wrong, or the section was changed meanwhile: the page says what, and shows what was typed.
    Refused,
    /// The person has no such profile.
    NoProfile,
}

/// Stores what was sent for a section. Fields that the form did not ask stay as they are. A change by an administrator
/// leaves one audit line; the person is told when fewer see something now.
///
/// # Errors
/// `TooManyRequests` when too many changes were refused.
pub async fn save_section<S: EditedForm>(
    state: &AppState,
    request: &FormRequest,
    section: S,
    sent: &FormValues,
) -> AppResult<SavedSection> {
    let mut conn = state.db.read().await?;
    let Some(Sent { stored, typed, .. }) = read(state, &mut conn, request, section, sent).await? else {
        return Ok(SavedSection::NoProfile);
    };
    let known = known::load(state, &mut conn, &typed, true, Some(stored.person.id)).await?;
    drop(conn);
    let current = fingerprint(&state.security, section, &stored.values);
    let changed_meanwhile = sent.first("base") != current && !differing(section, &stored.values, &typed).is_empty();
    let judged = Typed { module: S::MODULE, values: &typed, known: &known, has_password: true };
    let checked = check(section.asked_fields(), &judged);
    let mut errors = checked.as_ref().err().cloned().unwrap_or_default();
    check_birth_date(section, &request.actor, stored.person.date_of_birth, &typed, known.today, &mut errors);
    let reason = desk::check(request, &stored.values, &typed, sent.first(desk::REASON), &mut errors);
    let answers = match checked {
        Ok(answers) if errors.is_empty() && !changed_meanwhile => answers,
        _ => {
            return save_draft(state, request, section, &typed, (sent.first("base"), sent), SavedSection::Refused)
                .await;
        }
    };
    if request.edited.is_some() && !is_new(section, &stored.values, &typed) {
        discard(state, request, section).await?;
        return Ok(SavedSection::Done);
    }
    let now = state.clock.now();
    let mut tx = state.db.begin().await?;
    let conn = tx.conn()?;
    let Some(person) = person_row::lock(conn, stored.person.id, None, now).await? else {
        tx.rollback().await;
        return Ok(SavedSection::NoProfile);
    };
    let still = super::stored::<S>(state, conn, request).await?;
    if still.is_none_or(|still| fingerprint(&state.security, section, &still.values) != current) {
        tx.rollback().await;
        return save_draft(state, request, section, &typed, (current.as_str(), sent), SavedSection::Refused).await;
    }
    let fields = changed(section, &stored.values, &typed);
    let note = ChangeNote { fields: &fields, reason: reason.map(StricterReason::key) };
    let context = SaveContext { state, actor: &request.actor, now, lang: request.lang, note, consent: None };
    let change = Change { module: S::MODULE, answers: &answers, draft_files: None };
    save(conn, &context, Target::StoredProfile(Box::new(person)), change)
        .await
        .map_err(|error| error.unexpected("a stored profile could not be changed"))?;
    if let Some(reason) = reason {
        mail::notify(state, conn, stored.person.account_id, &Message::StricterVisibility { reason }).await?;
    }
    if let Some(draft) = draft_of(state, conn, request, section).await? {
        draft_rows::delete(conn, &draft.row).await?;
    }
    let renaming = match is_stricter(&stored.values, &typed) {
        true => Some(Renaming::decide(state, conn, stored.person.account_id, stored.person.id).await?),
        false => None,
    };
    tx.commit().await?;
    if let Some(renaming) = renaming {
        renaming.at_once(state).await;
    }
    Ok(SavedSection::Done)
}

/// Puts what was typed into a section into a draft: a button was pressed that needs the page again.
pub async fn save_section_draft<S: EditedForm>(
    state: &AppState,
    request: &FormRequest,
    section: S,
    sent: &FormValues,
) -> AppResult<SavedSection> {
    let read = read(state, &mut state.db.read().await?, request, section, sent).await?;
    let Some(Sent { stored, typed, draft }) = read else { return Ok(SavedSection::NoProfile) };
    if !draft && !is_new(section, &stored.values, &typed) {
        return Ok(SavedSection::Kept);
    }
    save_draft(state, request, section, &typed, (sent.first("base"), sent), SavedSection::Kept).await
}

/// Deletes what was typed into a section and not stored.
pub async fn discard<S: EditedForm>(state: &AppState, request: &FormRequest, section: S) -> AppResult<()> {
    drafts::erase::<EditDraft>(state, &form(section, request), request).await?;
    discard_posters(state, request, section).await
}

/// Removes posters that neither the stored productions nor the typed ones name any more. Call it after the section was
/// put into a draft or stored.
pub async fn discard_posters<S: EditedForm>(state: &AppState, request: &FormRequest, section: S) -> AppResult<()> {
    if !section.asks(p::POSTER) {
        return Ok(());
    }
    let mut conn = state.db.read().await?;
    let Some(stored) = super::stored::<S>(state, &mut conn, request).await? else {
        return Ok(());
    };
    let draft = draft_of(state, &mut conn, request, section).await?;
    drop(conn);
    let mut named = stored.values.all(p::POSTER).to_vec();
    named.extend(draft.iter().flat_map(|draft| draft.content.values.all(p::POSTER)).cloned());
    let mut values = FormValues::default();
    values.set(p::POSTER, named);
    posters::discard_unused(state, &request.actor, FileOwner::Person(stored.person.id), &values).await
}

/// What is stored and what was typed over it.
struct Sent {
    stored: StoredAnswers,
    typed: FormValues,
    /// Whether something typed is in a draft already.
    draft: bool,
}

async fn read<S: EditedForm>(
    state: &AppState,
    conn: &mut Conn,
    request: &FormRequest,
    section: S,
    sent: &FormValues,
) -> AppResult<Option<Sent>> {
    let Some(stored) = super::stored::<S>(state, conn, request).await? else {
        return Ok(None);
    };
    let draft = draft_of(state, conn, request, section).await?.map(|draft| draft.content);
    let typed = over(section, &stored.values, draft.as_ref(), sent);
    Ok(Some(Sent { stored, typed, draft: draft.is_some() }))
}

async fn draft_of<S: EditedForm>(
    state: &AppState,
    conn: &mut Conn,
    request: &FormRequest,
    section: S,
) -> AppResult<Option<OpenDraft<EditDraft>>> {
    drafts::find(state, conn, &form(section, request), request).await
}

/// Whether fewer people may see photos than before: then they need new addresses.
pub(super) fn is_stricter(before: &FormValues, now: &FormValues) -> bool {
    openness(now) < openness(before) || (before.is_ticked(f::SHOW_NAME_PHOTO) && !now.is_ticked(f::SHOW_NAME_PHOTO))
}

/// What only administrators change of a birth date.
pub(crate) fn check_birth_date<S: FormStep>(
    section: S,
    actor: &Actor,
    stored: NaiveDate,
    typed: &FormValues,
    today: NaiveDate,
    errors: &mut FieldErrors,
) {
    if !section.asks(f::DATE_OF_BIRTH) || errors.get(f::DATE_OF_BIRTH).is_some() || actor.may(Capability::ManagePeople)
    {
        return;
    }
    if let Err(error) = check_stored_birth_date(stored, typed, today) {
        errors.add(f::DATE_OF_BIRTH, error);
    }
}

async fn save_draft<S: EditedForm>(
    state: &AppState,
    request: &FormRequest,
    section: S,
    typed: &FormValues,
    (base, sent): (&str, &FormValues),
    answer: SavedSection,
) -> AppResult<SavedSection> {
    let values = of_section(section, typed);
    let unfinished = matches!(answer, SavedSection::Kept);
    let reason = sent.first(desk::REASON);
    drafts::change::<EditDraft>(state, &form(section, request), request, |draft| {
        draft.values.clone_from(&values);
        base.clone_into(&mut draft.base);
        draft.unfinished = unfinished;
        reason.clone_into(&mut draft.reason);
    })
    .await?;
    Ok(answer)
}
