//! A person's picture, or initials where there is none or it is not shown.

use leptos::prelude::*;

use super::{html::Html, initials_star::write_initials_star, portrait::Fetch};
use crate::domain::files::photo::Photo;

/// How large it is.
const SIZE: &str = "size-22 text-3xl";

/// A decorative picture: the name or code stands beside it. `initials` may be written « A. E. ».
#[component]
pub fn Avatar(
    #[prop(into)] initials: String,
    #[prop(into)] code: String,
    #[prop(optional_no_strip)] photo: Option<Photo>,
) -> impl IntoView {
    let mut html = Html::default();
    write_avatar(&mut html, &initials, &code, photo.as_ref(), Fetch::Lazily);
    html.into_view()
}

/// Writes an [`Avatar`].
pub fn write_avatar(html: &mut Html, initials: &str, code: &str, photo: Option<&Photo>, fetch: Fetch) {
    let Some(photo) = photo else {
        write_initials_star(html, initials, code, SIZE);
        return;
    };
    // A little less than it is: a dense screen then takes 160 pixels, not 640. A star would cut forehead and ears off.
    html.markup("<img")
        .attribute("src", photo.address(160))
        .attribute("srcset", photo.srcset())
        .markup(r#" sizes="80px" alt="" "#)
        .markup(fetch.attribute())
        .markup(r#" decoding="async" class="shrink-0 rounded-box object-cover object-[50%_25%] "#)
        .markup(photo.tint())
        .markup(" ")
        .markup(SIZE)
        .markup(r#"">"#);
}
