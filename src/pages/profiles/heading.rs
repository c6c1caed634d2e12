//! The heading of a profile.

use leptos::prelude::*;

use crate::{
    components::{
        avatar::{Avatar, AvatarSize},
        lang::current_locale,
        other_names::OtherNames,
    },
    domain::profiles::public::PublicProfile,
    i18n::td_string,
};

/// Portrait, name, place and code.
#[component]
pub fn ProfileHeading(
    person: PublicProfile,
    /// Which profile this is.
    #[prop(optional)]
    kind: Option<&'static str>,
    /// The address of the person's other profile and what leads there.
    other: Option<(String, &'static str)>,
) -> impl IntoView {
    let locale = current_locale();
    let name = person.display_name().to_owned();
    let PublicProfile { code, names, initials, photo, residence, .. } = person;
    view! {
        <header class="mt-6 mb-8 flex flex-wrap items-center gap-6">
            <Avatar initials code=code.clone() photo size=AvatarSize::Large />
            <div class="min-w-0">
                {kind.map(|kind| view! { <p class="font-semibold text-muted">{kind}</p> })}
                <h1 class="font-display text-3xl font-bold wrap-anywhere sm:text-4xl">
                    <bdi>{name}</bdi>
                </h1>
                <OtherNames names class="text-2xl" />
                <p class="mt-2 text-lg text-muted">
                    <span aria-hidden="true">{residence.flag}</span>
                    " "
                    <bdi>{residence.city}</bdi>
                    {td_string!(locale, profile.comma)}
                    {residence.country}
                </p>
                <p class="mt-1 font-mono text-lg" dir="ltr">
                    {code}
                </p>
                {other
                    .map(|(href, label)| {
                        view! {
                            <a class="link inline-flex min-h-11 items-center" href=href>
                                {label}
                            </a>
                        }
                    })}
            </div>
        </header>
    }
}
