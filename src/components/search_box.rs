//! The large search field of the landing pages.

use leptos::prelude::*;

use crate::{
    components::{
        icon::{Icon, IconName},
        lang::current_locale,
    },
    i18n::td_string,
};

/// A plain GET form that leads to a list with the typed words as `q`.
#[component]
pub fn SearchBox(
    /// The address of the list.
    action: &'static str,
    label: &'static str,
    hint: &'static str,
) -> impl IntoView {
    let locale = current_locale();
    view! {
        <form
            action=action
            method="get"
            role="search"
            class="mt-8 max-w-2xl rounded-box bg-base-100 p-4 text-base-content shadow-lg sm:mt-10 sm:p-5"
        >
            <label for="search" class="font-display text-lg font-bold">
                {label}
            </label>
            <div class="mt-2 flex flex-col gap-3 sm:flex-row">
                <input
                    id="search"
                    class="input w-full sm:flex-1"
                    type="search"
                    name="q"
                    maxlength="200"
                    enterkeyhint="search"
                    aria-describedby="search-hint"
                />
                <button type="submit" class="btn btn-primary">
                    <Icon name=IconName::Search />
                    {td_string!(locale, common.search)}
                </button>
            </div>
            <p id="search-hint" class="mt-2 text-sm text-muted">
                {hint}
            </p>
        </form>
    }
}
