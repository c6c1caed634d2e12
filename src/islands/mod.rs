//! The interactive parts of pages: compiled for the server and for the browser.
//!
//! An island is one element around HTML that the server alone writes, its texts in it (`data-…` where they are not shown
//! at first). The browser's half finds what it needs in there and changes it by hand: a view of its own for each part,
//! and the reading of JSON, would double the program that every visitor downloads. Neither does it mind a browser's
//! translator, which replaces text nodes: Leptos stops at a node that is not there, but expects none in an island's
//! children. An island whose own element another program has changed is not started (`CHANGED_ISLANDS_SCRIPT` of the
//! document).

pub mod api_console;
pub mod choice_picker;
pub mod city_picker;
#[cfg(feature = "hydrate")]
mod dom;
pub mod file_picker;
pub mod film_search;
pub mod live_search;
pub mod password_advice;
pub mod range_choice;
pub mod send_once;

use leptos::{prelude::*, web_sys::Element};

/// The element of an island, which `start` brings to life in the browser. One type for all of them: each further one
/// would cost the browser's half kilobytes.
fn around(children: Children, #[cfg(feature = "hydrate")] start: fn(Element)) -> impl IntoView {
    #[cfg(not(feature = "hydrate"))]
    let start: fn(Element) = drop;
    view! { <div use:start>{children()}</div> }
}
