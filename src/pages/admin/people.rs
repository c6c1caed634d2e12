//! `/admin/users`: everyone registered, searched and paged.

use std::sync::Arc;

use leptos::prelude::*;

use super::{exact::ExactSearch, frame::DeskFrame, table::PeopleRows};
use crate::{
    components::{lang::current_locale, page_header::PageHeader},
    domain::search::page::TalentChoices,
    i18n::td_string,
    pages::{search::found_at_the_desk, site::failure::loaded},
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        security::flash::take_flash,
        services::{
            admin::people_list::{PeopleTable, load},
            search::lists,
        },
    },
    server_fns::admin::{FOUND_PEOPLE, FoundFlash},
};

/// The table of people of both modules.
#[component]
pub fn DeskPeoplePage() -> impl IntoView {
    let locale = current_locale();
    let found: Option<FoundFlash> = take_flash(FOUND_PEOPLE);
    view! {
        <DeskFrame title=td_string!(locale, admin.people) current=Some(routes::DESK_PEOPLE)>
            <PageHeader title=td_string!(locale, admin.people) />
            <ExactSearch found />
            {loaded(table(), |(table, talents)| {
                let lines = table.lines.clone();
                found_at_the_desk(&table, &talents, || view! { <PeopleRows lines /> }.into_any())
            })}
        </DeskFrame>
    }
}

async fn table() -> AppResult<(PeopleTable, Arc<TalentChoices>)> {
    let ctx = Ctx::current()?;
    let table = load(&ctx.state, ctx.viewer(), ctx.lang(), ctx.query()).await?;
    let talents = lists::talent_choices(&ctx.state).await?;
    Ok((table, talents))
}
