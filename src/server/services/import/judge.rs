//! The catalogue of fields on what a row says: what is wrong is left out and noted, the rest is taken.

use super::row::{Cell, Draft};
use crate::domain::{
    field_error::FieldError,
    fields::{Answers, CheckContext, Composite, FIELDS, Field, FieldId, Kind, Typed, check},
    import::Fate,
    registration::{
        FormValues, MAX_TALENTS,
        cinema::{check_productions, production_fields as p},
        fields as f,
    },
};

/// Without these there is no person.
const NEEDED: [FieldId; 5] =
    [FieldId::FirstName, FieldId::LastName, FieldId::DateOfBirth, FieldId::Gender, FieldId::Residence];
/// What is checked once more without the inputs that were wrong.
const ROUNDS: usize = 30;

/// Checks everything the module's form asks. Nothing is shown to more people than members, or to none where the profile
/// was not shown there, and no switch is on.
///
/// # Errors
/// The column of an answer that no person can be without, or its input where the source has no such column.
pub fn judge(draft: &mut Draft, known: &CheckContext) -> Result<Answers, String> {
    let visibility = if draft.is_active { "members" } else { "private" };
    draft.values.set(f::VISIBILITY, vec![visibility.to_owned()]);
    if draft.values.trimmed(f::GENDER).is_empty() {
        draft.values.set(f::GENDER, vec!["N".to_owned()]);
    }
    drop_wrong_productions(draft, known);
    drop_talents_without_room(draft, known);
    let module = draft.module;
    let mut answers = Answers::default();
    for field in FIELDS.iter().filter(|field| field.is_asked_by(module) && is_imported(field)) {
        if let Some(found) = judge_field(draft, known, field) {
            answers.extend(found);
        }
    }
    match NEEDED.into_iter().find(|id| answers.get(*id).is_none()) {
        None => Ok(answers),
        Some(missing) => Err(column_of(draft, missing)),
    }
}

/// Agreements are noted as such, a guardian must agree, files follow.
fn is_imported(field: &Field) -> bool {
    !matches!(
        field.kind,
        Kind::File(_)
            | Kind::Composite(
                Composite::Agreement
                    | Composite::Guardian
                    | Composite::Email
                    | Composite::Password
                    | Composite::Gallery
            )
    )
}

fn judge_field(draft: &mut Draft, known: &CheckContext, field: &'static Field) -> Option<Answers> {
    for _ in 0..ROUNDS {
        let typed = Typed { module: draft.module, values: &draft.values, known, has_password: true };
        let errors = match check([field], &typed) {
            Ok(answers) => return Some(answers),
            Err(errors) => errors,
        };
        let mut wrong: Vec<(String, String)> = Vec::new();
        for (input, error) in errors.iter() {
            let code = code_of(error);
            let inputs: Vec<&str> = match field.inputs.contains(&input) {
                true => vec![input],
                false => field.inputs.to_vec(),
            };
            let filled = inputs.into_iter().filter(|input| !draft.values.trimmed(input).is_empty());
            wrong.extend(filled.map(|input| (input.to_owned(), code.clone())));
        }
        if wrong.is_empty() {
            break;
        }
        for (input, code) in wrong {
            draft.mark(&input, Fate::Invalid, Some(code));
            draft.values.set(&input, Vec::new());
        }
    }
    // What the other inputs of an answer say is lost with it.
    for input in field.inputs {
        if !draft.values.trimmed(input).is_empty() {
            draft.mark(input, Fate::Invalid, None);
        }
    }
    None
}

/// Talents that are not on offer any more, and those beyond the most of a profile.
fn drop_talents_without_room(draft: &mut Draft, known: &CheckContext) {
    let chosen = draft.values.all(f::TALENTS).to_vec();
    let (offered, gone): (Vec<String>, Vec<String>) = chosen.into_iter().partition(|key| known.talents.contains(key));
    let (kept, beyond) = offered.split_at(offered.len().min(MAX_TALENTS));
    let lost: Vec<String> = beyond.iter().chain(&gone).cloned().collect();
    draft.values.set(f::TALENTS, kept.to_vec());
    let Some(column) = draft.origins.get(f::TALENTS).cloned().filter(|_| !lost.is_empty()) else { return };
    let before = draft.cells.get(&column).and_then(|cell| cell.lost.clone());
    let lost: Vec<String> = before.into_iter().chain(lost).collect();
    draft.cells.insert(column, Cell::label(Fate::TooMany, lost.join("\n")));
}

/// Each production by itself, so that one does not take the others with it.
fn drop_wrong_productions(draft: &mut Draft, known: &CheckContext) {
    let count = draft.values.all(p::TITLE).len();
    if count == 0 {
        return;
    }
    let row = |values: &FormValues, place: usize| -> FormValues {
        let one = |name| (name, values.all(name).get(place).cloned().unwrap_or_default());
        p::ALL.into_iter().map(one).collect()
    };
    let (mut good, mut lost): (Vec<FormValues>, Vec<String>) = (Vec::new(), Vec::new());
    for place in 0..count {
        let mut typed = row(&draft.values, place);
        if check_productions(&typed, known.today).is_err() {
            typed.set(p::YEAR, Vec::new());
        }
        let fits = good.len() < p::MOST && check_productions(&typed, known.today).is_ok_and(|rows| !rows.is_empty());
        if fits { good.push(typed) } else { lost.push(row(&draft.values, place).first(p::TITLE).to_owned()) }
    }
    let column = draft.origins.get(p::TITLE).cloned().unwrap_or_default();
    for name in p::ALL {
        draft.values.set(name, good.iter().map(|row| row.first(name).to_owned()).collect());
    }
    if !lost.is_empty() {
        draft.cells.insert(column, Cell::lost(Fate::Invalid, lost.join("\n")));
    }
}

/// The stable code of what is wrong.
pub fn code_of(error: &FieldError) -> String {
    let tagged = serde_json::to_value(error).ok();
    tagged.and_then(|error| error.get("code")?.as_str().map(str::to_owned)).unwrap_or_default()
}

fn column_of(draft: &Draft, id: FieldId) -> String {
    let inputs = FIELDS.iter().find(|field| field.id == id).map_or(&[][..], |field| field.inputs);
    let column = inputs.iter().find_map(|input| draft.origins.get(*input));
    column.cloned().unwrap_or_else(|| inputs.first().copied().unwrap_or_default().to_owned())
}
