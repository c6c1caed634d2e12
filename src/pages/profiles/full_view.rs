//! Pictures of a profile over the whole window. Links and style alone: they work without scripts, and going back closes
//! them. All pictures stand in one row that can be swiped and moved through with the arrow keys, which adds nothing to
//! the browser's history.

use leptos::prelude::*;

use crate::{
    components::{
        icon::{Icon, IconName},
        lang::current_locale,
    },
    domain::{files::photo::Photo, profiles::cinema::GalleryPhoto},
    i18n::td_string,
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
    let total = pictures.len();
    if total == 0 {
        return ().into_any();
    }
    let views = (1..)
        .zip(pictures)
        .map(|(number, picture)| view! { <FullView picture number total name=name.clone() /> })
        .collect_view();
    view! { <div class="full-views">{views}</div> }.into_any()
}

#[component]
fn FullView(picture: Picture, number: usize, total: usize, name: String) -> impl IntoView {
    let locale = current_locale();
    let label =
        td_string!(locale, cinema_profile.photo_of, number = number, total = total, name = name.as_str()).to_string();
    let (described, steps) = (label.clone(), label.clone());
    let previous = (number > 1).then(|| format!("#{}", place_of(number - 1)));
    let next = (number < total).then(|| format!("#{}", place_of(number + 1)));
    view! {
        <section id=place_of(number) class="full-view" tabindex="-1" aria-label=label>
            <img src=picture.address srcset=picture.srcset sizes="100vw" alt=described loading="lazy" decoding="async" />
            <nav class="full-view-steps" aria-label=steps>
                <Neighbour href=previous>
                    <Icon name=IconName::Back />
                    {td_string!(locale, cinema_profile.photo_previous)}
                </Neighbour>
                <span class="tabular-nums" dir="ltr">
                    {format!("{number} / {total}")}
                </span>
                <Neighbour href=next>
                    {td_string!(locale, cinema_profile.photo_next)}
                    <Icon name=IconName::Forward />
                </Neighbour>
                <a class="full-view-step full-view-close" href=format!("#{}", picture.closed_at)>
                    {td_string!(locale, cinema_profile.photo_close)}
                </a>
            </nav>
        </section>
    }
}

/// A step to a neighbour. Without one it keeps its place and leads nowhere.
#[component]
fn Neighbour(href: Option<String>, children: Children) -> impl IntoView {
    match href {
        Some(href) => view! {
            <a class="full-view-step" href=href>
                {children()}
            </a>
        }
        .into_any(),
        None => view! {
            <a class="full-view-step" role="link" aria-disabled="true">
                {children()}
            </a>
        }
        .into_any(),
    }
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
