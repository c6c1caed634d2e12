//! Finding a film by its title and filling a row of the form with it.

#[cfg(feature = "hydrate")]
mod browser;

use leptos::{ev::KeyboardEvent, html, prelude::*};
use serde::{Deserialize, Serialize};

use super::Words;

/// A text of the island.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// Label of the search field.
    Search,
    Hint,
    /// The two types a result can have.
    Film,
    Series,
    Loading,
    /// Before the number of results.
    Found,
    NothingFound,
    Failed,
    TooFast,
    /// The server has no search.
    Manual,
    Added,
    Removed,
    /// There is no room for another row.
    Full,
}

/// The island's texts, in the visitor's language. A list and not a field each: the browser's half of that is smaller.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FilmSearchLabels(Vec<String>);

impl FilmSearchLabels {
    /// Asks for every text.
    #[cfg(feature = "ssr")]
    pub fn new(text: impl Fn(Text) -> String) -> Self {
        use Text::{
            Added, Failed, Film, Found, Full, Hint, Loading, Manual, NothingFound, Removed, Search, Series, TooFast,
        };
        let all =
            [Search, Hint, Film, Series, Loading, Found, NothingFound, Failed, TooFast, Manual, Added, Removed, Full];
        Self(all.into_iter().map(text).collect())
    }

    fn of(&self, text: Text) -> String {
        self.0.get(text as usize).cloned().unwrap_or_default()
    }
}

/// A result, as the fields of the form take it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Film {
    title: String,
    year: String,
    kind: String,
    tmdb_id: String,
    poster: String,
    /// Where it is shown; empty without one.
    poster_url: String,
}

/// What the live region says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "on the server nothing happens"))]
enum SearchStatus {
    Nothing,
    Found(usize),
    Told(Text),
}

/// What happens in the island.
#[derive(Clone, Copy)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "on the server nothing happens"))]
struct Search {
    root: NodeRef<html::Div>,
    /// Shown below the field; none while the list is closed.
    found: RwSignal<Vec<Film>>,
    /// The one the arrow keys stand on.
    active: RwSignal<Option<usize>>,
    said: RwSignal<SearchStatus>,
    alive: RwSignal<bool>,
    /// Of the last change of the field: an answer to an earlier one comes too late.
    turn: StoredValue<u32>,
    /// How an empty row is written.
    empty_row: StoredValue<String>,
    /// The number of the next row. None is used twice.
    next_row: StoredValue<usize>,
}

