//! `/admin/cv-analyses`: what waits, what failed and why, and what the month cost.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use super::advise::{begin_of_month, is_configured};
use crate::{
    domain::{
        access::Capability,
        cv_analysis::{AnalysisProblem, AnalysisState},
    },
    server::{
        actor::Actor,
        error::AppResult,
        repositories::profiles::{
            cv_analyses::{self, AnalysisRow},
            cv_analysis_calls,
        },
        services::admin::{
            list_page::{ListPage, READ},
            list_query::ListQuery,
        },
        state::AppState,
    },
};

const FIELDS: &[&str] = &["state"];

/// A line of the list: that there is an analysis, and how far it is; never what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnalysisLine {
    pub id: i64,
    pub code: Option<String>,
    pub state: AnalysisState,
    pub problem: Option<AnalysisProblem>,
    pub model: Option<String>,
    /// UTC.
    pub requested_at: NaiveDateTime,
    pub finished_at: Option<NaiveDateTime>,
}

/// The list with the figures above it.
#[derive(Debug, Clone)]
pub struct AnalysisList {
    pub query: ListQuery,
    pub page: ListPage<AnalysisLine>,
    /// How many there are of each state.
    pub counts: HashMap<String, i64>,
    /// Whether a model can be asked.
    pub configured: bool,
    /// Of this calendar month: millionths of a US dollar, and questions.
    pub spent: i64,
    pub calls: i64,
    /// Millionths of a US dollar that may be spent in it.
    pub limit: i64,
}

/// The list for the query of an address.
///
/// # Errors
/// `Forbidden` without the capabilities.
pub async fn load(state: &AppState, actor: &Actor, address: &str) -> AppResult<AnalysisList> {
    actor.require(Capability::ManagePeople)?;
    actor.require(Capability::ViewPrivateAnswers)?;
    let mut conn = state.db.read().await?;
    let mut query = ListQuery::read(address, FIELDS);
    let wanted = query.choice("state", AnalysisState::from_key);
    let rows = match query.is_sound() {
        true => cv_analyses::page(&mut conn, wanted, query.cursor, READ).await?,
        false => Vec::new(),
    };
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut codes: HashMap<i64, String> = cv_analyses::codes_of(&mut conn, &ids).await?.into_iter().collect();
    let page = ListPage::new(rows, query.cursor, |row| row.id).map(|row| line(row, &mut codes));
    let (spent, calls) = cv_analysis_calls::spent_since(&mut conn, begin_of_month(state)).await?;
    Ok(AnalysisList {
        query,
        page,
        counts: cv_analyses::count_by_state(&mut conn).await?.into_iter().collect(),
        configured: is_configured(state),
        spent,
        calls,
        limit: state.config.openrouter_monthly_limit,
    })
}

fn line(row: AnalysisRow, codes: &mut HashMap<i64, String>) -> AnalysisLine {
    AnalysisLine {
        id: row.id,
        code: codes.remove(&row.id),
        state: AnalysisState::from_key(&row.state).unwrap_or(AnalysisState::Failed),
        problem: row.problem.as_deref().and_then(AnalysisProblem::from_key),
        model: row.model,
        requested_at: row.requested_at,
        finished_at: row.finished_at,
    }
}
