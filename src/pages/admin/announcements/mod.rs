//! Mails of administrators to many people: writing, reading and trying them out, beginning, how far they are, the list.

mod editor;
mod list;
mod preview;
mod report;
mod words;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

pub use self::list::DeskAnnouncementsPage;
use self::{editor::DraftPage, report::AnnouncementReportPage};
use crate::{
    domain::{announcement::AnnouncementAnswer, search::page::TalentChoices},
    pages::site::failure::loaded,
    server::{
        context::use_refused_form,
        ctx::Ctx,
        error::{AppError, AppResult},
        security::flash::take_flash,
        services::{
            admin::{
                announcements::{self, AnnouncementDraft, AnnouncementReport},
                list_query::ListQuery,
            },
            search::lists,
        },
    },
    server_fns::announcements::announcement_answer,
};

/// So often the page of an announcement whose mails are being written is loaded again, in seconds.
const LOADED_EVERY: u32 = 10;

/// What the page shows.
enum Shown {
    /// It is written and read.
    Draft(Box<AnnouncementDraft>),
    Report(Box<AnnouncementReport>, ListQuery),
}

/// The page about one announcement.
#[component]
pub fn DeskAnnouncementPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id")).unwrap_or_default();
    let id: Option<i64> = id.parse().ok();
    let answer: Option<AnnouncementAnswer> = id.and_then(|id| take_flash(&announcement_answer(id)));
    let unstored = use_refused_form();
    loaded(read(id), move |(shown, talents)| match shown {
        Shown::Draft(draft) => view! { <DraftPage draft=*draft talents answer unstored /> }.into_any(),
        Shown::Report(report, query) => {
            view! { <AnnouncementReportPage report=*report query talents answer /> }.into_any()
        }
    })
}

async fn read(id: Option<i64>) -> AppResult<(Shown, Arc<TalentChoices>)> {
    let ctx = Ctx::current()?;
    let (state, actor) = (&ctx.state, ctx.actor());
    let id = id.ok_or(AppError::NotFound)?;
    let shown = match announcements::draft(state, &actor, ctx.lang(), id).await? {
        Some(draft) => Shown::Draft(Box::new(draft)),
        None => {
            let query = ListQuery::read(ctx.query(), &[]);
            let report = announcements::report(state, &actor, id, query.cursor).await?;
            if report.announcement.is_running() {
                ctx.load_again_after(LOADED_EVERY);
            }
            Shown::Report(Box::new(report), query)
        }
    };
    Ok((shown, lists::talent_choices(state).await?))
}
