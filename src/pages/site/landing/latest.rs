//! The latest people with a public photo.

use leptos::prelude::*;

use super::way_on::WayOn;
use crate::{
    components::{
        button::{ButtonLink, ButtonStyle},
        html::Html,
        portrait::{Fetch, write_portrait},
    },
    domain::{module::Module, search::page::TalentCard},
};

/// How wide a picture is on the screen, as in the attribute of `img`.
const SIZES: &str = "(min-width: 72rem) 172px, (min-width: 48rem) 15vw, 31vw";

/// Pictures in a row, which scrolls on phones, and the way to everyone else. Nothing when there is no person to show.
#[component]
pub fn LatestPeople(
    heading: &'static str,
    cards: Vec<TalentCard>,
    /// The profiles that the pictures lead to.
    module: Module,
    all: WayOn,
) -> impl IntoView {
    if cards.is_empty() {
        return ().into_any();
    }
    let mut people = Html::default();
    for card in &cards {
        write_face(&mut people, card, module);
    }
    view! {
        <section class="page-width pt-14 sm:pt-20">
            <div class="flex flex-wrap items-center justify-between gap-4">
                <h2 class="font-display text-3xl font-bold">{heading}</h2>
                <ButtonLink href=all.href style=ButtonStyle::Outline>
                    {all.label}
                </ButtonLink>
            </div>
            <ul class="face-row mt-5" inner_html=people.into_inner()></ul>
        </section>
    }
    .into_any()
}

/// Writes a picture that opens the profile.
fn write_face(html: &mut Html, card: &TalentCard, module: Module) {
    html.markup(r#"<li class="relative">"#);
    write_portrait(html, &card.initials, &card.code, card.photo.as_ref(), SIZES, Fetch::Lazily);
    html.markup(r#"<h3 class="mt-2 leading-snug font-bold"><a"#)
        .attribute("href", module.profile_path(&card.code))
        .markup(r#" class="after:absolute after:inset-0 after:content-['']"><bdi>"#)
        .text(card.names.first().unwrap_or(&card.initials))
        .markup("</bdi></a></h3>");
    if let Some(trade) = card.talents.first() {
        html.markup(r#"<p class="text-sm">"#).text(&trade.label).markup("</p>");
    }
    html.markup(r#"<p class="text-sm text-muted"><bdi>"#).text(&card.residence.city).markup("</bdi></p></li>");
}
