//! The search form: a plain GET, so that every search has an address.

use leptos::prelude::*;

use super::names::filter_label;
use crate::{
    components::{
        button::Button,
        form::{Checkbox, SelectField, SelectOption, TextField},
        icon::{Icon, IconName},
        lang::current_locale,
    },
    domain::{
        directory::{DirectoryFilter, FilterName},
        lang::Lang,
        reference,
    },
    i18n::td_string,
    server::{
        context::use_request,
        services::directory::{Talent, TalentCategory},
    },
};

/// Every filter with what is chosen now.
#[component]
pub fn FilterForm(filter: DirectoryFilter, categories: Vec<TalentCategory>, talents: Vec<Talent>) -> impl IntoView {
    let locale = current_locale();
    let lang = use_request().lang;
    let label = |name| filter_label(locale, name);
    view! {
        <form action="/talents" method="get" role="search" class="mb-6 rounded-box border border-base-300 bg-base-200 p-4 sm:p-5">
            <div class="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
                <TextField name="q" kind="search" label=label(FilterName::Words) value=filter.words.clone() maxlength=200 hint=td_string!(locale, talents.words_hint) />
                <TextField name="code" label=label(FilterName::Code) value=filter.code.clone() maxlength=20 hint=td_string!(locale, talents.code_hint) ltr=true />
                <SelectField
                    name="gender"
                    label=label(FilterName::Gender)
                    value=filter.gender.clone().unwrap_or_default()
                    empty=td_string!(locale, talents.any_gender)
                    options=genders(lang)
                />
                <SelectField
                    name="country"
                    label=label(FilterName::Country)
                    value=filter.country.clone().unwrap_or_default()
                    empty=td_string!(locale, talents.any_country)
                    options=countries(lang)
                />
                <TextField name="city" label=label(FilterName::City) value=filter.city.clone() maxlength=200 hint=td_string!(locale, talents.city_hint) />
            </div>
            <TalentChoice chosen=filter.talents.clone() categories talents lang />
            <div class="mt-4">
                <Button wide=true>
                    <Icon name=IconName::Search />
                    {td_string!(locale, talents.search)}
                </Button>
            </div>
        </form>
    }
}

/// All talents by category, folded away until somebody wants them.
#[component]
fn TalentChoice(
    chosen: Vec<String>,
    categories: Vec<TalentCategory>,
    talents: Vec<Talent>,
    lang: Lang,
) -> impl IntoView {
    let locale = current_locale();
    let groups = categories
        .into_iter()
        .map(|category| {
            let own: Vec<_> = talents
                .iter()
                .filter(|talent| talent.category_id == category.id)
                .map(|talent| {
                    let checked = chosen.contains(&talent.key);
                    let text = format!("{} {}", talent.emoji, talent.label(lang));
                    view! {
                        <Checkbox name="talent" value=talent.key.clone() id_suffix=talent.key.clone() checked>
                            {text}
                        </Checkbox>
                    }
                })
                .collect();
            view! {
                <fieldset class="mt-4">
                    <legend class="mb-2 font-semibold">{format!("{} {}", category.emoji, category.label(lang))}</legend>
                    <div class="grid gap-2 sm:grid-cols-2 lg:grid-cols-3">{own}</div>
                </fieldset>
            }
        })
        .collect_view();
    view! {
        <details class="mt-4" open=!chosen.is_empty()>
            <summary class="cursor-pointer py-2.5 font-semibold">{td_string!(locale, talents.choose_talents)}</summary>
            <p class="text-sm text-muted">{td_string!(locale, talents.talents_hint)}</p>
            {groups}
        </details>
    }
}

fn genders(lang: Lang) -> Vec<SelectOption> {
    reference::terms("gender").map(|term| SelectOption::new(term.key.as_str(), term.label(lang))).collect()
}

fn countries(lang: Lang) -> Vec<SelectOption> {
    let mut countries: Vec<_> = reference::countries().iter().collect();
    countries.sort_by_key(|country| crate::domain::search_text::normalise(country.name(lang)));
    countries
        .into_iter()
        .map(|country| {
            SelectOption::new(
                country.code.as_str(),
                format!("{} {}", reference::flag(&country.code), country.name(lang)),
            )
        })
        .collect()
}