/// Around the rows of productions and the button that adds one. A combobox (W3C's pattern: list below, arrow keys,
/// Enter, Escape) fills the empty row with a film and makes another; both buttons work without a reload. Without
/// script the rows are typed, and the buttons send the form.
#[island]
pub fn FilmSearch(
    labels: FilmSearchLabels,
    /// Whether films can be searched.
    search: bool,
    children: Children,
) -> impl IntoView {
    let state = Search {
        root: NodeRef::new(),
        found: RwSignal::new(Vec::new()),
        active: RwSignal::new(None),
        said: RwSignal::new(SearchStatus::Nothing),
        alive: RwSignal::new(false),
        turn: StoredValue::new(0),
        empty_row: StoredValue::new(String::new()),
        next_row: StoredValue::new(0),
    };
    #[cfg(feature = "hydrate")]
    browser::enhance(state);
    let on_input = move |event| {
        let typed = event_target_value(&event);
        #[cfg(feature = "hydrate")]
        browser::typed(state, typed);
        #[cfg(not(feature = "hydrate"))]
        drop(typed);
    };
    let choose = move |number: usize| {
        #[cfg(feature = "hydrate")]
        browser::choose(state, number);
        #[cfg(not(feature = "hydrate"))]
        let _ = number;
    };
    let on_key = move |event: KeyboardEvent| {
        let count = state.found.with(Vec::len);
        let active = state.active.get();
        match event.key().as_str() {
            // Enter would send the form.
            "Enter" => {
                event.prevent_default();
                if let Some(number) = active {
                    choose(number);
                }
            }
            "Escape" if count > 0 => state.close(),
            "ArrowDown" if count > 0 => {
                event.prevent_default();
                state.stand_on(active.map_or(0, |number| (number + 1) % count));
            }
            "ArrowUp" if count > 0 => {
                event.prevent_default();
                state.stand_on(active.map_or(count, |number| if number == 0 { count } else { number }) - 1);
            }
            _ => {}
        }
    };
    let (label, hint) = (labels.of(Text::Search), labels.of(Text::Hint));
    let kinds = (labels.of(Text::Film), labels.of(Text::Series));
    let said = move || match state.said.get() {
        SearchStatus::Nothing => String::new(),
        SearchStatus::Found(0) => labels.of(Text::NothingFound),
        SearchStatus::Found(count) => format!("{} {count}", labels.of(Text::Found)),
        SearchStatus::Told(text) => labels.of(text),
    };
    let list_label = label.clone();
    // On the page from the beginning, for the program's sake: what is made later costs the browser's half kilobytes.
    let field = search.then(|| {
        view! {
            <div hidden=move || !state.alive.get()>
                <label for="film-search" class="mb-1.5 block font-semibold" prop:textContent=Words(label)></label>
                <input
                    id="film-search"
                    type="text"
                    class="input w-full"
                    role="combobox"
                    autocomplete="off"
                    aria-autocomplete="list"
                    aria-controls="film-results"
                    aria-describedby="film-search-hint"
                    aria-expanded=move || if state.found.with(Vec::is_empty) { "false" } else { "true" }
                    aria-activedescendant=move || state.active.get().map(option_id)
                    on:input=on_input
                    on:keydown=on_key
                    on:blur=move |_| state.close()
                />
                <p id="film-search-hint" class="mt-1.5 text-sm text-muted" prop:textContent=Words(hint)></p>
                <ul
                    id="film-results"
                    role="listbox"
                    aria-label=list_label
                    class="mt-2 overflow-hidden rounded-box border border-base-300"
                    hidden=move || state.found.with(Vec::is_empty)
                >
                    {move || {
                        state
                            .found
                            .get()
                            .into_iter()
                            .enumerate()
                            .map(|(number, film)| {
                                let kind = if film.kind == "film" { &kinds.0 } else { &kinds.1 };
                                let about = if film.year.is_empty() {
                                    kind.clone()
                                } else {
                                    format!("{} · {kind}", film.year)
                                };
                                let is_active = move || state.active.get() == Some(number);
                                view! {
                                    <li
                                        id=option_id(number)
                                        role="option"
                                        class="flex min-h-11 cursor-pointer items-center gap-x-3 px-4 py-2 hover:bg-base-200 aria-selected:bg-primary aria-selected:text-primary-content"
                                        aria-selected=move || if is_active() { "true" } else { "false" }
                                        // The field keeps the focus.
                                        on:mousedown=|event| event.prevent_default()
                                        on:click=move |_| choose(number)
                                    >
                                        {(!film.poster_url.is_empty())
                                            .then(|| view! { <img src=film.poster_url alt="" width="40" height="60" /> })}
                                        <bdi
                                            class="min-w-0 break-words font-semibold"
                                            prop:textContent=Words(film.title)
                                        ></bdi>
                                        <span class="shrink-0 text-sm" prop:textContent=Words(about)></span>
                                    </li>
                                }
                            })
                            .collect_view()
                    }}
                </ul>
            </div>
        }
    });
    view! {
        <div node_ref=state.root>
            {field} <p role="status" class="my-2 min-h-6 font-medium" prop:textContent=move || Words(said())></p>
            {children()}
        </div>
    }
}

fn option_id(number: usize) -> String {
    format!("film-result-{number}")
}

impl Search {
    fn close(self) {
        self.active.set(None);
        self.found.set(Vec::new());
    }

    fn stand_on(self, number: usize) {
        self.active.set(Some(number));
        #[cfg(feature = "hydrate")]
        browser::show_option(&option_id(number));
    }
}
