//! How far an announcement is, and who got no mail.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    preview::Preview,
    words::{chosen_by, kind_text, notice, outcome_text},
};
use crate::{
    components::{
        badge::Badge,
        button::{Button, ButtonStyle},
        lang::current_locale,
        page_header::PageHeader,
    },
    domain::{
        admin::MailState,
        announcement::{AnnouncementAnswer, RecipientOutcome},
        group_action::GroupActionState,
        search::page::TalentChoices,
    },
    i18n::{Locale, td_string},
    pages::admin::{
        frame::DeskFrame,
        group_actions::words::{people_text, state_text},
        long_work::{PassedOver, figure, interrupted, moment, passed_over, progress},
    },
    routes,
    server::services::admin::{
        announcements::{Announcement, AnnouncementReport, LeftOut, MailCounts},
        list_page::ListPage,
        list_query::ListQuery,
    },
    server_fns::announcements::STOP_ANNOUNCEMENT,
    texts::numbers::grouped,
};

/// The report, also of what still runs.
#[component]
pub fn AnnouncementReportPage(
    report: AnnouncementReport,
    query: ListQuery,
    talents: Arc<TalentChoices>,
    answer: Option<AnnouncementAnswer>,
) -> impl IntoView {
    let locale = current_locale();
    let AnnouncementReport { announcement, mails, reasons, left_out } = report;
    let title = kind_text(locale, announcement.kind);
    let id = announcement.id;
    let left_out = (!reasons.is_empty()).then(|| left_out_people(locale, id, reasons, left_out, &query));
    view! {
        <DeskFrame title current=Some(routes::DESK_ANNOUNCEMENTS)>
            <PageHeader title lead=people_text(locale, announcement.total) />
            {answer.map(|answer| notice(locale, answer))}
            <div class="flex flex-col gap-6">
                {figures(locale, &announcement, mails, &talents)} {going(locale, &announcement, mails)} {left_out}
                <Preview texts=announcement.texts />
                <p class="flex flex-wrap gap-x-6">
                    <a class="link inline-flex min-h-11 items-center" href=routes::DESK_ANNOUNCEMENTS>
                        {td_string!(locale, announcement.see_all)}
                    </a>
                    <a class="link inline-flex min-h-11 items-center" href=routes::DESK_PEOPLE>
                        {td_string!(locale, admin.people)}
                    </a>
                </p>
            </div>
        </DeskFrame>
    }
}

fn figures(locale: Locale, announcement: &Announcement, mails: MailCounts, talents: &TalentChoices) -> AnyView {
    let (tone, state) = state_text(locale, announcement.state);
    let number = |label, count: i64| figure(label, grouped(locale, count));
    let by = chosen_by(locale, announcement, talents);
    let failed = (mails.failed > 0).then(|| {
        let (kind, state) = (announcement.kind.key(), MailState::Failed.key());
        view! {
            <p class="mt-3">
                <a
                    class="link inline-flex min-h-11 items-center"
                    href=format!("{}?kind={kind}&state={state}", routes::DESK_MAILS)
                >
                    {td_string!(locale, announcement.see_failed)}
                </a>
            </p>
        }
    });
    view! {
        <section class="section-card">
            <dl class="desk-figures">
                {figure(td_string!(locale, admin.state), view! { <Badge tone text=state /> })}
                {number(td_string!(locale, announcement.written), announcement.written)}
                {number(td_string!(locale, announcement.sent), mails.sent)}
                {number(td_string!(locale, announcement.waiting), mails.waiting)}
                {number(td_string!(locale, announcement.failed), mails.failed)}
                {number(td_string!(locale, announcement.withdrawn), mails.withdrawn)}
                {number(td_string!(locale, announcement.without), announcement.left_out)}
                {announcement.started_at.map(|at| moment(td_string!(locale, group.begun), at))}
                {announcement.finished_at.map(|at| moment(td_string!(locale, group.ended), at))}
                {figure(
                    td_string!(locale, group.selected_by),
                    view! { <bdi class="wrap-anywhere">{by}</bdi> },
                )}
            </dl>
            {failed}
        </section>
    }
    .into_any()
}

/// Of what runs, was interrupted, or whose last mails wait: how far it is, and how to stop it.
fn going(locale: Locale, announcement: &Announcement, mails: MailCounts) -> Option<AnyView> {
    let note = match announcement.state {
        GroupActionState::Failed => interrupted(locale),
        GroupActionState::Running => view! { <p class="text-muted">{td_string!(locale, group.reloads)}</p> }.into_any(),
        GroupActionState::Done if mails.waiting > 0 => ().into_any(),
        _ => return None,
    };
    let done = announcement.written.saturating_add(announcement.left_out);
    let progress = progress(locale, done, announcement.total);
    let going = view! {
        <section class="section-card flex flex-col gap-4">
            {progress}
            {note}
            <p>
                <a class="link inline-flex min-h-11 items-center" href=routes::desk_announcement(announcement.id)>
                    {td_string!(locale, group.reload)}
                </a>
            </p>
            <form method="post" action=STOP_ANNOUNCEMENT>
                <input type="hidden" name="id" value=announcement.id.to_string() />
                <Button style=ButtonStyle::Outline>{td_string!(locale, announcement.stop)}</Button>
            </form>
        </section>
    };
    Some(going.into_any())
}

/// How many got no mail for each reason, and who they are.
fn left_out_people(
    locale: Locale,
    id: i64,
    reasons: Vec<(RecipientOutcome, i64)>,
    left_out: ListPage<LeftOut>,
    query: &ListQuery,
) -> AnyView {
    let path = routes::desk_announcement(id);
    let address = |cursor| query.address(&path, cursor);
    let passed = PassedOver {
        counts: reasons.into_iter().map(|(reason, count)| (outcome_text(locale, reason), count)).collect(),
        people: left_out.lines.into_iter().map(|one| (one.code, outcome_text(locale, one.outcome))).collect(),
        previous: left_out.previous.map(address),
        next: left_out.next.map(address),
    };
    passed_over(locale, td_string!(locale, announcement.left_out), passed)
}
