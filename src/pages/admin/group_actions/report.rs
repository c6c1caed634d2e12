//! How far an action is, how it ended, and the way back.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    confirmation::reason_input,
    words::{chosen_by, kind_text, outcome_text, people_text, state_text},
};
use crate::{
    components::{
        alert::Alert,
        badge::Badge,
        button::{Button, ButtonStyle},
        lang::current_locale,
        page_header::PageHeader,
        tone::Tone,
    },
    domain::{
        group_action::{GroupActionAnswer, GroupActionKind, GroupActionState, Outcome},
        search::page::TalentChoices,
    },
    i18n::{Locale, td_string},
    pages::admin::{
        frame::DeskFrame,
        long_work::{PassedOver, figure, interrupted, moment, passed_over, progress},
        texts::reason_text,
    },
    routes,
    server::services::admin::{
        group_actions::{GroupAction, Refused, Report},
        list_page::ListPage,
        list_query::ListQuery,
    },
    server_fns::admin_selection::{STOP_GROUP_ACTION, UNDO_GROUP_ACTION},
    texts::numbers::grouped,
};

/// The report, also of what still runs.
#[component]
pub fn ActionReport(
    report: Report,
    query: ListQuery,
    talents: Arc<TalentChoices>,
    answer: Option<GroupActionAnswer>,
) -> impl IntoView {
    let locale = current_locale();
    let Report { action, refusals, refused, undone_by } = report;
    let title = kind_text(locale, action.kind);
    let refused = (!refusals.is_empty()).then(|| refused_people(locale, action.id, refusals, refused, &query));
    view! {
        <DeskFrame title current=Some(routes::DESK_GROUP_ACTIONS)>
            <PageHeader title lead=people_text(locale, action.total) />
            {answer.and_then(|answer| notice(locale, answer))}
            <div class="flex flex-col gap-6">
                {figures(locale, &action, &talents)}
                {going(locale, &action)}
                {undo(locale, &action, undone_by, answer)}
                {refused}
                <p class="flex flex-wrap gap-x-6">
                    <a class="link inline-flex min-h-11 items-center" href=routes::DESK_GROUP_ACTIONS>
                        {td_string!(locale, group.see_all)}
                    </a>
                    <a class="link inline-flex min-h-11 items-center" href=routes::DESK_PEOPLE>
                        {td_string!(locale, admin.people)}
                    </a>
                </p>
            </div>
        </DeskFrame>
    }
}

/// What was just asked for; what is wrong with an input stands there.
fn notice(locale: Locale, answer: GroupActionAnswer) -> Option<AnyView> {
    let (tone, title) = match answer {
        GroupActionAnswer::Stopped => (Tone::Success, td_string!(locale, group.stopped)),
        GroupActionAnswer::Unchanged => (Tone::Warning, td_string!(locale, group.nothing_changed)),
        GroupActionAnswer::Impossible => (Tone::Warning, td_string!(locale, group.impossible)),
        GroupActionAnswer::NoReason | GroupActionAnswer::NotConfirmed => return None,
    };
    let notice = view! {
        <div class="mb-6">
            <Alert tone title />
        </div>
    };
    Some(notice.into_any())
}

fn figures(locale: Locale, action: &GroupAction, talents: &TalentChoices) -> AnyView {
    let (tone, state) = state_text(locale, action.state);
    let number = |count: i64| grouped(locale, count);
    let words = |label, words: String| figure(label, view! { <bdi class="wrap-anywhere">{words}</bdi> });
    view! {
        <section class="section-card">
            <dl class="desk-figures">
                {figure(td_string!(locale, admin.state), view! { <Badge tone text=state /> })}
                {figure(td_string!(locale, group.total), number(action.total))}
                {figure(td_string!(locale, group.changed), number(action.changed))}
                {figure(td_string!(locale, group.unchanged), number(action.unchanged))}
                {action.started_at.map(|at| moment(td_string!(locale, group.begun), at))}
                {action.finished_at.map(|at| moment(td_string!(locale, group.ended), at))}
                {action
                    .reason
                    .map(|reason| words(td_string!(locale, admin.column_reason), reason_text(locale, reason).to_owned()))}
                {chosen_by(locale, action, talents).map(|by| words(td_string!(locale, group.selected_by), by))}
            </dl>
        </section>
    }
    .into_any()
}

/// Of what runs or was interrupted: how far it is, and how to stop it.
fn going(locale: Locale, action: &GroupAction) -> Option<AnyView> {
    let note = match action.state {
        GroupActionState::Running => view! {
            <p class="text-muted">
                {td_string!(locale, group.reloads)} " "
                <a class="link inline-flex min-h-11 items-center" href=routes::desk_group_action(action.id)>
                    {td_string!(locale, group.reload)}
                </a>
            </p>
        }
        .into_any(),
        GroupActionState::Failed => interrupted(locale),
        GroupActionState::Draft | GroupActionState::Done | GroupActionState::Cancelled | GroupActionState::Stopped => {
            return None;
        }
    };
    let done = action.changed.saturating_add(action.unchanged);
    let progress = progress(locale, done, action.total);
    let going = view! {
        <section class="section-card flex flex-col gap-4">
            {progress}
            {note}
            <form method="post" action=STOP_GROUP_ACTION>
                <input type="hidden" name="id" value=action.id.to_string() />
                <Button style=ButtonStyle::Outline>{td_string!(locale, group.stop)}</Button>
            </form>
        </section>
    };
    Some(going.into_any())
}

/// The way back, where there is one and it was not taken.
fn undo(
    locale: Locale,
    action: &GroupAction,
    undone_by: Option<i64>,
    answer: Option<GroupActionAnswer>,
) -> Option<AnyView> {
    let link = |id: i64, label: &'static str| {
        view! {
            <p>
                <a class="link inline-flex min-h-11 items-center" href=routes::desk_group_action(id)>
                    {label}
                </a>
            </p>
        }
        .into_any()
    };
    if let Some(id) = undone_by {
        return Some(link(id, td_string!(locale, group.undone_by)));
    }
    if let Some(id) = action.undoes {
        return Some(link(id, td_string!(locale, group.undoes)));
    }
    let kind = action.kind.undo().filter(|_| action.is_over() && action.changed > 0)?;
    let reason = (kind == GroupActionKind::Suspend).then(|| reason_input(locale, answer));
    let form = view! {
        <form method="post" action=UNDO_GROUP_ACTION class="section-card flex flex-col gap-4">
            <input type="hidden" name="id" value=action.id.to_string() />
            <p>{td_string!(locale, group.undo_text)}</p>
            {reason}
            <div>
                <Button style=ButtonStyle::Outline>{td_string!(locale, group.undo)}</Button>
            </div>
        </form>
    };
    Some(form.into_any())
}

/// How many were not changed for each reason, and who they are.
fn refused_people(
    locale: Locale,
    id: i64,
    refusals: Vec<(Outcome, i64)>,
    refused: ListPage<Refused>,
    query: &ListQuery,
) -> AnyView {
    let path = routes::desk_group_action(id);
    let address = |cursor| query.address(&path, cursor);
    let passed = PassedOver {
        counts: refusals.into_iter().map(|(outcome, count)| (outcome_text(locale, outcome), count)).collect(),
        people: refused.lines.into_iter().map(|one| (one.code, outcome_text(locale, one.outcome))).collect(),
        previous: refused.previous.map(address),
        next: refused.next.map(address),
    };
    passed_over(locale, td_string!(locale, group.refused), passed)
}
