//! Shown in place of an empty list.

use leptos::prelude::*;

use super::logo::Mark;

/// A sentence, what to do about it, and (as children) a way on.
#[component]
pub fn EmptyState(
    #[prop(into)] title: String,
    #[prop(into, optional)] text: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="flex flex-col items-center rounded-box border-2 border-dashed border-base-300 px-6 py-14 text-center">
            <Mark class="size-14 opacity-60" />
            <p class="mt-5 font-display text-xl font-bold">{title}</p>
            {text.map(|text| view! { <p class="mt-2 max-w-prose text-muted">{text}</p> })}
            {children.map(|children| view! { <div class="mt-6 flex flex-wrap justify-center gap-3">{children()}</div> })}
        </div>
    }
}
