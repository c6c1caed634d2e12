//! What the reports of long work have in common: actions on many people, announcements and imports. Others show figures
//! in the same way.

use chrono::NaiveDateTime;
use leptos::prelude::*;

use super::listing::person_link;
use crate::{
    components::{
        local_time::LocalTime,
        pagination::Pagination,
        section_card::{SectionCard, SectionColor},
    },
    i18n::{Locale, td_string},
    routes,
    texts::numbers::grouped,
};

/// A figure in a list of them.
pub fn figure(label: &'static str, content: impl IntoView + 'static) -> AnyView {
    view! {
        <div>
            <dt>{label}</dt>
            <dd>{content.into_any()}</dd>
        </div>
    }
    .into_any()
}

/// When something was.
pub fn moment(label: &'static str, at: NaiveDateTime) -> AnyView {
    figure(label, view! { <LocalTime moment=at /> })
}

/// How far it is.
pub fn progress(locale: Locale, done: i64, total: i64) -> AnyView {
    let text = td_string!(locale, group.progress, done = grouped(locale, done), total = grouped(locale, total));
    view! {
        <p role="status" class="font-semibold">
            {text.clone()}
        </p>
        <progress
            class="progress progress-primary w-full"
            value=done.to_string()
            max=total.to_string()
            aria-label=text
        ></progress>
    }
    .into_any()
}

/// Where to look when it was interrupted.
pub fn interrupted(locale: Locale) -> AnyView {
    view! {
        <p>
            {td_string!(locale, group.failed_hint)} " "
            <a class="link inline-flex min-h-11 items-center" href=routes::DESK_JOBS>
                {td_string!(locale, admin.jobs)}
            </a>
        </p>
    }
    .into_any()
}

/// The people it was not done to.
pub struct PassedOver {
    /// How many for each reason.
    pub counts: Vec<(&'static str, i64)>,
    /// The code, unless the person was erased, and the reason.
    pub people: Vec<(Option<String>, &'static str)>,
    /// The addresses of the pages around these.
    pub previous: Option<String>,
    pub next: Option<String>,
}

/// How many there were for each reason, and who they are.
pub fn passed_over(locale: Locale, title: &'static str, passed: PassedOver) -> AnyView {
    let PassedOver { counts, people, previous, next } = passed;
    let counts: Vec<_> = counts.into_iter().map(|(reason, count)| figure(reason, grouped(locale, count))).collect();
    let erased = || view! { <span class="text-muted">{td_string!(locale, group.erased)}</span> }.into_any();
    let lines: Vec<_> = people
        .into_iter()
        .map(|(code, reason)| {
            let person = person_link(code).unwrap_or_else(erased);
            view! {
                <li class="flex flex-wrap items-center gap-x-4">
                    {person} <span>{reason}</span>
                </li>
            }
        })
        .collect();
    view! {
        <SectionCard color=SectionColor::Yellow title>
            <dl class="desk-figures mb-4">{counts}</dl>
            <ul class="desk-list">{lines}</ul>
            <Pagination previous next />
        </SectionCard>
    }
    .into_any()
}
