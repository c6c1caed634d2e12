//! Section: what you can do.

use leptos::prelude::*;

use super::choice_list::{Choice, ChoiceGroup, ChoiceList};
use crate::{
    components::{field_error_text::text_for, lang::current_locale},
    domain::registration::{MAX_TALENTS, fields as f},
    i18n::td_string,
    server::services::answers::FormContent,
};

/// Every talent, by category.
#[component]
pub fn TalentsFields(content: FormContent) -> impl IntoView {
    let locale = current_locale();
    let groups = content
        .categories
        .into_iter()
        .map(|category| ChoiceGroup {
            emoji: category.emoji,
            label: category.label,
            choices: category
                .talents
                .into_iter()
                .map(|talent| Choice { key: talent.key, emoji: talent.emoji, label: talent.label })
                .collect(),
        })
        .collect::<Vec<_>>();
    view! {
        <ChoiceList
            name=f::TALENTS
            groups
            chosen=content.values.all(f::TALENTS).to_vec()
            search_label=td_string!(locale, field.talents_search)
            error=text_for(locale, &content.errors, f::TALENTS)
            max=MAX_TALENTS
        />
    }
}
