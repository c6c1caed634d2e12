//! The visibility of a profile, shown to its owner and to administrators.

use leptos::prelude::*;

use super::share_menu::ShareMenu;
use crate::{
    components::{
        alert::Alert,
        button::{ButtonLink, ButtonStyle},
        lang::current_locale,
        tone::Tone,
    },
    domain::{profiles::public::PrivacyState, visibility::Visibility},
    i18n::{Locale, td_string},
    pages::registration::ShownForm,
    server::services::profiles::edit::EditedForm,
};

/// One box: which audience reaches the profile, what visitors read as its name, and what the owner can do. `path` is that
/// of the profile's page, `edit` that of its form, `missing` the sections of the form without a public answer.
#[component]
pub fn PrivacyNotice(
    state: PrivacyState,
    initials: String,
    owner: bool,
    path: String,
    edit: &'static str,
    missing: Vec<MissingSection>,
) -> impl IntoView {
    let locale = current_locale();
    let lines = if owner { for_owner(locale, state, &initials) } else { for_administrator(locale, state) };
    let title = if owner { td_string!(locale, profile.own_title) } else { td_string!(locale, profile.admin_title) };
    let tone = if state.suspended || waits(state) { Tone::Warning } else { Tone::Info };
    // Others could not open the address.
    let shared = (state.effective != Visibility::Private).then_some(path);
    view! {
        <div class="print:hidden">
            <Alert tone title>
                {lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
                {owner.then(|| view! { <OwnerActions edit shared missing /> })}
            </Alert>
        </div>
    }
}

/// A section of the form that shows others nothing yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingSection {
    label: &'static str,
    edit: String,
}

/// Of the sections, each with whether it shows anything, those that show nothing.
pub fn missing<S: ShownForm + EditedForm>(
    locale: Locale,
    sections: impl IntoIterator<Item = (S, bool)>,
) -> Vec<MissingSection> {
    let empty = sections.into_iter().filter(|(_, shows)| !shows);
    empty.map(|(section, _)| MissingSection { label: section.label(locale), edit: section.edit_path() }).collect()
}

#[component]
fn OwnerActions(edit: &'static str, shared: Option<String>, missing: Vec<MissingSection>) -> impl IntoView {
    let locale = current_locale();
    let invitation = (!missing.is_empty()).then(|| {
        let links = missing
            .into_iter()
            .map(|section| {
                view! {
                    <a class="link inline-flex min-h-11 items-center" href=section.edit>
                        {section.label}
                    </a>
                }
            })
            .collect_view();
        view! {
            <p class="mt-2 flex flex-wrap items-center gap-x-4">
                <span>{td_string!(locale, profile.to_fill)}</span>
                {links}
            </p>
        }
    });
    view! {
        <div class="mt-3 flex flex-wrap items-start gap-3">
            <ButtonLink href=edit style=ButtonStyle::Outline>
                {td_string!(locale, register.edit)}
            </ButtonLink>
            {shared.map(|path| view! { <ShareMenu path /> })}
        </div>
        {invitation}
    }
}

/// The visibility of the profile, in sentences to the person.
pub fn for_owner(locale: Locale, state: PrivacyState, initials: &str) -> Vec<String> {
    let mut lines = Vec::new();
    if waits(state) {
        lines.push(td_string!(locale, profile.minor_waiting).to_owned());
        return lines;
    }
    if state.minor {
        lines.push(td_string!(locale, profile.minor_approved).to_owned());
    }
    lines.push(
        match state.effective {
            Visibility::Public => td_string!(locale, profile.seen_public),
            Visibility::Members => td_string!(locale, profile.seen_members),
            Visibility::Private => td_string!(locale, profile.seen_private),
        }
        .to_owned(),
    );
    if state.effective == Visibility::Public {
        lines.push(if state.show_name_photo {
            td_string!(locale, profile.name_shown).to_owned()
        } else {
            td_string!(locale, profile.name_initials, initials = initials).to_string()
        });
    }
    lines
}

fn for_administrator(locale: Locale, state: PrivacyState) -> Vec<String> {
    let mut lines = Vec::new();
    if state.suspended {
        lines.push(td_string!(locale, profile.admin_suspended).to_owned());
    }
    lines.push(
        match state.effective {
            _ if waits(state) => td_string!(locale, profile.admin_minor_waiting),
            Visibility::Public => td_string!(locale, profile.admin_public),
            Visibility::Members => td_string!(locale, profile.admin_members),
            Visibility::Private => td_string!(locale, profile.admin_private),
        }
        .to_owned(),
    );
    lines
}

const fn waits(state: PrivacyState) -> bool {
    state.minor && !state.minor_approved
}
