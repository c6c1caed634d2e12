//! From a selection of people to the page on which columns and format are chosen.

use chrono::TimeDelta;

use super::templates::{self, ExportTemplates};
use crate::{
    domain::{
        access::Capability,
        export::{DRAFT_FIELD, ExportState},
        saved_filter::shareable,
        search::{
            list::{Order, SearchList},
            query::SearchQuery,
        },
        selection::{Selection, SelectionProblem},
    },
    routes,
    server::{
        actor::Actor,
        db::transaction,
        error::{AppError, AppResult},
        repositories::admin::exports::{self, ExportRow, NewExport},
        services::{
            admin::{
                group_actions::{people_set, prepare::description},
                selection,
            },
            search::lists,
        },
        state::AppState,
    },
};

/// Ticked people that are not exported are forgotten after this time.
pub(super) const DRAFT_KEPT: TimeDelta = TimeDelta::hours(2);

/// The address of the page on which the export of a selection is set up. People who were ticked, or found by a private
/// value, which stands in no address, are stored for it.
///
/// # Errors
/// `Forbidden` without the capability. The inner one when the selection holds no person, too many, or by filters that
/// make no sense.
pub async fn prepare(
    state: &AppState,
    actor: &Actor,
    selection: &Selection,
) -> AppResult<Result<String, SelectionProblem>> {
    actor.require(Capability::ExportPeople)?;
    let account_id = actor.signed_in()?.id;
    if let Selection::Matching(filters) = selection {
        let (described, left_out) = filters.described();
        if left_out.is_empty() {
            return Ok(Ok(routes::desk_new_export(&described)));
        }
    }
    let people = match selection::people_of(state, actor, selection).await? {
        Ok(people) => people,
        Err(problem) => return Ok(Err(problem)),
    };
    let total = i64::try_from(people.len()).map_err(AppError::internal)?;
    let packed = people_set::pack(&people)?;
    let filters = description(selection);
    let state = state.clone();
    transaction!(state, |conn| {
        let draft = NewExport {
            account_id,
            state: ExportState::Draft.key(),
            filters: filters.as_deref(),
            choice_encrypted: None,
            people: Some(&packed),
            total,
            name: None,
            created_at: state.clock.now(),
            finished_at: None,
        };
        let id = exports::insert(conn, &draft).await?;
        Ok(routes::desk_new_export(&format!("{DRAFT_FIELD}={id}")))
    })
}

/// What the page shows before anything is chosen.
#[derive(Debug, Clone)]
pub struct ExportForm {
    /// The number of ticked people; otherwise the filters count.
    pub draft: Option<i64>,
    /// The query of an address, without private values.
    pub filters: Option<String>,
    /// How many people it will hold.
    pub total: u64,
    /// The orders that make sense, the usual one first.
    pub orders: Vec<Order>,
    pub order: Order,
    /// More people are written by a job.
    pub at_once: usize,
    pub templates: ExportTemplates,
}

/// Reads what the page shows: ticked people under a number, or else all whom the filters of an address find.
///
/// # Errors
/// `Forbidden` without the capability, `NotFound` for people whom another administrator ticked, or long ago.
pub async fn form(state: &AppState, actor: &Actor, draft: Option<i64>, address: &str) -> AppResult<ExportForm> {
    actor.require(Capability::ExportPeople)?;
    let account_id = actor.signed_in()?.id;
    let mut conn = state.db.read().await?;
    let at_once = state.config.export_rows_at_once;
    let templates = templates::list(&mut conn, actor).await?;
    if let Some(id) = draft {
        let is_own = |row: &ExportRow| {
            let is_fresh = row.created_at >= state.clock.now() - DRAFT_KEPT;
            row.account_id == Some(account_id) && row.state == ExportState::Draft.key() && is_fresh
        };
        let row = exports::find(&mut conn, id).await?.filter(is_own).ok_or(AppError::NotFound)?;
        return Ok(ExportForm {
            draft,
            filters: row.filters,
            total: row.total.unsigned_abs(),
            orders: SearchQuery::everyone(SearchList::Desk).orders(),
            order: Order::Newest,
            at_once,
            templates,
        });
    }
    let (query, _) = SearchQuery::from_address(SearchList::Desk, address);
    let query = shareable(&query);
    let found = lists::find(state, &mut conn, &actor.viewer(), SearchList::Desk, &query.to_address()).await?;
    Ok(ExportForm {
        draft: None,
        filters: Some(query.to_address()),
        total: found.found.total,
        orders: query.orders(),
        order: query.order(),
        at_once,
        templates,
    })
}
