//! A message that stands out.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::tone::Tone;

/// A message with an icon and a coloured edge; `Error` and `Warning` are announced at once by screen readers. With an
/// `id` it is the target of an address that ends in it: browsers give it the focus, so that it is read out. With
/// `autofocus` it gets the focus whatever the address is: for the answer to what was just sent.
///
/// ```ignore
/// <Alert tone=Tone::Success title=td_string!(locale, auth.signed_out)>""</Alert>
/// ```
#[component]
pub fn Alert(
    #[prop(optional)] tone: Tone,
    #[prop(into, optional)] title: Option<String>,
    #[prop(into, optional)] id: Option<String>,
    #[prop(optional)] autofocus: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let (look, icon) = match tone {
        Tone::Neutral | Tone::Primary => {
            ("border-primary bg-primary/8 [--tone:var(--color-primary-strong)]", IconName::Info)
        }
        Tone::Info => ("border-info bg-info/8 [--tone:var(--color-info-strong)]", IconName::Info),
        Tone::Success => ("border-success bg-success/8 [--tone:var(--color-success-strong)]", IconName::Check),
        Tone::Warning => ("border-warning bg-warning/10 [--tone:var(--color-warning-strong)]", IconName::Alert),
        Tone::Error => ("border-error bg-error/8 [--tone:var(--color-error-strong)]", IconName::Alert),
    };
    let role = if matches!(tone, Tone::Warning | Tone::Error) { "alert" } else { "status" };
    let focusable = id.is_some() || autofocus;
    view! {
        <div
            id=id
            role=role
            tabindex=focusable.then_some("-1")
            autofocus=autofocus
            class=format!("notice {look}")
        >
            <span class="text-(--tone)">
                <Icon name=icon class="size-6" />
            </span>
            <div class="min-w-0 flex-1 wrap-anywhere">
                {title.map(|title| view! { <p class="font-semibold">{title}</p> })}
                {children.map(|children| view! { <div class="[&:not(:first-child)]:mt-1">{children()}</div> })}
            </div>
        </div>
    }
}
