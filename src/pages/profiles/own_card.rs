//! One of the own profiles on the dashboard, or the way to add it.

use leptos::prelude::*;

use crate::pages::profiles::privacy_notice::for_owner;
use crate::{
    components::{
        button::{ButtonLink, ButtonStyle},
        icon::{Icon, IconName},
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
    },
    domain::{
        module::Module,
        registration::{Step, cinema::Section},
        visibility::Visibility,
    },
    i18n::td_string,
    routes,
    server::services::profiles::{dashboard::OwnProfile, edit::EditedForm as _},
    server_fns::profiles::removal,
};

/// The visibility of a profile, the name visitors read, and the actions on it.
#[component]
pub fn OwnCard(
    own: OwnProfile,
    module: Module,
    /// Whether the other profile would stay if this one went.
    removable: bool,
) -> impl IntoView {
    let locale = current_locale();
    let OwnProfile { profile, privacy, name_for_visitors } = own;
    let address = module.profile_path(&profile.code);
    let (color, title, open, edit, edit_path, privacy_path, remove) = match module {
        Module::Main => (
            SectionColor::Green,
            td_string!(locale, term.module_main),
            td_string!(locale, profile.open_profile),
            td_string!(locale, profile.edit_title),
            Step::EDIT_PATH,
            Step::Privacy.edit_path(),
            td_string!(locale, cinema_profile.remove_main),
        ),
        Module::Cinema => (
            SectionColor::Red,
            td_string!(locale, term.module_cinema),
            td_string!(locale, cinema_profile.open_cinema),
            td_string!(locale, cinema.edit_title),
            Section::EDIT_PATH,
            Section::Pictures.edit_path(),
            td_string!(locale, cinema_profile.remove_cinema),
        ),
    };
    let (as_visitor, as_member) = (format!("{address}?as=visitor"), format!("{address}?as=member"));
    let link = move |href: String, text: &'static str| {
        view! {
            <a class="link inline-flex min-h-11 items-center" href=href>
                {text}
            </a>
        }
    };
    let name = profile.display_name().to_owned();
    view! {
        <SectionCard color title>
            {for_owner(locale, privacy, &profile.initials)
                .into_iter()
                .map(|line| view! { <p>{line}</p> })
                .collect_view()}
            <WhatOthersRead effective=privacy.effective visitors=name_for_visitors members=name module />
            <p>{td_string!(locale, profile.never_shown)}</p>
            <div class="flex flex-wrap gap-3">
                <ButtonLink href=address style=ButtonStyle::Outline>
                    <Icon name=IconName::Eye />
                    {open}
                </ButtonLink>
                <ButtonLink href=edit_path style=ButtonStyle::Outline>
                    {edit}
                </ButtonLink>
            </div>
            <p class="flex flex-wrap gap-x-6">
                {link(as_visitor, td_string!(locale, profile.see_as_visitor))}
                {link(as_member, td_string!(locale, profile.see_as_member))}
                {link(privacy_path, td_string!(locale, profile.change_privacy))}
                {removable.then(|| link(removal::page(module), remove))}
            </p>
        </SectionCard>
    }
}

/// What the profile of a module would add for a person with the other one alone.
#[component]
pub fn MissingCard(module: Module) -> impl IntoView {
    let locale = current_locale();
    let (color, title, form, text, button) = match module {
        Module::Main => (
            SectionColor::Green,
            td_string!(locale, term.module_main),
            routes::REGISTER,
            td_string!(locale, cinema_profile.add_main_text),
            td_string!(locale, cinema_profile.add_main),
        ),
        Module::Cinema => (
            SectionColor::Red,
            td_string!(locale, term.module_cinema),
            routes::CINEMA_REGISTER,
            td_string!(locale, cinema_profile.add_cinema_text),
            td_string!(locale, cinema_profile.add_cinema),
        ),
    };
    view! {
        <SectionCard color title intro=text>
            <div>
                <ButtonLink href=form style=ButtonStyle::Outline>
                    {button}
                </ButtonLink>
            </div>
        </SectionCard>
    }
}

/// The name as others read it, where others can open the profile at all.
#[component]
fn WhatOthersRead(effective: Visibility, visitors: String, members: String, module: Module) -> impl IntoView {
    let locale = current_locale();
    if effective == Visibility::Private {
        return ().into_any();
    }
    let line = |who: &'static str, name: String| {
        view! {
            <div>
                <dt class="text-sm text-muted">{who}</dt>
                <dd class="text-lg">
                    <bdi>{name}</bdi>
                </dd>
            </div>
        }
    };
    let always = match module {
        Module::Main => td_string!(locale, profile.always_shown),
        Module::Cinema => td_string!(locale, cinema_profile.always_shown),
    };
    view! {
        <dl class="grid gap-4 sm:grid-cols-2">
            {(effective == Visibility::Public).then(|| line(td_string!(locale, profile.visitors_read), visitors))}
            {line(td_string!(locale, profile.members_read), members)}
        </dl>
        <p>{always}</p>
    }
    .into_any()
}
