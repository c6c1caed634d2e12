//! What was read of the CV without a model, and what of it can be added to the profile.

use leptos::prelude::*;

use super::words::part_text;
use crate::{
    components::{
        button::{Button, ButtonStyle},
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
    },
    domain::{
        cv_analysis::reading::{Part, Reading},
        lang::Lang,
        reference,
    },
    i18n::{Locale, td_string},
    server::services::cv_analysis::shown::ShownAnalysis,
    server_fns::cv_analysis::ADD_FROM_CV,
    texts::numbers::grouped,
};

/// The card; nothing before anything was read.
#[component]
pub fn ReadingCard(
    shown: ShownAnalysis,
    /// Whether an administrator looks at it: what the owner alone sees is left out.
    desk: bool,
) -> impl IntoView {
    let locale = current_locale();
    let set_aside = shown.content.set_aside;
    let Some(reading) = shown.content.reading.clone() else { return ().into_any() };
    let proposals = if desk { Vec::new() } else { proposals(locale, &shown) };
    view! {
        <SectionCard
            color=SectionColor::Cyan
            title=td_string!(locale, cv_analysis.reading)
            intro=td_string!(locale, cv_analysis.reading_text)
        >
            <dl class="flex flex-col gap-3">
                {facts(locale, &reading, set_aside, desk)
                    .into_iter()
                    .map(|(label, value)| {
                        view! {
                            <div>
                                <dt class="text-sm text-muted">{label}</dt>
                                <dd dir="auto">{value}</dd>
                            </div>
                        }
                    })
                    .collect_view()}
            </dl>
            {(!proposals.is_empty())
                .then(|| {
                    view! {
                        <div class="flex flex-col gap-3">
                            <p class="font-semibold">{td_string!(locale, cv_analysis.proposals)}</p>
                            <div class="flex flex-wrap gap-3">{proposals}</div>
                        </div>
                    }
                })}
        </SectionCard>
    }
    .into_any()
}

fn facts(locale: Locale, reading: &Reading, set_aside: usize, desk: bool) -> Vec<(&'static str, String)> {
    let lang = Lang::from(locale);
    let number = |count: usize| grouped(locale, i64::try_from(count).unwrap_or(i64::MAX));
    let languages: Vec<&str> = reading
        .languages
        .iter()
        .filter_map(|key| reference::term("language", key).map(|term| term.label(lang)))
        .collect();
    let parts = |wanted: bool| {
        let some = Part::ALL.into_iter().filter(|part| reading.parts.contains(part) == wanted);
        some.map(|part| part_text(locale, part)).collect::<Vec<_>>().join(" · ")
    };
    let own = |values: &[String]| if desk { String::new() } else { values.join(" · ") };
    let hidden = if reading.hidden > 0 { number(reading.hidden) } else { String::new() };
    let set_aside = if set_aside > 0 { number(set_aside) } else { String::new() };
    let all = vec![
        (
            td_string!(locale, cv_analysis.language),
            reading.language.map(|language| language.own_name().to_owned()).unwrap_or_default(),
        ),
        (td_string!(locale, cv_analysis.characters), number(reading.characters)),
        (td_string!(locale, cv_analysis.parts), parts(true)),
        (td_string!(locale, cv_analysis.parts_missing), parts(false)),
        (td_string!(locale, cv_analysis.years), reading.years.map(|years| years.to_string()).unwrap_or_default()),
        (td_string!(locale, cv_analysis.languages), languages.join(" · ")),
        (td_string!(locale, cv_analysis.emails), own(&reading.emails)),
        (td_string!(locale, cv_analysis.phones), own(&reading.phones)),
        (td_string!(locale, cv_analysis.hidden), hidden),
        (td_string!(locale, cv_analysis.set_aside), set_aside),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// A button for each thing that does not stand in the profile yet.
fn proposals(locale: Locale, shown: &ShownAnalysis) -> Vec<AnyView> {
    let lang = Lang::from(locale);
    let talents = shown.new_talents.iter().map(|(key, label)| ("talent", key.clone(), label.clone()));
    let languages = shown.new_languages.iter().filter_map(|key| {
        let label = reference::term("language", key)?.label(lang).to_owned();
        Some(("language", key.clone(), label))
    });
    let years = shown.new_years.map(|years| {
        let label = td_string!(locale, cv_analysis.years_said, count = i64::from(years)).to_string();
        ("years", String::new(), label)
    });
    let button = |(what, key, label): (&'static str, String, String)| {
        view! {
            <form method="post" action=ADD_FROM_CV>
                <input type="hidden" name="what" value=what />
                <input type="hidden" name="key" value=key />
                <Button style=ButtonStyle::Outline>
                    {td_string!(locale, cv_analysis.add, name = label).to_string()}
                </Button>
            </form>
        }
        .into_any()
    };
    talents.chain(languages).chain(years).map(button).collect()
}
