//! `/admin/cv-analyses`: what waits, what failed and why, what the month cost; what is ticked is run again.

use leptos::prelude::*;

use crate::{
    components::{
        alert::Alert,
        badge::Badge,
        button::{Button, ButtonStyle},
        form::{Checkbox, SelectOption},
        lang::current_locale,
        local_time::LocalTime,
        page_header::PageHeader,
        section_card::{SectionCard, SectionColor},
        tone::Tone,
    },
    domain::cv_analysis::{AnalysisAnswer, AnalysisState},
    i18n::{Locale, td_string},
    pages::{
        admin::{
            filters::{FilterForm, FilterInput},
            frame::DeskFrame,
            listing::{Listing, cell, person_link},
        },
        profiles::cv_analysis::words::{notice, problem_text, state_label},
        site::failure::loaded,
    },
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        security::flash::take_flash,
        services::cv_analysis::list::{AnalysisLine, AnalysisList, load},
    },
    server_fns::cv_analysis::{ANALYSIS_FIELD, CV_ANALYSIS_FLASH, RUN_CV_ANALYSES},
    texts::numbers::grouped,
};

/// The list.
#[component]
pub fn DeskCvAnalysesPage() -> impl IntoView {
    let locale = current_locale();
    let answer: Option<AnalysisAnswer> = take_flash(CV_ANALYSIS_FLASH);
    view! {
        <DeskFrame title=td_string!(locale, cv_analysis.desk_title) current=Some(routes::DESK_CV_ANALYSES)>
            <PageHeader
                title=td_string!(locale, cv_analysis.desk_title)
                lead=td_string!(locale, cv_analysis.desk_lead)
            />
            <div class="flex flex-col gap-6">
                {answer.map(|answer| notice(locale, answer))}
                {loaded(list(), |list| view! { <Analyses list /> }.into_any())}
            </div>
        </DeskFrame>
    }
}

async fn list() -> AppResult<AnalysisList> {
    let ctx = Ctx::current()?;
    load(&ctx.state, &ctx.actor(), ctx.query()).await
}

#[component]
fn Analyses(list: AnalysisList) -> impl IntoView {
    let locale = current_locale();
    let (figures, spent) = (figures(locale, &list), spent(locale, &list));
    let configured = list.configured;
    let states = AnalysisState::ALL.map(|state| SelectOption::new(state.key(), state_label(locale, state)));
    let inputs =
        vec![FilterInput::Choice { name: "state", label: td_string!(locale, admin.state), options: states.to_vec() }];
    let heads = vec![
        td_string!(locale, admin.person),
        td_string!(locale, admin.state),
        td_string!(locale, cv_analysis.requested),
        td_string!(locale, cv_analysis.finished),
    ];
    let (previous, next) = (list.page.previous, list.page.next);
    let rows: Vec<AnyView> = list.page.lines.into_iter().map(|line| row(locale, line)).collect();
    let any = !rows.is_empty();
    view! {
        {(!configured)
            .then(|| view! { <Alert tone=Tone::Info title=td_string!(locale, cv_analysis.problem_not_configured) /> })}
        <SectionCard color=SectionColor::Slate title=td_string!(locale, cv_analysis.figures)>
            <dl class="desk-figures">
                {figures
                    .into_iter()
                    .map(|(label, number)| {
                        view! {
                            <div>
                                <dt>{label}</dt>
                                <dd class="desk-number">{number}</dd>
                            </div>
                        }
                    })
                    .collect_view()}
            </dl>
            <p class="mt-4">{spent}</p>
        </SectionCard>
        <FilterForm path=routes::DESK_CV_ANALYSES query=list.query.clone() inputs />
        <form method="post" action=RUN_CV_ANALYSES class="flex flex-col gap-4">
            <Listing
                path=routes::DESK_CV_ANALYSES
                query=list.query
                caption=td_string!(locale, cv_analysis.desk_title)
                heads
                rows
                previous
                next
            />
            {any
                .then(|| {
                    view! {
                        <div>
                            <Button style=ButtonStyle::Outline>{td_string!(locale, cv_analysis.run_selected)}</Button>
                        </div>
                    }
                })}
        </form>
    }
}

/// How many there are of each state.
fn figures(locale: Locale, list: &AnalysisList) -> Vec<(&'static str, String)> {
    let counts = AnalysisState::ALL.into_iter().map(|state| {
        let count = list.counts.get(state.key()).copied().unwrap_or_default();
        (state_label(locale, state), grouped(locale, count))
    });
    counts.collect()
}

/// What the month cost.
fn spent(locale: Locale, list: &AnalysisList) -> String {
    td_string!(
        locale,
        cv_analysis.spent,
        spent = dollars(locale, list.spent),
        limit = dollars(locale, list.limit),
        count = grouped(locale, list.calls)
    )
    .to_string()
}

/// Dollars with cents, of millionths; a part of a cent counts as one.
fn dollars(locale: Locale, millionths: i64) -> String {
    let cents = (millionths.max(0) + 9_999) / 10_000;
    let comma = match locale {
        Locale::fr | Locale::ar => ',',
        Locale::en => '.',
    };
    format!("{}{comma}{:02}", grouped(locale, cents / 100), cents % 100)
}

fn row(locale: Locale, line: AnalysisLine) -> AnyView {
    let tone = match line.state {
        AnalysisState::Waiting => Tone::Info,
        AnalysisState::Read => Tone::Neutral,
        AnalysisState::Advised => Tone::Success,
        AnalysisState::Failed => Tone::Error,
    };
    let problem = line.problem.map(|problem| {
        view! { <span class="block text-sm text-muted">{problem_text(locale, problem)}</span> }
    });
    let state = view! {
        <Badge tone text=state_label(locale, line.state) />
        {problem}
        {line.model.map(|model| view! { <bdi class="block text-sm text-muted" dir="ltr">{model}</bdi> })}
    };
    let finished = line.finished_at.map(|moment| view! { <LocalTime moment /> });
    let id = line.id.to_string();
    let choose = (line.state != AnalysisState::Waiting && line.code.is_some()).then(|| {
        view! {
            <Checkbox name=ANALYSIS_FIELD value=id.clone() id_suffix=id>
                {td_string!(locale, cv_analysis.choose)}
            </Checkbox>
        }
    });
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                {person_link(line.code)}
                {choose}
            </th>
            {cell(td_string!(locale, admin.state), state)}
            {cell(td_string!(locale, cv_analysis.requested), view! { <LocalTime moment=line.requested_at /> })}
            {cell(td_string!(locale, cv_analysis.finished), finished)}
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::dollars;
    use crate::i18n::Locale;

    #[test]
    fn dollars_are_rounded_up_to_cents() {
        let dollars_in = |locale| [0, 1, 10_000, 1_234_567].map(|millionths| dollars(locale, millionths));
        assert_eq!(dollars_in(Locale::en), ["0.00", "0.01", "0.01", "1.24"]);
        assert_eq!(dollars_in(Locale::fr), ["0,00", "0,01", "0,01", "1,24"]);
    }
}
