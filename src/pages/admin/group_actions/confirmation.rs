//! Asked before anything is done: what, to how many and whom, and what it needs to begin.

use std::sync::Arc;

use leptos::prelude::*;

use super::words::{chosen_by, effect_text, kind_text, people_text};
use crate::{
    components::{
        button::{Button, ButtonStyle},
        form::{SelectField, SelectOption, TextField},
        lang::current_locale,
        page_header::PageHeader,
        section_card::{SectionCard, SectionColor},
    },
    domain::{
        admin::{DeskAnswer, SuspensionReason},
        group_action::{GroupActionAnswer, GroupActionKind},
        search::page::TalentChoices,
    },
    i18n::{Locale, td_string},
    pages::admin::{
        frame::DeskFrame,
        texts::{answer_text, reason_text},
    },
    routes,
    server::services::admin::{group_actions::Draft, people_list::PersonLine},
    server_fns::admin_selection::BEGIN_GROUP_ACTION,
    texts::numbers::grouped,
};

/// The question.
#[component]
pub fn Confirmation(draft: Draft, talents: Arc<TalentChoices>, answer: Option<GroupActionAnswer>) -> impl IntoView {
    let locale = current_locale();
    let Draft { action, people, .. } = draft;
    let kind = action.kind;
    let title = kind_text(locale, kind);
    let others = action.total.saturating_sub(i64::try_from(people.len()).unwrap_or(i64::MAX));
    let others = (others > 0).then(|| {
        let count = grouped(locale, others);
        view! { <p class="mt-3 text-muted">{td_string!(locale, group.others, count = count)}</p> }
    });
    let style = match kind {
        GroupActionKind::Suspend | GroupActionKind::Delete => ButtonStyle::Danger,
        GroupActionKind::Reactivate | GroupActionKind::Approve | GroupActionKind::Ask => ButtonStyle::Primary,
    };
    let back = match &action.filters {
        Some(filters) if !filters.is_empty() => format!("{}?{filters}", routes::DESK_PEOPLE),
        _ => routes::DESK_PEOPLE.to_owned(),
    };
    let inputs = match kind {
        GroupActionKind::Suspend => Some(reason_input(locale, answer)),
        GroupActionKind::Delete => Some(number_input(locale, action.total, answer)),
        GroupActionKind::Reactivate | GroupActionKind::Approve | GroupActionKind::Ask => None,
    };
    let chosen_by = chosen_by(locale, &action, &talents).map(|words| {
        view! {
            <dl class="desk-figures mt-3">
                <div>
                    <dt>{td_string!(locale, group.selected_by)}</dt>
                    <dd class="wrap-anywhere">{words}</dd>
                </div>
            </dl>
        }
    });
    view! {
        <DeskFrame title current=Some(routes::DESK_GROUP_ACTIONS)>
            <PageHeader title lead=people_text(locale, action.total) />
            <div class="flex flex-col gap-6">
                <SectionCard color=SectionColor::Slate title=td_string!(locale, group.first_people)>
                    <ul class="desk-list">{people.into_iter().map(person).collect_view()}</ul>
                    {others}
                    {chosen_by}
                </SectionCard>
                <form method="post" action=BEGIN_GROUP_ACTION class="section-card flex flex-col gap-5">
                    <input type="hidden" name="id" value=action.id.to_string() />
                    <p class="font-semibold">{effect_text(locale, kind)}</p>
                    <p class="text-muted">{td_string!(locale, group.never)}</p>
                    {inputs}
                    <div>
                        <Button style wide=true>
                            {title}
                        </Button>
                    </div>
                </form>
                <p>
                    <a class="link inline-flex min-h-11 items-center" href=back>
                        {td_string!(locale, group.back)}
                    </a>
                </p>
            </div>
        </DeskFrame>
    }
}

/// A person by name and code, as an item of a list.
pub fn person(line: PersonLine) -> AnyView {
    let href = routes::desk_person(&line.code);
    let name = line.names.into_iter().next().unwrap_or_default();
    view! {
        <li>
            <a class="link desk-name" href=href>
                <bdi>{name}</bdi>
            </a>
            <span class="block w-fit font-mono text-sm text-muted" dir="ltr">
                {line.code}
            </span>
        </li>
    }
    .into_any()
}

/// Why people are suspended.
pub(super) fn reason_input(locale: Locale, answer: Option<GroupActionAnswer>) -> AnyView {
    let options = SuspensionReason::ALL.map(|reason| SelectOption::new(reason.key(), reason_text(locale, reason)));
    let error =
        (answer == Some(GroupActionAnswer::NoReason)).then(|| answer_text(locale, DeskAnswer::NoReason).to_owned());
    view! {
        <SelectField
            name="reason"
            label=td_string!(locale, admin.column_reason)
            empty=td_string!(locale, admin.choose_reason)
            options=options.to_vec()
            error
            required=true
        />
    }
    .into_any()
}

/// How many people are deleted, to be typed.
fn number_input(locale: Locale, total: i64, answer: Option<GroupActionAnswer>) -> AnyView {
    let count = grouped(locale, total);
    let error =
        (answer == Some(GroupActionAnswer::NotConfirmed)).then(|| td_string!(locale, group.wrong_number).to_owned());
    view! {
        <TextField
            name="confirmation"
            label=td_string!(locale, group.type_number, count = count)
            error
            required=true
            inputmode="numeric"
            autocomplete="off"
            maxlength=20
            ltr=true
        />
    }
    .into_any()
}
