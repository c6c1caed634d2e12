//! What the film search does on the page.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use leptos::{
    wasm_bindgen::{JsCast as _, JsValue},
    web_sys::{
        Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, KeyboardEvent, ScrollIntoViewOptions,
        ScrollLogicalPosition,
    },
};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::{
    domain::registration::cinema::production_fields as f,
    islands::dom::{
        after, attribute, document, fetch, find, find_all, on, property, resize_list, say, say_own, set_attribute,
        show, target_within,
    },
};

/// Waits for a pause in typing.
const TYPING: Duration = Duration::from_millis(300);
const FEWEST_CHARACTERS: usize = 2;
const ADDRESS: &str = "/cinema/api/search_movies";
const ROW: &str = "[data-row]";
const REMOVE: &str = "[data-remove-row]";
const ADD: &str = "[data-add-row]";

/// A result, as the fields of the form take it.
struct Film {
    title: String,
    year: String,
    kind: String,
    tmdb_id: String,
    poster: String,
    /// Where it is shown; empty without one.
    poster_url: String,
}

/// What happens in the island.
struct Search {
    root: Element,
    status: Element,
    /// Only where films can be searched.
    field: Option<Combobox>,
    /// How an empty row is written.
    empty_row: String,
    /// The number of the next row. None is used twice.
    next_row: Cell<usize>,
    /// Of the last change of the field: an answer to an earlier one comes too late.
    turn: Cell<u32>,
}

/// The field with the list below it.
struct Combobox {
    input: HtmlInputElement,
    list: HtmlElement,
    /// How a result is written.
    result: String,
    /// Shown in the list; none while it is closed.
    found: RefCell<Vec<Film>>,
    /// The one the arrow keys stand on.
    active: Cell<Option<usize>>,
}

pub fn start(root: Element) {
    let Some(status) = find(&root, "[data-film-status]") else { return };
    let whole = find::<HtmlElement>(&root, "[data-film-search]");
    let search = Rc::new(Search {
        status,
        field: whole.as_ref().and_then(|whole| combobox(whole)),
        empty_row: find::<Element>(&root, "[data-empty-row]").map(|empty| empty.inner_html()).unwrap_or_default(),
        next_row: Cell::new(find_all::<Element>(&root, ROW).len()),
        turn: Cell::new(0),
        root,
    });
    show_buttons(&search.root);
    let clicks = search.clone();
    on(&search.root, "click", move |event| clicked(&clicks, &event));
    if let (Some(field), Some(whole)) = (&search.field, whole) {
        let typing = search.clone();
        on(&field.input, "input", move |_| typed(&typing));
        let keys = search.clone();
        on(&field.input, "keydown", move |event| pressed(&keys, event.unchecked_ref()));
        let left = search.clone();
        on(&field.input, "blur", move |_| left.close());
        // The field keeps the focus.
        on(&field.list, "mousedown", |event| event.prevent_default());
        show(&whole, true);
    }
}

fn combobox(whole: &Element) -> Option<Combobox> {
    Some(Combobox {
        input: find(whole, "#film-search")?,
        list: find(whole, "#film-results")?,
        result: find::<Element>(whole, "[data-result]")?.inner_html(),
        found: RefCell::default(),
        active: Cell::new(None),
    })
}

impl Search {
    /// Says the text that an attribute of the live region holds.
    fn tell(&self, name: &str) {
        say_own(&self.status, name, true);
    }

    fn close(&self) {
        self.list(Vec::new());
    }

    fn list(&self, films: Vec<Film>) {
        if let Some(field) = &self.field {
            field.list(films);
        }
    }

    fn next_turn(&self) -> u32 {
        let turn = self.turn.get().wrapping_add(1);
        self.turn.set(turn);
        turn
    }
}

impl Combobox {
    fn list(&self, films: Vec<Film>) {
        let rows = resize_list(&self.list, &self.result, films.len());
        for (number, (row, film)) in rows.iter().zip(&films).enumerate() {
            row.set_id(&format!("film-result-{number}"));
            let kind = attribute(&self.list, if film.kind == "film" { "data-film" } else { "data-series" });
            let about = if film.year.is_empty() { kind } else { format!("{} · {kind}", film.year) };
            for (part, words) in [("bdi", &film.title), ("span", &about)] {
                if let Some(part) = find::<Element>(row, part) {
                    say(&part, words);
                }
            }
            for earlier in find_all::<Element>(row, "img") {
                earlier.remove();
            }
            if let Some(poster) = poster(&film.poster_url) {
                drop(row.prepend_with_node_1(&poster));
            }
        }
        let is_open = !films.is_empty();
        show(&self.list, is_open);
        set_attribute(&self.input, "aria-expanded", if is_open { "true" } else { "false" });
        self.found.replace(films);
        self.stand_on(None);
    }

    /// Moves to a result, and the list with it.
    fn stand_on(&self, wanted: Option<usize>) {
        self.active.set(wanted);
        drop(self.input.remove_attribute("aria-activedescendant"));
        for (number, row) in find_all::<Element>(&self.list, "li").iter().enumerate() {
            let is_active = wanted == Some(number);
            set_attribute(row, "aria-selected", if is_active { "true" } else { "false" });
            if is_active {
                set_attribute(&self.input, "aria-activedescendant", &row.id());
                let nearest = ScrollIntoViewOptions::new();
                nearest.set_block(ScrollLogicalPosition::Nearest);
                row.scroll_into_view_with_scroll_into_view_options(&nearest);
            }
        }
    }
}

