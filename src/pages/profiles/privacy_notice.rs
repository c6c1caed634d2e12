//! The visibility of a profile, shown to its owner and to administrators.

use leptos::prelude::*;

use crate::{
    components::{alert::Alert, lang::current_locale, tone::Tone},
    domain::{profiles::public::PrivacyState, visibility::Visibility},
    i18n::{Locale, td_string},
};

/// One box: which audience reaches the profile, and what visitors read as its name.
#[component]
pub fn PrivacyNotice(state: PrivacyState, initials: String, owner: bool) -> impl IntoView {
    let locale = current_locale();
    let lines = if owner { for_owner(locale, state, &initials) } else { for_administrator(locale, state) };
    let title = if owner { td_string!(locale, profile.own_title) } else { td_string!(locale, profile.admin_title) };
    let tone = if state.suspended || waits(state) { Tone::Warning } else { Tone::Info };
    view! {
        <Alert tone title>
            {lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
        </Alert>
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
