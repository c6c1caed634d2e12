//! How complete the own profile is, and what would complete it.

use leptos::prelude::*;

use crate::{
    components::{
        icon::{Icon, IconName},
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
    },
    domain::{
        profiles::completeness::{Earned, Point, score},
        registration::Step,
    },
    i18n::{Locale, td_string},
    server::services::profiles::edit::EditedForm as _,
};

/// The score as a bar and in words, each point explained; what is missing leads to its section.
#[component]
pub fn Completeness(points: Vec<Earned>) -> impl IntoView {
    let locale = current_locale();
    let score = score(&points);
    let (missing, complete): (Vec<_>, Vec<_>) = points.into_iter().partition(|point| point.earned < point.most);
    let text = if missing.is_empty() {
        td_string!(locale, profile.complete_all)
    } else {
        td_string!(locale, profile.complete_text)
    };
    let line = move |point: Earned| {
        let (label, section) = about(locale, point.point);
        let done = point.earned == point.most;
        let name = if done {
            view! { <span>{label}</span> }.into_any()
        } else {
            view! {
                <a class="link inline-flex min-h-11 items-center" href=section.edit_path()>
                    {label}
                </a>
            }
            .into_any()
        };
        view! {
            <li class="flex items-center gap-3">
                {done.then(|| view! { <Icon name=IconName::Check class="size-5 text-success-strong" /> })}
                <span class="min-w-0 flex-1">{name}</span>
                <span class="text-sm text-muted tabular-nums" dir="ltr">
                    {format!("{} / {}", point.earned, point.most)}
                </span>
            </li>
        }
    };
    view! {
        <SectionCard color=SectionColor::Purple title=td_string!(locale, profile.complete_title) intro=text>
            <div class="flex items-center gap-4">
                <progress
                    class="progress progress-primary h-3 flex-1"
                    value=score.to_string()
                    max="100"
                    aria-label=td_string!(locale, profile.complete_title)
                ></progress>
                <strong class="font-display text-2xl tabular-nums" dir="ltr">
                    {format!("{score} / 100")}
                </strong>
            </div>
            <ul class="flex flex-col gap-1">{missing.into_iter().map(line).collect_view()}</ul>
            <details>
                <summary class="link inline-flex min-h-11 cursor-pointer items-center">
                    {td_string!(locale, profile.complete_done)}
                </summary>
                <ul class="mt-2 flex flex-col gap-2">{complete.into_iter().map(line).collect_view()}</ul>
            </details>
        </SectionCard>
    }
}

/// What a point is called, and the section where it is earned.
fn about(locale: Locale, point: Point) -> (&'static str, Step) {
    match point {
        Point::Names => (td_string!(locale, profile.point_names), Step::Identity),
        Point::Email => (td_string!(locale, field.email), Step::Contact),
        Point::Phone => (td_string!(locale, field.phone), Step::Contact),
        Point::BirthDate => (td_string!(locale, field.date_of_birth), Step::Identity),
        Point::Country => (td_string!(locale, field.residence_country), Step::Location),
        Point::City => (td_string!(locale, field.residence_city), Step::Location),
        Point::Photo => (td_string!(locale, field.photo), Step::Documents),
        Point::Cv => (td_string!(locale, field.cv), Step::Documents),
        Point::Portfolio => (td_string!(locale, field.portfolio_url_fact), Step::Documents),
        Point::Bio => (td_string!(locale, field.bio_fact), Step::Career),
        Point::Talents => (td_string!(locale, section.talents), Step::Talents),
        Point::Networks => (td_string!(locale, profile.point_networks), Step::Networks),
    }
}
