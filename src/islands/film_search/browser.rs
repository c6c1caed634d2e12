//! What the film search does on the page.

use std::time::Duration;

use leptos::{
    prelude::*,
    task::spawn_local,
    wasm_bindgen::{JsCast as _, JsValue},
    web_sys::{
        Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, Response, ScrollIntoViewOptions,
        ScrollLogicalPosition, window,
    },
};
use wasm_bindgen_futures::JsFuture;

use super::{Film, Search, SearchStatus, Text};
use crate::{
    domain::registration::cinema::production_fields as f,
    islands::dom::{find, find_all, on, show},
};

/// Waits for a pause in typing.
const TYPING: Duration = Duration::from_millis(300);
const FEWEST_CHARACTERS: usize = 2;
const ADDRESS: &str = "/cinema/api/search_movies";
const ROW: &str = "[data-row]";
const REMOVE: &str = "[data-remove-row]";

pub fn enhance(search: Search) {
    Effect::new(move |_| {
        let Some(root) = search.root.get() else { return };
        let root: Element = root.into();
        let rows: Vec<Element> = find_all(&root, ROW);
        search.next_row.set_value(rows.len());
        let empty = find::<Element>(&root, "[data-empty-row]");
        search.empty_row.set_value(empty.map(|empty| empty.inner_html()).unwrap_or_default());
        show_buttons(&root);
        let inside = root.clone();
        on(&root, "click", move |event: Event| clicked(search, &inside, &event));
        search.alive.set(true);
    });
}

fn clicked(search: Search, root: &Element, event: &Event) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let within = |selector: &str| target.closest(selector).ok().flatten();
    if within(REMOVE).is_some() {
        event.prevent_default();
        if let Some(row) = within(ROW) {
            row.remove();
            search.said.set(SearchStatus::Told(Text::Removed));
            focus(root, "[data-add-row] button");
        }
    } else if within("[data-add-row]").is_some() {
        event.prevent_default();
        if let Some(row) = room(search, root) {
            search.said.set(SearchStatus::Nothing);
            focus(&row, &named(f::TITLE));
        }
    }
}

/// What was typed into the search field.
pub fn typed(search: Search, typed: String) {
    search.close();
    search.said.set(SearchStatus::Nothing);
    let turn = search.turn.get_value().wrapping_add(1);
    search.turn.set_value(turn);
    if typed.trim().chars().count() < FEWEST_CHARACTERS {
        return;
    }
    let is_last = move || search.turn.get_value() == turn;
    set_timeout(
        move || {
            if !is_last() {
                return;
            }
            search.said.set(SearchStatus::Told(Text::Loading));
            spawn_local(async move {
                let answer = ask(&typed).await.unwrap_or((SearchStatus::Told(Text::Failed), Vec::new()));
                if is_last() {
                    search.said.set(answer.0);
                    search.found.set(answer.1);
                }
            });
        },
        TYPING,
    );
}

async fn ask(typed: &str) -> Option<(SearchStatus, Vec<Film>)> {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("query", typed).finish();
    let answer = JsFuture::from(window()?.fetch_with_str(&format!("{ADDRESS}?{query}"))).await.ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    match answer.status() {
        200 => {}
        429 => return Some((SearchStatus::Told(Text::TooFast), Vec::new())),
        503 => return Some((SearchStatus::Told(Text::Manual), Vec::new())),
        _ => return None,
    }
    let json = JsFuture::from(answer.json().ok()?).await.ok()?;
    let results: js_sys::Array = get(&json, "results").dyn_into().ok()?;
    let films: Vec<Film> = results.iter().map(|result| film(&result)).collect();
    Some((SearchStatus::Found(films.len()), films))
}

fn film(result: &JsValue) -> Film {
    let text = |key: &str| {
        let value = get(result, key);
        let is_nothing = value.is_null() || value.is_undefined();
        if is_nothing { String::new() } else { value.unchecked_ref::<js_sys::Object>().to_string().into() }
    };
    Film {
        title: text("title"),
        year: text("year"),
        kind: text("type"),
        tmdb_id: text("tmdb_id"),
        poster: text("poster"),
        poster_url: text("poster_url"),
    }
}

