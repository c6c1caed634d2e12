//! Pictures of a profile over the whole window. Links and style alone: they work without scripts, and going back closes
//! them. All pictures stand in one row that can be swiped and moved through with the arrow keys, which adds nothing to
//! the browser's history.

use leptos::prelude::*;

use crate::{
    components::{
        html::Html,
        icon::{IconName, SIZE, write_icon},
        lang::current_locale,
    },
    domain::{files::photo::Photo, profiles::cinema::GalleryPhoto},
    i18n::{Locale, td_string},
};

/// Where the portrait stands on the page.
pub const PORTRAIT: &str = "portrait";
/// Where the small photos of the gallery stand on the page.
pub const GALLERY: &str = "gallery";

/// The id of the picture with this number, which begins at 1, in the full view.
pub fn place_of(number: usize) -> String {
    format!("photo-{number}")
}

/// A picture of the full view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    address: String,
    srcset: String,
    /// The part of the page where it stands small.
    closed_at: &'static str,
}

/// The portrait, if there is one, and the photos of the gallery.
pub fn pictures(portrait: Option<&Photo>, gallery: &[GalleryPhoto]) -> Vec<Picture> {
    let portrait =
        portrait.map(|photo| Picture { address: photo.address(1600), srcset: photo.srcset(), closed_at: PORTRAIT });
    let gallery = gallery.iter().map(|photo| Picture {
        address: photo.address(1600),
        srcset: photo.srcset(),
        closed_at: GALLERY,
    });
    portrait.into_iter().chain(gallery).collect()
}

/// The pictures in their order, hidden until the link to one is followed; `name` is the person's.
#[component]
pub fn FullViews(pictures: Vec<Picture>, name: String) -> impl IntoView {
    if pictures.is_empty() {
        return ().into_any();
    }
    let locale = current_locale();
    let total = pictures.len();
    let mut html = Html::new(r#"<div class="full-views">"#);
    for (number, picture) in (1..).zip(&pictures) {
        write_picture(&mut html, picture, (number, total), &name, locale);
    }
    html.markup("</div>");
    html.into_view().into_any()
}

/// Writes a picture with the steps to its neighbours.
fn write_picture(html: &mut Html, picture: &Picture, (number, total): (usize, usize), name: &str, locale: Locale) {
    let label = td_string!(locale, cinema_profile.photo_of, number = number, total = total, name = name).to_string();
    html.markup("<section")
        .attribute("id", place_of(number))
        .markup(r#" tabindex="-1""#)
        .attribute("aria-label", &label)
        .markup(r#" class="full-view"><img"#)
        .attribute("src", &picture.address)
        .attribute("srcset", &picture.srcset)
        .markup(r#" sizes="100vw""#)
        .attribute("alt", &label)
        .markup(r#" loading="lazy" decoding="async"><nav"#)
        .attribute("aria-label", &label)
        .markup(r#" class="full-view-steps">"#);
    begin_step(html, number.checked_sub(1).filter(|previous| *previous > 0));
    write_icon(html, IconName::Back, SIZE);
    html.text(td_string!(locale, cinema_profile.photo_previous))
        .markup(r#"</a><span dir="ltr" class="tabular-nums">"#)
        .text(format!("{number} / {total}"))
        .markup("</span>");
    begin_step(html, Some(number + 1).filter(|next| *next <= total));
    html.text(td_string!(locale, cinema_profile.photo_next));
    write_icon(html, IconName::Forward, SIZE);
    html.markup(r##"</a><a class="full-view-step full-view-close" href="#"##)
        .value(picture.closed_at)
        .markup(r#"">"#)
        .text(td_string!(locale, cinema_profile.photo_close))
        .markup("</a></nav></section>");
}

/// Begins a step to a neighbour. Without one it keeps its place and leads nowhere.
fn begin_step(html: &mut Html, neighbour: Option<usize>) {
    html.markup(r#"<a class="full-view-step""#);
    match neighbour {
        Some(number) => html.attribute("href", format!("#{}", place_of(number))),
        None => html.markup(r#" role="link" aria-disabled="true""#),
    };
    html.markup(">");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_portrait_is_the_first_picture_where_it_is_shown() {
        let (photo, gallery) = (Photo::new("0a".to_owned()), [GalleryPhoto::new("0b".to_owned())]);
        let places = |pictures: Vec<Picture>| pictures.iter().map(|picture| picture.closed_at).collect::<Vec<_>>();
        assert_eq!(places(pictures(Some(&photo), &gallery)), [PORTRAIT, GALLERY]);
        assert_eq!(places(pictures(None, &gallery)), [GALLERY]);
        assert_eq!(places(pictures(Some(&photo), &[])), [PORTRAIT]);
        assert!(pictures(None, &[]).is_empty());
    }
}
