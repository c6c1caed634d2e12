//! The search form: a plain GET, so that every search has an address.

use leptos::prelude::*;

use super::{
    filter_group::{AllOf, AnyOf, FilterGroup, NumberFilter},
    names::filter_label,
};
use crate::{
    components::{
        button::Button,
        form::{Checkbox, SelectField, SelectOption, TextField},
        icon::{Icon, IconName},
        lang::current_locale,
    },
    domain::search::cinema::{CastingFilter, CastingFilterName as Name, Sort},
    i18n::td_string,
    islands::live_search::LiveSearch,
    pages::sections::options::{countries, terms},
    routes,
    server::context::use_request,
};

/// Every filter with what is chosen now. On phones all but the words are folded away.
#[component]
pub fn FilterForm(filter: CastingFilter) -> impl IntoView {
    let locale = current_locale();
    let query = filter.first_page().to_query();
    let folded = filter.in_use().into_iter().filter(|name| *name != Name::Words).count();
    let words = filter.words.clone();
    let order = match filter.sort {
        // The address needs not say what is so anyway.
        Sort::Newest => "",
        Sort::Name => Sort::Name.key(),
    };
    view! {
        <LiveSearch query failed=td_string!(locale, talents.live_failed).to_owned()>
            <form
                action=routes::CASTING
                method="get"
                role="search"
                class="rounded-box border border-base-300 bg-base-200 p-4 sm:p-5"
            >
                <TextField
                    name=Name::Words.key()
                    kind="search"
                    label=filter_label(locale, Name::Words)
                    value=words
                    maxlength=200
                    hint=td_string!(locale, casting.words_hint)
                    unmarked=true
                />
                <div class="mt-3">
                    <SelectField
                        name=Name::Sort.key()
                        label=filter_label(locale, Name::Sort)
                        value=order
                        empty=td_string!(locale, casting.newest)
                        options=vec![SelectOption::new(Sort::Name.key(), td_string!(locale, casting.by_name))]
                        unmarked=true
                    />
                </div>
                <details class="filters-fold mt-3">
                    <summary class="py-2.5 font-semibold">
                        {td_string!(locale, talents.filters)} {(folded != 0).then(|| format!(" ({folded})"))}
                    </summary>
                    <div class="pt-2">
                        <PersonFilters filter=&filter />
                        <PlaceFilters filter=&filter />
                        <AbilityFilters filter=&filter />
                        <LookFilters filter=&filter />
                        <OtherFilters filter=&filter />
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

#[component]
fn PersonFilters<'a>(filter: &'a CastingFilter) -> impl IntoView + use<> {
    let locale = current_locale();
    let lang = use_request().lang;
    let gender = view! {
        <SelectField
            name=Name::Gender.key()
            label=filter_label(locale, Name::Gender)
            value=filter.gender.clone().unwrap_or_default()
            empty=td_string!(locale, talents.any)
            options=terms("gender", lang)
            unmarked=true
        />
    };
    let types = view! { <AnyOf filter name=Name::Type /> };
    let ages = [Name::AgeMin, Name::AgeMax, Name::PlayingAgeMin, Name::PlayingAgeMax]
        .map(|name| view! { <NumberFilter filter name /> })
        .into_iter()
        .collect_view();
    view! {
        {types}
        <FilterGroup
            filter
            title=td_string!(locale, casting.age_group)
            names=&[Name::Gender, Name::AgeMin, Name::AgeMax, Name::PlayingAgeMin, Name::PlayingAgeMax]
        >
            <div class="sm:col-span-full">{gender}</div>
            {ages}
            <p class="text-sm text-muted sm:col-span-full">{td_string!(locale, casting.playing_age_hint)}</p>
        </FilterGroup>
    }
}

#[component]
fn PlaceFilters<'a>(filter: &'a CastingFilter) -> impl IntoView + use<> {
    let locale = current_locale();
    let lang = use_request().lang;
    let (country, city) = (filter.country.clone().unwrap_or_default(), filter.city.clone());
    let radius = view! { <NumberFilter filter name=Name::RadiusKm /> };
    view! {
        <FilterGroup
            filter
            title=td_string!(locale, casting.place_group)
            names=&[Name::Country, Name::City, Name::RadiusKm]
        >
            <SelectField
                name=Name::Country.key()
                label=filter_label(locale, Name::Country)
                value=country
                empty=td_string!(locale, talents.any_country)
                options=countries(lang)
                unmarked=true
            />
            <TextField
                name=Name::City.key()
                label=filter_label(locale, Name::City)
                value=city
                maxlength=200
                unmarked=true
            />
            {radius}
            <p class="text-sm text-muted sm:col-span-full">{td_string!(locale, casting.radius_hint)}</p>
        </FilterGroup>
    }
}

