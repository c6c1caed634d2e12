//! Changing some answers of a person at once, whichever sections ask them: what programs send.

use std::collections::BTreeMap;

use super::desk;
use super::save::is_stricter;
use crate::server::mails::Message;
use crate::{
    domain::{
        access::Capability,
        admin::StricterReason,
        field_error::{FieldError, FieldErrors},
        fields::{Answers, Composite, FIELDS, Field, FieldId, Kind, Typed, check},
        module::Module,
        profiles::version::PersonVersion,
        registration::{FormValues, check_stored_birth_date, fields as f, guardian_in},
    },
    server::{
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::profiles::{people, person_row},
        services::{
            admin::audit_log::ChangeNote,
            files::Renaming,
            mail,
            profiles::{Change, SaveContext, StoredAnswers, Target, answers::known, exists, load_answers, save},
            registration::FormRequest,
        },
        state::AppState,
    },
};

/// The member that changes who sees the CINEMA profile of a person who has both.
pub const CINEMA_VISIBILITY: &str = "cinema_visibility";

/// Inputs with their values; without values an input is emptied.
pub type ChangedInputs = BTreeMap<String, Vec<String>>;

/// How a change ended.
#[derive(Debug)]
pub enum Patched {
    Done,
    /// Nothing was stored; what is wrong, by input.
    Refused(FieldErrors),
    /// The person changed since the version was read.
    Changed,
}

/// Whether programs may change a field: not what is agreed to once, what has a process of its own, files and what
/// belongs to files.
#[must_use]
pub const fn is_changeable(field: &Field) -> bool {
    !matches!(
        field.kind,
        Kind::File(_)
            | Kind::Composite(
                Composite::Email
                    | Composite::Password
                    | Composite::Agreement
                    | Composite::Gallery
                    | Composite::Productions
            )
    )
}

/// The names of everything that can be changed.
pub fn changeable_inputs() -> impl Iterator<Item = &'static str> {
    let inputs = FIELDS.iter().filter(|field| is_changeable(field)).flat_map(|field| field.inputs.iter().copied());
    inputs.chain([CINEMA_VISIBILITY, desk::REASON])
}

/// What a change means for one profile.
struct Part {
    module: Module,
    stored: StoredAnswers,
    typed: FormValues,
    answers: Answers,
    fields: Vec<&'static str>,
    reason: Option<StricterReason>,
}

/// Stores some answers of the request's person, unless the person changed since this version. Leaves an audit line for
/// each profile that another one than the owner changes.
///
/// # Errors
/// `NotFound` when the person is gone, `Forbidden` for actors that may not change it.
pub async fn patch(
    state: &AppState,
    request: &FormRequest,
    expected: PersonVersion,
    changes: &ChangedInputs,
) -> AppResult<Patched> {
    let person_id = request.person_id().ok_or(AppError::NotFound)?;
    if request.edited.is_some() {
        request.actor.require(Capability::ManagePeople)?;
    }
    let mut conn = state.db.read().await?;
    let mut errors = FieldErrors::default();
    let mut parts = Vec::new();
    for (module, sent) in divide(&mut conn, person_id, changes, &mut errors).await? {
        parts.extend(judge(state, &mut conn, request, person_id, module, &sent, &mut errors).await?);
    }
    drop(conn);
    if !errors.is_empty() {
        return Ok(Patched::Refused(errors));
    }
    // What is so already is no change: it leaves no line in the audit log and no other version.
    parts.retain(|part| part.typed != part.stored.values);
    if parts.is_empty() {
        let now = people::version(&mut state.db.read().await?, person_id).await?.ok_or(AppError::NotFound)?;
        return Ok(if now == expected { Patched::Done } else { Patched::Changed });
    }
    store(state, request, person_id, expected, parts).await
}

