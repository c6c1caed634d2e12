//! A person in a list: a face where parts are cast, a few lines beside a small photo elsewhere.

use leptos::prelude::*;

use super::card_text::card_text;
use crate::{
    components::{
        avatar::Avatar,
        lang::current_locale,
        portrait::{Fetch, Portrait},
    },
    domain::search::{list::SearchList, page::TalentCard},
};

/// How wide a face of the casting list is on the screen.
const FACE_SIZES: &str = "(width >= 80rem) 11rem, (width >= 64rem) 13rem, (width >= 40rem) 31vw, 46vw";
/// Faces that a phone shows first.
const FIRST_FACES: usize = 2;

/// Cards side by side. Each opens a profile and has a box to tick, of the form that compares people.
#[component]
pub fn TalentCards(
    cards: Vec<TalentCard>,
    #[prop(default = SearchList::Directory)] list: SearchList,
    /// Whether a form takes a part of the width.
    #[prop(optional)]
    beside_form: bool,
) -> impl IntoView {
    let grid = match (list, beside_form) {
        (SearchList::Casting, _) => "face-grid",
        (_, true) => "grid gap-4 sm:grid-cols-2",
        (_, false) => "grid gap-4 sm:grid-cols-2 lg:grid-cols-3",
    };
    let card = |(place, card): (usize, TalentCard)| match list {
        SearchList::Casting => face_card(card, place < FIRST_FACES),
        SearchList::Directory | SearchList::Desk => person_card(card, list),
    };
    view! { <ul class=grid>{cards.into_iter().enumerate().map(card).collect_view()}</ul> }
}

/// The face first, what casts a part below it.
fn face_card(card: TalentCard, first: bool) -> AnyView {
    let text = card_text(&card, SearchList::Casting, current_locale());
    let fetch = if first { Fetch::First } else { Fetch::Lazily };
    view! {
        <li class="person-card">
            <Portrait initials=card.initials code=card.code photo=card.photo sizes=FACE_SIZES fetch />
            <div class="person-card-text" inner_html=text></div>
        </li>
    }
    .into_any()
}

/// The photo at the start of the lines.
fn person_card(card: TalentCard, list: SearchList) -> AnyView {
    let text = card_text(&card, list, current_locale());
    view! {
        <li class="person-card person-card-row">
            <Avatar initials=card.initials code=card.code photo=card.photo />
            <div class="person-card-text" inner_html=text></div>
        </li>
    }
    .into_any()
}
