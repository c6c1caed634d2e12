//! What only the owner and administrators see of a profile.

use crate::pages::profiles::{consents::Consents, documents::Documents};
use crate::{
    components::{
        form::CvLink,
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
use leptos::prelude::*;

/// Private answers, apart from the public ones; the owner can change them.
#[component]
pub fn Private(private: PrivateAnswers, owner: bool, code: String) -> impl IntoView {
    let locale = current_locale();
    let listed = |steps: &[Step]| private_answers(locale, Module::Main, steps, &private.content);
    let mut all = vec![LabelledAnswer::ltr(f::EMAIL, private.email.clone())];
    all.extend(listed(&[
        Step::Contact,
        Step::Identity,
        Step::Location,
        Step::Career,
        Step::Availability,
        Step::Talents,
    ]));
    all.extend(private.score.map(|score| LabelledAnswer::ltr(PROFILE_SCORE, format!("{score} / 100"))));
    all.extend(listed(&[Step::Documents, Step::Networks]));
    let intro = if owner {
        td_string!(locale, profile.private_owner)
    } else {
        td_string!(locale, profile.private_administrator)
    };
    let change = move || {
        owner.then(|| {
            view! {
                <a class="link inline-flex min-h-11 items-center" href=routes::EDIT>
                    {td_string!(locale, register.edit)}
                </a>
            }
        })
    };
    view! {
        <div class="print:hidden">
            <SectionCard color=SectionColor::Slate title=td_string!(locale, profile.private_title) intro aside=change>
                <AnswerList answers=all />
                {private.content.files.cv.map(|cv| view! { <CvLink cv /> })}
                <Documents documents=private.documents code module=Module::Main />
                <Consents consents=private.consents />
            </SectionCard>
        </div>
    }
}
