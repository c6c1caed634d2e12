//! The QR code of a profile with its downloads.

use leptos::prelude::*;

use crate::{
    components::{
        button::{ButtonLink, ButtonStyle},
        icon::{Icon, IconName},
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
    },
    domain::module::Module,
    i18n::td_string,
};

/// Picture, what it is for, PNG and SVG.
#[component]
pub fn QrCard(code: String, #[prop(default = Module::Main)] module: Module) -> impl IntoView {
    let locale = current_locale();
    let folder = module.qr_path();
    let (png, svg) = (format!("{folder}/{code}.png"), format!("{folder}/{code}.svg"));
    let (title, saved_as) = match module {
        Module::Main => (td_string!(locale, profile.qr_title), code.clone()),
        Module::Cinema => (td_string!(locale, cinema_profile.qr_title), format!("{code}-cinema")),
    };
    view! {
        <SectionCard color=SectionColor::Slate title>
            <img
                src=svg.clone()
                width="240"
                height="240"
                loading="lazy"
                class="qr mx-auto rounded-field bg-white"
                alt=td_string!(locale, profile.qr_alt, code = code.as_str())
            />
            <p class="text-center font-mono text-lg" dir="ltr">
                {code.clone()}
            </p>
            <p class="text-muted print:hidden">{td_string!(locale, profile.qr_text)}</p>
            <div class="flex flex-wrap gap-3 print:hidden">
                <ButtonLink href=png style=ButtonStyle::Outline download=format!("{saved_as}.png")>
                    <Icon name=IconName::Download />
                    {td_string!(locale, profile.download_png)}
                </ButtonLink>
                <ButtonLink href=svg style=ButtonStyle::Outline download=format!("{saved_as}.svg")>
                    <Icon name=IconName::Download />
                    {td_string!(locale, profile.download_svg)}
                </ButtonLink>
            </div>
        </SectionCard>
    }
}
