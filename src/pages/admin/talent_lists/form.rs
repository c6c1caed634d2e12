//! The names of an entry in every language.

use leptos::prelude::*;

use super::stored::EntryPage;
use crate::{
    components::{
        button::Button,
        field_error_text::{problems, text_for},
        form::{ErrorSummary, SelectField, SelectOption, TextField},
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
    },
    domain::talents::TalentListKind,
    i18n::{Locale, td_string},
    server::{context::use_lang, services::admin::talent_lists::fingerprint},
    server_fns::talent_lists::{SAVE_TALENT_ENTRY, TalentListFlash, TalentListSaid},
};

/// Its inputs, in order.
const INPUTS: [&str; 5] = ["emoji", "label_fr", "label_en", "label_ar", "category"];

/// The form, with what was typed where it comes back.
#[component]
pub fn EntryForm<'a>(page: &'a EntryPage, flash: Option<&'a TalentListFlash>) -> impl IntoView + use<> {
    let locale = current_locale();
    let lang = use_lang();
    let entry = page.stored.as_ref();
    let stored = |field: &str| {
        entry.map_or("", |entry| match field {
            "emoji" => entry.words.emoji.as_str(),
            "label_fr" => entry.words.labels.fr.as_str(),
            "label_en" => entry.words.labels.en.as_str(),
            "label_ar" => entry.words.labels.ar.as_str(),
            _ => entry.category.as_str(),
        })
    };
    let value = |field: &str| {
        let typed = flash.filter(|flash| flash.typed.has(field)).map(|flash| flash.typed.first(field));
        typed.unwrap_or_else(|| stored(field)).to_owned()
    };
    let error = |field: &str| flash.and_then(|flash| text_for(locale, &flash.errors, field));
    // Both values, where another administrator was quicker.
    let overtaken = flash.is_some_and(|flash| flash.said == TalentListSaid::Changed);
    let hint = |field: &str| {
        let differs = overtaken && value(field) != stored(field);
        if differs {
            td_string!(locale, talent_lists.stored_now, value = stored(field)).to_string()
        } else {
            String::new()
        }
    };
    let texts = ["emoji", "label_fr", "label_en", "label_ar"].map(|name| {
        let rtl = name == "label_ar";
        view! {
            <TextField
                name
                label=label(locale, name)
                value=value(name)
                hint=hint(name)
                error=error(name)
                required=true
                maxlength=60
                rtl
            />
        }
        .into_any()
    });
    let category = (page.kind == TalentListKind::Talent).then(|| {
        let options = page
            .categories
            .iter()
            .map(|category| SelectOption::new(category.key.clone(), category.words.labels.get(lang)))
            .collect();
        view! {
            <SelectField
                name="category"
                label=label(locale, "category")
                options
                value=value("category")
                error=error("category")
                required=true
            />
        }
    });
    let summary = flash.map(|flash| {
        let problems = problems(locale, &flash.errors, &INPUTS, |field| label(locale, field));
        view! { <ErrorSummary problems /> }
    });
    let before = entry.map(|entry| fingerprint(&entry.words, &entry.category)).unwrap_or_default();
    let key = entry.map(|entry| entry.key.clone()).unwrap_or_default();
    let kind = page.kind.key();
    let inputs = texts.into_iter().collect_view();
    view! {
        <SectionCard color=SectionColor::Orange title=td_string!(locale, talent_lists.words)>
            {summary}
            <form method="post" action=SAVE_TALENT_ENTRY class="flex flex-col gap-5">
                <input type="hidden" name="kind" value=kind />
                <input type="hidden" name="key" value=key />
                <input type="hidden" name="before" value=before />
                {inputs}
                {category}
                <div>
                    <Button wide=true>{td_string!(locale, talent_lists.save)}</Button>
                </div>
            </form>
        </SectionCard>
    }
}

fn label(locale: Locale, field: &str) -> &'static str {
    match field {
        "emoji" => td_string!(locale, talent_lists.emoji),
        "label_fr" => td_string!(locale, talent_lists.label_fr),
        "label_en" => td_string!(locale, talent_lists.label_en),
        "label_ar" => td_string!(locale, talent_lists.label_ar),
        _ => td_string!(locale, talent_lists.category),
    }
}
