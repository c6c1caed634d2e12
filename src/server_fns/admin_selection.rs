//! What administrators do to many people at once. Each action leads to the page about it, which says how it ended.

use leptos::prelude::*;

use super::form_encoding::FormPost;
use crate::domain::{fault::Fault, registration::FormValues};

/// Where the people that were chosen are sent, with what is to be done to them.
pub const SELECT_PEOPLE: &str = "/fn/select_people";
/// Where the confirmation is sent.
pub const BEGIN_GROUP_ACTION: &str = "/fn/begin_group_action";
/// Where the button that stops a group action is sent.
pub const STOP_GROUP_ACTION: &str = "/fn/stop_group_action";
/// Where the form that takes a group action back is sent.
pub const UNDO_GROUP_ACTION: &str = "/fn/undo_group_action";

/// The field with what is to be done.
pub const KIND_FIELD: &str = "kind";
/// In this field: people are to be written to.
pub const ANNOUNCE: &str = "announce";
/// In this field: people are to be taken out of the site as a file.
pub const EXPORT: &str = "export";

/// The flash with how an action on the page with this number ended.
#[cfg(feature = "ssr")]
#[must_use]
pub fn group_action_answer(id: i64) -> String {
    format!("group-{id}")
}

/// Takes the people that were chosen and leads to the page that asks whether to begin. Nothing of a search stands in an
/// address afterwards that was found by a private value.
#[server(prefix = "/fn", endpoint = "select_people", input = FormPost)]
pub async fn select_people(form: FormValues) -> Result<(), Fault> {
    use crate::{
        domain::{
            group_action::GroupActionKind,
            selection::{Selection, way_back},
        },
        routes::{DESK_PEOPLE, desk_announcement, desk_group_action},
        server::{
            ctx::Ctx,
            security::flash::SELECTION_PROBLEM,
            services::admin::{announcements, exports, group_actions},
        },
    };
    let ctx = Ctx::current()?;
    let (state, actor) = (&ctx.state, ctx.actor());
    let kind = form.first(KIND_FIELD);
    let prepared = match (Selection::from_form(&form), GroupActionKind::from_key(kind)) {
        (Ok(selection), _) if kind == ANNOUNCE => {
            announcements::prepare(state, &actor, &selection).await?.map(desk_announcement)
        }
        (Ok(selection), _) if kind == EXPORT => exports::prepare(state, &actor, &selection).await?,
        (Ok(selection), Some(kind)) => {
            group_actions::prepare(state, &actor, kind, &selection).await?.map(desk_group_action)
        }
        (Err(problem), kind_of_action) if kind_of_action.is_some() || [ANNOUNCE, EXPORT].contains(&kind) => {
            Err(problem)
        }
        _ => return Err(Fault::BadRequest),
    };
    match prepared {
        Ok(page) => leptos_axum::redirect(&page),
        Err(problem) => {
            ctx.flash(SELECTION_PROBLEM, &problem)?;
            let query = way_back(&form);
            let separator = if query.is_empty() { "" } else { "?" };
            leptos_axum::redirect(&format!("{DESK_PEOPLE}{separator}{query}"));
        }
    }
    Ok(())
}

/// Begins what was prepared under this number.
#[server(prefix = "/fn", endpoint = "begin_group_action")]
pub async fn begin_group_action(
    #[server(default)] id: String,
    #[server(default)] reason: String,
    #[server(default)] confirmation: String,
) -> Result<(), Fault> {
    use crate::{
        domain::{admin::SuspensionReason, group_action::GroupActionAnswer as Answer},
        server::services::admin::group_actions::{Begun, begin},
    };
    let (ctx, id) = at_the_action(&id)?;
    let reason = SuspensionReason::from_key(&reason);
    match begin(&ctx.state, &ctx.actor(), id, reason, &confirmation).await? {
        Begun::Running => {}
        Begun::NoReason => ctx.flash(&group_action_answer(id), &Answer::NoReason)?,
        Begun::NotConfirmed => ctx.flash(&group_action_answer(id), &Answer::NotConfirmed)?,
    }
    Ok(())
}

/// Stops the action with this number before everyone is done.
#[server(prefix = "/fn", endpoint = "stop_group_action")]
pub async fn stop_group_action(#[server(default)] id: String) -> Result<(), Fault> {
    use crate::{domain::group_action::GroupActionAnswer as Answer, server::services::admin::group_actions::cancel};
    let (ctx, id) = at_the_action(&id)?;
    let answer = cancel(&ctx.state, &ctx.actor(), id).await?;
    let said = if answer.is_done() { Answer::Stopped } else { Answer::Unchanged };
    ctx.flash(&group_action_answer(id), &said)?;
    Ok(())
}

/// Takes back what the action with this number did.
#[server(prefix = "/fn", endpoint = "undo_group_action")]
pub async fn undo_group_action(#[server(default)] id: String, #[server(default)] reason: String) -> Result<(), Fault> {
    use crate::{
        domain::{admin::SuspensionReason, group_action::GroupActionAnswer as Answer},
        routes::desk_group_action,
        server::services::admin::group_actions::{Undone, undo},
    };
    let (ctx, id) = at_the_action(&id)?;
    match undo(&ctx.state, &ctx.actor(), id, SuspensionReason::from_key(&reason)).await? {
        Undone::By(other) => leptos_axum::redirect(&desk_group_action(other)),
        Undone::Impossible => ctx.flash(&group_action_answer(id), &Answer::Impossible)?,
        Undone::NoReason => ctx.flash(&group_action_answer(id), &Answer::NoReason)?,
    }
    Ok(())
}

/// Leads to the page about the action with this number, also after the password was asked for.
#[cfg(feature = "ssr")]
fn at_the_action(id: &str) -> Result<(crate::server::ctx::Ctx, i64), Fault> {
    let ctx = crate::server::ctx::Ctx::current()?;
    let id: i64 = id.parse().map_err(|_| Fault::BadRequest)?;
    leptos_axum::redirect(&crate::routes::desk_group_action(id));
    Ok((ctx, id))
}
