//! Finding a film by its title and filling a row of the form with it.

#[cfg(feature = "hydrate")]
mod browser;

use leptos::prelude::*;

/// The island's texts, in the visitor's language.
#[cfg(feature = "ssr")]
#[derive(Debug, Clone)]
pub struct FilmSearchLabels {
    /// Label of the search field.
    pub search: String,
    pub hint: String,
    /// The two types a result can have.
    pub film: String,
    pub series: String,
    pub loading: String,
    /// Before the number of results.
    pub found: String,
    pub nothing_found: String,
    pub failed: String,
    pub too_fast: String,
    /// The server has no search.
    pub manual: String,
    pub added: String,
    pub removed: String,
    /// There is no room for another row.
    pub full: String,
}

/// Around the rows of productions and the button that adds one. A combobox (W3C's pattern: list below, arrow keys,
/// Enter, Escape) fills the empty row with a film and makes another; both buttons work without a reload. Without
/// script the rows are typed, and the buttons send the form.
#[cfg(feature = "ssr")]
#[component]
pub fn FilmSearch(
    labels: FilmSearchLabels,
    /// Whether films can be searched.
    search: bool,
    children: Children,
) -> impl IntoView {
    let FilmSearchLabels {
        search: label,
        hint,
        film,
        series,
        loading,
        found,
        nothing_found,
        failed,
        too_fast,
        manual,
        added,
        removed,
        full,
    } = labels;
    let field = search.then(|| {
        view! {
            <div data-film-search hidden>
                <label for="film-search" class="mb-1.5 block font-semibold">
                    {label.clone()}
                </label>
                <input
                    id="film-search"
                    type="text"
                    class="input w-full"
                    role="combobox"
                    autocomplete="off"
                    aria-autocomplete="list"
                    aria-controls="film-results"
                    aria-describedby="film-search-hint"
                    aria-expanded="false"
                />
                <p id="film-search-hint" class="mt-1.5 text-sm text-muted">
                    {hint}
                </p>
                <ul
                    id="film-results"
                    role="listbox"
                    aria-label=label
                    class="mt-2 overflow-hidden rounded-box border border-base-300"
                    data-film=film
                    data-series=series
                    hidden
                ></ul>
                <template data-result>
                    <li
                        role="option"
                        class="flex min-h-11 cursor-pointer items-center gap-x-3 px-4 py-2 hover:bg-base-200 aria-selected:bg-primary aria-selected:text-primary-content"
                        aria-selected="false"
                    >
                        <bdi class="min-w-0 break-words font-semibold"></bdi>
                        <span class="shrink-0 text-sm"></span>
                    </li>
                </template>
            </div>
        }
    });
    view! {
        <FilmSearchIsland>
            {field}
            <p
                role="status"
                class="my-2 min-h-6 font-medium"
                data-film-status
                data-loading=loading
                data-found=found
                data-nothing-found=nothing_found
                data-failed=failed
                data-too-fast=too_fast
                data-manual=manual
                data-added=added
                data-removed=removed
                data-no-room=full
            ></p>
            {children()}
        </FilmSearchIsland>
    }
}

#[island]
fn FilmSearchIsland(children: Children) -> impl IntoView {
    super::around(
        children,
        #[cfg(feature = "hydrate")]
        browser::start,
    )
}
