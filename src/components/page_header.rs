//! The heading of a page.

use leptos::prelude::*;

/// The one `<h1>` of a page with an optional sentence under it.
#[component]
pub fn PageHeader(
    #[prop(into)] title: String,
    #[prop(into, optional)] lead: Option<String>,
    /// Whether phones leave the sentence out, for what stands below it.
    #[prop(optional)]
    brief: bool,
    /// Actions at the end of the line (below it on phones).
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (around, lead_class) = if brief {
        ("mb-4 sm:mb-8", "mt-3 hidden text-lg text-muted sm:block")
    } else {
        ("mb-8", "mt-3 text-lg text-muted")
    };
    view! {
        <header class=format!("{around} flex flex-wrap items-end justify-between gap-4")>
            <div class="max-w-2xl">
                <h1 class="font-display text-3xl font-bold sm:text-4xl">{title}</h1>
                {lead.map(|lead| view! { <p class=lead_class>{lead}</p> })}
            </div>
            {children.map(|children| view! { <div class="flex flex-wrap gap-3 print:hidden">{children()}</div> })}
        </header>
    }
}
