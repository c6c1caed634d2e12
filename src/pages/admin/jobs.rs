//! `/admin/jobs`: the queue of work for later.

use leptos::prelude::*;

use super::{
    answer::AnswerNotice,
    confirmed::confirmed_action,
    filters::{FilterForm, FilterInput},
    frame::DeskFrame,
    listing::{Listing, cell, error_line, person_link},
    texts::{job_state_text, job_text},
};
use crate::{
    components::{
        badge::Badge,
        button::{Button, ButtonStyle},
        form::SelectOption,
        lang::current_locale,
        local_time::LocalTime,
        page_header::PageHeader,
        tone::Tone,
    },
    domain::admin::{DeskAnswer, JobState},
    i18n::{Locale, td_string},
    pages::site::failure::loaded,
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        security::flash::take_flash,
        services::{
            admin::job_list::{JobLine, JobList, load},
            operations::jobs::JobKind,
        },
    },
    server_fns::admin::{CANCEL_JOB, DESK_ANSWER, RUN_JOB},
    texts::numbers::grouped,
};

/// The queue.
#[component]
pub fn DeskJobsPage() -> impl IntoView {
    let locale = current_locale();
    let answer: Option<DeskAnswer> = take_flash(DESK_ANSWER);
    view! {
        <DeskFrame title=td_string!(locale, admin.jobs) current=Some(routes::DESK_JOBS)>
            <PageHeader title=td_string!(locale, admin.jobs) lead=td_string!(locale, admin.jobs_lead) />
            {answer.map(|answer| view! { <AnswerNotice answer /> })}
            {loaded(list(), |list| view! { <Jobs list /> }.into_any())}
        </DeskFrame>
    }
}

async fn list() -> AppResult<JobList> {
    let ctx = Ctx::current()?;
    load(&ctx.state, &ctx.actor(), ctx.query()).await
}

#[component]
fn Jobs(list: JobList) -> impl IntoView {
    let locale = current_locale();
    let states = JobState::ALL.map(|state| SelectOption::new(state.key(), job_state_text(locale, state)));
    let kinds = JobKind::ALL.map(|kind| SelectOption::new(kind.key(), job_text(locale, kind.key().to_owned())));
    let inputs = vec![
        FilterInput::Choice { name: "state", label: td_string!(locale, admin.state), options: states.to_vec() },
        FilterInput::Choice { name: "kind", label: td_string!(locale, admin.kind), options: kinds.to_vec() },
    ];
    let heads = vec![
        td_string!(locale, admin.job),
        td_string!(locale, admin.state),
        td_string!(locale, admin.person),
        td_string!(locale, admin.written),
        td_string!(locale, admin.next_or_end),
        td_string!(locale, admin.actions),
    ];
    let rows: Vec<AnyView> = list.page.lines.into_iter().map(|line| row(locale, line)).collect();
    let (previous, next) = (list.page.previous, list.page.next);
    view! {
        <FilterForm path=routes::DESK_JOBS query=list.query.clone() inputs />
        <Listing
            path=routes::DESK_JOBS
            query=list.query
            caption=td_string!(locale, admin.jobs)
            heads
            rows
            previous
            next
        />
    }
}

fn row(locale: Locale, line: JobLine) -> AnyView {
    let tone = match line.state {
        JobState::Waiting => Tone::Info,
        JobState::Running => Tone::Primary,
        JobState::Failed => Tone::Error,
        JobState::Done => Tone::Success,
        JobState::Cancelled => Tone::Neutral,
    };
    let badge = view! { <Badge tone text=job_state_text(locale, line.state) /> };
    let attempts = td_string!(locale, admin.attempts, count = grouped(locale, line.attempts)).to_string();
    let moment = line.finished_at.unwrap_or(line.run_after);
    let action = action(locale, &line);
    view! {
        <tr role="row" id=format!("job-{}", line.id)>
            <th scope="row" role="rowheader">
                <span>{job_text(locale, line.kind)}</span>
                <span class="block text-sm font-normal text-muted">
                    <bdi>{format!("#{}", line.id)}</bdi>
                    " · "
                    {attempts}
                </span>
                {error_line(line.error)}
            </th>
            {cell(td_string!(locale, admin.state), badge)}
            {cell(td_string!(locale, admin.person), person_link(line.code))}
            {cell(td_string!(locale, admin.written), view! { <LocalTime moment=line.created_at /> })}
            {cell(td_string!(locale, admin.next_or_end), view! { <LocalTime moment /> })}
            {cell(td_string!(locale, admin.actions), action)}
        </tr>
    }
    .into_any()
}

/// What the state allows: what runs is left alone.
fn action(locale: Locale, line: &JobLine) -> Option<AnyView> {
    let id = line.id.to_string();
    match line.state {
        JobState::Failed => Some(
            view! {
                <form method="post" action=RUN_JOB>
                    <input type="hidden" name="job" value=id />
                    <Button style=ButtonStyle::Outline>{td_string!(locale, admin.run_again)}</Button>
                </form>
            }
            .into_any(),
        ),
        JobState::Waiting => {
            let label = td_string!(locale, admin.cancel_job);
            Some(confirmed_action(locale, label, CANCEL_JOB, ("job", id.clone()), id))
        }
        JobState::Running | JobState::Done | JobState::Cancelled => None,
    }
}