fn get(of: &JsValue, key: &str) -> JsValue {
    js_sys::Reflect::get(of, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
}

/// Fills a row with a film and goes to what is missing there.
pub fn choose(search: Search, number: usize) {
    let film = search.found.with(|found| found.get(number).cloned());
    let (Some(film), Some(root)) = (film, search.root.get_untracked()) else { return };
    search.close();
    search.turn.update_value(|turn| *turn = turn.wrapping_add(1));
    let root: Element = root.into();
    if let Some(field) = find::<HtmlInputElement>(&root, "#film-search") {
        field.set_value("");
    }
    let Some(row) = room(search, &root) else { return };
    for (name, value) in
        [(f::TITLE, &film.title), (f::YEAR, &film.year), (f::TMDB_ID, &film.tmdb_id), (f::POSTER, &film.poster)]
    {
        if let Some(field) = find::<HtmlInputElement>(&row, &named(name)) {
            field.set_value(value);
        }
    }
    if let Some(kind) = find::<HtmlSelectElement>(&row, &named(f::KIND)) {
        kind.set_value(&film.kind);
    }
    search.said.set(SearchStatus::Told(Text::Added));
    focus(&row, &named(f::ROLE));
}

/// The last row if it is empty, else a new one; nothing when there are as many as there may be.
fn room(search: Search, root: &Element) -> Option<Element> {
    let rows: Vec<Element> = find_all(root, ROW);
    if let Some(last) = rows.last().filter(|row| is_empty(row)) {
        return Some(last.clone());
    }
    let empty = search.empty_row.get_value();
    if rows.len() >= f::MOST {
        search.said.set(SearchStatus::Told(Text::Full));
        return None;
    }
    let list: Element = find(root, "[data-rows]")?;
    list.insert_adjacent_html("beforeend", &empty).ok()?;
    let row = list.last_element_child()?;
    let number = search.next_row.get_value();
    search.next_row.set_value(number + 1);
    renumber(&row, number);
    show_buttons(root);
    Some(row)
}

/// A row of its own: other ids, which labels and hints follow, and the number that is read.
fn renumber(row: &Element, number: usize) {
    let old = row.get_attribute("data-row").unwrap_or_default();
    drop(row.set_attribute("data-row", &number.to_string()));
    for name in ["id", "for", "aria-describedby"] {
        for element in find_all::<Element>(row, &format!("[{name}]")) {
            let ids = element.get_attribute(name).unwrap_or_default();
            drop(element.set_attribute(name, &ids.replace(&format!("-{old}"), &format!("-{number}"))));
        }
    }
    for shown in find_all::<Element>(row, "[data-number]") {
        shown.set_text_content(Some(&(number + 1).to_string()));
    }
}

fn is_empty(row: &Element) -> bool {
    let typed = |name: &str| find::<HtmlInputElement>(row, &named(name)).map(|field| field.value());
    [f::TITLE, f::YEAR, f::ROLE].into_iter().all(|name| typed(name).is_none_or(|typed| typed.trim().is_empty()))
}

/// With script every row can be taken away.
fn show_buttons(root: &Element) {
    for button in find_all::<HtmlElement>(root, REMOVE) {
        show(&button, true);
    }
}

pub fn show_option(id: &str) {
    let option = window().and_then(|window| window.document()).and_then(|page| page.get_element_by_id(id));
    if let Some(option) = option {
        let nearest = ScrollIntoViewOptions::new();
        nearest.set_block(ScrollLogicalPosition::Nearest);
        option.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}

fn named(name: &str) -> String {
    format!("[name={name}]")
}

fn focus(root: &Element, selector: &str) {
    if let Some(element) = find::<HtmlElement>(root, selector) {
        drop(element.focus());
    }
}
