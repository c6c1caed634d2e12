//! The own profile as another audience sees it.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use crate::{
    components::{
        alert::Alert,
        button::{ButtonLink, ButtonStyle},
        empty_state::EmptyState,
        lang::current_locale,
        layout::Page,
        tone::Tone,
    },
    domain::visibility::Audience,
    i18n::td_string,
};

/// Says which audience the profile is shown as, and leads back to the profile's own address.
#[component]
pub fn SeenAsNotice(address: String, audience: Audience) -> impl IntoView {
    let locale = current_locale();
    let who = if audience == Audience::Anonymous {
        td_string!(locale, profile.seen_as_visitor)
    } else {
        td_string!(locale, profile.seen_as_member)
    };
    view! {
        <div class="print:hidden">
            <Alert tone=Tone::Info title=who>
                <a class="link inline-flex min-h-11 items-center" href=address>
                    {td_string!(locale, profile.seen_as_back)}
                </a>
            </Alert>
        </div>
    }
}

/// The requested audience cannot open the profile at this address at all.
#[component]
pub fn HiddenProfile(
    address: String,
    /// Where the owner changes that.
    change: &'static str,
) -> impl IntoView {
    let locale = current_locale();
    view! {
        <Title text=td_string!(locale, profile.hidden_title) />
        <Meta name="robots" content="noindex" />
        <Page>
            <EmptyState title=td_string!(locale, profile.hidden_title) text=td_string!(locale, profile.hidden_text)>
                <ButtonLink href=address>{td_string!(locale, profile.seen_as_back)}</ButtonLink>
                <ButtonLink href=change style=ButtonStyle::Outline>
                    {td_string!(locale, profile.change_privacy)}
                </ButtonLink>
            </EmptyState>
        </Page>
    }
}
