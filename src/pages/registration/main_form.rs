//! The main form, at `/auth/register`.

use crate::{
    components::section_card::SectionColor,
    domain::registration::Step,
    i18n::{Locale, td_string},
    pages::{
        registration::{FormTexts, ShownForm, form_page, registered_page},
        sections::{layout::StepPart, main_layout},
    },
    routes,
    server_fns::registration::main_form::{ResetRegistration, SaveRegistrationStep, SubmitRegistration},
};
use leptos::{prelude::*, server_fn::ServerFn};

impl ShownForm for Step {
    const SAVE: &'static str = SaveRegistrationStep::PATH;
    const SAVE_FILES: &'static str = routes::REGISTER_FILES;
    const SUBMIT: &'static str = SubmitRegistration::PATH;
    const RESET: &'static str = ResetRegistration::PATH;
    const COLORS: [SectionColor; 9] = [
        SectionColor::Blue,
        SectionColor::Green,
        SectionColor::Red,
        SectionColor::Purple,
        SectionColor::Yellow,
        SectionColor::Orange,
        SectionColor::Cyan,
        SectionColor::Pink,
        SectionColor::Slate,
    ];

    fn texts(locale: Locale) -> FormTexts {
        FormTexts {
            title: td_string!(locale, register.title),
            lead: td_string!(locale, register.lead),
            submit: td_string!(locale, profile.create),
        }
    }

    fn layout(self) -> &'static [StepPart] {
        main_layout::layout(self)
    }
}

/// `/auth/register?step=…`: a step of the form or the review. People with a profile are led to their space.
#[component]
pub fn RegisterPage() -> impl IntoView {
    form_page::<Step>()
}

/// `/auth/register/done`: the code, its QR image, and what can be done next.
#[component]
pub fn RegisterDonePage() -> impl IntoView {
    registered_page::<Step>()
}
