//! The search form: a plain GET, so that every search has an address.

use std::sync::Arc;

use leptos::prelude::*;

use crate::pages::search::{
    check_list::{CheckGroup, CheckList},
    names::filter_label,
};
use crate::{
    components::{
        button::Button,
        form::{Checkbox, SelectField, TextField},
        icon::{Icon, IconName},
        lang::current_locale,
    },
    domain::{
        lang::Lang,
        reference,
        search::directory::{DirectoryFilter, FilterChoices, FilterName, MOST_YEARS},
    },
    i18n::td_string,
    islands::live_search::LiveSearch,
    pages::sections::options::{countries, terms},
    routes,
    server::context::use_lang,
};

/// Every filter with what is chosen now. On phones all but the words are folded away.
#[component]
pub fn FilterForm(filter: DirectoryFilter, choices: Arc<FilterChoices>) -> impl IntoView {
    let locale = current_locale();
    let query = DirectoryFilter { cursor: None, ..filter.clone() }.to_query();
    let folded = filter.in_use().into_iter().filter(|name| *name != FilterName::Words).count();
    let words = filter.words.clone();
    view! {
        <LiveSearch query failed=td_string!(locale, talents.live_failed).to_owned()>
            <form action=routes::TALENTS method="get" role="search" class="rounded-box border border-base-300 bg-base-200 p-4 sm:p-5">
                <TextField
                    name=FilterName::Words.key()
                    kind="search"
                    label=filter_label(locale, FilterName::Words)
                    value=words
                    maxlength=200
                    hint=td_string!(locale, talents.words_hint)
                    unmarked=true
                />
                <details class="filters-fold mt-3">
                    <summary class="py-2.5 font-semibold">
                        {td_string!(locale, talents.filters)} {(folded != 0).then(|| format!(" ({folded})"))}
                    </summary>
                    <div class="grid gap-4 pt-2 sm:grid-cols-2 lg:grid-cols-1">
                        <Fields filter choices />
                    </div>
                </details>
                <div class="mt-4">
                    <Button wide=true>
                        <Icon name=IconName::Search />
                        {td_string!(locale, common.search)}
                    </Button>
                </div>
            </form>
        </LiveSearch>
    }
}

/// The filters beside the words, in the order of [`FilterName::ALL`].
#[component]
fn Fields(filter: DirectoryFilter, choices: Arc<FilterChoices>) -> impl IntoView {
    let locale = current_locale();
    let lang = use_lang();
    let label = move |name| filter_label(locale, name);
    view! {
        <SelectField
            name=FilterName::Country.key()
            label=label(FilterName::Country)
            value=filter.country.unwrap_or_default()
            empty=td_string!(locale, talents.any_country)
            options=countries(lang)
            unmarked=true
        />
        <TextField
            name=FilterName::City.key()
            label=label(FilterName::City)
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
        <SelectField
            name=FilterName::Availability.key()
            label=label(FilterName::Availability)
            value=filter.availability.unwrap_or_default()
            empty=td_string!(locale, talents.any_availability)
            options=terms("availability", lang)
            unmarked=true
        />
        <SelectField
            name=FilterName::WorkMode.key()
            label=label(FilterName::WorkMode)
            value=filter.work_mode.unwrap_or_default()
            empty=td_string!(locale, talents.any)
            options=terms("work_mode", lang)
            unmarked=true
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
        <TextField
            name=FilterName::ExperienceMin.key()
            kind="number"
            label=label(FilterName::ExperienceMin)
            value=filter.experience_min.map(|years| years.to_string()).unwrap_or_default()
            inputmode="numeric"
            min="0"
            max=MOST_YEARS.to_string()
            ltr=true
            unmarked=true
        />
        <div class="self-end">
            <Checkbox name=FilterName::HasPhoto.key() value="1" checked=filter.has_photo>
                {label(FilterName::HasPhoto)}
            </Checkbox>
        </div>
        <SelectField
            name=FilterName::Gender.key()
            label=label(FilterName::Gender)
            value=filter.gender.unwrap_or_default()
            empty=td_string!(locale, talents.any)
            options=terms("gender", lang)
            unmarked=true
        />
        <TextField
            name=FilterName::Code.key()
            label=label(FilterName::Code)
            value=filter.code
            maxlength=20
            hint=td_string!(locale, talents.code_hint)
            ltr=true
            unmarked=true
        />
    }
}

fn talents(choices: &FilterChoices, lang: Lang) -> Vec<CheckGroup> {
    choices
        .categories
        .iter()
        .map(|category| CheckGroup {
            label: format!("{} {}", category.emoji, category.label(lang)),
            choices: choices
                .talents
                .iter()
                .filter(|talent| talent.category_id == category.id)
                .map(|talent| (talent.key.clone(), format!("{} {}", talent.emoji, talent.label(lang))))
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
