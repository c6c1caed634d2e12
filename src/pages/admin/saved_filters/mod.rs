//! Searches of the table of people that are kept under a name, and its columns: what stands above the table, the page on
//! which saved filters are changed.

mod list;
mod notice;
mod tools;

use leptos::prelude::*;

pub use self::{list::DeskFiltersPage, notice::DeskTableNotice, tools::table_tools};
use crate::{
    components::{
        button::{Button, ButtonStyle},
        form::{Checkbox, TextField},
    },
    domain::kept_name::LONGEST_NAME,
    i18n::{Locale, td_string},
    routes,
    server_fns::desk_table::{NAME_FIELD, SHARED_FIELD},
};

/// Where saved filters lead.
fn address_of(filters: &str) -> String {
    format!("{}?{filters}", routes::DESK_PEOPLE)
}

/// The name, whether it is shared, and the button; `mark` tells the inputs of several such forms apart.
fn inputs(
    locale: Locale,
    mark: &str,
    name: String,
    shared: bool,
    error: Option<String>,
    button: &'static str,
) -> AnyView {
    view! {
        <TextField
            name=NAME_FIELD
            id=format!("filter-name-{mark}")
            label=td_string!(locale, saved_filters.name)
            hint=td_string!(locale, saved_filters.name_hint)
            value=name
            error=error
            required=true
            autocomplete="off"
            maxlength=u32::try_from(LONGEST_NAME).unwrap_or(u32::MAX)
        />
        <Checkbox name=SHARED_FIELD id_suffix=mark.to_owned() checked=shared>
            {td_string!(locale, saved_filters.share)}
        </Checkbox>
        <p class="text-sm text-muted">{td_string!(locale, saved_filters.private_hint)}</p>
        <div>
            <Button style=ButtonStyle::Outline wide=true>
                {button}
            </Button>
        </div>
    }
    .into_any()
}
