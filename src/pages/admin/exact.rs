//! One person by a private value: posted, so that the value stands in no address.

use leptos::prelude::*;

use crate::{
    components::{
        alert::Alert,
        button::Button,
        form::TextField,
        icon::{Icon, IconName},
        lang::current_locale,
        tone::Tone,
    },
    i18n::td_string,
    routes,
    server_fns::admin::{FIND_PERSON, FoundFlash},
};

/// The form, with what it found when that was not exactly one person.
#[component]
pub fn ExactSearch(found: Option<FoundFlash>) -> impl IntoView {
    let locale = current_locale();
    let typed = found.as_ref().map(|found| found.typed.clone()).unwrap_or_default();
    view! {
        <form method="post" action=FIND_PERSON class="desk-find" role="search" aria-label=td_string!(locale, admin.find)>
            <TextField
                name="value"
                label=td_string!(locale, admin.find)
                hint=td_string!(locale, admin.find_hint)
                value=typed
                maxlength=254
                autocomplete="off"
                ltr=true
                unmarked=true
            />
            <div>
                <Button>
                    <Icon name=IconName::Search />
                    {td_string!(locale, admin.find_button)}
                </Button>
            </div>
        </form>
        {found.map(|found| view! { <Found codes=found.codes /> })}
    }
}

#[component]
fn Found(codes: Vec<String>) -> impl IntoView {
    let locale = current_locale();
    if codes.is_empty() {
        return view! {
            <div class="mb-6">
                <Alert tone=Tone::Warning title=td_string!(locale, admin.find_nobody) />
            </div>
        }
        .into_any();
    }
    let links = codes
        .into_iter()
        .map(|code| {
            let href = routes::desk_person(&code);
            view! {
                <li>
                    <a class="link inline-flex min-h-11 items-center font-mono" dir="ltr" href=href>
                        {code}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="mb-6">
            <Alert tone=Tone::Info title=td_string!(locale, admin.find_several)>
                <ul class="flex flex-wrap gap-x-6">{links}</ul>
            </Alert>
        </div>
    }
    .into_any()
}
