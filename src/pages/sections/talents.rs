//! Talents.

use leptos::prelude::*;

use super::choice_list::{ChoiceGroup, ChoiceList, ListedChoice};
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
    let groups = content
        .categories
        .iter()
        .map(|category| ChoiceGroup {
            emoji: category.emoji.clone(),
            label: category.label.clone(),
            choices: category
                .talents
                .iter()
                .map(|talent| ListedChoice {
                    key: talent.key.clone(),
                    emoji: talent.emoji.clone(),
                    label: talent.label.clone(),
                })
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
