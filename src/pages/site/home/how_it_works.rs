//! How it works, in three steps.

use leptos::prelude::*;

use crate::{
    components::{how_to_steps::HowToSteps, lang::current_locale},
    i18n::td_string,
};

/// Register, get a code, be found.
#[component]
pub fn HowItWorks() -> impl IntoView {
    let locale = current_locale();
    let steps = [
        ("bg-section-blue", td_string!(locale, home.how1_title), td_string!(locale, home.how1_text)),
        ("bg-section-orange", td_string!(locale, home.how2_title), td_string!(locale, home.how2_text)),
        ("bg-section-green", td_string!(locale, home.how3_title), td_string!(locale, home.how3_text)),
    ];
    view! { <HowToSteps heading=td_string!(locale, home.how_title) steps /> }
}
