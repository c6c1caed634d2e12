//! Sections that are one long list.

use leptos::prelude::*;

use crate::{
    components::{field_error_text::text_for, lang::current_locale},
    domain::{cinema::fields as c, reference},
    i18n::td_string,
    pages::sections::choice_list::{Choice, ChoiceGroup, ChoiceList, groups_of},
    server::{context::use_request, services::answers::FormContent},
};

/// Section 6: types of talent.
#[component]
pub fn TypesField<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    view! {
        <SingleGroup
            name=c::TALENT_TYPES
            list="cinema_talent_type"
            title=td_string!(locale, field.talent_types_title)
            search=td_string!(locale, field.talent_types_search)
            content
        />
    }
}

/// Section 7: skills by their categories.
#[component]
pub fn SkillsField<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    view! {
        <ChoiceList
            name=c::OTHER_TALENTS
            groups=groups_of("cinema_skill", "skill_category", use_request().lang)
            chosen=content.values.all(c::OTHER_TALENTS).to_vec()
            search_label=td_string!(locale, field.other_talents_search)
            error=text_for(locale, &content.errors, c::OTHER_TALENTS)
        />
    }
}

/// Several of a closed list that has no groups.
#[component]
pub fn SingleGroup<'a>(
    name: &'static str,
    list: &'static str,
    title: &'static str,
    search: &'static str,
    content: &'a FormContent,
) -> impl IntoView + use<> {
    let lang = use_request().lang;
    let choices = reference::terms(list)
        .map(|term| Choice { key: term.key.clone(), emoji: term.emoji.clone(), label: term.label(lang).to_owned() })
        .collect();
    let groups = vec![ChoiceGroup { emoji: String::new(), label: title.to_owned(), choices }];
    view! {
        <ChoiceList
            name
            groups
            chosen=content.values.all(name).to_vec()
            search_label=search
            error=text_for(current_locale(), &content.errors, name)
        />
    }
}