#[component]
fn AbilityFilters<'a>(filter: &'a CastingFilter) -> impl IntoView + use<> {
    let locale = current_locale();
    let languages = view! {
        <AllOf
            filter
            name=Name::Language
            search_label=td_string!(locale, field.languages_search)
            hint=td_string!(locale, talents.languages_hint)
        />
    };
    let skills = view! {
        <AllOf
            filter
            name=Name::Skill
            search_label=td_string!(locale, casting.skills_search)
            hint=td_string!(locale, casting.skills_hint)
        />
    };
    view! {
        <FilterGroup filter title=td_string!(locale, section.languages) names=&[Name::Language]>
            {languages}
        </FilterGroup>
        <FilterGroup filter title=td_string!(locale, casting.skills_group) names=&[Name::Skill]>
            {skills}
        </FilterGroup>
    }
}

#[component]
fn LookFilters<'a>(filter: &'a CastingFilter) -> impl IntoView + use<> {
    let locale = current_locale();
    let heights = [Name::HeightMin, Name::HeightMax]
        .map(|name| view! { <NumberFilter filter name /> })
        .into_iter()
        .collect_view();
    let looks = [Name::EyeColor, Name::HairColor, Name::HairType, Name::Build]
        .map(|name| view! { <AnyOf filter name /> })
        .into_iter()
        .collect_view();
    let origins =
        [Name::Ethnicity, Name::SkinTone].map(|name| view! { <AnyOf filter name /> }).into_iter().collect_view();
    view! {
        <FilterGroup
            filter
            title=td_string!(locale, casting.looks_group)
            names=&[
                Name::EyeColor,
                Name::HairColor,
                Name::HairType,
                Name::Build,
                Name::HeightMin,
                Name::HeightMax,
            ]
        >
            {heights}
            {looks}
        </FilterGroup>
        <FilterGroup
            filter
            title=td_string!(locale, casting.origins_group)
            names=&[Name::Ethnicity, Name::SkinTone]
        >
            <p class="text-sm text-muted sm:col-span-full">{td_string!(locale, casting.origins_hint)}</p>
            {origins}
        </FilterGroup>
    }
}

#[component]
fn OtherFilters<'a>(filter: &'a CastingFilter) -> impl IntoView + use<> {
    let locale = current_locale();
    let (has_photo, code) = (filter.has_photo, filter.code.clone());
    let experience = view! { <NumberFilter filter name=Name::ExperienceMin /> };
    view! {
        <FilterGroup
            filter
            title=td_string!(locale, casting.other_group)
            names=&[Name::ExperienceMin, Name::HasPhoto, Name::Code]
        >
            {experience}
            <div class="self-end">
                <Checkbox name=Name::HasPhoto.key() value="1" checked=has_photo>
                    {filter_label(locale, Name::HasPhoto)}
                </Checkbox>
            </div>
            <TextField
                name=Name::Code.key()
                label=filter_label(locale, Name::Code)
                value=code
                maxlength=20
                hint=td_string!(locale, talents.code_hint)
                ltr=true
                unmarked=true
            />
        </FilterGroup>
    }
}
