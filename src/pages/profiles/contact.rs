//! How visitors reach a person: through the operator.

use crate::{
    components::{
        alert::Alert,
        icon::{Icon, IconName},
        lang::current_locale,
        site::operator,
        tone::Tone,
    },
    i18n::td_string,
    routes,
    server::context::use_request,
};
use leptos::prelude::*;

/// « Pour contacter MACAS0001F, écrivez à … en citant le code. »
#[component]
pub fn ContactLine(code: String) -> impl IntoView {
    let locale = current_locale();
    let email = operator().email;
    view! {
        <p>
            <a class="btn btn-outline h-auto border-base-content/30 py-3 text-start" href=format!("mailto:{email}?subject={code}")>
                <Icon name=IconName::Mail />
                <span>{td_string!(locale, profile.contact, code = code.as_str(), email = email.as_str())}</span>
            </a>
        </p>
    }
}

/// Why there are initials only, and which viewers see more.
#[component]
pub fn HiddenNameNote() -> impl IntoView {
    let locale = current_locale();
    let request = use_request();
    let next: String = form_urlencoded::byte_serialize(request.way_back().as_bytes()).collect();
    let signed_in = request.viewer.account().is_some();
    view! {
        <Alert tone=Tone::Info>
            <p>{td_string!(locale, profile.name_hidden)}</p>
            {(!signed_in)
                .then(|| {
                    view! {
                        <a class="link inline-block py-2.5" href=format!("{}?next={next}", routes::LOGIN)>
                            {td_string!(locale, common.log_in)}
                        </a>
                    }
                })}
        </Alert>
    }
}
