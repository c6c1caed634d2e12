//! The latest registrations.

use leptos::prelude::*;

use crate::components::button::{ButtonLink, ButtonStyle};
use crate::components::lang::current_locale;
use crate::domain::search::page::TalentCard;
use crate::i18n::td_string;
use crate::pages::search::TalentCards;
use crate::routes;

/// The latest public profiles and the way to all others.
#[component]
pub fn Latest(cards: Vec<TalentCard>) -> impl IntoView {
    let locale = current_locale();
    view! {
        <section class="page-width pt-14 sm:pt-20">
            <div class="flex flex-wrap items-center justify-between gap-4">
                <h2 class="font-display text-3xl font-bold">{td_string!(locale, home.latest)}</h2>
                <ButtonLink href=routes::TALENTS style=ButtonStyle::Outline>
                    {td_string!(locale, home.all)}
                </ButtonLink>
            </div>
            <div class="mt-8">
                <TalentCards cards />
            </div>
        </section>
    }
}
