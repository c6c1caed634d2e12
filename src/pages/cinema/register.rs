//! The CINEMA form, at `/cinema/register`.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    answers::answers,
    labels::{section_color, section_fields, section_intro, section_label},
    productions::production_problems,
    sections::SectionFields,
};
use crate::{
    components::{
        form::{CINEMA_FILES, FieldProblem},
        section_card::SectionColor,
    },
    domain::{cinema::Section, field_error::FieldErrors},
    i18n::{Locale, td_string},
    pages::{
        registration::{FormTexts, ShownForm, form_page, registered_page},
        sections::answers::Answer,
    },
    server::services::answers::FormContent,
    server_fns::cinema_registration::{ResetCinemaRegistration, SaveCinemaStep, SubmitCinemaRegistration},
};

impl ShownForm for Section {
    const SAVE: &'static str = SaveCinemaStep::PATH;
    const SAVE_FILES: &'static str = CINEMA_FILES;
    const SUBMIT: &'static str = SubmitCinemaRegistration::PATH;
    const RESET: &'static str = ResetCinemaRegistration::PATH;

    fn texts(locale: Locale) -> FormTexts {
        FormTexts {
            title: td_string!(locale, cinema.register_title),
            lead: td_string!(locale, cinema.register_lead),
            submit: td_string!(locale, cinema.submit),
        }
    }

    fn label(self, locale: Locale) -> &'static str {
        section_label(locale, self)
    }

    fn intro(self, locale: Locale) -> &'static str {
        section_intro(locale, self)
    }

    fn color(self) -> SectionColor {
        section_color(self)
    }

    fn fields(self) -> Vec<&'static str> {
        section_fields(self)
    }

    fn problems_of_rows(self, locale: Locale, errors: &FieldErrors) -> Vec<FieldProblem> {
        if self == Self::Pictures { production_problems(locale, errors) } else { Vec::new() }
    }

    fn answers(self, locale: Locale, content: &FormContent) -> Vec<Answer> {
        answers(locale, self, content)
    }

    fn view(self, content: FormContent) -> AnyView {
        view! { <SectionFields section=self content /> }.into_any()
    }
}

/// `/cinema/register?step=…`: a section of the form or the review. People with a CINEMA profile are led to their space.
#[component]
pub fn CinemaRegisterPage() -> impl IntoView {
    form_page::<Section>()
}

/// `/cinema/register/done`: the code, its QR image, and what can be done next.
#[component]
pub fn CinemaRegisterDonePage() -> impl IntoView {
    registered_page::<Section>()
}
