//! What is kept of an analysis, encrypted: it says who the person is.

use serde::{Deserialize, Serialize};

use crate::{
    domain::cv_analysis::{advice::Advice, reading::Reading},
    server::{
        error::{AppError, AppResult},
        repositories::profiles::cv_analyses::AnalysisRow,
        state::AppState,
    },
};

/// What was read, and what was advised.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnalysisContent {
    pub reading: Option<Reading>,
    pub advice: Option<Advice>,
    /// Sentences that talk to a model, which it was not given.
    pub set_aside: usize,
}

impl AnalysisContent {
    pub(super) fn seal(&self, state: &AppState) -> AppResult<Vec<u8>> {
        let plain = serde_json::to_vec(self).map_err(AppError::internal)?;
        Ok(state.security.keyring.encrypt(&plain))
    }
}

/// The content of a row; an empty one before anything was read.
///
/// # Errors
/// When no key fits it.
pub fn content_of(state: &AppState, row: &AnalysisRow) -> AppResult<AnalysisContent> {
    let Some(sealed) = &row.content_encrypted else { return Ok(AnalysisContent::default()) };
    serde_json::from_slice(&state.security.keyring.decrypt(sealed)?).map_err(AppError::internal)
}
