//! Buttons and links that look like buttons.

use leptos::prelude::*;

/// How much a button asks for attention. One `Primary` a view.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ButtonStyle {
    #[default]
    Primary,
    /// The saffron call to action on dark backgrounds (landing page).
    Accent,
    Outline,
    Quiet,
    Danger,
}

impl ButtonStyle {
    const fn classes(self) -> &'static str {
        match self {
            Self::Primary => "btn btn-primary",
            Self::Accent => "btn btn-accent",
            Self::Outline => "btn btn-outline border-base-content/30",
            Self::Quiet => "btn btn-ghost",
            Self::Danger => "btn btn-outline btn-error",
        }
    }
}

/// A submit button; `name` and `value` travel with the form when this button was pressed.
///
/// ```ignore
/// <Button>{td_string!(locale, common.next)}</Button>
/// <Button style=ButtonStyle::Outline name="action" value="back" skip_validation=true>"…"</Button>
/// ```
#[component]
pub fn Button(
    #[prop(optional)] style: ButtonStyle,
    #[prop(into, optional)] name: Option<String>,
    #[prop(into, optional)] value: Option<String>,
    /// Submits although the browser finds fields wrong or empty (`formnovalidate`): « back », « start again ».
    #[prop(optional)]
    skip_validation: bool,
    /// Where this button sends the form instead of the form's own address.
    #[prop(into, optional)]
    form_action: Option<String>,
    /// As wide as its container on phones.
    #[prop(optional)]
    wide: bool,
    children: Children,
) -> impl IntoView {
    let width = if wide { "w-full sm:w-auto" } else { "" };
    view! {
        <button
            type="submit"
            class=format!("{} {width}", style.classes())
            name=name
            value=value
            formnovalidate=skip_validation
            formaction=form_action
        >
            {children()}
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn ButtonLink(
    #[prop(into)] href: String,
    #[prop(optional)] style: ButtonStyle,
    /// As wide as its container on phones.
    #[prop(optional)]
    wide: bool,
    /// Offers the answer as a file with this name.
    #[prop(into, optional)]
    download: Option<String>,
    children: Children,
) -> impl IntoView {
    let width = if wide { "w-full sm:w-auto" } else { "" };
    view! {
        <a href=href class=format!("{} {width}", style.classes()) download=download>
            {children()}
        </a>
    }
}
