//! What only the person and administrators see, of both profiles in one card.

use leptos::prelude::*;

use crate::{
    components::{
        form::CvLink,
        icon::{Icon, IconName},
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
    },
    domain::{
        module::Module,
        profiles::completeness::PROFILE_SCORE,
        registration::{Step, fields as f},
    },
    i18n::td_string,
    pages::{
        profiles::{consents::Consents, documents::Documents},
        sections::answers::{AnswerList, LabelledAnswer, private_answers},
    },
    server::services::profiles::view::opening::PrivateAnswers,
};

/// The steps of the main form with private answers, in the order of the card.
const STEPS: [Step; 8] = [
    Step::Contact,
    Step::Identity,
    Step::Location,
    Step::Career,
    Step::Availability,
    Step::Talents,
    Step::Documents,
    Step::Networks,
];
/// Those that the CINEMA form asks too.
const CINEMA_STEPS: [Step; 2] = [Step::Contact, Step::Identity];

/// Contact, identity, files, documents, consents. The main profile holds what the CINEMA profile does, and more.
#[component]
pub fn PrivateCard(code: String, main: Option<PrivateAnswers>, cinema: Option<PrivateAnswers>) -> impl IntoView {
    let locale = current_locale();
    let id_photo = cinema.as_ref().and_then(|cinema| cinema.id_photo.clone()).map(|name| format!("/files/id/{name}"));
    let (module, private, steps) = match (main, cinema) {
        (Some(main), _) => (Module::Main, main, &STEPS[..]),
        (None, Some(cinema)) => (Module::Cinema, cinema, &CINEMA_STEPS[..]),
        (None, None) => return ().into_any(),
    };
    let mut all = vec![LabelledAnswer::ltr(f::EMAIL, private.email.clone())];
    all.extend(private_answers(locale, module, steps, &private.content));
    all.extend(private.score.map(|score| LabelledAnswer::ltr(PROFILE_SCORE, format!("{score} / 100"))));
    let intro = td_string!(locale, profile.private_administrator);
    view! {
        <SectionCard color=SectionColor::Slate title=td_string!(locale, profile.private_title) intro>
            <AnswerList answers=all />
            {private.content.files.cv.map(|cv| view! { <CvLink cv /> })}
            <Documents documents=private.documents code module />
            {id_photo
                .map(|href| {
                    view! {
                        <p>
                            <a class="link inline-flex min-h-11 items-center gap-2" href=href>
                                <Icon name=IconName::Lock />
                                {td_string!(locale, cinema_profile.id_photo)}
                            </a>
                        </p>
                    }
                })}
            <Consents consents=private.consents />
        </SectionCard>
    }
    .into_any()
}
