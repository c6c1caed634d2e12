//! The main form, at `/auth/register`.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    components::{form::REGISTRATION_FILES, section_card::SectionColor},
    domain::registration::Step,
    i18n::{Locale, td_string},
    pages::{
        registration::{FormTexts, ShownForm, form_page, registered_page},
        sections::{
            SectionFields,
            answers::{Answer, answers},
            labels::{fields_of, step_color, step_intro, step_label},
        },
    },
    server::services::answers::FormContent,
    server_fns::registration::{ResetRegistration, SaveRegistrationStep, SubmitRegistration},
};

impl ShownForm for Step {
    const SAVE: &'static str = SaveRegistrationStep::PATH;
    const SAVE_FILES: &'static str = REGISTRATION_FILES;
    const SUBMIT: &'static str = SubmitRegistration::PATH;
    const RESET: &'static str = ResetRegistration::PATH;

    fn texts(locale: Locale) -> FormTexts {
        FormTexts {
            title: td_string!(locale, register.title),
            lead: td_string!(locale, register.lead),
            submit: td_string!(locale, register.submit),
        }
    }

    fn label(self, locale: Locale) -> &'static str {
        step_label(locale, self)
    }

    fn intro(self, locale: Locale) -> &'static str {
        step_intro(locale, self)
    }

    fn color(self) -> SectionColor {
        step_color(self)
    }

    fn fields(self) -> Vec<&'static str> {
        fields_of(self)
    }

    fn answers(self, locale: Locale, content: &FormContent) -> Vec<Answer> {
        answers(locale, self, content)
    }

    fn view(self, content: FormContent) -> AnyView {
        view! { <SectionFields section=self content /> }.into_any()
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
