//! One of the own profiles on the dashboard, or the way to add it.

use leptos::prelude::*;

use crate::pages::profiles::{privacy_notice::for_owner, share_menu::ShareMenu};
use crate::{
    components::{
        badge::Badge,
        button::{ButtonLink, ButtonStyle},
        icon::{Icon, IconName},
        lang::current_locale,
        portrait::Portrait,
        section_card::{SectionCard, SectionColor},
        tone::Tone,
    },
    domain::{
        module::Module,
        profiles::public::{PrivacyState, PublicProfile},
        registration::{Step, cinema::Section},
        visibility::Visibility,
    },
    i18n::{Locale, td_string},
    routes,
    server::services::profiles::{dashboard::OwnProfile, edit::EditedForm as _},
    server_fns::profiles::removal,
};

/// A profile as others see it, what can be done with it, and who sees it.
#[component]
pub fn OwnCard(
    own: OwnProfile,
    module: Module,
    /// Whether the other profile would stay if this one went.
    removable: bool,
) -> impl IntoView {
    let locale = current_locale();
    let OwnProfile { profile, shown, privacy, .. } = own;
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
    // Others could not open the address of a private one.
    let shared = (privacy.effective != Visibility::Private).then(|| address.clone());
    let (as_visitor, as_member) = (format!("{address}?as=visitor"), format!("{address}?as=member"));
    let card_of = |path: &str| format!("{path}?module={}", module.key());
    let (card_pdf, card_docx) = (card_of(routes::OWN_CARD_PDF), card_of(routes::OWN_CARD_DOCX));
    let link = move |href: String, text: &'static str| {
        view! {
            <a class="link inline-flex min-h-11 items-center" href=href>
                {text}
            </a>
        }
    };
    view! {
        <SectionCard color title>
            <AsOthersSeeIt shown privacy />
            <div class="flex flex-wrap items-start gap-3">
                <ActionLink href=address text=td_string!(locale, profile.see) label=open icon=IconName::Eye />
                <ActionLink href=edit_path text=td_string!(locale, register.edit) label=edit icon=IconName::Pen />
                {shared.map(|path| view! { <ShareMenu path /> })}
            </div>
            <div class="flex flex-col gap-1">
                <p>{who_sees_what(locale, privacy, &profile.initials)}</p>
                <p class="text-muted">{td_string!(locale, profile.never_shown)}</p>
            </div>
            <p class="flex flex-wrap gap-x-6">
                {link(as_visitor, td_string!(locale, profile.see_as_visitor))}
                {link(as_member, td_string!(locale, profile.see_as_member))}
                {link(card_pdf, td_string!(locale, documents.card_pdf))}
                {link(card_docx, td_string!(locale, documents.card_docx))}
                {link(privacy_path, td_string!(locale, profile.change_privacy))}
                {removable.then(|| link(removal::page(module), remove))}
            </p>
        </SectionCard>
    }
}

/// Photo or initials, name, place and talents as this profile's audience gets them, and which audience that is.
#[component]
fn AsOthersSeeIt(shown: PublicProfile, privacy: PrivacyState) -> impl IntoView {
    let locale = current_locale();
    let (tone, audience) = audience(locale, privacy);
    let name = shown.display_name().to_owned();
    let PublicProfile { code, initials, photo, residence, talents, .. } = shown;
    let talents = talents.into_iter().map(|talent| talent.label).collect::<Vec<_>>().join(" · ");
    view! {
        <div class="flex items-start gap-4 sm:gap-6">
            <div class="w-24 shrink-0 sm:w-32">
                <Portrait initials code photo sizes="(min-width: 40rem) 128px, 96px" />
            </div>
            <div class="flex min-w-0 flex-1 flex-col gap-2">
                <p>
                    <Badge tone text=audience />
                </p>
                <p class="font-display text-2xl font-bold">
                    <bdi>{name}</bdi>
                </p>
                <p class="text-muted">
                    <span aria-hidden="true">{residence.flag}</span>
                    " "
                    <bdi>{residence.city}</bdi>
                </p>
                <p>{talents}</p>
            </div>
        </div>
    }
}

/// An action on a profile in a word; `label` says it in full, for those who hear the button alone.
#[component]
fn ActionLink(#[prop(into)] href: String, text: &'static str, label: &'static str, icon: IconName) -> impl IntoView {
    view! {
        <a href=href class="btn btn-outline min-h-11 border-base-content/30" aria-label=label>
            <Icon name=icon />
            {text}
        </a>
    }
}

/// Who can open the profile, in a few words.
fn audience(locale: Locale, privacy: PrivacyState) -> (Tone, &'static str) {
    match privacy.effective {
        _ if privacy.minor && !privacy.minor_approved => (Tone::Warning, td_string!(locale, profile.badge_waiting)),
        Visibility::Public => (Tone::Success, td_string!(locale, profile.badge_public)),
        Visibility::Members => (Tone::Info, td_string!(locale, profile.badge_members)),
        Visibility::Private => (Tone::Neutral, td_string!(locale, profile.badge_private)),
    }
}

/// One line about the audience. That everybody finds a public profile is on the badge: of that, what they read as name.
fn who_sees_what(locale: Locale, privacy: PrivacyState, initials: &str) -> String {
    let mut lines = for_owner(locale, privacy, initials);
    if privacy.effective == Visibility::Public { lines.pop().unwrap_or_default() } else { lines.join(" ") }
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
