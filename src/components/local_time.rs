//! A moment, as clocks in Morocco show it.

use chrono::NaiveDateTime;
use leptos::prelude::*;

use super::html::Html;
use crate::server::clock::Clock;

/// Day, hour and minute in Africa/Casablanca; say so once on the page. `moment` is in UTC, as stored.
#[component]
pub fn LocalTime(moment: NaiveDateTime) -> impl IntoView {
    let machine = moment.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let shown = Clock::in_morocco(moment).format("%d/%m/%Y %H:%M").to_string();
    let mut html = Html::new("<time");
    html.attribute("datetime", machine).markup(" dir=ltr>").text(shown).markup("</time>");
    html.into_view()
}
