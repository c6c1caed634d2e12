//! A secret that was made a moment ago and is shown this once.

use leptos::prelude::*;

use super::section_card::{SectionCard, SectionColor};

/// A card with the secret and what to do with it; children stand below, such as a link that leads on.
///
/// ```ignore
/// <SecretCard title=td_string!(locale, webhooks.secret) text=td_string!(locale, webhooks.secret_text) secret />
/// ```
#[component]
pub fn SecretCard(
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    secret: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <SectionCard color=SectionColor::Yellow title intro=text>
            <SecretText secret />
            {children.map(|children| children())}
        </SectionCard>
    }
}

/// The secret alone, for a card that is there already.
#[component]
pub fn SecretText(secret: String) -> impl IntoView {
    view! {
        <p class="font-mono text-lg break-all" dir="ltr" data-secret>
            {secret}
        </p>
    }
}
