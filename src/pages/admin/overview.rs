//! `/admin`: what needs an administrator now, then how the site is doing.

use leptos::prelude::*;

use super::{
    answer::AnswerNotice,
    exact::ExactSearch,
    frame::DeskFrame,
    statistics::{Charts, chosen_range},
    table::PeopleRows,
    texts::{job_text, mail_text},
};
use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonStyle},
        lang::current_locale,
        page_header::PageHeader,
        tone::Tone,
    },
    domain::admin::DeskAnswer,
    i18n::{Locale, td_string},
    pages::site::failure::loaded,
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        security::flash::take_flash,
        services::admin::{
            overview::{DeskFigures, DeskOverview, DeskWarning, JobFailure, MailFailure, load},
            statistics::{self, Statistics},
        },
    },
    server_fns::admin::{DESK_ANSWER, RESEND_MAIL},
    texts::numbers::grouped,
};

/// Where the page lists mails that failed.
const MAILS: &str = "mails";
/// Where it lists other work that failed.
const JOBS: &str = "jobs";

/// The first page of the desk.
#[component]
pub fn DeskPage() -> impl IntoView {
    let locale = current_locale();
    let answer: Option<DeskAnswer> = take_flash(DESK_ANSWER);
    view! {
        <DeskFrame title=td_string!(locale, admin.title) current=Some(routes::DESK)>
            <PageHeader title=td_string!(locale, admin.title) />
            {answer.map(|answer| view! { <AnswerNotice answer /> })}
            {loaded(content(), |(overview, statistics)| {
                view! {
                    <Sections overview />
                    <div class="mt-8">
                        <Charts statistics />
                    </div>
                }
                    .into_any()
            })}
        </DeskFrame>
    }
}

/// Both in one: of two parts of a page, the one that has the lock of the search index might not be polled while the
/// other one waits for it.
async fn content() -> AppResult<(DeskOverview, Statistics)> {
    let (ctx, range) = (Ctx::current()?, chosen_range());
    let overview = load(&ctx.state, &ctx.actor(), ctx.lang()).await?;
    let statistics = statistics::load(&ctx.state, &ctx.actor(), ctx.lang(), range).await?;
    Ok((overview, statistics))
}

#[component]
fn Sections(overview: DeskOverview) -> impl IntoView {
    let locale = current_locale();
    let DeskOverview {
        minors_waiting,
        imports_unconfirmed,
        duplicates,
        mails,
        jobs,
        analyses,
        warnings,
        exports,
        figures,
        newest,
    } = overview;
    let ((mail_count, mails), (job_count, jobs)) = (mails, jobs);
    view! {
        <div class="flex flex-col gap-8">
            <ToDo minors_waiting imports_unconfirmed duplicates mail_count job_count analyses exports warnings />
            <ExactSearch found=None />
            {(!mails.is_empty()).then(|| view! { <FailedMails mails /> })}
            {(!jobs.is_empty()).then(|| view! { <FailedJobs jobs /> })}
            <Figures figures />
            <section class="section-card">
                <h2 class="mb-4 font-display text-xl font-bold">{td_string!(locale, admin.newest)}</h2>
                <PeopleRows lines=newest />
                <p class="mt-4">
                    <a class="link inline-flex min-h-11 items-center" href=routes::DESK_PEOPLE>
                        {td_string!(locale, admin.see_everyone)}
                    </a>
                </p>
                <p>
                    <a class="link inline-flex min-h-11 items-center" href=routes::DESK_GROUP_ACTIONS>
                        {td_string!(locale, group.see_all)}
                    </a>
                </p>
            </section>
        </div>
    }
}

#[component]
fn ToDo(
    minors_waiting: u64,
    imports_unconfirmed: u64,
    duplicates: i64,
    mail_count: i64,
    job_count: i64,
    analyses: i64,
    exports: i64,
    warnings: Vec<DeskWarning>,
) -> impl IntoView {
    let locale = current_locale();
    let all = [
        (
            i128::from(minors_waiting),
            format!("{}?waiting=1", routes::DESK_PEOPLE),
            td_string!(locale, admin.minors_waiting),
        ),
        (
            i128::from(imports_unconfirmed),
            format!("{}?import=1", routes::DESK_PEOPLE),
            td_string!(locale, import.unconfirmed),
        ),
        (i128::from(duplicates), routes::DESK_DUPLICATES.to_owned(), td_string!(locale, duplicates.title)),
        (
            i128::from(mail_count),
            format!("{}?state=failed", routes::DESK_MAILS),
            td_string!(locale, admin.mails_failed),
        ),
        (i128::from(job_count), format!("{}?state=failed", routes::DESK_JOBS), td_string!(locale, admin.jobs_failed)),
        (
            i128::from(analyses),
            format!("{}?state=failed", routes::DESK_CV_ANALYSES),
            td_string!(locale, cv_analysis.to_do),
        ),
        (i128::from(exports), routes::DESK_EXPORTS.to_owned(), td_string!(locale, export.ready)),
    ];
    let waiting: Vec<_> = all
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, href, label)| {
            view! {
                <li>
                    <a class="desk-task" href=href>
                        <strong class="desk-number">{grouped(locale, count)}</strong>
                        " "
                        {label}
                    </a>
                </li>
            }
        })
        .collect();
    let nothing = waiting.is_empty() && warnings.is_empty();
    let warnings =
        warnings.into_iter().map(|warning| view! { <Alert tone=Tone::Warning title=warning_text(locale, warning) /> });
    view! {
        <section class="section-card">
            <h2 class="mb-4 font-display text-xl font-bold">{td_string!(locale, admin.to_do)}</h2>
            {nothing.then(|| view! { <p>{td_string!(locale, admin.nothing_to_do)}</p> })}
            <ul class="desk-tasks">{waiting}</ul>
            <div class="mt-4 flex flex-col gap-3 empty:hidden">{warnings.collect_view()}</div>
        </section>
    }
}

