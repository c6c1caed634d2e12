//! A person's picture as casting wants it: upright, 3:4, the face in the upper half. Where there is no picture or it is
//! not shown, the same frame with the initials.

use leptos::prelude::*;

use super::avatar::InitialsStar;
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
    let first = fetch == Fetch::First;
    match photo {
        Some(photo) => view! {
            <img
                src=photo.address(640)
                srcset=photo.srcset()
                sizes=sizes
                width="3"
                height="4"
                alt=""
                loading=(!first).then_some("lazy")
                fetchpriority=first.then_some("high")
                decoding="async"
                class=format!("portrait {}", photo.tint())
            />
        }
        .into_any(),
        None => view! {
            <span class="portrait items-center justify-center" aria-hidden="true">
                <InitialsStar initials code class="size-24 text-4xl" />
            </span>
        }
        .into_any(),
    }
}
