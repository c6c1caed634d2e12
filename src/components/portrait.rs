//! A person's picture as casting wants it: upright, 3:4, the face in the upper half. Where there is no picture or it is
//! not shown, the same frame with the initials.

use leptos::prelude::*;
use leptos_meta::Link;

use super::{html::Html, initials_star::write_initials_star};
use crate::domain::files::photo::Photo;

/// When a browser fetches a picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Fetch {
    /// When it comes near the window.
    #[default]
    Lazily,
    /// At once, before other pictures: it is the largest thing a page shows first.
    First,
}

impl Fetch {
    /// The attribute of `img` that says so.
    #[must_use]
    pub const fn attribute(self) -> &'static str {
        match self {
            Self::Lazily => r#"loading="lazy""#,
            Self::First => r#"fetchpriority="high""#,
        }
    }
}

/// Has the browser fetch a portrait before it comes to it in the page; `sizes` as there. For what stands below much HTML.
#[component]
pub fn PreloadedPortrait(photo: Photo, sizes: &'static str) -> impl IntoView {
    view! {
        <Link
            rel="preload"
            as_="image"
            href=photo.address(640)
            imagesrcset=photo.srcset()
            imagesizes=sizes
            fetchpriority="high"
        />
    }
}

/// A decorative picture: the name or code stands beside it. It takes the width of what it stands in.
///
/// `sizes` says how wide that is on the screen, as in the attribute of `img`.
#[component]
pub fn Portrait(
    #[prop(into)] initials: String,
    #[prop(into)] code: String,
    #[prop(optional_no_strip)] photo: Option<Photo>,
    sizes: &'static str,
    #[prop(optional)] fetch: Fetch,
) -> impl IntoView {
    let mut html = Html::default();
    write_portrait(&mut html, &initials, &code, photo.as_ref(), sizes, fetch);
    html.into_view()
}

/// Writes a [`Portrait`].
pub fn write_portrait(
    html: &mut Html,
    initials: &str,
    code: &str,
    photo: Option<&Photo>,
    sizes: &'static str,
    fetch: Fetch,
) {
    let Some(photo) = photo else {
        html.markup(r#"<span aria-hidden="true" class="portrait items-center justify-center">"#);
        write_initials_star(html, initials, code, "size-24 text-4xl");
        html.markup("</span>");
        return;
    };
    html.markup("<img")
        .attribute("src", photo.address(640))
        .attribute("srcset", photo.srcset())
        .attribute("sizes", sizes)
        .markup(r#" width="3" height="4" alt="" "#)
        .markup(fetch.attribute())
        .markup(r#" decoding="async" class="portrait "#)
        .markup(photo.tint())
        .markup(r#"">"#);
}
