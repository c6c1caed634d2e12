//! `/admin/duplicates`: groups of people who have something in common that one person has alone.

use leptos::prelude::*;

use super::{head::LookAlikeHead, notice::DuplicatesNotice, words::likeness_text};
use crate::{
    components::{
        button::{Button, ButtonStyle},
        empty_state::EmptyState,
        form::Checkbox,
        lang::current_locale,
        page_header::PageHeader,
        pagination::Pagination,
    },
    domain::{duplicates::Likeness, registration::FormValues, search::cursor::Cursor},
    i18n::td_string,
    pages::{admin::frame::DeskFrame, site::failure::loaded},
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        security::flash::take_flash,
        services::admin::duplicates::{DuplicateGroup, DuplicateList, LookAlike, list},
    },
    server_fns::duplicates::{DUPLICATES_FLASH, DuplicatesFlash, TELL_APART},
    texts::numbers::grouped,
};

/// The list.
#[component]
pub fn DeskDuplicatesPage() -> impl IntoView {
    let locale = current_locale();
    let flash: Option<DuplicatesFlash> = take_flash(DUPLICATES_FLASH);
    view! {
        <DeskFrame title=td_string!(locale, duplicates.title) current=Some(routes::DESK_DUPLICATES)>
            <PageHeader title=td_string!(locale, duplicates.title) lead=td_string!(locale, duplicates.lead) />
            {flash.map(|flash| view! { <DuplicatesNotice flash /> })}
            {loaded(read(), |list| view! { <Groups list /> }.into_any())}
        </DeskFrame>
    }
}

async fn read() -> AppResult<DuplicateList> {
    let ctx = Ctx::current()?;
    let query = FormValues::from_urlencoded(ctx.query().as_bytes());
    let likeness = Likeness::from_key(query.trimmed("kind"));
    let cursor = Cursor::decode(query.trimmed("page"));
    list(&ctx.state, &ctx.actor(), ctx.lang(), likeness, cursor).await
}

fn address(likeness: Likeness, cursor: Option<Cursor>) -> String {
    let page = cursor.map(|cursor| format!("&page={}", cursor.encode())).unwrap_or_default();
    format!("{}?kind={}{page}", routes::DESK_DUPLICATES, likeness.key())
}

#[component]
fn Groups(list: DuplicateList) -> impl IntoView {
    let locale = current_locale();
    let DuplicateList { likeness, counts, groups, previous, next } = list;
    let links = counts
        .into_iter()
        .map(|(kind, count)| {
            let href = address(kind, None);
            let current = kind == likeness;
            view! {
                <a class="nav-link" href=href aria-current=current.then_some("page")>
                    {likeness_text(locale, kind)}
                    " ("
                    {grouped(locale, count)}
                    ")"
                </a>
            }
        })
        .collect_view();
    let content = if groups.is_empty() {
        view! { <EmptyState title=td_string!(locale, duplicates.nobody) /> }.into_any()
    } else {
        let groups = groups.into_iter().map(|group| view! { <Group group /> }).collect_view();
        view! { <ol class="flex flex-col gap-6">{groups}</ol> }.into_any()
    };
    view! {
        <nav class="desk-nav" aria-label=td_string!(locale, duplicates.kinds)>
            {links}
        </nav>
        {content}
        <Pagination
            previous=previous.map(|cursor| address(likeness, Some(cursor)))
            next=next.map(|cursor| address(likeness, Some(cursor)))
        />
    }
}

/// Its people, two of whom are compared.
#[component]
fn Group(group: DuplicateGroup) -> impl IntoView {
    let locale = current_locale();
    let DuplicateGroup { likeness, people, more } = group;
    let two = people.len() == 2;
    let codes: Vec<String> = people.iter().map(|person| person.line.code.clone()).collect();
    let hidden =
        codes.iter().map(|code| view! { <input type="hidden" name="code" value=code.clone() /> }).collect_view();
    let cards = people.into_iter().map(|person| view! { <Card person picked=two /> }).collect_view();
    let more = (more > 0).then(|| {
        let count = grouped(locale, u64::try_from(more).unwrap_or(u64::MAX));
        let text = td_string!(locale, duplicates.more, count = count).to_string();
        view! { <p class="mt-3 text-muted">{text}</p> }
    });
    view! {
        <li class="section-card">
            <h2 class="mb-4 font-display text-lg font-bold">{likeness_text(locale, likeness)}</h2>
            <form method="get" action=routes::COMPARE_DUPLICATES>
                <ul class="desk-pair">{cards}</ul>
                {more}
                {(!two).then(|| view! { <p class="mt-3 text-muted">{td_string!(locale, duplicates.pick_hint)}</p> })}
                <div class="mt-4">
                    <Button wide=true>{td_string!(locale, duplicates.compare)}</Button>
                </div>
            </form>
            <form method="post" action=TELL_APART class="mt-3">
                {hidden}
                <Button style=ButtonStyle::Outline wide=true>
                    {td_string!(locale, duplicates.apart)}
                </Button>
            </form>
        </li>
    }
}

#[component]
fn Card(person: LookAlike, picked: bool) -> impl IntoView {
    let locale = current_locale();
    let code = person.line.code.clone();
    let label = td_string!(locale, duplicates.pick, code = code.clone()).to_string();
    view! {
        <li class="flex min-w-0 flex-col justify-between gap-3">
            <LookAlikeHead person />
            <Checkbox name="code" value=code.clone() id_suffix=code checked=picked>
                {label}
            </Checkbox>
        </li>
    }
}
