//! Several of a long list: checkboxes in groups, which the island makes searchable.

use leptos::prelude::*;

use super::labels::field_text;
use crate::{
    components::{
        field_error_text::text_for,
        form::{ChoiceRow, FieldIds, FieldNotes, choice_rows},
        lang::current_locale,
    },
    domain::{fields::Field, lang::Lang, module::Module, reference},
    i18n::{Locale, td_string},
    islands::choice_picker::{ChoicePicker, ChoicePickerLabels},
    server::{
        context::use_lang,
        services::profiles::answers::{ChoiceGroup, FormContent, ListedChoice},
    },
};

/// The list that holds the groups of a closed list, where it has any.
pub fn groups_list(list: &str) -> Option<&'static str> {
    match list {
        "language" => Some("language_group"),
        "cinema_skill" => Some("skill_category"),
        _ => None,
    }
}

/// The terms of a closed list by their groups; one group called `title` where it has none.
fn groups_of(list: &'static str, title: &str, lang: Lang) -> Vec<ChoiceGroup> {
    let choices = |group: &str| {
        reference::terms(list)
            .filter(|term| term.group == group)
            .map(|term| ListedChoice {
                key: term.key.clone(),
                emoji: term.emoji.clone(),
                label: term.label(lang).to_owned(),
            })
            .collect()
    };
    let Some(groups) = groups_list(list) else {
        return vec![ChoiceGroup { emoji: String::new(), label: title.to_owned(), choices: choices("") }];
    };
    reference::terms(groups)
        .map(|group| ChoiceGroup {
            emoji: group.emoji.clone(),
            label: group.label(lang).to_owned(),
            choices: choices(&group.key),
        })
        .collect()
}

/// The choices of a field of kind [`Choices`](crate::domain::fields::Kind::Choices).
#[component]
pub fn Choices<'a>(
    field: &'static Field,
    list: &'static str,
    module: Module,
    content: &'a FormContent,
) -> impl IntoView + use<> {
    let locale = current_locale();
    let text = |part: &str| field_text(locale, module, &format!("{}{part}", field.name));
    let title = text("_title").or_else(|| text("")).unwrap_or_default();
    view! {
        <ChoiceList
            name=field.name
            groups=groups_of(list, title, use_lang())
            chosen=content.values.all(field.name).to_vec()
            search_label=text("_search").unwrap_or_else(|| td_string!(locale, common.search))
            error=text_for(locale, &content.errors, field.name)
        />
    }
}

/// Every choice as a checkbox named `name`; with script there are a search field, chips and a counter.
#[component]
pub fn ChoiceList(
    name: &'static str,
    groups: Vec<ChoiceGroup>,
    chosen: Vec<String>,
    #[prop(into)] search_label: String,
    error: Option<String>,
    /// The most one may choose.
    #[prop(optional)]
    max: Option<usize>,
) -> impl IntoView {
    let labels = picker_labels(current_locale(), search_label, max);
    let ids = FieldIds::new(name);
    let control = ids.control.clone();
    let described_by = ids.described_by(false, error.is_some());
    view! {
        <div id=control tabindex="-1" role="group" aria-describedby=described_by>
            <FieldNotes ids hint=None error />
            <ChoicePicker labels max>
                <div class="flex flex-col gap-6">
                    {groups.into_iter().map(|group| view! { <Group name group chosen=chosen.clone() /> }).collect_view()}
                </div>
            </ChoicePicker>
        </div>
    }
}

/// The texts of the island around the checkboxes of a long list.
pub fn picker_labels(locale: Locale, search: String, max: Option<usize>) -> ChoicePickerLabels {
    let count = match max {
        Some(max) => td_string!(locale, register.choices_count_of, max = max),
        None => td_string!(locale, register.choices_count).to_owned(),
    };
    ChoicePickerLabels {
        search,
        count,
        remove: td_string!(locale, common.remove).to_owned(),
        remove_all: td_string!(locale, register.choices_remove_all).to_owned(),
        none: td_string!(locale, register.choices_none).to_owned(),
        full: max.map(|max| td_string!(locale, register.choices_full, max = max)).unwrap_or_default(),
    }
}

#[component]
fn Group(name: &'static str, group: ChoiceGroup, chosen: Vec<String>) -> impl IntoView {
    let rows = choice_rows(
        name,
        group.choices.iter().map(|choice| ChoiceRow {
            key: &choice.key,
            emoji: &choice.emoji,
            label: &choice.label,
            checked: chosen.contains(&choice.key),
            count: None,
        }),
    );
    view! {
        <fieldset data-group>
            <legend class="mb-2 font-semibold">
                <span aria-hidden="true">{group.emoji}</span>
                " "
                {group.label}
            </legend>
            <div class="grid gap-x-4 sm:grid-cols-2" inner_html=rows></div>
        </fieldset>
    }
}
