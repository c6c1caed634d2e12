//! What can be done to a webhook.

use leptos::prelude::*;

use crate::{
    components::{
        button::{Button, ButtonStyle},
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
    },
    i18n::{Locale, td_string},
    pages::admin::confirmed::explained_action,
    server_fns::webhooks::{DELETE_WEBHOOK, ROTATE_WEBHOOK, SWITCH_WEBHOOK, TEST_WEBHOOK},
};

/// A trial, the switch, another secret, the end.
#[component]
pub fn WebhookActions(id: i64, active: bool) -> impl IntoView {
    let locale = current_locale();
    let trial = active.then(|| {
        view! {
            <form method="post" action=TEST_WEBHOOK class="flex flex-col gap-2">
                <input type="hidden" name="id" value=id.to_string() />
                <p class="text-muted">{td_string!(locale, webhooks.test_text)}</p>
                <div>
                    <Button style=ButtonStyle::Outline wide=true>
                        {td_string!(locale, webhooks.test)}
                    </Button>
                </div>
            </form>
        }
    });
    let rotate = (td_string!(locale, webhooks.rotate), td_string!(locale, webhooks.rotate_text));
    let delete = (td_string!(locale, webhooks.delete), td_string!(locale, webhooks.delete_text));
    let rotate = confirmed(locale, id, ROTATE_WEBHOOK, rotate);
    let delete = confirmed(locale, id, DELETE_WEBHOOK, delete);
    view! {
        <SectionCard color=SectionColor::Red title=td_string!(locale, webhooks.actions)>
            {trial} <div>{switch(locale, id, active)} {rotate} {delete}</div>
        </SectionCard>
    }
}

fn switch(locale: Locale, id: i64, active: bool) -> AnyView {
    let (on, label, text) = match active {
        true => ("", td_string!(locale, webhooks.switch_off), Some(td_string!(locale, webhooks.switch_off_text))),
        false => ("on", td_string!(locale, webhooks.switch_on), None),
    };
    view! {
        <form method="post" action=SWITCH_WEBHOOK class="desk-action flex flex-col gap-2">
            <input type="hidden" name="id" value=id.to_string() />
            <input type="hidden" name="on" value=on />
            {text.map(|text| view! { <p class="text-muted">{text}</p> })}
            <div>
                <Button style=ButtonStyle::Outline wide=true>
                    {label}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

/// An action that is asked for twice.
fn confirmed(locale: Locale, id: i64, action: &'static str, words: (&'static str, &'static str)) -> AnyView {
    let mark = action.trim_start_matches("/fn/").to_owned();
    explained_action(locale, words, action, ("id", id.to_string()), mark)
}
