//! Several of a list.

use leptos::prelude::*;

use crate::islands::choice_picker::{ChoicePicker, ChoicePickerLabels};

/// Checkboxes that belong together.
pub struct RowGroup {
    pub label: String,
    /// Whether they are folded away.
    pub folded: bool,
    /// As [`choice_rows`](crate::components::form::choice_rows) writes them.
    pub rows: String,
}

/// Checkboxes folded away until opened.
#[component]
pub fn CheckList(title: &'static str, hint: &'static str, groups: Vec<RowGroup>, open: bool) -> impl IntoView {
    view! {
        <details open=open class="sm:col-span-full">
            <summary class="py-2.5 font-semibold">{title}</summary>
            <p class="text-sm text-muted">{hint}</p>
            <div class="list-window mt-2">
                <RowGroups groups />
            </div>
        </details>
    }
}

/// Checkboxes that stand in a folded group of their own.
#[component]
pub fn OpenList(
    hint: &'static str,
    groups: Vec<RowGroup>,
    /// The texts of the field that searches a long list.
    search: Option<ChoicePickerLabels>,
) -> impl IntoView {
    let groups = view! { <RowGroups groups /> }.into_any();
    let rows = match search {
        Some(labels) => view! {
            <ChoicePicker labels max=None>
                <div class="list-window">{groups}</div>
            </ChoicePicker>
        }
        .into_any(),
        None => groups,
    };
    view! {
        <div class="sm:col-span-full">
            <p class="mb-3 text-sm text-muted">{hint}</p>
            {rows}
        </div>
    }
}

#[component]
fn RowGroups(groups: Vec<RowGroup>) -> impl IntoView {
    // What a list without groups is called stands above it already.
    let legend = if groups.len() == 1 { "sr-only" } else { "mb-2 font-semibold" };
    groups
        .into_iter()
        .map(|group| {
            if group.folded {
                return view! {
                    <details data-group>
                        <summary class="py-2.5 font-semibold">{group.label.clone()}</summary>
                        <fieldset class="relative">
                            <legend class="sr-only">{group.label}</legend>
                            <div class="row-grid" inner_html=group.rows></div>
                        </fieldset>
                    </details>
                }
                .into_any();
            }
            view! {
                <fieldset data-group class="relative py-2">
                    <legend class=legend>{group.label}</legend>
                    <div class="row-grid" inner_html=group.rows></div>
                </fieldset>
            }
            .into_any()
        })
        .collect_view()
}
