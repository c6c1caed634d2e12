//! Moments, as clocks in Morocco show them, and days.

use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

use super::html::Html;
use crate::server::clock::Clock;

/// Day, hour and minute in Africa/Casablanca; say so once on the page. `moment` is in UTC, as stored.
#[component]
pub fn LocalTime(moment: NaiveDateTime) -> impl IntoView {
    let mut html = Html::default();
    write_local_time(&mut html, moment);
    html.into_view()
}

/// Writes a [`LocalTime`].
pub fn write_local_time(html: &mut Html, moment: NaiveDateTime) {
    let machine = moment.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let shown = Clock::in_morocco(moment).format("%d/%m/%Y %H:%M").to_string();
    html.markup("<time").attribute("datetime", machine).markup(" dir=ltr>").text(shown).markup("</time>");
}

/// A day, whatever the clock.
#[component]
pub fn CalendarDay(day: NaiveDate) -> impl IntoView {
    let mut html = Html::default();
    write_day(&mut html, day);
    html.into_view()
}

/// Writes a [`CalendarDay`].
pub fn write_day(html: &mut Html, day: NaiveDate) {
    html.markup("<time").attribute("datetime", day.to_string()).markup(" dir=ltr class=whitespace-nowrap>");
    html.text(day.format("%d/%m/%Y").to_string()).markup("</time>");
}
