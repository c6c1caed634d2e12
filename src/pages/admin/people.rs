//! `/admin/users`: everyone registered, searched and paged.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    exact::ExactSearch,
    frame::DeskFrame,
    group_actions::{SelectionBar, SelectionNotice},
    table::PeopleRows,
};
use crate::{
    components::{lang::current_locale, page_header::PageHeader, pagination::Pagination},
    domain::{
        search::{
            page::{SearchPage, TalentChoices},
            query::SearchQuery,
        },
        selection::SelectionProblem,
    },
    i18n::td_string,
    islands::range_choice::RangeChoice,
    pages::{search::found, site::failure::loaded},
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        security::flash::take_flash,
        services::{
            admin::people_list::{PersonLine, load},
            search::lists,
        },
    },
    server_fns::{
        admin::{FOUND_PEOPLE, FoundFlash},
        admin_selection::SELECTION_PROBLEM,
    },
};

/// The table of people of both modules.
#[component]
pub fn DeskPeoplePage() -> impl IntoView {
    let locale = current_locale();
    let sought: Option<FoundFlash> = take_flash(FOUND_PEOPLE);
    let problem: Option<SelectionProblem> = take_flash(SELECTION_PROBLEM);
    view! {
        <DeskFrame title=td_string!(locale, admin.people) current=Some(routes::DESK_PEOPLE)>
            <PageHeader title=td_string!(locale, admin.people) />
            <ExactSearch found=sought />
            {problem.map(|problem| view! { <SelectionNotice problem /> })}
            <RangeChoice />
            {loaded(table(), |(query, page, talents)| {
                let total = page.total;
                found(&query, page, &talents, |lines, previous, next| {
                    view! {
                        <PeopleRows lines query=query.clone() />
                        <SelectionBar query=query.clone() total />
                        <Pagination previous next />
                    }
                        .into_any()
                })
            })}
        </DeskFrame>
    }
}

async fn table() -> AppResult<(SearchQuery, SearchPage<PersonLine>, Arc<TalentChoices>)> {
    let ctx = Ctx::current()?;
    let (query, page) = load(&ctx.state, ctx.viewer(), ctx.lang(), ctx.query()).await?;
    let talents = lists::talent_choices(&ctx.state).await?;
    Ok((query, page, talents))
}
