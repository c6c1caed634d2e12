//! `/admin/users/filters`: the searches of people that are kept under a name.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    address_of, inputs,
    notice::{DeskTableNotice, answer_text},
};
use crate::{
    components::{badge::Badge, empty_state::EmptyState, lang::current_locale, page_header::PageHeader, tone::Tone},
    domain::search::page::TalentChoices,
    i18n::{Locale, td_string},
    pages::{
        admin::{confirmed::explained_action, frame::DeskFrame},
        site::failure::loaded,
    },
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        security::flash::take_flash,
        services::{
            admin::saved_filters::{self, SavedFilter, SavedFilters},
            search::lists,
        },
    },
    server_fns::desk_table::{CHANGE_FILTER, DELETE_FILTER, DESK_TABLE, DeskTableFlash, ID_FIELD},
    texts::filters::described_filters,
};

/// Own ones, which can be changed, above those of others.
#[component]
pub fn DeskFiltersPage() -> impl IntoView {
    let locale = current_locale();
    let title = td_string!(locale, saved_filters.title);
    let flash: Option<DeskTableFlash> = take_flash(DESK_TABLE);
    let notice = flash.as_ref().map(|flash| view! { <DeskTableNotice answer=flash.answer /> });
    view! {
        <DeskFrame title current=None>
            <PageHeader title lead=td_string!(locale, saved_filters.lead) />
            {notice}
            {loaded(read(), move |(saved, talents)| lists_of(locale, saved, &talents, flash))}
            <p class="mt-6">
                <a class="link inline-flex min-h-11 items-center" href=routes::DESK_PEOPLE>
                    {td_string!(locale, admin.people)}
                </a>
            </p>
        </DeskFrame>
    }
}

async fn read() -> AppResult<(SavedFilters, Arc<TalentChoices>)> {
    let ctx = Ctx::current()?;
    let actor = ctx.actor();
    let saved = saved_filters::list(&mut ctx.state.db.read().await?, &actor).await?;
    Ok((saved, lists::talent_choices(&ctx.state).await?))
}

fn lists_of(locale: Locale, saved: SavedFilters, talents: &TalentChoices, flash: Option<DeskTableFlash>) -> AnyView {
    let SavedFilters { own, shared } = saved;
    if own.is_empty() && shared.is_empty() {
        return view! { <EmptyState title=td_string!(locale, saved_filters.none) /> }.into_any();
    }
    let refused = flash.filter(|flash| flash.answer.is_refused());
    let own: Vec<AnyView> = own
        .into_iter()
        .map(|filter| {
            let refused = refused.clone().filter(|flash| flash.id == Some(filter.id));
            let forms = forms(locale, &filter, refused);
            line(locale, filter, talents, None, Some(forms))
        })
        .collect();
    let shared: Vec<AnyView> =
        shared.into_iter().map(|(filter, owner)| line(locale, filter, talents, Some(owner), None)).collect();
    view! {
        {part(td_string!(locale, saved_filters.own), own)}
        {part(td_string!(locale, saved_filters.of_others), shared)}
    }
    .into_any()
}

fn part(title: &'static str, lines: Vec<AnyView>) -> Option<AnyView> {
    (!lines.is_empty()).then(|| {
        view! {
            <section class="section-card mb-6">
                <h2 class="font-display text-xl font-bold">{title}</h2>
                <ul class="desk-list">{lines}</ul>
            </section>
        }
        .into_any()
    })
}

fn line(
    locale: Locale,
    filter: SavedFilter,
    talents: &TalentChoices,
    owner: Option<String>,
    forms: Option<AnyView>,
) -> AnyView {
    let badge = (filter.shared && owner.is_none()).then(|| {
        view! { <Badge tone=Tone::Info text=td_string!(locale, saved_filters.is_shared) /> }
    });
    let owner = owner.map(|owner| {
        view! {
            <bdi class="block text-sm break-all text-muted" dir="ltr">
                {owner}
            </bdi>
        }
    });
    view! {
        <li>
            <a class="link desk-name" href=address_of(&filter.filters)>
                <bdi>{filter.name}</bdi>
            </a>
            " "
            {badge}
            {owner}
            <p class="text-sm wrap-anywhere text-muted">{described_filters(locale, &filter.filters, talents)}</p>
            {forms}
        </li>
    }
    .into_any()
}

/// Renaming, open where it must be sent again, and deleting.
fn forms(locale: Locale, filter: &SavedFilter, refused: Option<DeskTableFlash>) -> AnyView {
    let id = filter.id.to_string();
    let open = refused.is_some();
    let error = refused.as_ref().map(|flash| answer_text(locale, flash.answer).to_owned());
    let (name, shared) =
        refused.map_or_else(|| (filter.name.clone(), filter.shared), |flash| (flash.name, flash.shared));
    let words = (td_string!(locale, saved_filters.delete), td_string!(locale, saved_filters.delete_text));
    let delete = explained_action(locale, words, DELETE_FILTER, (ID_FIELD, id.clone()), id.clone());
    view! {
        <details class="desk-action" open=open>
            <summary class="py-2.5 font-semibold">{td_string!(locale, saved_filters.change)}</summary>
            <form method="post" action=CHANGE_FILTER class="flex flex-col gap-4">
                <input type="hidden" name=ID_FIELD value=id.clone() />
                {inputs(locale, &id, name, shared, error, td_string!(locale, common.save))}
            </form>
        </details>
        {delete}
    }
    .into_any()
}
