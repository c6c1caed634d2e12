//! `/admin/users`: everyone registered, searched and paged.

use std::sync::Arc;

use leptos::prelude::*;

use super::{exact::ExactSearch, frame::DeskFrame, table::PeopleRows};
use crate::{
    components::{lang::current_locale, page_header::PageHeader, pagination::Pagination},
    domain::search::{
        page::{SearchPage, TalentChoices},
        query::SearchQuery,
    },
    i18n::td_string,
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
    server_fns::admin::{FOUND_PEOPLE, FoundFlash},
};

/// The table of people of both modules.
#[component]
pub fn DeskPeoplePage() -> impl IntoView {
    let locale = current_locale();
    let sought: Option<FoundFlash> = take_flash(FOUND_PEOPLE);
    view! {
        <DeskFrame title=td_string!(locale, admin.people) current=Some(routes::DESK_PEOPLE)>
            <PageHeader title=td_string!(locale, admin.people) />
            <ExactSearch found=sought />
            {loaded(table(), |(query, page, talents)| {
                found(&query, page, &talents, |lines, previous, next| {
                    view! {
                        <PeopleRows lines query=query.clone() />
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