/// The picture at this address; none without one.
fn poster(address: &str) -> Option<Element> {
    let poster = document()?.create_element("img").ok().filter(|_| !address.is_empty())?;
    for (name, value) in [("src", address), ("alt", ""), ("width", "40"), ("height", "60")] {
        set_attribute(&poster, name, value);
    }
    Some(poster)
}

fn clicked(search: &Search, event: &Event) {
    if target_within(event, REMOVE).is_some() {
        event.prevent_default();
        if let Some(row) = target_within(event, ROW) {
            row.remove();
            search.tell("data-removed");
            focus(&search.root, "[data-add-row] button");
        }
    } else if target_within(event, ADD).is_some() {
        event.prevent_default();
        if let Some(row) = room(search) {
            say(&search.status, "");
            focus(&row, &named(f::TITLE));
        }
    } else if let Some(result) = target_within(event, "[role=option]") {
        let results = find_all::<Element>(&search.root, "[role=option]");
        if let Some(number) = results.iter().position(|other| *other == result) {
            choose(search, number);
        }
    }
}

fn pressed(search: &Search, event: &KeyboardEvent) {
    let Some(field) = &search.field else { return };
    let count = field.found.borrow().len();
    let active = field.active.get();
    match event.key().as_str() {
        // Enter would send the form.
        "Enter" => {
            event.prevent_default();
            if let Some(number) = active {
                choose(search, number);
            }
        }
        "Escape" if count > 0 => search.close(),
        "ArrowDown" if count > 0 => {
            event.prevent_default();
            field.stand_on(Some(active.map_or(0, |number| (number + 1) % count)));
        }
        "ArrowUp" if count > 0 => {
            event.prevent_default();
            field.stand_on(Some(active.map_or(count, |number| if number == 0 { count } else { number }) - 1));
        }
        _ => {}
    }
}

/// Something was typed into the search field.
fn typed(search: &Rc<Search>) {
    let Some(field) = &search.field else { return };
    let typed = field.input.value();
    search.close();
    say(&search.status, "");
    let turn = search.next_turn();
    if typed.trim().chars().count() < FEWEST_CHARACTERS {
        return;
    }
    let search = search.clone();
    after(TYPING, move || {
        if search.turn.get() != turn {
            return;
        }
        search.tell("data-loading");
        spawn_local(async move {
            let answer = ask(&typed).await.unwrap_or(Err("data-failed"));
            if search.turn.get() == turn {
                answered(&search, answer);
            }
        });
    });
}

fn answered(search: &Search, answer: Result<Vec<Film>, &'static str>) {
    match answer {
        Ok(films) if films.is_empty() => search.tell("data-nothing-found"),
        Ok(films) => {
            say(&search.status, &format!("{} {}", attribute(&search.status, "data-found"), films.len()));
            search.list(films);
        }
        Err(text) => search.tell(text),
    }
}

/// The films, or which text says why there are none.
async fn ask(typed: &str) -> Option<Result<Vec<Film>, &'static str>> {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("query", typed).finish();
    let answer = fetch(&format!("{ADDRESS}?{query}")).await?;
    match answer.status() {
        200 => {}
        429 => return Some(Err("data-too-fast")),
        503 => return Some(Err("data-manual")),
        _ => return None,
    }
    let json = JsFuture::from(answer.json().ok()?).await.ok()?;
    let results: js_sys::Array = property(&json, "results").dyn_into().ok()?;
    Some(Ok(results.iter().map(|result| film(&result)).collect()))
}

fn film(result: &JsValue) -> Film {
    let text = |key: &str| {
        let value = property(result, key);
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

/// Fills a row with a film and goes to what is missing there.
fn choose(search: &Search, number: usize) {
    let Some(field) = &search.field else { return };
    let mut found = field.found.take();
    if number >= found.len() {
        return;
    }
    let film = found.swap_remove(number);
    search.close();
    search.next_turn();
    field.input.set_value("");
    let Some(row) = room(search) else { return };
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
    search.tell("data-added");
    focus(&row, &named(f::ROLE));
}

/// The last row if it is empty, else a new one; nothing when there are as many as there may be.
fn room(search: &Search) -> Option<Element> {
    let root = &search.root;
    let rows: Vec<Element> = find_all(root, ROW);
    if let Some(last) = rows.last().filter(|row| is_empty(row)) {
        return Some(last.clone());
    }
    if rows.len() >= f::MOST {
        search.tell("data-no-room");
        return None;
    }
    let list: Element = find(root, "[data-rows]")?;
    list.insert_adjacent_html("beforeend", &search.empty_row).ok()?;
    let row = list.last_element_child()?;
    let number = search.next_row.replace(search.next_row.get() + 1);
    renumber(&row, number);
    show_buttons(root);
    Some(row)
}

/// A row of its own: other ids, which labels and hints follow, and the number that is read.
fn renumber(row: &Element, number: usize) {
    let old = attribute(row, "data-row");
    set_attribute(row, "data-row", &number.to_string());
    for name in ["id", "for", "aria-describedby"] {
        for element in find_all::<Element>(row, &format!("[{name}]")) {
            let ids = attribute(&element, name).replace(&format!("-{old}"), &format!("-{number}"));
            set_attribute(&element, name, &ids);
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

fn named(name: &str) -> String {
    format!("[name={name}]")
}

fn focus(root: &Element, selector: &str) {
    if let Some(element) = find::<HtmlElement>(root, selector) {
        drop(element.focus());
    }
}
