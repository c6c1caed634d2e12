//! `/admin/doctor`: what the checks of `talentsmaroc doctor` find on the server that answers.

use std::{cmp::Reverse, sync::Arc};

use leptos::prelude::*;

use super::frame::DeskFrame;
use crate::{
    components::{
        alert::Alert,
        badge::Badge,
        button::{Button, ButtonStyle},
        lang::current_locale,
        local_time::LocalTime,
        page_header::PageHeader,
        section_card::{SectionCard, SectionColor},
        tone::Tone,
    },
    domain::examination::{Examination, Finding, Level},
    i18n::{Locale, td_string},
    named_texts,
    pages::site::failure::loaded,
    routes,
    server::{ctx::Ctx, error::AppResult, security::flash::take_flash, services::operations::doctor::latest},
    server_fns::examination::{EXAMINATION_ENDED, EXAMINE_INSTALLATION, ExaminationEnd},
    texts::numbers::grouped,
};

/// The page of the examination.
#[component]
pub fn DeskExaminationPage() -> impl IntoView {
    let locale = current_locale();
    let end: Option<ExaminationEnd> = take_flash(EXAMINATION_ENDED);
    view! {
        <DeskFrame title=td_string!(locale, examination.title) current=Some(routes::DESK_EXAMINATION)>
            <PageHeader title=td_string!(locale, examination.title) lead=td_string!(locale, examination.lead) />
            {loaded(async { last() }, move |found| view! { <Found found end /> }.into_any())}
        </DeskFrame>
    }
}

fn last() -> AppResult<Option<Arc<Examination>>> {
    let ctx = Ctx::current()?;
    latest(&ctx.state, &ctx.actor())
}

#[component]
fn Found(found: Option<Arc<Examination>>, end: Option<ExaminationEnd>) -> impl IntoView {
    let locale = current_locale();
    let busy = (end == Some(ExaminationEnd::Busy)).then(|| {
        view! { <Alert tone=Tone::Warning autofocus=true title=td_string!(locale, examination.busy) /> }
    });
    let just_done = end == Some(ExaminationEnd::Done);
    let found = found.map(|found| view! { <Findings found just_done /> });
    view! {
        <div class="flex flex-col gap-6">
            {busy}
            <form method="post" action=EXAMINE_INSTALLATION class="flex flex-col gap-2">
                <div>
                    <Button style=ButtonStyle::Outline wide=true>
                        {td_string!(locale, examination.run)}
                    </Button>
                </div>
                <p class="text-sm text-muted">{td_string!(locale, examination.run_hint)}</p>
            </form>
            {found}
        </div>
    }
}

/// What was found, the worst first.
#[component]
fn Findings(found: Arc<Examination>, just_done: bool) -> impl IntoView {
    let locale = current_locale();
    let (tone, title) = summary(locale, &found);
    let mut findings = found.findings.clone();
    findings.sort_by_key(|finding| Reverse(finding.level));
    let lines = findings.into_iter().map(|finding| line(locale, finding)).collect_view();
    view! {
        <Alert tone title autofocus=just_done>
            <p>{td_string!(locale, examination.examined_at)} " " <LocalTime moment=found.at /></p>
        </Alert>
        <SectionCard
            color=SectionColor::Slate
            title=td_string!(locale, examination.findings)
            intro=td_string!(locale, examination.findings_hint)
        >
            <ul class="desk-list">{lines}</ul>
        </SectionCard>
    }
}

fn summary(locale: Locale, found: &Examination) -> (Tone, String) {
    let (failures, warnings) = (found.count(Level::Fail), found.count(Level::Warn));
    if failures > 0 {
        let count = grouped(locale, failures);
        (Tone::Error, td_string!(locale, examination.some_fail, count = count).to_string())
    } else if warnings > 0 {
        let count = grouped(locale, warnings);
        (Tone::Warning, td_string!(locale, examination.some_warn, count = count).to_string())
    } else {
        (Tone::Success, td_string!(locale, examination.all_well).to_owned())
    }
}

fn line(locale: Locale, finding: Finding) -> impl IntoView {
    let (tone, level) = match finding.level {
        Level::Ok => (Tone::Success, td_string!(locale, examination.level_ok)),
        Level::Warn => (Tone::Warning, td_string!(locale, examination.level_warn)),
        Level::Fail => (Tone::Error, td_string!(locale, examination.level_fail)),
    };
    let topic = named_texts::examination(locale, &format!("topic_{}", finding.about.key())).unwrap_or_default();
    view! {
        <li>
            <p class="flex flex-wrap items-center gap-x-4 gap-y-2">
                <strong>{topic}</strong>
                <Badge tone text=level />
            </p>
            <p class="text-sm wrap-anywhere text-muted" dir="ltr" lang="en">
                {finding.text}
            </p>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::examination::Topic;

    #[test]
    fn every_topic_has_its_name() {
        for locale in [Locale::fr, Locale::ar, Locale::en] {
            for topic in Topic::ALL {
                let key = format!("topic_{}", topic.key());
                assert!(named_texts::examination(locale, &key).is_some(), "{key}");
            }
        }
    }
}
