//! The boxes of the columns.

use leptos::prelude::*;

use crate::{
    components::form::Checkbox,
    domain::export::{COLUMN_FIELD, Column, ExportList},
    i18n::{Locale, td_string},
    server::services::admin::exports::head,
};

/// A box for each column, in the order of the file; those that need a purpose stand apart.
pub fn column_boxes(locale: Locale, list: ExportList, ticked: &[Column]) -> AnyView {
    let boxes = |sensitive: bool| -> Vec<AnyView> {
        let columns = list.columns().into_iter().filter(|column| column.is_sensitive() == sensitive);
        columns.map(|column| column_box(locale, column, ticked)).collect()
    };
    view! {
        <fieldset>
            <legend class="mb-3 font-semibold">{td_string!(locale, export.columns)}</legend>
            <p class="mb-3 text-sm text-muted">{td_string!(locale, export.photo_hint)}</p>
            <div class="desk-boxes">{boxes(false)}</div>
        </fieldset>
        <fieldset>
            <legend class="mb-3 font-semibold">{td_string!(locale, export.sensitive)}</legend>
            <p class="mb-3 text-sm text-muted">{td_string!(locale, export.sensitive_hint)}</p>
            <div class="desk-boxes">{boxes(true)}</div>
        </fieldset>
    }
    .into_any()
}

fn column_box(locale: Locale, column: Column, ticked: &[Column]) -> AnyView {
    let key = column.key();
    view! {
        <Checkbox name=COLUMN_FIELD value=key id_suffix=key.to_owned() checked=ticked.contains(&column)>
            {head(locale, column)}
        </Checkbox>
    }
    .into_any()
}
