//! What is different where an administrator changes the answers of a person: who sees what of the person becomes stricter
//! only, and for a reason that the person is told.

use crate::{
    domain::{
        access::Capability,
        admin::StricterReason,
        field_error::{FieldError, FieldErrors},
        registration::{FormValues, fields as f},
        unique_code::UniqueCode,
        visibility::Visibility,
    },
    server::{
        error::{AppError, AppResult},
        repositories::profiles::unique_codes,
        services::registration::{EditedPerson, FormRequest},
        state::AppState,
    },
};

/// The input of the reason.
pub const REASON: &str = "stricter_reason";

/// Boxes by which people let others see or use more.
const CHOICES: [&str; 4] = [f::SHOW_NAME_PHOTO, f::SHOW_LINKS, f::SHOW_ORIGINS, f::ALLOW_CV_ANALYSIS];

/// The request of an administrator about the person with this code. Administrators change their own answers as their own.
///
/// # Errors
/// `Forbidden` without the capability, `NotFound` for a code without a person.
pub async fn of_person(state: &AppState, request: FormRequest, typed: &str) -> AppResult<FormRequest> {
    request.actor.require(Capability::ManagePeople)?;
    let code: UniqueCode = typed.parse().map_err(|_| AppError::NotFound)?;
    let found = unique_codes::person_of(&mut state.db.read().await?, code.as_str()).await?;
    let id = found.ok_or(AppError::NotFound)?;
    if request.actor.person_id() == Some(id) {
        return Ok(request);
    }
    Ok(FormRequest { edited: Some(EditedPerson { id, code: code.to_string() }), ..request })
}

/// Notes what an administrator may not change, and says why the change is made when it needs a reason.
pub fn check(
    request: &FormRequest,
    stored: &FormValues,
    typed: &FormValues,
    reason: &str,
    errors: &mut FieldErrors,
) -> Option<StricterReason> {
    request.edited.as_ref()?;
    if openness(typed) > openness(stored) {
        errors.add(f::VISIBILITY, FieldError::OnlyTheOwnerOpens);
    }
    for choice in CHOICES {
        if typed.is_ticked(choice) && !stored.is_ticked(choice) {
            errors.add(choice, FieldError::OnlyTheOwnerOpens);
        }
    }
    if !is_stricter(stored, typed) {
        return None;
    }
    let reason = StricterReason::from_key(reason);
    if reason.is_none() {
        errors.add(REASON, FieldError::Required);
    }
    reason
}

fn is_stricter(before: &FormValues, now: &FormValues) -> bool {
    openness(now) < openness(before)
        || CHOICES.into_iter().any(|choice| before.is_ticked(choice) && !now.is_ticked(choice))
}

/// How many may see the profile, as a rank.
pub fn openness(values: &FormValues) -> Option<usize> {
    let key = values.trimmed(f::VISIBILITY);
    Visibility::ALL.into_iter().rev().position(|visibility| visibility.key() == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::lang::Lang, server::actor::Actor};

    fn values(pairs: &[(&str, &str)]) -> FormValues {
        pairs.iter().copied().collect()
    }

    #[test]
    fn who_sees_what_becomes_stricter_only_and_for_a_reason() {
        let own = FormRequest { actor: Actor::command_line(), draft_token: None, lang: Lang::Fr, edited: None };
        let edited = Some(EditedPerson { id: 7, code: "MACAS0001F".to_owned() });
        let desk = FormRequest { edited, ..own.clone() };
        let stored = values(&[(f::VISIBILITY, "members"), (f::SHOW_LINKS, "on")]);
        let cases = [
            (values(&[(f::VISIBILITY, "members"), (f::SHOW_LINKS, "on")]), "", None),
            (values(&[(f::VISIBILITY, "public"), (f::SHOW_LINKS, "on")]), "", Some(f::VISIBILITY)),
            (
                values(&[(f::VISIBILITY, "members"), (f::SHOW_LINKS, "on"), (f::SHOW_ORIGINS, "on")]),
                "",
                Some(f::SHOW_ORIGINS),
            ),
            (values(&[(f::VISIBILITY, "private"), (f::SHOW_LINKS, "on")]), "", Some(REASON)),
            (values(&[(f::VISIBILITY, "members")]), "whatever", Some(REASON)),
            (values(&[(f::VISIBILITY, "private")]), "safety", None),
        ];
        for (typed, reason, wrong) in cases {
            let mut errors = FieldErrors::default();
            check(&desk, &stored, &typed, reason, &mut errors);
            assert_eq!(errors.iter().map(|(field, _)| field).next(), wrong, "{typed:?}");
            let mut errors = FieldErrors::default();
            assert_eq!(check(&own, &stored, &typed, reason, &mut errors), None);
            assert!(errors.is_empty(), "people choose for themselves");
        }
    }
}
