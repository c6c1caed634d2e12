//! How administrators set up the table of people: its columns, and searches that they keep under a name. Each action leads
//! to a page that says how it ended.

use leptos::prelude::*;

use super::form_encoding::FormPost;
use crate::domain::{fault::Fault, registration::FormValues};

/// Where the choice of columns is sent.
pub const CHOOSE_COLUMNS: &str = "/fn/choose_columns";
/// Where filters are sent with the name under which they are kept.
pub const SAVE_FILTER: &str = "/fn/save_filter";
/// Where another name is sent.
pub const CHANGE_FILTER: &str = "/fn/change_filter";
/// Where the form that deletes saved filters is sent.
pub const DELETE_FILTER: &str = "/fn/delete_filter";

/// The box of a column, whose value is its key; repeated.
pub const COLUMN_FIELD: &str = "column";
/// Which button was pressed.
pub const ACTION_FIELD: &str = "action";
/// The action that shows the usual columns again.
pub const RESET: &str = "reset";
/// The name of filters.
pub const NAME_FIELD: &str = "name";
/// Whether all administrators see them.
pub const SHARED_FIELD: &str = "shared";
/// The number of saved filters.
pub const ID_FIELD: &str = "id";

/// The flash with how an action ended.
#[cfg(feature = "ssr")]
pub const DESK_TABLE: &str = "desk_table";

/// How an action ended, and what was typed where it must be sent again.
#[cfg(feature = "ssr")]
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct DeskTableFlash {
    pub answer: crate::domain::saved_filter::SavedFilterAnswer,
    pub name: String,
    pub shared: bool,
    /// The saved filters that were to be changed.
    pub id: Option<i64>,
}

#[cfg(feature = "ssr")]
impl DeskTableFlash {
    /// Leads to a page that says how the action ended.
    fn goes_to(self, ctx: &crate::server::ctx::Ctx, address: &str) -> Result<(), Fault> {
        ctx.flash(DESK_TABLE, &self)?;
        leptos_axum::redirect(address);
        Ok(())
    }
}

/// What was typed as a name, cut where it is too long to be one.
#[cfg(feature = "ssr")]
fn typed_name(name: &str) -> String {
    /// Enough to see what is too long.
    const LONGEST: usize = 200;
    name.trim().chars().take(LONGEST).collect()
}

/// The table of people with the filters of a form.
#[cfg(feature = "ssr")]
fn back_to_the_table(form: &FormValues) -> String {
    let query = crate::domain::selection::way_back(form);
    let separator = if query.is_empty() { "" } else { "?" };
    format!("{}{separator}{query}", crate::routes::DESK_PEOPLE)
}

/// Shows these columns to the administrator from now on, or the usual ones again.
#[server(prefix = "/fn", endpoint = "choose_columns", input = FormPost)]
pub async fn choose_columns(form: FormValues) -> Result<(), Fault> {
    use crate::{
        domain::desk_columns::DeskColumn,
        server::{ctx::Ctx, services::admin::desk_columns::choose},
    };
    let ctx = Ctx::current()?;
    let keys = form.all(COLUMN_FIELD).iter().map(String::as_str);
    let columns = (form.first(ACTION_FIELD) != RESET).then(|| DeskColumn::among(keys));
    let answer = choose(&ctx.state, &ctx.actor(), columns).await?;
    let flash = DeskTableFlash { answer, name: String::new(), shared: false, id: None };
    flash.goes_to(&ctx, &back_to_the_table(&form))
}

/// Keeps the filters of the table under a name.
#[server(prefix = "/fn", endpoint = "save_filter", input = FormPost)]
pub async fn save_filter(form: FormValues) -> Result<(), Fault> {
    use crate::{
        domain::selection::FILTERS_FIELD,
        server::{ctx::Ctx, services::admin::saved_filters::save},
    };
    let ctx = Ctx::current()?;
    let (name, shared) = (typed_name(form.first(NAME_FIELD)), form.is_ticked(SHARED_FIELD));
    let answer = save(&ctx.state, &ctx.actor(), form.first(FILTERS_FIELD), &name, shared).await?;
    let flash = DeskTableFlash { answer, name, shared, id: None };
    flash.goes_to(&ctx, &back_to_the_table(&form))
}

/// Gives saved filters another name, and shares them or not.
#[server(prefix = "/fn", endpoint = "change_filter")]
pub async fn change_filter(
    #[server(default)] id: String,
    #[server(default)] name: String,
    #[server(default)] shared: Option<String>,
) -> Result<(), Fault> {
    use crate::{
        routes::DESK_FILTERS,
        server::{ctx::Ctx, services::admin::saved_filters::change},
    };
    let ctx = Ctx::current()?;
    let id: i64 = id.parse().map_err(|_| Fault::BadRequest)?;
    let (name, shared) = (typed_name(&name), shared.is_some());
    let answer = change(&ctx.state, &ctx.actor(), id, &name, shared).await?;
    let flash = DeskTableFlash { answer, name, shared, id: Some(id) };
    flash.goes_to(&ctx, DESK_FILTERS)
}

/// Deletes saved filters.
#[server(prefix = "/fn", endpoint = "delete_filter")]
pub async fn delete_filter(
    #[server(default)] id: String,
    #[server(default)] confirmed: Option<String>,
) -> Result<(), Fault> {
    use crate::{
        domain::saved_filter::SavedFilterAnswer,
        routes::DESK_FILTERS,
        server::{ctx::Ctx, services::admin::saved_filters::delete},
    };
    let ctx = Ctx::current()?;
    let id: i64 = id.parse().map_err(|_| Fault::BadRequest)?;
    let answer = match confirmed {
        Some(_) => delete(&ctx.state, &ctx.actor(), id).await?,
        None => SavedFilterAnswer::NotConfirmed,
    };
    let flash = DeskTableFlash { answer, name: String::new(), shared: false, id: None };
    flash.goes_to(&ctx, DESK_FILTERS)
}
