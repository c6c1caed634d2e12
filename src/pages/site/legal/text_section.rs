//! The parts legal pages are made of.

use leptos::prelude::*;

use crate::components::lang::current_locale;
use crate::components::site::operator;
use crate::i18n::td_string;

/// A heading and its text.
#[component]
pub fn TextSection(#[prop(into)] title: String, children: Children) -> impl IntoView {
    view! {
        <section class="mt-10">
            <h2 class="font-display text-2xl font-bold">{title}</h2>
            <div class="mt-3 flex flex-col gap-3 leading-relaxed text-pretty">{children()}</div>
        </section>
    }
}

/// A heading and one paragraph.
#[component]
pub fn Paragraph(#[prop(into)] title: String, #[prop(into)] text: String) -> impl IntoView {
    view! {
        <TextSection title>
            <p>{text}</p>
        </TextSection>
    }
}

/// Sentences as a list.
#[component]
pub fn Bullets(items: Vec<&'static str>) -> impl IntoView {
    view! {
        <ul class="list-disc space-y-2 ps-6 marker:text-secondary">
            {items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view()}
        </ul>
    }
}

/// The operator's e-mail address as a link.
#[component]
pub fn Address() -> impl IntoView {
    let email = operator().email;
    let link = format!("mailto:{email}");
    view! {
        <p>
            <a class="link inline-block py-2.5 font-medium" dir="ltr" href=link>
                {email}
            </a>
        </p>
    }
}

/// Which version of a text this is (a date), as consents record it.
#[component]
pub fn VersionLine(version: &'static str) -> impl IntoView {
    let locale = current_locale();
    view! {
        <p class="text-sm text-muted">
            {td_string!(locale, legal.version)} " "
            <time datetime=version dir="ltr">
                {version}
            </time>
        </p>
    }
}
