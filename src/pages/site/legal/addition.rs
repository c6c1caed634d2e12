//! What the operator of this site adds to a legal text.

use leptos::prelude::*;

use super::TextSection;
use crate::{
    components::lang::current_locale,
    domain::{lang::Lang, legal::LegalText},
    i18n::td_string,
    server::{context::use_state, site_settings::LegalAddition},
};

/// The addition in the language of the page, else in one that has it; nothing where there is none.
#[component]
pub fn Addition(text: LegalText) -> impl IntoView {
    let locale = current_locale();
    find(text, locale.into()).map(|LegalAddition { lang, html, changed_on, .. }| {
        let changed = changed_on.map(|day| {
            let shown = day.format("%d/%m/%Y").to_string();
            view! {
                <p class="text-sm text-muted">
                    {td_string!(locale, legal.addition_changed)} " "
                    <time datetime=day.to_string() dir="ltr">
                        {shown}
                    </time>
                </p>
            }
        });
        // The HTML was sanitised when the settings were read.
        view! {
            <TextSection title=td_string!(locale, legal.addition)>
                {changed} <div class="legal-addition" lang=lang.code() dir=lang.dir() inner_html=html></div>
            </TextSection>
        }
    })
}

fn find(text: LegalText, lang: Lang) -> Option<LegalAddition> {
    use_state().ok()?.settings.latest().addition(text, lang).cloned()
}
