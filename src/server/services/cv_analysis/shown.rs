//! What the person and administrators see of an analysis.

use chrono::NaiveDateTime;

use super::{
    advise::is_configured,
    content::{AnalysisContent, content_of},
    known::known_talents,
};
use crate::{
    domain::{
        cv_analysis::{AnalysisProblem, AnalysisState, reading::talents_in},
        lang::Lang,
        module::Module,
        profiles::completeness::Earned,
        registration::fields as f,
    },
    server::{
        error::{AppError, AppResult},
        repositories::profiles::{cv_analyses, talents, unique_codes},
        services::profiles::{completeness, load_answers},
        state::AppState,
    },
};

/// An analysis as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownAnalysis {
    pub code: String,
    /// Whether the person agrees to it, and has a CV.
    pub allowed: bool,
    pub has_cv: bool,
    /// Whether a model can be asked.
    pub configured: bool,
    /// `None`: none was asked for.
    pub state: Option<AnalysisState>,
    pub problem: Option<AnalysisProblem>,
    pub content: AnalysisContent,
    pub model: Option<String>,
    /// UTC.
    pub finished_at: Option<NaiveDateTime>,
    /// What of the reading does not stand in the profile yet: keys, and labels in the language that was asked for.
    pub new_talents: Vec<(String, String)>,
    pub new_languages: Vec<String>,
    pub new_years: Option<u32>,
    /// How complete the profile is.
    pub points: Vec<Earned>,
}

/// The analysis of a person whose page the viewer may see.
///
/// # Errors
/// `NotFound` for people without a main profile.
pub async fn of_person(state: &AppState, person_id: i64, lang: Lang) -> AppResult<ShownAnalysis> {
    let mut conn = state.db.read().await?;
    let conn = &mut conn;
    let stored = load_answers(conn, &state.security.keyring, person_id, Some(Module::Main)).await?;
    let stored = stored.ok_or(AppError::NotFound)?;
    let code = unique_codes::primary_of_person(conn, person_id).await?.ok_or(AppError::NotFound)?;
    let cv = cv_analyses::cv_of(conn, person_id).await?;
    let row = match &cv {
        Some((file_id, _)) => cv_analyses::of_file(conn, *file_id).await?,
        None => None,
    };
    let content = row.as_ref().map(|row| content_of(state, row)).transpose()?.unwrap_or_default();
    let reading = content.reading.clone().unwrap_or_default();
    let has = |input: &str, key: &String| stored.values.all(input).contains(key);
    // What a model found is free text: of it, what the lists have a name for.
    let skills = content.advice.as_ref().map(|advice| advice.skills.join("\n")).unwrap_or_default();
    let mut named = reading.talents.clone();
    if !skills.is_empty() {
        named.extend(talents_in(&skills, &known_talents(conn).await?));
    }
    let new_talents = talents::find_by_keys(conn, &named).await?;
    let new_talents = new_talents.into_iter().filter(|talent| talent.active && !has(f::TALENTS, &talent.key));
    Ok(ShownAnalysis {
        code,
        allowed: stored.values.is_ticked(f::ALLOW_CV_ANALYSIS),
        has_cv: cv.is_some(),
        configured: is_configured(state),
        state: row.as_ref().and_then(|row| AnalysisState::from_key(&row.state)),
        problem: row.as_ref().and_then(|row| AnalysisProblem::from_key(row.problem.as_deref()?)),
        model: row.as_ref().and_then(|row| row.model.clone()),
        finished_at: row.as_ref().and_then(|row| row.finished_at),
        new_talents: new_talents.map(|talent| (talent.key, talent.labels.get(lang).to_owned())).collect(),
        new_languages: reading.languages.into_iter().filter(|key| !has(f::LANGUAGES, key)).collect(),
        new_years: reading.years.filter(|_| stored.values.trimmed(f::YEARS_EXPERIENCE).is_empty()),
        points: completeness::of_person(state, conn, person_id, Module::Main).await?,
        content,
    })
}