/// The changes by the profile that stores them.
async fn divide(
    conn: &mut Conn,
    person_id: i64,
    changes: &ChangedInputs,
    errors: &mut FieldErrors,
) -> AppResult<Vec<(Module, ChangedInputs)>> {
    let has_main = exists(conn, Module::Main, person_id).await?;
    let has_cinema = exists(conn, Module::Cinema, person_id).await?;
    let (mut main, mut cinema) = (ChangedInputs::new(), ChangedInputs::new());
    for (input, values) in changes.iter().filter(|(input, _)| *input != desk::REASON) {
        let named = if input == CINEMA_VISIBILITY { f::VISIBILITY } else { input.as_str() };
        let field = FIELDS.iter().find(|field| is_changeable(field) && field.inputs.contains(&named));
        let asked =
            |module| field.is_some_and(|field| field.inputs_of(module).contains(&named) && field.is_asked_by(module));
        let of_main = has_main && asked(Module::Main) && input != CINEMA_VISIBILITY;
        if of_main {
            main.insert(named.to_owned(), values.clone());
        } else if has_cinema && asked(Module::Cinema) {
            cinema.insert(named.to_owned(), values.clone());
        } else {
            // A profile that the person does not have.
            errors.add(input, FieldError::UnknownChoice);
        }
    }
    // Why fewer may see something counts for both.
    if let Some(reason) = changes.get(desk::REASON) {
        for part in [&mut main, &mut cinema].into_iter().filter(|part| !part.is_empty()) {
            part.insert(desk::REASON.to_owned(), reason.clone());
        }
    }
    let parts = [(Module::Main, main), (Module::Cinema, cinema)];
    Ok(parts.into_iter().filter(|(_, part)| !part.is_empty()).collect())
}

/// Lays a change over what is stored and checks the fields it touches.
async fn judge(
    state: &AppState,
    conn: &mut Conn,
    request: &FormRequest,
    person_id: i64,
    module: Module,
    sent: &ChangedInputs,
    errors: &mut FieldErrors,
) -> AppResult<Option<Part>> {
    let Some(stored) = load_answers(conn, &state.security.keyring, person_id, Some(module)).await? else {
        return Ok(None);
    };
    let reason = sent.get(desk::REASON).and_then(|values| values.first()).map_or("", String::as_str);
    let typed = over(&stored.values, sent);
    let touched: Vec<&'static Field> = touched(module, sent).collect();
    let known = known::load(state, conn, &typed, true, Some(person_id)).await?;
    let judged = Typed { module, values: &typed, known: &known, has_password: true };
    let checked = check(touched.iter().copied(), &judged);
    let mut found = checked.as_ref().err().cloned().unwrap_or_default();
    let birth_date = touched.iter().any(|field| field.id == FieldId::DateOfBirth);
    if birth_date
        && found.get(f::DATE_OF_BIRTH).is_none()
        && !request.actor.may(Capability::ManagePeople)
        && let Err(error) = check_stored_birth_date(stored.person.date_of_birth, &typed, known.today)
    {
        found.add(f::DATE_OF_BIRTH, error);
    }
    let reason = desk::check(request, &stored.values, &typed, reason, &mut found);
    if !found.is_empty() {
        errors.extend(found);
        return Ok(None);
    }
    let fields = touched.iter().map(|field| field.name).collect();
    Ok(checked.ok().map(|answers| Part { module, stored, typed, answers, fields, reason }))
}

/// The stored answers with what was sent in place of some.
fn over(stored: &FormValues, sent: &ChangedInputs) -> FormValues {
    let mut typed = stored.clone();
    let mut values = FormValues::default();
    for (input, given) in sent.iter().filter(|(input, _)| *input != desk::REASON) {
        values.set(input, given.clone());
        // As much of it as a form has room for.
        typed.replace(&[input.as_str()], &values);
    }
    // A box that was ticked already agreed for the guardian who is stored, not for another one.
    if guardian_in(stored) != guardian_in(&typed) && !sent.contains_key(f::GUARDIAN_CONSENT) {
        typed.set(f::GUARDIAN_CONSENT, Vec::new());
    }
    typed
}

