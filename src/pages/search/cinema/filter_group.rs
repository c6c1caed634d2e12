//! Filters that belong together, folded away until opened.

use leptos::prelude::*;

use crate::{
    components::lang::current_locale,
    domain::{
        reference,
        search::{
            cinema::{CastingFilter, CastingFilterName as Name, FilterKind},
            listing::ListFilter as _,
        },
    },
    i18n::td_string,
    pages::{
        search::{CheckGroup, CheckList, NumberFilter, filter_label},
        sections::choice_list::{ChoiceList, groups_of},
    },
    server::context::use_lang,
};

/// A group with its title and how many of its filters are in use; open when any is.
#[component]
pub fn FilterGroup<'a>(
    filter: &'a CastingFilter,
    #[prop(into)] title: String,
    /// The filters in it.
    names: &'static [Name],
    children: Children,
) -> impl IntoView + use<> {
    let used = filter.in_use().into_iter().filter(|name| names.contains(name)).count();
    view! {
        <details open=used != 0 class="border-t border-base-300 sm:col-span-full">
            <summary class="py-2.5 font-semibold">{title} {(used != 0).then(|| format!(" ({used})"))}</summary>
            <div class="grid gap-4 pt-1 pb-4 sm:grid-cols-2 lg:grid-cols-1">{children()}</div>
        </details>
    }
}

/// A number from here, or up to there.
#[component]
pub fn RangeFilter<'a>(filter: &'a CastingFilter, name: Name) -> impl IntoView + use<> {
    let (least, most) = match name.kind() {
        FilterKind::Number { least, most } => (least, most),
        FilterKind::Keys(_) | FilterKind::Other => (0, u16::MAX),
    };
    view! { <NumberFilter key=name.key() value=filter.number(name) least most /> }
}

/// Any of a short list.
#[component]
pub fn AnyOf<'a>(filter: &'a CastingFilter, name: Name) -> impl IntoView + use<> {
    let lang = use_lang();
    let label = filter_label(lang.into(), name.key()).to_owned();
    let choices = list_of(name)
        .into_iter()
        .flat_map(reference::terms)
        .map(|term| (term.key.clone(), term.label_with_emoji(lang)))
        .collect();
    view! {
        <div class="sm:col-span-full">
            <CheckList
                name=name.key()
                title=label.clone()
                hint=td_string!(current_locale(), casting.any_hint)
                groups=vec![CheckGroup { label, choices }]
                chosen=filter.keys(name).to_vec()
            />
        </div>
    }
}

/// All of a long list, with a field to search it.
#[component]
pub fn AllOf<'a>(
    filter: &'a CastingFilter,
    name: Name,
    #[prop(into)] search_label: String,
    #[prop(into)] hint: String,
) -> impl IntoView + use<> {
    let lang = use_lang();
    let groups = list_of(name).map(|list| groups_of(list, "", lang)).unwrap_or_default();
    view! {
        <div class="sm:col-span-full">
            <p class="mb-3 text-sm text-muted">{hint}</p>
            <ChoiceList
                name=name.key()
                groups
                chosen=filter.keys(name).to_vec()
                search_label
                error=None
                narrow=true
            />
        </div>
    }
}

const fn list_of(name: Name) -> Option<&'static str> {
    match name.kind() {
        FilterKind::Keys(list) => Some(list.vocabulary()),
        FilterKind::Number { .. } | FilterKind::Other => None,
    }
}
