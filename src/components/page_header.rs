//! The heading of a page.

use leptos::prelude::*;

/// The one `<h1>` of a page with an optional sentence under it.
#[component]
pub fn PageHeader(
    #[prop(into)] title: String,
    #[prop(into, optional)] lead: Option<String>,
    /// Actions at the end of the line (below it on phones).
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="mb-8 flex flex-wrap items-end justify-between gap-4">
            <div class="max-w-2xl">
                <h1 class="font-display text-3xl font-bold sm:text-4xl">{title}</h1>
                {lead.map(|lead| view! { <p class="mt-3 text-lg text-muted">{lead}</p> })}
            </div>
            {children.map(|children| view! { <div class="flex flex-wrap gap-3">{children()}</div> })}
        </header>
    }
}
