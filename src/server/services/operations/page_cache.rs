//! The counters of the page cache, where `talentsmaroc doctor` reads them.

use std::io::Write as _;

use crate::server::{
    error::{AppError, AppResult},
    state::AppState,
};

/// Where a server writes its counters for `talentsmaroc doctor`, in the data folder.
pub const COUNTERS_FILE: &str = "page-cache.json";

/// Writes the counters of the cache; called once a minute.
pub async fn save_counters(state: &AppState) -> AppResult<()> {
    let text = serde_json::to_vec(&state.page_cache.counters()).map_err(AppError::internal)?;
    let folder = state.config.data_dir.clone();
    let written = tokio::task::spawn_blocking(move || {
        // Whole or not at all: `doctor` may read it at this moment.
        let mut file = tempfile::NamedTempFile::new_in(&folder)?;
        file.write_all(&text)?;
        file.persist(folder.join(COUNTERS_FILE))?;
        Ok::<_, std::io::Error>(())
    });
    written.await.map_err(AppError::internal)?.map_err(AppError::internal)
}