fn warning_text(locale: Locale, warning: DeskWarning) -> String {
    match warning {
        DeskWarning::LittleRoom { mebibytes } => {
            td_string!(locale, admin.warning_room, mebibytes = grouped(locale, mebibytes)).to_string()
        }
        DeskWarning::SweepHeldBack => td_string!(locale, admin.warning_sweep).to_owned(),
        DeskWarning::MailsWait => td_string!(locale, admin.warning_mails).to_owned(),
        DeskWarning::BackupLate => td_string!(locale, admin.warning_backup_late).to_owned(),
        DeskWarning::BackupFailed => td_string!(locale, admin.warning_backup_failed).to_owned(),
    }
}

#[component]
fn FailedMails(mails: Vec<MailFailure>) -> impl IntoView {
    let locale = current_locale();
    let line = |mail: MailFailure| {
        let person = mail.code.map(|code| {
            let href = routes::desk_person(&code);
            view! {
                <a class="link inline-flex min-h-11 items-center font-mono" dir="ltr" href=href>
                    {code}
                </a>
            }
        });
        view! {
            <li>
                <p class="flex flex-wrap items-center gap-x-4">
                    <a class="link inline-flex min-h-11 items-center font-semibold" href=routes::desk_mail(mail.id)>
                        {mail_text(locale, mail.kind)}
                    </a>
                    {person}
                </p>
                <p class="text-sm wrap-anywhere text-muted" dir="ltr" lang="en">
                    {mail.error}
                </p>
                <form method="post" action=RESEND_MAIL>
                    <input type="hidden" name="mail" value=mail.id.to_string() />
                    <Button style=ButtonStyle::Outline>{td_string!(locale, admin.resend)}</Button>
                </form>
            </li>
        }
    };
    view! {
        <section id=MAILS class="section-card scroll-mt-4">
            <h2 class="mb-4 font-display text-xl font-bold">{td_string!(locale, admin.mails_failed)}</h2>
            <ul class="desk-list">{mails.into_iter().map(line).collect_view()}</ul>
        </section>
    }
}

#[component]
fn FailedJobs(jobs: Vec<JobFailure>) -> impl IntoView {
    let locale = current_locale();
    let line = |job: JobFailure| {
        let attempts = td_string!(locale, admin.attempts, count = grouped(locale, job.attempts)).to_string();
        view! {
            <li>
                <p class="flex flex-wrap items-center gap-x-4">
                    <strong>{job_text(locale, job.kind)}</strong>
                    <span class="text-muted">{attempts}</span>
                </p>
                <p class="text-sm wrap-anywhere text-muted" dir="ltr" lang="en">
                    {job.error}
                </p>
            </li>
        }
    };
    view! {
        <section id=JOBS class="section-card scroll-mt-4">
            <h2 class="mb-4 font-display text-xl font-bold">{td_string!(locale, admin.jobs_failed)}</h2>
            <ul class="desk-list">{jobs.into_iter().map(line).collect_view()}</ul>
        </section>
    }
}

#[component]
fn Figures(figures: DeskFigures) -> impl IntoView {
    let locale = current_locale();
    let all = [
        (td_string!(locale, admin.people), figures.people),
        (td_string!(locale, admin.figure_week), figures.last_7_days),
        (td_string!(locale, admin.figure_month), figures.last_30_days),
        (td_string!(locale, term.module_main), figures.main),
        (td_string!(locale, term.module_cinema), figures.cinema),
        (td_string!(locale, admin.figure_suspended), figures.suspended),
    ];
    let figures = all
        .into_iter()
        .map(|(label, number)| {
            view! {
                <div>
                    <dt>{label}</dt>
                    <dd class="desk-number">{grouped(locale, number)}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="section-card">
            <h2 class="mb-4 font-display text-xl font-bold">{td_string!(locale, admin.figures)}</h2>
            <dl class="desk-figures">{figures}</dl>
        </section>
    }
}
