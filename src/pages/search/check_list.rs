//! Several of a long list, folded away until opened.

use leptos::prelude::*;

use crate::components::form::{ChoiceRow, choice_rows};

/// Choices that belong together.
pub struct CheckGroup {
    pub label: String,
    /// Keys with what is read.
    pub choices: Vec<(String, String)>,
}

/// Checkboxes named `name`, in groups. They stand open when something is chosen.
#[component]
pub fn CheckList(
    name: &'static str,
    #[prop(into)] title: String,
    #[prop(into)] hint: String,
    groups: Vec<CheckGroup>,
    chosen: Vec<String>,
) -> impl IntoView {
    view! {
        <details open=!chosen.is_empty()>
            <summary class="py-2.5 font-semibold">{title}</summary>
            <p class="text-sm text-muted">{hint}</p>
            <div class="mt-2 max-h-96 overflow-y-auto rounded-field border border-base-300 bg-card px-4 py-2">
                {groups
                    .into_iter()
                    .map(|group| {
                        let rows = group.choices.iter().map(|(key, label)| ChoiceRow {
                            key,
                            emoji: "",
                            label,
                            checked: chosen.contains(key),
                        });
                        let rows = choice_rows(name, rows);
                        view! {
                            <fieldset class="py-2">
                                <legend class="font-semibold">{group.label}</legend>
                                <div class="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-1" inner_html=rows></div>
                            </fieldset>
                        }
                    })
                    .collect_view()}
            </div>
        </details>
    }
}
