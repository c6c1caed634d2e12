//! Adding to the profile what was read of the CV, one thing at a time.

use super::shown;
use crate::{
    domain::{cv_analysis::AnalysisAnswer, module::Module, registration::fields as f},
    server::{
        error::{AppError, AppResult},
        repositories::profiles::people,
        services::{
            profiles::{
                edit::{ChangedInputs, Patched, patch},
                load_answers,
            },
            registration::FormRequest,
        },
        state::AppState,
    },
};

/// What can be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proposal {
    /// The key of a talent.
    Talent(String),
    /// The key of a language.
    Language(String),
    /// The years of experience.
    Years,
}

/// Adds it to the profile of the request's person, if it was read of the CV and does not stand there.
///
/// # Errors
/// `NotFound` without a person or a main profile.
pub async fn add(state: &AppState, request: &FormRequest, proposal: &Proposal) -> AppResult<AnalysisAnswer> {
    let person_id = request.person_id().ok_or(AppError::NotFound)?;
    let mut conn = state.db.read().await?;
    let version = people::version(&mut conn, person_id).await?.ok_or(AppError::NotFound)?;
    let stored = load_answers(&mut conn, &state.security.keyring, person_id, Some(Module::Main)).await?;
    drop(conn);
    let stored = stored.ok_or(AppError::NotFound)?;
    let shown = shown::of_person(state, person_id, request.lang).await?;
    let with = |input: &str, key: &String| {
        let values = stored.values.all(input).iter().cloned().chain([key.clone()]).collect();
        ChangedInputs::from([(input.to_owned(), values)])
    };
    let changes = match (proposal, shown.new_years) {
        (Proposal::Talent(key), _) if shown.new_talents.iter().any(|(known, _)| known == key) => with(f::TALENTS, key),
        (Proposal::Language(key), _) if shown.new_languages.contains(key) => with(f::LANGUAGES, key),
        (Proposal::Years, Some(years)) => {
            ChangedInputs::from([(f::YEARS_EXPERIENCE.to_owned(), vec![years.to_string()])])
        }
        _ => return Ok(AnalysisAnswer::NotAdded),
    };
    Ok(match patch(state, request, version, &changes).await? {
        Patched::Done => AnalysisAnswer::Added,
        Patched::Refused(_) => AnalysisAnswer::NotAdded,
        Patched::Changed => AnalysisAnswer::Changed,
    })
}
