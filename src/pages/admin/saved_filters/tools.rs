//! What stands above the table of people: its columns, saved filters, and the form that saves those in use.

use leptos::prelude::*;

use super::{address_of, inputs, notice::answer_text};
use crate::{
    components::{
        button::{Button, ButtonStyle},
        form::{ChoiceRow, choice_rows},
    },
    domain::{desk_columns::DeskColumn, saved_filter::shareable, search::query::SearchQuery, selection::FILTERS_FIELD},
    i18n::{Locale, td_string},
    pages::admin::{columns::COLUMNS, kept::kept_link},
    routes,
    server::services::admin::saved_filters::{SavedFilter, SavedFilters},
    server_fns::desk_table::{ACTION_FIELD, CHOOSE_COLUMNS, COLUMN_FIELD, DeskTableFlash, RESET, SAVE_FILTER},
};

/// Two folded parts; the form is open where it must be sent again.
pub fn table_tools(
    locale: Locale,
    query: &SearchQuery,
    columns: &[DeskColumn],
    saved: SavedFilters,
    flash: Option<DeskTableFlash>,
) -> AnyView {
    let filters = shareable(query);
    let current = filters.to_address();
    // The same page of the same search, without what no address may hold.
    let here = query.cursor().map_or_else(|| current.clone(), |cursor| filters.at(cursor).to_address());
    let refused = flash.filter(|flash| flash.answer.is_refused());
    let open = refused.is_some();
    view! {
        <div class="desk-folds">
            {column_choice(locale, here, columns)}
            <details class="desk-action" open=open>
                <summary class="py-2.5 font-semibold">{td_string!(locale, saved_filters.title)}</summary>
                {links(locale, &current, saved)}
                {save_form(locale, current, refused)}
            </details>
        </div>
    }
    .into_any()
}

/// A box for each column, and the button that shows the usual ones again.
fn column_choice(locale: Locale, here: String, columns: &[DeskColumn]) -> AnyView {
    let boxes = choice_rows(
        COLUMN_FIELD,
        COLUMNS.iter().map(|row| ChoiceRow {
            key: row.column.key(),
            emoji: "",
            label: (row.label)(locale),
            checked: columns.contains(&row.column),
            count: None,
        }),
    );
    let reset = (columns != DeskColumn::USUAL).then(|| {
        view! {
            <Button style=ButtonStyle::Quiet name=ACTION_FIELD value=RESET>
                {td_string!(locale, saved_filters.columns_reset)}
            </Button>
        }
    });
    let title = td_string!(locale, saved_filters.columns);
    view! {
        <details class="desk-action">
            <summary class="py-2.5 font-semibold">{title}</summary>
            <form method="post" action=CHOOSE_COLUMNS class="flex flex-col gap-4" aria-label=title>
                <input type="hidden" name=FILTERS_FIELD value=here />
                <p class="text-sm text-muted">{td_string!(locale, saved_filters.columns_hint)}</p>
                <div class="desk-boxes" data-choices inner_html=boxes></div>
                <div class="flex flex-wrap gap-3">
                    <Button style=ButtonStyle::Outline>{td_string!(locale, saved_filters.columns_show)}</Button>
                    {reset}
                </div>
            </form>
        </details>
    }
    .into_any()
}

/// What can be applied, and the way to the page on which it is changed.
fn links(locale: Locale, current: &str, saved: SavedFilters) -> Option<AnyView> {
    let SavedFilters { own, shared } = saved;
    if own.is_empty() && shared.is_empty() {
        return None;
    }
    let own = own.into_iter().map(|filter| link(current, filter, None));
    let shared = shared.into_iter().map(|(filter, owner)| link(current, filter, Some(owner)));
    let all: Vec<AnyView> = own.chain(shared).collect();
    let links = view! {
        <ul class="flex flex-wrap gap-x-6">{all}</ul>
        <p>
            <a class="link inline-flex min-h-11 items-center" href=routes::DESK_FILTERS>
                {td_string!(locale, saved_filters.manage)}
            </a>
        </p>
    };
    Some(links.into_any())
}

fn link(current: &str, filter: SavedFilter, owner: Option<String>) -> AnyView {
    let is_current = filter.filters == current;
    kept_link(filter.name, address_of(&filter.filters), is_current, owner)
}

/// Keeps the filters in use under a name.
fn save_form(locale: Locale, filters: String, refused: Option<DeskTableFlash>) -> AnyView {
    if filters.is_empty() {
        return view! { <p class="text-muted">{td_string!(locale, saved_filters.choose_first)}</p> }.into_any();
    }
    let error = refused.as_ref().filter(|flash| flash.answer.is_about_the_name());
    let error = error.map(|flash| answer_text(locale, flash.answer).to_owned());
    let (name, shared) = refused.map(|flash| (flash.name, flash.shared)).unwrap_or_default();
    let title = td_string!(locale, saved_filters.save_title);
    let button = td_string!(locale, saved_filters.save_button);
    view! {
        <form method="post" action=SAVE_FILTER class="flex flex-col gap-4" aria-label=title>
            <p class="font-semibold">{title}</p>
            <input type="hidden" name=FILTERS_FIELD value=filters />
            {inputs(locale, "new", name, shared, error, button)}
        </form>
    }
    .into_any()
}
