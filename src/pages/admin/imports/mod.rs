//! People who came from elsewhere: the list of imports, a spreadsheet that is sent, what its columns mean, and reports.

mod draft;
mod list;
mod new;
mod report;
mod words;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::{draft::Draft, report::ImportReport};
pub use self::{list::DeskImportsPage, new::DeskNewImportPage};
use crate::{
    pages::site::failure::loaded,
    server::{
        ctx::Ctx,
        error::{AppError, AppResult},
        services::{
            admin::list_query::ListQuery,
            import::desk::{self, ImportPage},
        },
    },
};

/// So often the page of a running import is loaded again, in seconds.
const LOADED_EVERY: u32 = 5;

/// The page about one import.
#[component]
pub fn DeskImportPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id")).unwrap_or_default();
    loaded(read(id.parse().ok()), |(page, query)| match page {
        ImportPage::Draft(draft) => view! { <Draft draft=*draft /> }.into_any(),
        ImportPage::Report(import, values) => view! { <ImportReport import=*import values query /> }.into_any(),
    })
}

async fn read(id: Option<i64>) -> AppResult<(ImportPage, ListQuery)> {
    let ctx = Ctx::current()?;
    let id = id.ok_or(AppError::NotFound)?;
    let query = ListQuery::read(ctx.query(), &[]);
    let page = desk::report(&ctx.state, &ctx.actor(), id, query.cursor).await?;
    if let ImportPage::Report(import, _) = &page
        && import.is_running()
    {
        ctx.load_again_after(LOADED_EVERY);
    }
    Ok((page, query))
}
