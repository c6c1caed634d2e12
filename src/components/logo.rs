//! The mark (a person whose head is a star, in an eight-pointed star) and the wordmark.

use leptos::prelude::*;

/// The mark alone, decorative. `public/favicon.svg` is the same drawing.
#[component]
pub fn Mark(#[prop(default = "size-9")] class: &'static str) -> impl IntoView {
    view! {
        <svg class=format!("shrink-0 {class}") viewBox="0 0 64 64" aria-hidden="true">
            <path
                class="fill-brand"
                d="M63 32 53.920 41.080V53.920H41.080L32 63 22.920 53.920H10.080V41.080L1 32 10.080 22.920V10.080H22.920L32 1 41.080 10.080H53.920V22.920z"
            />
            <path
                class="fill-saffron"
                d="M42.500 23 39.430 26.070V30.430H35.070L32 33.500 28.930 30.430H24.570V26.070L21.500 23 24.570 19.930V15.570H28.930L32 12.500 35.070 15.570H39.430V19.930z"
            />
            <path class="fill-cream" d="M14.500 51.500c.5-10.500 7.500-15 17.500-15s17 4.500 17.500 15z" />
        </svg>
    }
}

/// Mark and wordmark. The wordmark stays in Latin letters in every language.
#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <span class="flex items-center gap-2.5" dir="ltr">
            <Mark />
            <span class="font-display text-xl font-extrabold tracking-tight">
                "Talents" <span class="text-secondary-strong">"Maroc"</span>
            </span>
        </span>
    }
}
