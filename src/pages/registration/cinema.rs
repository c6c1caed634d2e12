//! The CINEMA form, at `/cinema/register`.

use crate::pages::sections::cinema::layout;
use crate::{
    components::section_card::SectionColor,
    domain::registration::cinema::Section,
    i18n::{Locale, td_string},
    pages::{
        registration::{FormTexts, ShownForm, form_page, registered_page},
        sections::layout::StepPart,
    },
    routes,
    server_fns::registration::cinema::{ResetCinemaRegistration, SaveCinemaStep, SubmitCinemaRegistration},
};
use leptos::{prelude::*, server_fn::ServerFn};

impl ShownForm for Section {
    const SAVE: &'static str = SaveCinemaStep::PATH;
    const SAVE_FILES: &'static str = routes::CINEMA_REGISTER_FILES;
    const SUBMIT: &'static str = SubmitCinemaRegistration::PATH;
    const RESET: &'static str = ResetCinemaRegistration::PATH;
    const COLORS: [SectionColor; 9] = [
        SectionColor::Blue,
        SectionColor::Green,
        SectionColor::Purple,
        SectionColor::Cyan,
        SectionColor::Orange,
        SectionColor::Yellow,
        SectionColor::Pink,
        SectionColor::Indigo,
        SectionColor::Red,
    ];

    fn texts(locale: Locale) -> FormTexts {
        FormTexts {
            title: td_string!(locale, cinema.register_title),
            lead: td_string!(locale, cinema.register_lead),
            submit: td_string!(locale, cinema.submit),
        }
    }

    fn layout(self) -> &'static [StepPart] {
        layout::layout(self)
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
