//! The gallery: small photos, each a link to itself over the whole window.

use leptos::prelude::*;

use crate::{
    components::{html::Html, lang::current_locale, portrait::Fetch},
    domain::profiles::cinema::GalleryPhoto,
    i18n::td_string,
    pages::profiles::full_view::{GALLERY, place_of},
};

/// How wide a small photo is on the screen: `.profile-gallery` of the style sheet.
const SIZES: &str = "(min-width: 72rem) 267px, (min-width: 40rem) 24vw, 31vw";

/// The small photos; nothing without any.
#[component]
pub fn Gallery(
    gallery: Vec<GalleryPhoto>,
    /// How many pictures stand before them in the full view. Without any, the first photo is the first of the page.
    before: usize,
) -> impl IntoView {
    let locale = current_locale();
    if gallery.is_empty() {
        return ().into_any();
    }
    let total = before + gallery.len();
    let mut photos = Html::default();
    for (number, photo) in (before + 1..).zip(&gallery) {
        let fetch = if number == 1 { Fetch::First } else { Fetch::Lazily };
        photos
            .markup("<li><a")
            .attribute("href", format!("#{}", place_of(number)))
            .markup(r#" class="block rounded-box"><img"#)
            .attribute("src", photo.address(640))
            .attribute("srcset", photo.srcset())
            .attribute("sizes", SIZES)
            .markup(r#" width="3" height="4""#)
            .attribute("alt", td_string!(locale, cinema_profile.photo_open, number = number, total = total))
            .markup(" ")
            .markup(fetch.attribute())
            .markup(r#" decoding="async" class="portrait "#)
            .markup(photo.tint())
            .markup(r#""></a></li>"#);
    }
    view! {
        <section id=GALLERY class="profile-gallery" aria-labelledby="gallery-title">
            <h2 id="gallery-title" class="font-display text-xl font-bold">
                {td_string!(locale, cinema_profile.gallery)}
            </h2>
            <ul inner_html=photos.into_inner()></ul>
        </section>
    }
    .into_any()
}
