//! The latest people with a public photo.

use leptos::prelude::*;

use super::way_on::WayOn;
use crate::{
    components::{
        button::{ButtonLink, ButtonStyle},
        portrait::Portrait,
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
    let people = cards.into_iter().map(|card| view! { <Face card module /> }).collect_view();
    view! {
        <section class="page-width pt-14 sm:pt-20">
            <div class="flex flex-wrap items-center justify-between gap-4">
                <h2 class="font-display text-3xl font-bold">{heading}</h2>
                <ButtonLink href=all.href style=ButtonStyle::Outline>
                    {all.label}
                </ButtonLink>
            </div>
            <ul class="face-row mt-5">{people}</ul>
        </section>
    }
    .into_any()
}

/// A picture that opens the profile.
#[component]
fn Face(card: TalentCard, module: Module) -> impl IntoView {
    let name = card.names.first().unwrap_or(&card.initials).clone();
    let profile = module.profile_path(&card.code);
    let trade = card.talents.into_iter().next();
    view! {
        <li class="relative">
            <Portrait initials=card.initials code=card.code photo=card.photo sizes=SIZES />
            <h3 class="mt-2 leading-snug font-bold">
                <a href=profile class="after:absolute after:inset-0 after:content-['']">
                    <bdi>{name}</bdi>
                </a>
            </h3>
            {trade.map(|trade| view! { <p class="text-sm">{trade.label}</p> })}
            <p class="text-sm text-muted">
                <bdi>{card.residence.city}</bdi>
            </p>
        </li>
    }
}
