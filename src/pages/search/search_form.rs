//! What the forms of both searches are made of: plain GETs, so that every search has an address.

use leptos::prelude::*;

use super::{card::list_address, names::filter_label};
use crate::{
    components::{
        button::Button,
        form::{Checkbox, SelectField, SelectOption, TextField},
        icon::{Icon, IconName},
        lang::current_locale,
    },
    domain::module::Module,
    i18n::td_string,
    islands::live_search::LiveSearch,
};

/// The form of a search. On phones the filters, its children, are folded away.
#[component]
pub fn SearchForm(
    list: Module,
    /// The search the results on the page belong to.
    query: String,
    /// What stands above the filters.
    head: AnyView,
    /// How many of the filters are in use.
    in_use: usize,
    children: Children,
) -> impl IntoView {
    let locale = current_locale();
    view! {
        <LiveSearch query failed=td_string!(locale, talents.live_failed).to_owned()>
            <form
                action=list_address(list)
                method="get"
                role="search"
                class="rounded-box border border-base-300 bg-base-200 p-4 sm:p-5"
            >
                {head}
                <details class="filters-fold mt-3">
                    <summary class="py-2.5 font-semibold">
                        {td_string!(locale, talents.filters)} {(in_use != 0).then(|| format!(" ({in_use})"))}
                    </summary>
                    {children()}
                </details>
                <div class="mt-4">
                    <Button wide=true>
                        <Icon name=IconName::Search />
                        {td_string!(locale, common.search)}
                    </Button>
                </div>
            </form>
        </LiveSearch>
    }
}

/// The words to look for.
#[component]
pub fn WordsFilter(key: &'static str, words: String, hint: &'static str) -> impl IntoView {
    let label = filter_label(current_locale(), key);
    view! { <TextField name=key kind="search" label value=words maxlength=200 hint unmarked=true /> }
}

/// One value of a list; `empty` stands for any.
#[component]
pub fn SelectFilter(
    key: &'static str,
    value: Option<String>,
    empty: &'static str,
    options: Vec<SelectOption>,
) -> impl IntoView {
    let label = filter_label(current_locale(), key);
    view! { <SelectField name=key label value=value.unwrap_or_default() empty options unmarked=true /> }
}

/// A number from here, or up to there.
#[component]
pub fn NumberFilter(key: &'static str, value: Option<u16>, least: u16, most: u16) -> impl IntoView {
    view! {
        <TextField
            name=key
            kind="number"
            label=filter_label(current_locale(), key)
            value=value.map(|number| number.to_string()).unwrap_or_default()
            inputmode="numeric"
            min=least.to_string()
            max=most.to_string()
            ltr=true
            unmarked=true
        />
    }
}

/// People with a photo only.
#[component]
pub fn PhotoFilter(key: &'static str, checked: bool) -> impl IntoView {
    view! {
        <div class="self-end">
            <Checkbox name=key value="1" checked>
                {filter_label(current_locale(), key)}
            </Checkbox>
        </div>
    }
}

/// A code or its beginning.
#[component]
pub fn CodeFilter(key: &'static str, code: String) -> impl IntoView {
    let locale = current_locale();
    let (label, hint) = (filter_label(locale, key), td_string!(locale, talents.code_hint));
    view! { <TextField name=key label value=code maxlength=20 hint ltr=true unmarked=true /> }
}
