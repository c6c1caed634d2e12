//! A person as the pages about duplicates show one.

use leptos::prelude::*;

use super::super::table::state_badges;
use crate::{
    components::{avatar::Avatar, lang::current_locale, local_time::LocalTime, other_names::OtherNames},
    i18n::td_string,
    named_texts, routes,
    server::services::admin::duplicates::LookAlike,
};

/// Photo, names, codes, since when, how complete.
#[component]
pub fn LookAlikeHead(person: LookAlike) -> impl IntoView {
    let locale = current_locale();
    let LookAlike { line, aliases, initials, photo, completeness } = person;
    let name = line.names.first().unwrap_or(&line.code).clone();
    let href = routes::desk_person(&line.code);
    let states = state_badges(locale, &line);
    let modules: Vec<&str> = line
        .modules
        .iter()
        .filter_map(|module| named_texts::term(locale, &format!("module_{}", module.key())))
        .collect();
    let place = format!("{} · {}", line.city, line.country);
    let other_codes = (!aliases.is_empty()).then(|| {
        view! {
            <p class="text-sm text-muted">
                {td_string!(locale, admin.other_codes)} " "
                <bdi class="font-mono" dir="ltr">
                    {aliases.join(" · ")}
                </bdi>
            </p>
        }
    });
    let completeness = completeness.map(|score| {
        let text = td_string!(locale, duplicates.completeness, score = score.to_string()).to_string();
        view! { <p class="text-sm text-muted">{text}</p> }
    });
    view! {
        <div class="flex min-w-0 items-start gap-4">
            <Avatar initials code=line.code.clone() photo />
            <div class="min-w-0">
                <a class="link desk-name font-semibold wrap-anywhere" href=href>
                    <bdi>{name}</bdi>
                </a>
                <OtherNames names=line.names class="text-sm" />
                <p class="w-fit font-mono" dir="ltr">
                    {line.code}
                </p>
                {other_codes}
                <p class="text-sm text-muted">
                    <bdi>{place}</bdi>
                </p>
                <p class="text-sm text-muted">{modules.join(" · ")}</p>
                <p class="text-sm text-muted">
                    {td_string!(locale, admin.registered)} " " <LocalTime moment=line.registered_at />
                </p>
                {completeness}
                {states}
            </div>
        </div>
    }
}
