//! What administrators keep under names: filters of the table of people, columns of exports.

use leptos::prelude::*;

/// A line that applies one. `owner` is the address of another administrator who shares it.
pub fn kept_link(name: String, href: String, is_current: bool, owner: Option<String>) -> AnyView {
    let owner = owner.map(|owner| {
        view! {
            " "
            <bdi class="text-sm break-all text-muted" dir="ltr">
                {owner}
            </bdi>
        }
    });
    view! {
        <li>
            <a
                class="link inline-flex min-h-11 items-center wrap-anywhere"
                href=href
                aria-current=is_current.then_some("true")
            >
                <bdi>{name}</bdi>
            </a>
            {owner}
        </li>
    }
    .into_any()
}
