//! Talents.

use leptos::prelude::*;

use super::choice_list::ChoiceList;
use crate::{
    components::{field_error_text::text_for, lang::current_locale},
    domain::registration::{MAX_TALENTS, fields as f},
    i18n::td_string,
    server::services::profiles::answers::FormContent,
};

/// Every talent, by category.
#[component]
pub fn TalentsField<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    view! {
        <ChoiceList
            name=f::TALENTS
            groups=content.categories.clone()
            chosen=content.values.all(f::TALENTS).to_vec()
            search_label=td_string!(locale, field.talents_search)
            error=text_for(locale, &content.errors, f::TALENTS)
            max=MAX_TALENTS
        />
    }
}
