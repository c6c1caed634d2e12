//! What only the owner and administrators see of a profile.

use leptos::prelude::*;

use super::{consents::Consents, documents::Documents};
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
    pages::sections::answers::{AnswerList, LabelledAnswer, private_answers},
    routes,
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

/// Contact, identity, files, documents and consents, apart from the public answers; the owner can change them.
#[component]
pub fn PrivateCard(module: Module, private: PrivateAnswers, code: String, owner: bool) -> impl IntoView {
    let locale = current_locale();
    let (steps, edit) = match module {
        Module::Main => (&STEPS[..], routes::EDIT),
        Module::Cinema => (&CINEMA_STEPS[..], routes::CINEMA_EDIT),
    };
    let mut all = vec![LabelledAnswer::ltr(f::EMAIL, private.email.clone())];
    all.extend(private_answers(locale, module, steps, &private.content));
    all.extend(private.score.map(|score| LabelledAnswer::ltr(PROFILE_SCORE, format!("{score} / 100"))));
    let intro = if owner {
        td_string!(locale, profile.private_owner)
    } else {
        td_string!(locale, profile.private_administrator)
    };
    let change = move || {
        owner.then(|| {
            view! {
                <a class="link inline-flex min-h-11 items-center" href=edit>
                    {td_string!(locale, register.edit)}
                </a>
            }
        })
    };
    view! {
        <SectionCard color=SectionColor::Slate title=td_string!(locale, profile.private_title) intro aside=change>
            <AnswerList answers=all />
            {private.content.files.cv.map(|cv| view! { <CvLink cv /> })}
            <Documents documents=private.documents code module />
            {private.id_photo.map(|name| view! { <IdPhotoLink name /> })}
            <Consents consents=private.consents />
        </SectionCard>
    }
}

/// Leads to the picture of the document with this name.
#[component]
fn IdPhotoLink(name: String) -> impl IntoView {
    view! {
        <p>
            <a class="link inline-flex min-h-11 items-center gap-2" href=format!("/files/id/{name}")>
                <Icon name=IconName::Lock />
                {td_string!(current_locale(), cinema_profile.id_photo)}
            </a>
        </p>
    }
}
