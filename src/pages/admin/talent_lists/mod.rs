//! `/admin/talents`: the lists of talents and categories.

mod actions;
mod entry;
mod form;
mod notice;
mod stored;

use leptos::prelude::*;

pub use self::entry::DeskTalentEntryPage;
use self::notice::ListNotice;
use super::frame::DeskFrame;
use crate::{
    components::{
        badge::Badge,
        button::{ButtonLink, ButtonStyle},
        lang::current_locale,
        page_header::PageHeader,
        tone::Tone,
    },
    domain::talents::TalentListKind,
    i18n::{Locale, td_string},
    pages::site::failure::loaded,
    routes,
    server::{
        context::use_lang,
        ctx::Ctx,
        error::AppResult,
        security::flash::take_flash,
        services::admin::talent_lists::{ListedCategory, ListedTalent, lists},
    },
    server_fns::talent_lists::{TALENT_LIST_FLASH, TalentListFlash},
    texts::numbers::grouped,
};

/// All of them, by category.
#[component]
pub fn DeskTalentsPage() -> impl IntoView {
    let locale = current_locale();
    let flash: Option<TalentListFlash> = take_flash(TALENT_LIST_FLASH);
    view! {
        <DeskFrame title=td_string!(locale, talent_lists.title) current=Some(routes::DESK_TALENTS)>
            <PageHeader title=td_string!(locale, talent_lists.title) lead=td_string!(locale, talent_lists.lead)>
                <ButtonLink href=routes::desk_talent_entry(TalentListKind::Talent, None)>
                    {td_string!(locale, talent_lists.add_talent)}
                </ButtonLink>
                <ButtonLink
                    href=routes::desk_talent_entry(TalentListKind::Category, None)
                    style=ButtonStyle::Outline
                >
                    {td_string!(locale, talent_lists.add_category)}
                </ButtonLink>
            </PageHeader>
            {flash.map(|flash| view! { <ListNotice said=flash.said kind=TalentListKind::Talent /> })}
            {loaded(
                read(),
                |categories| {
                    let cards = categories.into_iter().map(|category| view! { <CategoryCard category /> }).collect_view();
                    view! { <div class="flex flex-col gap-8">{cards}</div> }.into_any()
                },
            )}
        </DeskFrame>
    }
}

async fn read() -> AppResult<Vec<ListedCategory>> {
    let ctx = Ctx::current()?;
    lists(&ctx.state, &ctx.actor()).await
}

#[component]
fn CategoryCard(category: ListedCategory) -> impl IntoView {
    let locale = current_locale();
    let name = category.words.labels.get(use_lang()).to_owned();
    let edit = edit_link(locale, TalentListKind::Category, &category.key, &name);
    let nothing = category.talents.is_empty();
    let talents = category.talents.into_iter().map(|talent| view! { <TalentLine talent /> }).collect_view();
    view! {
        <section class="section-card">
            <header class="mb-4 flex flex-wrap items-center justify-between gap-x-4">
                <h2 class="font-display text-xl font-bold">
                    <span aria-hidden="true">{category.words.emoji}</span>
                    " "
                    {name}
                </h2>
                {edit}
            </header>
            {nothing.then(|| view! { <p>{td_string!(locale, talent_lists.no_talents)}</p> })}
            <ul class="desk-list">{talents}</ul>
        </section>
    }
}

#[component]
fn TalentLine(talent: ListedTalent) -> impl IntoView {
    let locale = current_locale();
    let name = talent.words.labels.get(use_lang()).to_owned();
    let edit = edit_link(locale, TalentListKind::Talent, &talent.key, &name);
    let uses = td_string!(locale, talent_lists.uses, count = grouped(locale, talent.uses)).to_string();
    let off = (!talent.active)
        .then(|| view! { <Badge tone=Tone::Neutral text=td_string!(locale, talent_lists.switched_off) /> });
    view! {
        <li class="flex flex-wrap items-center gap-x-4">
            <span class="min-w-0 flex-1 font-semibold wrap-anywhere">
                <span aria-hidden="true">{talent.words.emoji}</span>
                " "
                {name}
            </span>
            {off}
            <span class="text-sm text-muted">{uses}</span>
            {edit}
        </li>
    }
}

/// The way to the page of an entry, told apart for those who hear the links alone.
fn edit_link(locale: Locale, kind: TalentListKind, key: &str, name: &str) -> impl IntoView + use<> {
    let href = routes::desk_talent_entry(kind, Some(key));
    let label = td_string!(locale, talent_lists.edit_of, name = name).to_string();
    view! {
        <a class="link inline-flex min-h-11 items-center" href=href aria-label=label>
            {td_string!(locale, talent_lists.edit)}
        </a>
    }
}
