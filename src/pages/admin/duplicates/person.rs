//! On the page about a person: who may be the same, and the merges by which the person became what it is.

use leptos::prelude::*;

use super::{
    isolates::{isolated, write_with_isolates},
    notice::DuplicatesNotice,
    words::likenesses_text,
};
use crate::{
    components::{
        button::{Button, ButtonStyle},
        form::Checkbox,
        html::Html,
        lang::current_locale,
        local_time::LocalTime,
        section_card::{SectionCard, SectionColor},
    },
    i18n::td_string,
    routes,
    server::services::admin::{duplicates::PossibleTwin, merging::PastMerge},
    server_fns::duplicates::{DuplicatesFlash, DuplicatesSaid, UNDO_MERGE},
};

/// People who may be the person with this code; nothing without any.
#[component]
pub fn Twins(code: String, twins: Vec<PossibleTwin>) -> impl IntoView {
    let locale = current_locale();
    if twins.is_empty() {
        return ().into_any();
    }
    let line = move |twin: PossibleTwin| {
        let compare = format!("{}?code={code}&code={}", routes::COMPARE_DUPLICATES, twin.code);
        let label = td_string!(locale, duplicates.pick, code = twin.code.clone()).to_string();
        view! {
            <li>
                <p class="wrap-anywhere">
                    <bdi class="font-semibold">{twin.name}</bdi>
                    " "
                    <span class="font-mono" dir="ltr">
                        {twin.code}
                    </span>
                </p>
                <p class="text-sm text-muted">{likenesses_text(locale, &twin.likenesses)}</p>
                <a class="link inline-flex min-h-11 items-center" href=compare>
                    {label}
                </a>
            </li>
        }
    };
    view! {
        <SectionCard color=SectionColor::Orange title=td_string!(locale, duplicates.maybe)>
            <ul class="desk-list">{twins.into_iter().map(line).collect_view()}</ul>
        </SectionCard>
    }
    .into_any()
}

/// The merges of the person with this code, each of which can be undone for a while; nothing without any.
#[component]
pub fn Merges(code: String, merges: Vec<PastMerge>, flash: Option<DuplicatesFlash>) -> impl IntoView {
    let locale = current_locale();
    let asks_anyway = flash.as_ref().is_some_and(|flash| flash.said == DuplicatesSaid::UndoChanged);
    let notice = flash.map(|flash| view! { <DuplicatesNotice flash /> });
    if merges.is_empty() {
        return notice.into_any();
    }
    let line = move |merge: PastMerge| {
        let mut with = Html::default();
        let text = td_string!(locale, duplicates.merged_with, code = isolated(&merge.code));
        write_with_isolates(&mut with, &text);
        let id = merge.id.to_string();
        let undo = merge.undone_until.map(|until| {
            let anyway = asks_anyway.then(|| {
                view! {
                    <Checkbox name="anyway" id_suffix=id.clone()>
                        {td_string!(locale, duplicates.undo_anyway)}
                    </Checkbox>
                }
            });
            view! {
                <details class="desk-action" open=asks_anyway>
                    <summary class="py-2.5 font-semibold">{td_string!(locale, duplicates.undo)}</summary>
                    <p class="mb-3 text-muted">
                        {td_string!(locale, duplicates.undo_text)} " " {td_string!(locale, duplicates.undone_until)} " "
                        <LocalTime moment=until />
                    </p>
                    <form method="post" action=UNDO_MERGE class="flex flex-col gap-4">
                        <input type="hidden" name="code" value=code.clone() />
                        <input type="hidden" name="merge" value=id.clone() />
                        <Checkbox name="confirmed" id_suffix=format!("undo-{id}") required=true>
                            {td_string!(locale, admin.confirm)}
                        </Checkbox>
                        {anyway}
                        <div>
                            <Button style=ButtonStyle::Danger wide=true>
                                {td_string!(locale, duplicates.undo)}
                            </Button>
                        </div>
                    </form>
                </details>
            }
        });
        view! {
            <li>
                <p>{with.into_view()} " " <LocalTime moment=merge.at /></p>
                {undo}
            </li>
        }
    };
    view! {
        <SectionCard color=SectionColor::Indigo title=td_string!(locale, duplicates.merges) id="merges">
            {notice}
            <ul class="desk-list">{merges.into_iter().map(line).collect_view()}</ul>
        </SectionCard>
    }
    .into_any()
}
