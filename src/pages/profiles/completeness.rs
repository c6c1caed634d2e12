//! How complete the own profile is, and what would complete it.

use leptos::prelude::*;

use crate::{
    components::{
        icon::{Icon, IconName},
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
    },
    domain::{
        module::Module,
        profiles::completeness::{ENOUGH_IN_GALLERY, Earned, Point, score},
        registration::{Step, cinema::Section},
    },
    i18n::{Locale, td_string},
    server::services::profiles::edit::EditedForm as _,
};

/// The score as a bar and in words, each point explained; what is missing leads to its section.
#[component]
pub fn Completeness(points: Vec<Earned>, module: Module) -> impl IntoView {
    let locale = current_locale();
    let score = score(&points);
    let (missing, complete): (Vec<_>, Vec<_>) = points.into_iter().partition(|point| point.earned < point.most);
    let title = match module {
        Module::Main => td_string!(locale, profile.complete_title),
        Module::Cinema => td_string!(locale, cinema_profile.complete_title),
    };
    let text = if missing.is_empty() {
        td_string!(locale, profile.complete_all)
    } else {
        td_string!(locale, profile.complete_text)
    };
    let line = move |point: Earned| {
        let label = label_of(locale, point.point, module);
        let done = point.earned == point.most;
        let name = if done {
            view! { <span>{label}</span> }.into_any()
        } else {
            view! {
                <a class="link inline-flex min-h-11 items-center" href=section_of(point.point, module)>
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
        <SectionCard color=SectionColor::Purple title intro=text>
            <div class="flex items-center gap-4">
                <progress
                    class="progress progress-primary h-3 flex-1"
                    value=score.to_string()
                    max="100"
                    aria-label=title
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

/// What a point is called.
fn label_of(locale: Locale, point: Point, module: Module) -> String {
    let label = match (point, module) {
        (Point::Names, _) => td_string!(locale, profile.point_names),
        (Point::Email, _) => td_string!(locale, field.email),
        (Point::Phone, _) => td_string!(locale, field.phone),
        (Point::BirthDate, _) => td_string!(locale, field.date_of_birth),
        (Point::Country, _) => td_string!(locale, field.residence_country),
        (Point::City, _) => td_string!(locale, field.residence_city),
        (Point::Photo, Module::Main) => td_string!(locale, field.photo),
        (Point::Photo, Module::Cinema) => td_string!(locale, field.cinema_photo),
        (Point::Cv, _) => td_string!(locale, field.cv),
        (Point::Portfolio, _) => td_string!(locale, field.portfolio_url_fact),
        (Point::Bio, _) => td_string!(locale, field.bio_fact),
        (Point::Talents, _) => td_string!(locale, section.talents),
        (Point::Networks, _) => td_string!(locale, profile.point_networks),
        (Point::TalentTypes, _) => td_string!(locale, section.types),
        (Point::Gallery, _) => return td_string!(locale, cinema_profile.point_gallery, count = ENOUGH_IN_GALLERY),
        (Point::Height, _) => td_string!(locale, field.height_fact),
        (Point::Looks, _) => td_string!(locale, cinema_profile.point_looks),
        (Point::PlayingAges, _) => td_string!(locale, field.playing_age),
        (Point::Languages, _) => td_string!(locale, field.languages),
        (Point::Skills, _) => td_string!(locale, section.skills),
        (Point::Productions, _) => td_string!(locale, field.previous_productions),
    };
    label.to_owned()
}

/// The address of the section where a point is earned.
fn section_of(point: Point, module: Module) -> String {
    match module {
        Module::Main => main_step(point).edit_path(),
        Module::Cinema => cinema_section(point).edit_path(),
    }
}

const fn main_step(point: Point) -> Step {
    match point {
        Point::Email | Point::Phone => Step::Contact,
        Point::Country | Point::City => Step::Location,
        Point::Photo | Point::Cv | Point::Portfolio => Step::Documents,
        Point::Bio | Point::Languages => Step::Career,
        Point::Talents => Step::Talents,
        Point::Networks => Step::Networks,
        // The others are points of CINEMA profiles.
        Point::Names
        | Point::BirthDate
        | Point::TalentTypes
        | Point::Gallery
        | Point::Height
        | Point::Looks
        | Point::PlayingAges
        | Point::Skills
        | Point::Productions => Step::Identity,
    }
}

const fn cinema_section(point: Point) -> Section {
    match point {
        Point::Country | Point::City => Section::Residence,
        Point::TalentTypes | Point::Talents => Section::Types,
        Point::Photo | Point::Gallery | Point::Productions => Section::Pictures,
        Point::Height | Point::Looks | Point::PlayingAges => Section::Physique,
        Point::Languages => Section::Languages,
        Point::Skills => Section::Skills,
        Point::Networks => Section::Networks,
        // The last three are points of main profiles.
        Point::Names | Point::Email | Point::Phone | Point::BirthDate | Point::Cv | Point::Portfolio | Point::Bio => {
            Section::Identity
        }
    }
}
