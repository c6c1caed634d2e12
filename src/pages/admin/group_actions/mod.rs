//! What administrators do to many people at once: the choice below their table, the page that asks whether to begin,
//! progress and report, and the list.

mod bar;
pub(super) mod confirmation;
mod list;
mod report;
pub(super) mod words;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

pub use self::{
    bar::{SelectionBar, SelectionNotice, write_person_box},
    list::DeskGroupActionsPage,
};
use self::{confirmation::Confirmation, report::ActionReport};
use crate::{
    domain::{
        group_action::{GroupActionAnswer, GroupActionKind},
        search::page::TalentChoices,
    },
    pages::site::failure::loaded,
    routes,
    server::{
        ctx::Ctx,
        error::{AppError, AppResult},
        security::flash::take_flash,
        services::{
            admin::{
                group_actions::{self, Draft, Report},
                list_query::ListQuery,
            },
            search::lists,
        },
    },
    server_fns::admin_selection::group_action_answer,
};

/// So often the page of a running action is loaded again, in seconds.
const LOADED_EVERY: u32 = 5;

/// What the page shows.
enum Shown {
    /// It asks whether to begin.
    Draft(Box<Draft>),
    Report(Box<Report>, ListQuery),
}

/// The page about one action.
#[component]
pub fn DeskGroupActionPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id")).unwrap_or_default();
    let id: Option<i64> = id.parse().ok();
    let answer: Option<GroupActionAnswer> = id.and_then(|id| take_flash(&group_action_answer(id)));
    loaded(read(id), move |(shown, talents)| match shown {
        Shown::Draft(draft) if draft.action.kind == GroupActionKind::Delete && !draft.password_fresh => {
            leptos_axum::redirect(&routes::reauthentication_page(&routes::desk_group_action(draft.action.id)));
            ().into_any()
        }
        Shown::Draft(draft) => view! { <Confirmation draft=*draft talents answer /> }.into_any(),
        Shown::Report(report, query) => view! { <ActionReport report=*report query talents answer /> }.into_any(),
    })
}

async fn read(id: Option<i64>) -> AppResult<(Shown, Arc<TalentChoices>)> {
    let ctx = Ctx::current()?;
    let (state, actor) = (&ctx.state, ctx.actor());
    let id = id.ok_or(AppError::NotFound)?;
    let shown = match group_actions::draft(state, &actor, ctx.lang(), id).await? {
        Some(draft) => Shown::Draft(Box::new(draft)),
        None => {
            let query = ListQuery::read(ctx.query(), &[]);
            let report = group_actions::report(state, &actor, id, query.cursor).await?;
            if report.action.is_running() {
                ctx.load_again_after(LOADED_EVERY);
            }
            Shown::Report(Box::new(report), query)
        }
    };
    Ok((shown, lists::talent_choices(state).await?))
}
