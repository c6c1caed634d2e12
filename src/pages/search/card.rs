//! A person in a list: a face where parts are cast, a few lines beside a small photo elsewhere.

use leptos::prelude::*;

use super::card_text::write_card_text;
use crate::{
    components::{
        avatar::write_avatar,
        html::Html,
        lang::current_locale,
        portrait::{Fetch, PreloadedPortrait, write_portrait},
    },
    domain::search::{list::SearchList, page::TalentCard},
    i18n::Locale,
};

/// How wide a face of the casting list is on the screen.
const FACE_SIZES: &str = "(width >= 80rem) 11rem, (width >= 64rem) 13rem, (width >= 40rem) 31vw, 46vw";
/// Pictures that a phone shows first.
const FIRST_PICTURES: usize = 2;

/// Cards side by side. Each opens a profile and has a box to tick, of the form that compares people.
#[component]
pub fn TalentCards(
    cards: Vec<TalentCard>,
    #[prop(default = SearchList::Directory)] list: SearchList,
    /// Whether a form takes a part of the width.
    #[prop(optional)]
    beside_form: bool,
) -> impl IntoView {
    let locale = current_locale();
    let grid = match (list, beside_form) {
        (SearchList::Casting, _) => "face-grid",
        (_, true) => "grid gap-4 sm:grid-cols-2",
        (_, false) => "grid gap-4 sm:grid-cols-2 lg:grid-cols-3",
    };
    // The form with all its choices comes before the faces.
    let first_face = cards.first().and_then(|card| card.photo.clone()).filter(|_| list == SearchList::Casting);
    let mut html = Html::default();
    for (place, card) in cards.iter().enumerate() {
        let fetch = if place < FIRST_PICTURES { Fetch::First } else { Fetch::Lazily };
        write_card(&mut html, card, list, fetch, locale);
    }
    view! {
        {first_face.map(|photo| view! { <PreloadedPortrait photo sizes=FACE_SIZES /> })}
        <ul class=grid inner_html=html.into_inner()></ul>
    }
}

/// The face first and what casts a part below it, or the photo at the start of the lines.
fn write_card(html: &mut Html, card: &TalentCard, list: SearchList, fetch: Fetch, locale: Locale) {
    let (initials, code, photo) = (card.initials.as_str(), card.code.as_str(), card.photo.as_ref());
    match list {
        SearchList::Casting => {
            html.markup(r#"<li class="person-card">"#);
            write_portrait(html, initials, code, photo, FACE_SIZES, fetch);
        }
        SearchList::Directory | SearchList::Desk => {
            html.markup(r#"<li class="person-card person-card-row">"#);
            write_avatar(html, initials, code, photo, fetch);
        }
    }
    html.markup(r#"<div class="person-card-text">"#);
    write_card_text(html, card, list, locale);
    html.markup("</div></li>");
}
