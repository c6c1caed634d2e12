//! The photos of a list to print, in the smallest size that is stored.

use std::collections::HashMap;

use bytes::Bytes;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};

use crate::{
    domain::{
        export::{Column, ExportFormat},
        fields::FieldId,
        files::photo::WIDTHS,
    },
    server::{
        error::{AppError, AppResult},
        repositories::files,
        services::files::contents,
        state::AppState,
        storage::Key,
    },
};

/// So many are asked of the storage at the same time.
const AT_ONCE: usize = 8;

/// Whether such a file shows photos: others say who has one.
pub fn are_shown(format: ExportFormat, columns: &[Column]) -> bool {
    format == ExportFormat::Pdf && columns.contains(&Column::Field(FieldId::Photo))
}

/// The photos of some people, by `people.id`. One whose content is gone is not among them.
pub async fn load(state: &AppState, ids: &[i64]) -> AppResult<HashMap<i64, Bytes>> {
    let [smallest, ..] = WIDTHS;
    let names = files::photo_names(&mut state.db.read().await?, ids).await?;
    let loads = names.into_iter().map(|(person_id, name)| {
        let state = state.clone();
        async move { Ok::<_, AppError>((person_id, contents::load(&state, &Key::photo(&name, smallest)).await?)) }
    });
    let loaded: Vec<(i64, Option<Bytes>)> = stream::iter(loads).buffer_unordered(AT_ONCE).try_collect().await?;
    Ok(loaded.into_iter().filter_map(|(person_id, jpeg)| Some((person_id, jpeg?))).collect())
}
