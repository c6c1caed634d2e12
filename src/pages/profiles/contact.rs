//! How visitors reach a person: through the operator.

use crate::{
    components::{
        alert::Alert,
        html::Html,
        icon::{IconName, SIZE, write_icon},
        lang::current_locale,
        site::operator,
        tone::Tone,
    },
    i18n::td_string,
    routes,
    server::context::use_request,
};
use leptos::prelude::*;

/// « Contacter », and in a sentence what that does. On phones it stays at the lower edge of the window.
#[component]
pub fn Contact(code: String) -> impl IntoView {
    let locale = current_locale();
    let email = operator().email;
    let sentence = td_string!(locale, profile.contact, code = code.as_str(), email = email.as_str()).to_string();
    let mut html = Html::new(r#"<div class="contact-bar"><a"#);
    html.attribute("href", format!("mailto:{email}?subject={code}")).markup(r#" class="btn btn-primary">"#);
    write_icon(&mut html, IconName::Mail, SIZE);
    html.text(td_string!(locale, profile.contact_action))
        .markup(r#"</a><p class="min-w-0 grow basis-48 text-sm wrap-anywhere text-muted">"#)
        .text(sentence)
        .markup("</p></div>");
    html.into_view()
}

/// Why there are initials only, and which viewers see more.
#[component]
pub fn HiddenNameNote() -> impl IntoView {
    let locale = current_locale();
    let request = use_request();
    let next: String = form_urlencoded::byte_serialize(request.way_back().as_bytes()).collect();
    let signed_in = request.viewer.account().is_some();
    view! {
        <div class="print:hidden">
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
        </div>
    }
}
