//! What is being done, and what was done lately.

use chrono::{DateTime, NaiveDateTime};
use leptos::prelude::*;

use super::words::{kind_text, refusal_text, state_text};
use crate::{
    components::{
        badge::Badge,
        local_time::LocalTime,
        section_card::{SectionCard, SectionColor},
    },
    domain::backup::{BackupReport, BackupStage, BackupWorkState},
    i18n::{Locale, td_string},
    server::services::operations::backup::desk::ShownWork,
    texts::numbers::grouped,
};

/// The newest works; nothing before the first.
pub fn works(locale: Locale, works: Vec<ShownWork>) -> Option<AnyView> {
    if works.is_empty() {
        return None;
    }
    let lines: Vec<_> = works.into_iter().map(|work| line(locale, work)).collect();
    Some(
        view! {
            <SectionCard color=SectionColor::Cyan title=td_string!(locale, backups.works)>
                <ol class="desk-list">{lines}</ol>
            </SectionCard>
        }
        .into_any(),
    )
}

fn line(locale: Locale, work: ShownWork) -> AnyView {
    let (tone, text) = state_text(locale, work.state);
    let about = work.made_at.map(|made_at| {
        view! {
            <span class="text-muted">
                {td_string!(locale, backups.of)} " " <LocalTime moment=made_at />
            </span>
        }
    });
    let progress = (work.state == BackupWorkState::Running).then(|| progress(locale, &work));
    let report = work.report.map(|report| report_view(locale, report));
    view! {
        <li id=format!("work-{}", work.id) data-state=work.state.key()>
            <p class="flex flex-wrap items-center gap-3">
                <span class="font-semibold">{kind_text(locale, work.kind)}</span>
                {about}
                <Badge tone text />
            </p>
            {progress}
            {report}
            <p class="text-sm text-muted">
                {td_string!(locale, backups.begun)} " " <LocalTime moment=work.begun_at />
            </p>
        </li>
    }
    .into_any()
}

fn progress(locale: Locale, work: &ShownWork) -> AnyView {
    let Some((stage, done, total)) = work.progress else {
        return view! { <p role="status">{td_string!(locale, backups.just_begun)}</p> }.into_any();
    };
    let (shown, all) = (grouped(locale, done), grouped(locale, total));
    let words = match stage {
        BackupStage::Rows => td_string!(locale, backups.stage_rows, done = shown, total = all).to_string(),
        BackupStage::Files => td_string!(locale, backups.stage_files, done = shown, total = all).to_string(),
    };
    view! {
        <p role="status">{words.clone()}</p>
        <progress
            class="progress progress-primary w-full"
            value=done.to_string()
            max=total.max(1).to_string()
            aria-label=words
        ></progress>
    }
    .into_any()
}

fn report_view(locale: Locale, report: BackupReport) -> AnyView {
    let number = |number: u64| grouped(locale, number);
    match report {
        BackupReport::Created { rows, files, gone } => {
            let written =
                td_string!(locale, backups.report_created, rows = number(rows), files = number(files)).to_string();
            let gone = (gone > 0).then(|| td_string!(locale, backups.report_gone, gone = number(gone)).to_string());
            view! {
                <p>{written}</p>
                {gone.map(|gone| view! { <p>{gone}</p> })}
            }
            .into_any()
        }
        BackupReport::Whole { made_at, application, people, rows, files, with_keys } => {
            let version = td_string!(locale, backups.report_version, version = application).to_string();
            let (people, rows, files) = (number(people), number(rows), number(files));
            let holds =
                td_string!(locale, backups.report_holds, people = people, rows = rows, files = files).to_string();
            let keys = match with_keys {
                true => td_string!(locale, backups.report_with_keys),
                false => td_string!(locale, backups.report_without_keys),
            };
            let moment = moment(&made_at).map(|moment| view! { <LocalTime moment /> });
            view! {
                <p class="font-semibold">{td_string!(locale, backups.report_whole)}</p>
                <p>{holds}</p>
                <p>{keys}</p>
                <p>{td_string!(locale, backups.made)} " " {moment} " · " {version}</p>
            }
            .into_any()
        }
        BackupReport::Refused { refusal } => {
            let why = refusal_text(locale, &refusal);
            view! {
                <p class="font-semibold text-error-strong">{td_string!(locale, backups.report_refused)}</p>
                <p class="wrap-anywhere">{why}</p>
            }
            .into_any()
        }
        BackupReport::NoRoom => view! { <p>{td_string!(locale, backups.report_no_room)}</p> }.into_any(),
        BackupReport::Failed => view! { <p>{td_string!(locale, backups.report_failed)}</p> }.into_any(),
    }
}

/// As the manifest of a backup has it.
fn moment(made_at: &str) -> Option<NaiveDateTime> {
    DateTime::parse_from_rfc3339(made_at).ok().map(|at| at.naive_utc())
}
