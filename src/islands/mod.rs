//! The interactive parts of pages: compiled for the server and for the browser.
//!
//! A browser's translator replaces text nodes, before the islands start and after it. Leptos stops at a node that is not
//! there, so islands hold no text nodes: texts are the property `textContent` of their element, set in the browser.
//! Their children are the server's own HTML, of which no node is expected. An island that another program has changed
//! all the same is not started (`CHANGED_ISLANDS_SCRIPT` of the document).

pub mod choice_picker;
pub mod city_picker;
#[cfg(feature = "hydrate")]
mod dom;
pub mod file_picker;
pub mod film_search;
pub mod live_search;
pub mod password_advice;
pub mod send_once;
mod words;

use self::words::Words;
