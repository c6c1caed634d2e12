//! Actions that ask for a box to be ticked, so that none is taken by mistake.

use leptos::prelude::*;

use crate::{
    components::{
        button::{Button, ButtonStyle},
        form::Checkbox,
    },
    i18n::{Locale, td_string},
};

/// The form on a line of a list, folded under what its button says. It sends one value; `mark` tells the boxes of a page
/// apart.
pub fn confirmed_action(
    locale: Locale,
    label: &'static str,
    action: &'static str,
    (name, value): (&'static str, String),
    mark: String,
) -> AnyView {
    view! {
        <details>
            <summary class="py-2.5 font-semibold">{label}</summary>
            <form method="post" action=action class="flex flex-col gap-4">
                <input type="hidden" name=name value=value />
                <Checkbox name="confirmed" id_suffix=mark required=true>
                    {td_string!(locale, admin.confirm)}
                </Checkbox>
                <Button style=ButtonStyle::Danger>{label}</Button>
            </form>
        </details>
    }
    .into_any()
}

/// As [`confirmed_action`], with what follows from it.
pub fn explained_action(
    locale: Locale,
    (label, text): (&'static str, &'static str),
    action: &'static str,
    (name, value): (&'static str, String),
    mark: String,
) -> AnyView {
    view! {
        <details class="desk-action">
            <summary class="py-2.5 font-semibold">{label}</summary>
            <p class="mb-3 text-muted">{text}</p>
            <form method="post" action=action class="flex flex-col gap-4">
                <input type="hidden" name=name value=value />
                <Checkbox name="confirmed" id_suffix=mark required=true>
                    {td_string!(locale, admin.confirm)}
                </Checkbox>
                <div>
                    <Button style=ButtonStyle::Danger wide=true>
                        {label}
                    </Button>
                </div>
            </form>
        </details>
    }
    .into_any()
}
