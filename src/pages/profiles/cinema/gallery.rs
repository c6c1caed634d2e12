//! The gallery: small photos, each a link to itself over the whole window.

use leptos::prelude::*;

use crate::{
    components::lang::current_locale,
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
    let photos = (before + 1..)
        .zip(gallery)
        .map(|(number, photo)| {
            let label = td_string!(locale, cinema_profile.photo_open, number = number, total = total).to_string();
            let first = number == 1;
            view! {
                <li>
                    <a href=format!("#{}", place_of(number)) class="block rounded-box">
                        <img
                            src=photo.address(640)
                            srcset=photo.srcset()
                            sizes=SIZES
                            width="3"
                            height="4"
                            alt=label
                            loading=(!first).then_some("lazy")
                            fetchpriority=first.then_some("high")
                            decoding="async"
                            class=format!("portrait {}", photo.tint())
                        />
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <section id=GALLERY class="profile-gallery" aria-labelledby="gallery-title">
            <h2 id="gallery-title" class="font-display text-xl font-bold">
                {td_string!(locale, cinema_profile.gallery)}
            </h2>
            <ul>{photos}</ul>
        </section>
    }
    .into_any()
}
