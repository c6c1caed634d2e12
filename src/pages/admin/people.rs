//! `/admin/users`: everyone registered, searched and paged.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    exact::ExactSearch,
    frame::DeskFrame,
    group_actions::{SelectionBar, SelectionNotice},
    saved_filters::{DeskTableNotice, table_tools},
    table::PeopleRows,
};
use crate::{
    components::{lang::current_locale, page_header::PageHeader, pagination::Pagination},
    domain::{search::page::TalentChoices, selection::SelectionProblem},
    i18n::td_string,
    islands::range_choice::RangeChoice,
    pages::{search::found, site::failure::loaded},
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        security::flash::{SELECTION_PROBLEM, take_flash},
        services::{
            admin::people_list::{PeopleTable, load},
            search::lists,
        },
    },
    server_fns::{
        admin::{FOUND_PEOPLE, FoundFlash},
        desk_table::{DESK_TABLE, DeskTableFlash},
    },
};

/// The table of people of both modules.
#[component]
pub fn DeskPeoplePage() -> impl IntoView {
    let locale = current_locale();
    let sought: Option<FoundFlash> = take_flash(FOUND_PEOPLE);
    let problem: Option<SelectionProblem> = take_flash(SELECTION_PROBLEM);
    let flash: Option<DeskTableFlash> = take_flash(DESK_TABLE);
    let notice = flash.as_ref().map(|flash| view! { <DeskTableNotice answer=flash.answer /> });
    view! {
        <DeskFrame title=td_string!(locale, admin.people) current=Some(routes::DESK_PEOPLE)>
            <PageHeader title=td_string!(locale, admin.people) />
            <ExactSearch found=sought />
            {problem.map(|problem| view! { <SelectionNotice problem /> })}
            {notice}
            <RangeChoice />
            {loaded(table(), move |(table, talents)| {
                let PeopleTable { query, page, columns, saved } = table;
                let total = page.total;
                let tools = table_tools(locale, &query, &columns, saved, flash);
                found(&query, page, &talents, Some(tools), |lines, previous, next| {
                    view! {
                        <PeopleRows lines query=query.clone() columns />
                        <SelectionBar query=query.clone() total />
                        <Pagination previous next />
                    }
                        .into_any()
                })
            })}
        </DeskFrame>
    }
}

async fn table() -> AppResult<(PeopleTable, Arc<TalentChoices>)> {
    let ctx = Ctx::current()?;
    let table = load(&ctx.state, ctx.viewer(), &ctx.actor(), ctx.lang(), ctx.query()).await?;
    let talents = lists::talent_choices(&ctx.state).await?;
    Ok((table, talents))
}
