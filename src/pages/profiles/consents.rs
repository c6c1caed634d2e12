//! A person's consents, for the person and administrators.

use leptos::prelude::*;

use crate::{
    components::{lang::current_locale, local_time::LocalTime},
    i18n::{Locale, td_string},
    named_texts,
    server::services::profiles::view::opening::Consent,
};

/// Each consent with its moment and the version of the text. Nothing where there is none.
#[component]
pub fn Consents(consents: Vec<Consent>) -> impl IntoView {
    let locale = current_locale();
    if consents.is_empty() {
        return ().into_any();
    }
    let lines = consents.into_iter().map(|consent| {
        let version = td_string!(locale, profile.consent_version, version = consent.version.as_str()).to_string();
        let how = consent.given_how.as_deref().and_then(|how| named_texts::admin(locale, &format!("consent_{how}")));
        view! {
            <div>
                <dt class="text-sm text-muted">{kind_label(locale, &consent.kind)}</dt>
                <dd class="flex flex-wrap gap-x-3">
                    <LocalTime moment=consent.given_at />
                    <span class="text-muted">{version}</span>
                    {how.map(|how| view! { <span class="text-muted">{how}</span> })}
                </dd>
            </div>
        }
    });
    view! {
        <div class="flex flex-col gap-4">
            <h3 class="font-display text-lg font-bold">{td_string!(locale, profile.consents_title)}</h3>
            <p class="text-muted">{td_string!(locale, profile.consents_intro)}</p>
            <dl class="grid gap-x-8 gap-y-4 sm:grid-cols-2">{lines.collect_view()}</dl>
        </div>
    }
    .into_any()
}

fn kind_label(locale: Locale, kind: &str) -> &'static str {
    match kind {
        "terms" => td_string!(locale, field.accept_terms),
        "privacy" => td_string!(locale, field.accept_privacy),
        "guardian" => td_string!(locale, field.guardian_consent),
        "cv_analysis" => td_string!(locale, field.allow_cv_analysis),
        _ => "",
    }
}
