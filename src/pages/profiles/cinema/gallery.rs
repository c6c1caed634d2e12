//! The gallery: small photos, each a link to itself over the whole window. Links alone, so that it works without
//! scripts and with the keyboard; going back closes it too.

use leptos::prelude::*;

use crate::{
    components::{
        icon::{Icon, IconName},
        lang::current_locale,
    },
    domain::profiles::cinema::GalleryPhoto,
    i18n::td_string,
};

const PLACE: &str = "gallery";

fn place_of(number: usize) -> String {
    format!("photo-{number}")
}

/// The small photos; nothing without any.
#[component]
pub fn Gallery(gallery: Vec<GalleryPhoto>) -> impl IntoView {
    let locale = current_locale();
    let total = gallery.len();
    if total == 0 {
        return ().into_any();
    }
    let photos = (1..)
        .zip(gallery)
        .map(|(number, photo)| {
            let label = td_string!(locale, cinema_profile.photo_open, number = number, total = total).to_string();
            view! {
                <li>
                    <a href=format!("#{}", place_of(number)) class="block rounded-field">
                        <img
                            src=photo.address(160)
                            srcset=photo.srcset()
                            sizes="(min-width: 40rem) 200px, 45vw"
                            alt=label
                            loading="lazy"
                            decoding="async"
                            class="aspect-square w-full rounded-field bg-base-200 object-cover"
                        />
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <div id=PLACE class="scroll-mt-4">
            <h3 class="mb-3 font-display text-lg font-bold">{td_string!(locale, cinema_profile.gallery)}</h3>
            <ul class="grid grid-cols-2 gap-3 sm:grid-cols-3">{photos}</ul>
        </div>
    }
    .into_any()
}

/// The photos over the whole window, hidden until their link is followed.
#[component]
pub fn FullViews(gallery: Vec<GalleryPhoto>, name: String) -> impl IntoView {
    let total = gallery.len();
    (1..).zip(gallery).map(|(number, photo)| view! { <FullView photo number total name=name.clone() /> }).collect_view()
}

#[component]
fn FullView(photo: GalleryPhoto, number: usize, total: usize, name: String) -> impl IntoView {
    let locale = current_locale();
    let label =
        td_string!(locale, cinema_profile.photo_of, number = number, total = total, name = name.as_str()).to_string();
    let described = label.clone();
    let previous = (number > 1).then(|| format!("#{}", place_of(number - 1)));
    let next = (number < total).then(|| format!("#{}", place_of(number + 1)));
    let step = |href: Option<String>, icon: IconName, text: &'static str| {
        href.map(|href| {
            view! {
                <a class="inline-flex min-h-11 items-center gap-2 px-3 underline" href=href>
                    <Icon name=icon />
                    {text}
                </a>
            }
        })
    };
    view! {
        <section id=place_of(number) class="full-view" tabindex="-1" aria-label=label>
            <img src=photo.address(1600) srcset=photo.srcset() sizes="100vw" alt=described loading="lazy" decoding="async" />
            <nav class="flex flex-wrap items-center justify-center gap-x-4" aria-label=td_string!(locale, cinema_profile.gallery)>
                {step(previous, IconName::Back, td_string!(locale, cinema_profile.photo_previous))}
                <span class="tabular-nums" dir="ltr">
                    {format!("{number} / {total}")}
                </span>
                {step(next, IconName::Forward, td_string!(locale, cinema_profile.photo_next))}
                <a class="inline-flex min-h-11 items-center px-3 underline" href=format!("#{PLACE}")>
                    {td_string!(locale, cinema_profile.photo_close)}
                </a>
            </nav>
        </section>
    }
}
