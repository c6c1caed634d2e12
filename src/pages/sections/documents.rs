//! Section: what goes with your profile.

use leptos::prelude::*;

use super::labels::field_label;
use crate::{
    components::{
        field_error_text::text_for,
        form::{Checkbox, CvField, PROFILE_FILES, PhotoField, REGISTRATION_FILES, TextField},
        lang::current_locale,
    },
    domain::registration::fields as f,
    i18n::td_string,
    server::services::answers::FormContent,
};

/// Photo, CV, portfolio and the consent to an analysis of the CV.
#[component]
pub fn DocumentsFields(content: FormContent) -> impl IntoView {
    let locale = current_locale();
    let address = if content.editing { PROFILE_FILES } else { REGISTRATION_FILES };
    let error = |field: &str| text_for(locale, &content.errors, field);
    view! {
        <PhotoField
            address
            label=td_string!(locale, field.photo)
            photo=content.files.photo.clone()
            elsewhere=content.person_photo.clone()
            error=error(f::PHOTO)
        />
        <CvField address cv=content.files.cv.clone() error=error(f::CV) />
        <TextField
            name=f::PORTFOLIO_URL
            label=field_label(locale, f::PORTFOLIO_URL)
            value=content.values.first(f::PORTFOLIO_URL)
            hint=td_string!(locale, field.portfolio_url_hint)
            error=text_for(locale, &content.errors, f::PORTFOLIO_URL)
            inputmode="url"
            maxlength=300
            ltr=true
        />
        <Checkbox
            name=f::ALLOW_CV_ANALYSIS
            checked=content.values.is_ticked(f::ALLOW_CV_ANALYSIS)
            hint=td_string!(locale, field.allow_cv_analysis_hint)
            error=None
        >
            {td_string!(locale, field.allow_cv_analysis_box)}
        </Checkbox>
    }
}
