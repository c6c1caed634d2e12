//! The search form of the directory.

use std::sync::Arc;

use leptos::prelude::*;

use crate::pages::search::{
    check_list::{CheckGroup, CheckList},
    names::filter_label,
    search_form::{CodeFilter, NumberFilter, PhotoFilter, SearchForm, SelectFilter, WordsFilter},
};
use crate::{
    components::{form::TextField, lang::current_locale},
    domain::{
        lang::Lang,
        module::Module,
        reference,
        search::{
            directory::{DirectoryFilter, FilterChoices, FilterName, MOST_YEARS},
            listing::ListFilter as _,
        },
    },
    i18n::td_string,
    pages::sections::options::{countries, terms},
    server::context::use_lang,
};

/// Every filter with what is chosen now. On phones all but the words are folded away.
#[component]
pub fn FilterForm(filter: DirectoryFilter, choices: Arc<FilterChoices>) -> impl IntoView {
    let hint = td_string!(current_locale(), talents.words_hint);
    let query = filter.first_page().to_query();
    let in_use = filter.in_use().into_iter().filter(|name| *name != FilterName::Words).count();
    let head = view! { <WordsFilter key=FilterName::Words.key() words=filter.words.clone() hint /> }.into_any();
    view! {
        <SearchForm list=Module::Main query head in_use>
            <div class="grid gap-4 pt-2 sm:grid-cols-2 lg:grid-cols-1">
                <Fields filter choices />
            </div>
        </SearchForm>
    }
}

/// The filters beside the words, in the order of [`FilterName::ALL`].
#[component]
fn Fields(filter: DirectoryFilter, choices: Arc<FilterChoices>) -> impl IntoView {
    let locale = current_locale();
    let lang = use_lang();
    let any = td_string!(locale, talents.any);
    view! {
        <SelectFilter
            key=FilterName::Country.key()
            value=filter.country
            empty=td_string!(locale, talents.any_country)
            options=countries(lang)
        />
        <TextField
            name=FilterName::City.key()
            label=filter_label(locale, FilterName::City.key())
            value=filter.city
            maxlength=200
            hint=td_string!(locale, talents.city_hint)
            unmarked=true
        />
        <div class="sm:col-span-full">
            <CheckList
                name=FilterName::Talent.key()
                title=td_string!(locale, talents.choose_talents)
                hint=td_string!(locale, talents.talents_hint)
                groups=talents(&choices, lang)
                chosen=filter.talents
            />
        </div>
        <SelectFilter
            key=FilterName::Availability.key()
            value=filter.availability
            empty=td_string!(locale, talents.any_availability)
            options=terms("availability", lang)
        />
        <SelectFilter
            key=FilterName::WorkMode.key()
            value=filter.work_mode
            empty=any
            options=terms("work_mode", lang)
        />
        <div class="sm:col-span-full">
            <CheckList
                name=FilterName::Language.key()
                title=td_string!(locale, talents.choose_languages)
                hint=td_string!(locale, talents.languages_hint)
                groups=languages(lang)
                chosen=filter.languages
            />
        </div>
        <NumberFilter
            key=FilterName::ExperienceMin.key()
            value=filter.experience_min.map(u16::from)
            least=0
            most=u16::from(MOST_YEARS)
        />
        <PhotoFilter key=FilterName::HasPhoto.key() checked=filter.has_photo />
        <SelectFilter key=FilterName::Gender.key() value=filter.gender empty=any options=terms("gender", lang) />
        <CodeFilter key=FilterName::Code.key() code=filter.code />
    }
}

fn talents(choices: &FilterChoices, lang: Lang) -> Vec<CheckGroup> {
    choices
        .categories
        .iter()
        .map(|category| CheckGroup {
            label: format!("{} {}", category.emoji, category.labels.get(lang)),
            choices: choices
                .talents
                .iter()
                .filter(|talent| talent.category_id == category.id)
                .map(|talent| (talent.key.clone(), format!("{} {}", talent.emoji, talent.labels.get(lang))))
                .collect(),
        })
        .collect()
}

fn languages(lang: Lang) -> Vec<CheckGroup> {
    reference::terms("language_group")
        .map(|group| CheckGroup {
            label: format!("{} {}", group.emoji, group.label(lang)),
            choices: reference::terms("language")
                .filter(|language| language.group == group.key)
                .map(|language| (language.key.clone(), language.label(lang).to_owned()))
                .collect(),
        })
        .collect()
}
