//! TalentsMaroc: a talent directory for Morocco and Africa with a film-casting module.
//!
//! The browser's half (`hydrate`) holds islands, the domain and the client ends of server functions;
//! everything else is compiled for the server (`ssr`) only.

#![recursion_limit = "256"]

pub mod domain;
pub mod islands;
pub mod routes;
pub mod server_fns;

#[cfg(feature = "ssr")]
pub mod app;
#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub mod texts;

// The interface texts as the module `i18n`, made by build.rs from `locales/`.
#[cfg(feature = "ssr")]
include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// Entry point of the browser: brings the islands of the page to life.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    // Development builds say why something broke; release builds leave the words out of the download.
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}

/// Started instead of an island that another program has changed (`CHANGED_ISLANDS_SCRIPT`): does nothing.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn leave_island() {}
