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

/// The languages most people of the site speak: they stand before the groups, in sight.
const MOST_SPOKEN: [&str; 6] = ["ar", "ary", "zgh", "fr", "en", "es"];
/// Skills that castings often ask for, in sight like these languages.
const OFTEN_ASKED_SKILLS: [&str; 6] =
    ["horse_riding", "stunts", "martial_arts", "swimming", "acrobatics", "dubbing_actor"];
/// Characters of the longest label of a list that is set in narrow columns.
const SHORT_LABEL: usize = 14;

/// The list that holds the groups of a closed list, where it has any.
pub fn groups_list(list: &str) -> Option<&'static str> {
    match list {
        "language" => Some("language_group"),
        "cinema_skill" => Some("skill_category"),
        _ => None,
    }
}

/// The choices of a closed list that most people make.
fn most_made(list: &str) -> &'static [&'static str] {
    match list {
        "language" => &MOST_SPOKEN,
        "cinema_skill" => &OFTEN_ASKED_SKILLS,
        _ => &[],
    }
}

fn listed(term: &reference::Term, lang: Lang) -> ListedChoice {
    ListedChoice { key: term.key.clone(), emoji: term.emoji.clone(), label: term.label(lang).to_owned() }
}

/// The terms of a closed list by their groups; one group called `title` where it has none. Those that most people choose
/// are in none of them.
fn groups_of(list: &'static str, title: &str, lang: Lang) -> Vec<ChoiceGroup> {
    let choices = |group: &str| {
        reference::terms(list)
            .filter(|term| term.group == group && !most_made(list).contains(&term.key.as_str()))
            .map(|term| listed(term, lang))
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
    let (locale, lang) = (current_locale(), use_lang());
    let text = |part: &str| field_text(locale, module, &format!("{}{part}", field.name));
    let title = text("_title").or_else(|| text("")).unwrap_or_default();
    let first = most_made(list).iter().filter_map(|key| reference::term(list, key));
    let first: Vec<_> = first.map(|term| listed(term, lang)).collect();
    view! {
        <ChoiceList
            name=field.name
            first
            groups=groups_of(list, title, lang)
            chosen=content.values.all(field.name).to_vec()
            search_label=text("_search").unwrap_or_else(|| td_string!(locale, common.search))
            error=text_for(locale, &content.errors, field.name)
        />
    }
}

/// Every choice as a checkbox named `name`, the groups folded away if there are several; with script there are a search
/// field, chips and a counter.
#[component]
pub fn ChoiceList(
    name: &'static str,
    /// Choices that stand before the groups, in sight.
    #[prop(optional)]
    first: Vec<ListedChoice>,
    groups: Vec<ChoiceGroup>,
    chosen: Vec<String>,
    #[prop(into)] search_label: String,
    error: Option<String>,
    /// The most one may choose.
    #[prop(optional)]
    max: Option<usize>,
) -> impl IntoView {
    let locale = current_locale();
    let labels = picker_labels(locale, search_label, max);
    let ids = FieldIds::new(name);
    let control = ids.control.clone();
    let described_by = ids.described_by(false, error.is_some());
    let folded = groups.len() > 1;
    let first = (!first.is_empty()).then(|| {
        let label = td_string!(locale, register.choices_first).to_owned();
        let group = ChoiceGroup { emoji: String::new(), label, choices: first };
        view! { <Group name group chosen=chosen.clone() folded=false /> }
    });
    let notes = error.is_some().then(|| view! { <div class="mb-4"><FieldNotes ids hint=None error /></div> });
    view! {
        <div id=control tabindex="-1" role="group" aria-describedby=described_by>
            {notes}
            <ChoicePicker labels max>
                <div class="flex flex-col">
                    {first}
                    {groups
                        .into_iter()
                        .map(|group| view! { <Group name group chosen=chosen.clone() folded /> })
                        .collect_view()}
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
        empty: td_string!(locale, register.choices_empty).to_owned(),
        count,
        remove: td_string!(locale, common.remove).to_owned(),
        remove_all: td_string!(locale, register.choices_remove_all).to_owned(),
        none: td_string!(locale, register.choices_none).to_owned(),
        full: max.map(|max| td_string!(locale, register.choices_full, max = max)).unwrap_or_default(),
    }
}

/// Choices under one name. A folded group says how many of it are ticked, and is open if any is.
#[component]
fn Group(name: &'static str, group: ChoiceGroup, chosen: Vec<String>, folded: bool) -> impl IntoView {
    let ChoiceGroup { emoji, label, choices } = group;
    let is_short = |choice: &ListedChoice| choice.label.chars().count() <= SHORT_LABEL;
    let columns = if choices.iter().all(is_short) { "choice-columns choice-columns-short" } else { "choice-columns" };
    let ticked = choices.iter().filter(|choice| chosen.contains(&choice.key)).count();
    let open = ticked != 0;
    let rows = choice_rows(
        name,
        choices.iter().map(|choice| ChoiceRow {
            key: &choice.key,
            emoji: &choice.emoji,
            label: &choice.label,
            checked: chosen.contains(&choice.key),
            count: None,
        }),
    );
    let heading = view! {
        <span aria-hidden="true">{emoji}</span>
        " "
        {label.clone()}
    };
    if !folded {
        return view! {
            <fieldset data-group>
                <legend class="mb-1 font-semibold">{heading}</legend>
                <div class=columns data-choices inner_html=rows></div>
            </fieldset>
        }
        .into_any();
    }
    view! {
        <details data-group class="choice-group" open=open>
            <summary>
                <span class="min-w-0 flex-1">{heading}</span>
                <span class="choice-count" data-ticked>
                    {open.then(|| ticked.to_string())}
                </span>
            </summary>
            <div role="group" aria-label=label class=format!("pb-3 {columns}") data-choices inner_html=rows></div>
        </details>
    }
    .into_any()
}