/// The fields that a change is about, and those that a birth date decides on.
fn touched(module: Module, sent: &ChangedInputs) -> impl Iterator<Item = &'static Field> {
    let born = sent.contains_key(f::DATE_OF_BIRTH);
    FIELDS.iter().filter(move |field| {
        let by_age = born && matches!(field.id, FieldId::Guardian | FieldId::Visibility);
        let named = field.inputs.iter().any(|input| sent.contains_key(*input));
        field.is_asked_by(module) && is_changeable(field) && (named || by_age)
    })
}

async fn store(
    state: &AppState,
    request: &FormRequest,
    person_id: i64,
    expected: PersonVersion,
    parts: Vec<Part>,
) -> AppResult<Patched> {
    let (owned, request) = (state.clone(), request.clone());
    let stricter = parts.iter().any(|part| is_stricter(&part.stored.values, &part.typed));
    let (patched, renaming) = transaction!(owned, |conn| {
        let now = owned.clock.now();
        let mut renaming = None;
        for (number, part) in parts.iter().enumerate() {
            let person = person_row::lock(conn, person_id, None, now).await?.ok_or(AppError::NotFound)?;
            let version = people::version(conn, person_id).await?.ok_or(AppError::NotFound)?;
            if number == 0 && version.before_lock() != expected {
                return Ok((Patched::Changed, None));
            }
            let account_id = person.account_id;
            let note = ChangeNote { fields: &part.fields, reason: part.reason.map(StricterReason::key) };
            let context =
                SaveContext { state: &owned, actor: &request.actor, now, lang: request.lang, note, consent: None };
            let change = Change { module: part.module, answers: &part.answers, draft_files: None };
            let saved = save(conn, &context, Target::StoredProfile(Box::new(person)), change).await;
            saved.map_err(|error| error.unexpected("a stored profile could not be changed"))?;
            if let Some(reason) = part.reason {
                mail::notify(&owned, conn, account_id, &Message::StricterVisibility { reason }).await?;
            }
            if stricter && number + 1 == parts.len() {
                renaming = Some(Renaming::decide(&owned, conn, account_id, person_id).await?);
            }
        }
        (Patched::Done, renaming)
    })?;
    if let Some(renaming) = renaming {
        renaming.at_once(state).await;
    }
    Ok(patched)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(pairs: &[(&str, &[&str])]) -> ChangedInputs {
        let values = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
        pairs.iter().map(|(name, given)| ((*name).to_owned(), values(given))).collect()
    }

    #[test]
    fn a_change_touches_what_it_names_and_what_an_age_decides() {
        let ids = |sent: &ChangedInputs| touched(Module::Main, sent).map(|field| field.id).collect::<Vec<_>>();
        assert_eq!(ids(&changes(&[(f::BIO, &["x"])])), [FieldId::Bio]);
        let born = ids(&changes(&[(f::DATE_OF_BIRTH, &["2010-01-01"])]));
        assert_eq!(born, [FieldId::DateOfBirth, FieldId::Guardian, FieldId::Visibility]);
    }

    #[test]
    fn another_guardian_agrees_anew_and_emptied_inputs_are_empty() {
        let stored: FormValues =
            [(f::GUARDIAN_NAME, "A"), (f::GUARDIAN_CONSENT, "on"), (f::BIO, "x")].into_iter().collect();
        let typed = over(&stored, &changes(&[(f::GUARDIAN_NAME, &["B"]), (f::BIO, &[])]));
        assert!(!typed.is_ticked(f::GUARDIAN_CONSENT) && typed.first(f::BIO).is_empty());
        let typed = over(&stored, &changes(&[(f::BIO, &["y"])]));
        assert!(typed.is_ticked(f::GUARDIAN_CONSENT));
    }

    #[test]
    fn agreements_addresses_and_files_are_changed_elsewhere() {
        let names: Vec<_> = changeable_inputs().collect();
        for name in [f::EMAIL, f::ACCEPT_TERMS, f::PHOTO, f::CV, f::PASSWORD] {
            assert!(!names.contains(&name), "{name}");
        }
        assert!(names.contains(&f::BIO) && names.contains(&f::TALENTS) && names.contains(&"stage_name"));
    }
}
