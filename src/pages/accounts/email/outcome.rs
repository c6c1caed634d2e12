//! What became of a link.

use leptos::prelude::*;

use crate::{
    components::{
        alert::Alert,
        button::{ButtonLink, ButtonStyle},
        lang::current_locale,
        page_header::PageHeader,
        site::operator,
        tone::Tone,
    },
    i18n::td_string,
    routes,
};

/// What there is to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmailOutcome {
    Confirmed,
    Disowned,
    Undone,
    Dead,
    /// Another account has the address.
    Taken,
}

/// A sentence and a way on.
#[component]
pub fn LinkOutcome(outcome: EmailOutcome) -> impl IntoView {
    let locale = current_locale();
    let (tone, title, text) = match outcome {
        EmailOutcome::Confirmed => (
            Tone::Success,
            td_string!(locale, access.confirmed_title),
            td_string!(locale, access.confirmed_text).to_owned(),
        ),
        EmailOutcome::Disowned => (
            Tone::Success,
            td_string!(locale, access.disowned_title),
            td_string!(locale, access.disowned_text, email = operator().email),
        ),
        EmailOutcome::Undone => {
            (Tone::Success, td_string!(locale, access.undone_title), td_string!(locale, access.undone_text).to_owned())
        }
        EmailOutcome::Dead => {
            (Tone::Warning, td_string!(locale, access.dead_title), td_string!(locale, access.dead_text).to_owned())
        }
        EmailOutcome::Taken => (
            Tone::Error,
            td_string!(locale, access.taken_title),
            td_string!(locale, access.taken_text, email = operator().email),
        ),
    };
    view! {
        <PageHeader title />
        <Alert tone title=text />
        <p class="mt-6 flex flex-wrap gap-3">
            {if outcome == EmailOutcome::Undone {
                view! { <ButtonLink href=routes::FORGOT_PASSWORD>{td_string!(locale, access.reset_title)}</ButtonLink> }
            } else {
                view! { <ButtonLink href=routes::DASHBOARD>{td_string!(locale, common.my_space)}</ButtonLink> }
            }} <ButtonLink href="/" style=ButtonStyle::Outline>
                {td_string!(locale, access.home)}
            </ButtonLink>
        </p>
    }
}
