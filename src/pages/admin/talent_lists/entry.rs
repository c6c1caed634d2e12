//! `/admin/talents/entry`: one talent or category, or a new one.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::super::frame::DeskFrame;
use super::{
    actions::EntryActions,
    form::EntryForm,
    notice::ListNotice,
    stored::{EntryPage, read},
};
use crate::{
    components::{lang::current_locale, page_header::PageHeader},
    domain::talents::TalentListKind,
    i18n::td_string,
    pages::site::failure::loaded,
    routes,
    server::{context::use_lang, security::flash::take_flash},
    server_fns::talent_lists::{TALENT_LIST_FLASH, TalentListFlash},
};

/// The page of an entry.
#[component]
pub fn DeskTalentEntryPage() -> impl IntoView {
    let locale = current_locale();
    let flash: Option<TalentListFlash> = take_flash(TALENT_LIST_FLASH);
    let (kind, key) = use_query_map().with_untracked(|query| (query.get("kind"), query.get("key")));
    let kind = kind.and_then(|kind| TalentListKind::from_key(&kind)).unwrap_or(TalentListKind::Talent);
    view! {
        <DeskFrame title=td_string!(locale, talent_lists.title) current=Some(routes::DESK_TALENTS)>
            {loaded(read(kind, key), move |page| view! { <EntryCards page flash /> }.into_any())}
        </DeskFrame>
    }
}

#[component]
fn EntryCards(page: EntryPage, flash: Option<TalentListFlash>) -> impl IntoView {
    let locale = current_locale();
    let kind = page.kind;
    let title = match (&page.stored, kind) {
        (Some(entry), _) => format!("{} {}", entry.words.emoji, entry.words.labels.get(use_lang())),
        (None, TalentListKind::Talent) => td_string!(locale, talent_lists.new_talent).to_owned(),
        (None, TalentListKind::Category) => td_string!(locale, talent_lists.new_category).to_owned(),
    };
    let notice = flash.as_ref().map(|flash| view! { <ListNotice said=flash.said kind /> });
    let form = view! { <EntryForm page=&page flash=flash.as_ref() /> }.into_any();
    let actions =
        page.stored.as_ref().map(|entry| view! { <EntryActions kind entry categories=&page.categories /> }.into_any());
    view! {
        <PageHeader title />
        {notice}
        <div class="flex flex-col gap-8">
            {form} {actions} <p>
                <a class="link inline-flex min-h-11 items-center" href=routes::DESK_TALENTS>
                    {td_string!(locale, talent_lists.back)}
                </a>
            </p>
        </div>
    }
}
