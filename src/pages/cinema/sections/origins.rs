//! Section 2: origins.

use leptos::prelude::*;

use super::lists::SingleGroup;
use crate::{
    components::{alert::Alert, field_error_text::text_for, form::Checkbox, lang::current_locale, tone::Tone},
    domain::{cinema::fields as c, registration::fields as f},
    i18n::td_string,
    pages::sections::{labels::field_label, location::OriginFields},
    server::services::answers::FormContent,
};

/// Ethnicities, which are sensitive and come with the reason for asking; country of origin, nationality, and whether
/// others see them.
#[component]
pub fn OriginsFields<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    view! {
        <OriginFields content nationality_required=true />
        <fieldset class="flex flex-col gap-4 border-t border-base-300 pt-5">
            <legend class="sr-only">{field_label(locale, c::ETHNICITIES)}</legend>
            <h3 class="text-lg font-semibold" aria-hidden="true">
                {field_label(locale, c::ETHNICITIES)}
                " "
                <span class="ms-1 text-sm font-normal text-muted">{td_string!(locale, common.optional)}</span>
            </h3>
            <Alert tone=Tone::Info title=td_string!(locale, cinema.ethnicities_sensitive)>
                {td_string!(locale, cinema.ethnicities_reason)}
            </Alert>
            <SingleGroup
                name=c::ETHNICITIES
                list="ethnicity"
                title=td_string!(locale, field.ethnicities_title)
                search=td_string!(locale, field.ethnicities_search)
                content
            />
        </fieldset>
        <div class="border-t border-base-300 pt-5">
            <Checkbox
                name=f::SHOW_ORIGINS
                checked=content.values.is_ticked(f::SHOW_ORIGINS)
                hint=td_string!(locale, field.cinema_show_origins_hint)
                error=text_for(locale, &content.errors, f::SHOW_ORIGINS)
            >
                {td_string!(locale, field.cinema_show_origins)}
            </Checkbox>
        </div>
    }
}
