//! What stands around several fields, in both forms.

use leptos::prelude::*;

use crate::{components::lang::current_locale, i18n::td_string, server::services::profiles::answers::FormContent};

/// The names, side by side.
pub fn names_row(_: &FormContent, fields: AnyView) -> AnyView {
    view! { <div class="grid gap-5 sm:grid-cols-2">{fields}</div> }.into_any()
}

/// Side by side, each as high as its hints and errors need.
pub fn row(_: &FormContent, fields: AnyView) -> AnyView {
    view! { <div class="grid items-start gap-5 sm:grid-cols-2">{fields}</div> }.into_any()
}

/// Boxes that show something to others.
pub fn switches(_: &FormContent, fields: AnyView) -> AnyView {
    boxes(td_string!(current_locale(), register.show), fields)
}

/// What is agreed to when a profile is made, and only then.
pub fn agreements(content: &FormContent, fields: AnyView) -> AnyView {
    if content.editing {
        return ().into_any();
    }
    boxes(td_string!(current_locale(), register.accept), fields)
}

fn boxes(legend: &'static str, fields: AnyView) -> AnyView {
    view! {
        <fieldset class="flex flex-col gap-3">
            <legend class="mb-2 font-semibold">{legend}</legend>
            {fields}
        </fieldset>
    }
    .into_any()
}
