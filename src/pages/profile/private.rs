//! What only the owner and administrators see of a profile.

use leptos::prelude::*;

use super::{consents::Consents, documents::Documents};
use crate::{
    components::{
        form::CvLink,
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
    },
    domain::{
        completeness::PROFILE_SCORE,
        module::Module,
        registration::{Step, fields as f},
    },
    i18n::td_string,
    pages::sections::answers::{Answer, AnswerList, answers},
    routes,
    server::services::profile_view::PrivateAnswers,
};

/// Private answers, apart from the public ones; the owner can change them.
#[component]
pub fn Private(private: PrivateAnswers, owner: bool, code: String) -> impl IntoView {
    let locale = current_locale();
    let of = |section: Step| answers(locale, section, &private.content);
    let identity = of(Step::Identity)
        .into_iter()
        .filter(|answer| !matches!(answer.field, f::FIRST_NAME | f::LAST_NAME | f::GENDER))
        .filter(|answer| !f::SECRETS.contains(&answer.field));
    let rates =
        of(Step::Availability).into_iter().filter(|answer| matches!(answer.field, f::HOURLY_RATE | f::MONTHLY_RATE));
    let email = Answer { field: f::EMAIL, text: private.email.clone(), ltr: true };
    let score = Answer::ltr(PROFILE_SCORE, format!("{} / 100", private.score));
    let analysis = of(Step::Documents).into_iter().filter(|answer| answer.field == f::ALLOW_CV_ANALYSIS);
    let contact = [email].into_iter().chain(of(Step::Contact));
    let all: Vec<_> = contact.chain(identity).chain(rates).chain([score]).chain(analysis).collect();
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
        <SectionCard color=SectionColor::Slate title=td_string!(locale, profile.private_title) intro aside=change>
            <AnswerList answers=all />
            {private.content.files.cv.map(|cv| view! { <CvLink cv /> })}
            <Documents documents=private.documents code module=Module::Main />
            <Consents consents=private.consents />
        </SectionCard>
    }
}
