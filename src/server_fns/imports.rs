//! What administrators do with imports. Each action leads to the page about it.

use leptos::prelude::*;

use super::form_encoding::FormPost;
use crate::domain::{fault::Fault, registration::FormValues};

/// Where what the columns mean is sent, with what is to be done.
pub const MAP_IMPORT: &str = "/fn/map_import";
/// Where the button that stops an import is sent.
pub const STOP_IMPORT: &str = "/fn/stop_import";
/// Where the button is sent that marks a value as seen.
pub const SEE_IMPORT_VALUE: &str = "/fn/see_import_value";

/// The number of the import.
pub const ID_FIELD: &str = "id";
/// What is to be done: [`BEGIN`], [`DISCARD`], or the preview is to be shown again.
pub const ACTION_FIELD: &str = "action";
pub const BEGIN: &str = "begin";
pub const DISCARD: &str = "discard";
/// The order of dates.
pub const DATES_FIELD: &str = "dates";
/// The beginning of the names of the selects, before the number of the column.
pub const COLUMN_FIELD: &str = "column-";
/// The beginning of the names of the inputs that hold the names of the columns.
pub const NAME_FIELD: &str = "name-";

/// The flash that says that a draft was discarded.
#[cfg(feature = "ssr")]
pub const IMPORT_DISCARDED: &str = "import_discarded";

/// Stores what the columns of a draft mean; then begins or discards it when that was asked.
#[server(prefix = "/fn", endpoint = "map_import", input = FormPost)]
pub async fn map_import(form: FormValues) -> Result<(), Fault> {
    use crate::{
        domain::import::sheet::Mapping,
        routes::{DESK_IMPORTS, desk_import},
        server::{ctx::Ctx, services::import::desk},
    };
    /// More columns has no spreadsheet that was kept.
    const MOST_COLUMNS: usize = 200;
    let ctx = Ctx::current()?;
    let (state, actor) = (&ctx.state, ctx.actor());
    let id: i64 = form.trimmed(ID_FIELD).parse().map_err(|_| Fault::BadRequest)?;
    if form.first(ACTION_FIELD) == DISCARD {
        leptos_axum::redirect(DESK_IMPORTS);
        desk::discard(state, &actor, id).await?;
        ctx.flash(IMPORT_DISCARDED, &true)?;
        return Ok(());
    }
    leptos_axum::redirect(&desk_import(id));
    let chosen = (0..MOST_COLUMNS).map(|place| {
        let (name, field) = (format!("{NAME_FIELD}{place}"), format!("{COLUMN_FIELD}{place}"));
        (form.first(&name).to_owned(), form.trimmed(&field).to_owned())
    });
    let mapping = Mapping {
        columns: chosen.filter(|(name, field)| !name.is_empty() && !field.is_empty()).collect(),
        dates: Some(form.trimmed(DATES_FIELD)).filter(|order| !order.is_empty()).map(str::to_owned),
    };
    desk::choose(state, &actor, id, mapping).await?;
    if form.first(ACTION_FIELD) == BEGIN {
        // What keeps it from beginning stands on the page.
        desk::begin(state, &actor, id).await?;
    }
    Ok(())
}

/// Stops an import before everyone is done.
#[server(prefix = "/fn", endpoint = "stop_import")]
pub async fn stop_import(#[server(default)] id: String) -> Result<(), Fault> {
    use crate::{
        routes::desk_import,
        server::{ctx::Ctx, services::import::desk::stop},
    };
    let ctx = Ctx::current()?;
    let id: i64 = id.parse().map_err(|_| Fault::BadRequest)?;
    leptos_axum::redirect(&desk_import(id));
    stop(&ctx.state, &ctx.actor(), id).await?;
    Ok(())
}

/// Marks a value of an import as seen.
#[server(prefix = "/fn", endpoint = "see_import_value")]
pub async fn see_import_value(#[server(default)] id: String, #[server(default)] value: String) -> Result<(), Fault> {
    use crate::{
        routes::desk_import,
        server::{ctx::Ctx, services::import::desk::see},
    };
    let ctx = Ctx::current()?;
    let id: i64 = id.parse().map_err(|_| Fault::BadRequest)?;
    let value: i64 = value.parse().map_err(|_| Fault::BadRequest)?;
    leptos_axum::redirect(&desk_import(id));
    see(&ctx.state, &ctx.actor(), id, value).await?;
    Ok(())
}
