//! The QR code of a profile with its downloads.

use leptos::prelude::*;

use crate::{
    components::{
        button::{ButtonLink, ButtonStyle},
        icon::{Icon, IconName},
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
    },
    i18n::td_string,
};

/// Picture, what it is for, PNG and SVG.
#[component]
pub fn QrCard(code: String) -> impl IntoView {
    let locale = current_locale();
    let (png, svg) = (format!("/qr/{code}.png"), format!("/qr/{code}.svg"));
    view! {
        <SectionCard color=SectionColor::Slate title=td_string!(locale, profile.qr_title)>
            <img
                src=svg.clone()
                width="240"
                height="240"
                class="mx-auto rounded-field bg-white"
                alt=td_string!(locale, profile.qr_alt, code = code.as_str())
            />
            <p class="text-center font-mono text-lg" dir="ltr">
                {code.clone()}
            </p>
            <p class="text-muted">{td_string!(locale, profile.qr_text)}</p>
            <div class="flex flex-wrap gap-3">
                <ButtonLink href=png style=ButtonStyle::Outline download=format!("{code}.png")>
                    <Icon name=IconName::Download />
                    {td_string!(locale, profile.download_png)}
                </ButtonLink>
                <ButtonLink href=svg style=ButtonStyle::Outline download=format!("{code}.svg")>
                    <Icon name=IconName::Download />
                    {td_string!(locale, profile.download_svg)}
                </ButtonLink>
            </div>
        </SectionCard>
    }
}
