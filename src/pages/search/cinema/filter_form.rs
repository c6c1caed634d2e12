//! The form of the casting search.

use leptos::prelude::*;

use super::filter_group::{AllOf, AnyOf, FilterGroup, RangeFilter};
use crate::{
    components::{
        form::{SelectField, SelectOption, TextField},
        lang::current_locale,
    },
    domain::{
        module::Module,
        search::{
            cinema::{CastingFilter, CastingFilterName as Name, Sort},
            listing::ListFilter as _,
        },
    },
    i18n::td_string,
    pages::{
        search::{CodeFilter, PhotoFilter, SearchForm, SelectFilter, WordsFilter, filter_label},
        sections::options::{countries, terms},
    },
    server::context::use_lang,
};

/// Every filter with what is chosen now. On phones all but the words are folded away.
#[component]
pub fn FilterForm(filter: CastingFilter) -> impl IntoView {
    let locale = current_locale();
    let query = filter.first_page().to_query();
    let in_use = filter.in_use().into_iter().filter(|name| *name != Name::Words).count();
    let order = match filter.sort {
        // The address needs not say what is so anyway.
        Sort::Newest => "",
        Sort::Name => Sort::Name.key(),
    };
    let head = view! {
        <WordsFilter
            key=Name::Words.key()
            words=filter.words.clone()
            hint=td_string!(locale, casting.words_hint)
        />
        <div class="mt-3">
            <SelectField
                name=Name::Sort.key()
                label=filter_label(locale, Name::Sort.key())
                value=order
                empty=td_string!(locale, casting.newest)
                options=vec![SelectOption::new(Sort::Name.key(), td_string!(locale, casting.by_name))]
                unmarked=true
            />
        </div>
    };
    view! {
        <SearchForm list=Module::Cinema query head=head.into_any() in_use>
            <div class="pt-2">
                <PersonFilters filter=&filter />
                <PlaceFilters filter=&filter />
                <AbilityFilters filter=&filter />
                <LookFilters filter=&filter />
                <OtherFilters filter=&filter />
            </div>
        </SearchForm>
    }
}

#[component]
fn PersonFilters<'a>(filter: &'a CastingFilter) -> impl IntoView + use<> {
    let locale = current_locale();
    let gender = filter.gender.clone();
    let types = view! { <AnyOf filter name=Name::Type /> };
    let ages = [Name::AgeMin, Name::AgeMax, Name::PlayingAgeMin, Name::PlayingAgeMax]
        .map(|name| view! { <RangeFilter filter name /> })
        .into_iter()
        .collect_view();
    view! {
        {types}
        <FilterGroup
            filter
            title=td_string!(locale, casting.age_group)
            names=&[Name::Gender, Name::AgeMin, Name::AgeMax, Name::PlayingAgeMin, Name::PlayingAgeMax]
        >
            <div class="sm:col-span-full">
                <SelectFilter
                    key=Name::Gender.key()
                    value=gender
                    empty=td_string!(locale, talents.any)
                    options=terms("gender", use_lang())
                />
            </div>
            {ages}
            <p class="text-sm text-muted sm:col-span-full">{td_string!(locale, casting.playing_age_hint)}</p>
        </FilterGroup>
    }
}

#[component]
fn PlaceFilters<'a>(filter: &'a CastingFilter) -> impl IntoView + use<> {
    let locale = current_locale();
    let (country, city) = (filter.country.clone(), filter.city.clone());
    let radius = view! { <RangeFilter filter name=Name::RadiusKm /> };
    view! {
        <FilterGroup
            filter
            title=td_string!(locale, casting.place_group)
            names=&[Name::Country, Name::City, Name::RadiusKm]
        >
            <SelectFilter
                key=Name::Country.key()
                value=country
                empty=td_string!(locale, talents.any_country)
                options=countries(use_lang())
            />
            <TextField
                name=Name::City.key()
                label=filter_label(locale, Name::City.key())
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
    let heights =
        [Name::HeightMin, Name::HeightMax].map(|name| view! { <RangeFilter filter name /> }).into_iter().collect_view();
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
    let (checked, code) = (filter.has_photo, filter.code.clone());
    let experience = view! { <RangeFilter filter name=Name::ExperienceMin /> };
    view! {
        <FilterGroup
            filter
            title=td_string!(locale, casting.other_group)
            names=&[Name::ExperienceMin, Name::HasPhoto, Name::Code]
        >
            {experience}
            <PhotoFilter key=Name::HasPhoto.key() checked />
            <CodeFilter key=Name::Code.key() code />
        </FilterGroup>
    }
}
