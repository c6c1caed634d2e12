//! Section 1: identity; for the owner and administrators, document and contact in blocks of their own.

use leptos::prelude::*;

use super::section::ProfileSection;
use crate::{
    components::{
        icon::{Icon, IconName},
        lang::current_locale,
    },
    domain::{
        module::Module,
        profiles::public::PublicProfile,
        registration::{Step, cinema::Section, fields as f},
    },
    i18n::td_string,
    pages::{
        profiles::{
            consents::Consents,
            details::{Facts, age_and_gender},
            documents::Documents,
        },
        sections::answers::{AnswerList, LabelledAnswer, private_answers},
    },
    server::services::profiles::view::opening::PrivateAnswers,
};

/// Age, never the birth date; what only the owner and administrators see is in `private`.
#[component]
pub fn IdentitySection(person: PublicProfile, private: Option<PrivateAnswers>, owner: bool) -> impl IntoView {
    let locale = current_locale();
    let facts = age_and_gender(locale, person.age, &person.gender);
    let code = person.code;
    view! {
        <ProfileSection section=Section::Identity empty=false>
            <Facts facts />
            {private.map(|private| view! { <Private private code owner /> })}
        </ProfileSection>
    }
}

#[component]
fn Private(private: PrivateAnswers, code: String, owner: bool) -> impl IntoView {
    let locale = current_locale();
    let mut all = vec![LabelledAnswer::ltr(f::EMAIL, private.email.clone())];
    all.extend(private_answers(locale, Module::Cinema, &[Step::Contact, Step::Identity], &private.content));
    let intro = if owner {
        td_string!(locale, profile.private_owner)
    } else {
        td_string!(locale, profile.private_administrator)
    };
    let id_photo = private.id_photo.map(|name| format!("/files/id/{name}"));
    view! {
        <div class="flex flex-col gap-5 border-t border-base-300 pt-5">
            <Documents documents=private.documents code module=Module::Cinema />
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
        </div>
        <div class="flex flex-col gap-4 border-t border-base-300 pt-5">
            <h3 class="flex items-center gap-2 font-display text-lg font-bold">
                <Icon name=IconName::Lock />
                {td_string!(locale, cinema_profile.contact)}
            </h3>
            <p class="text-muted">{intro}</p>
            <AnswerList answers=all />
            <Consents consents=private.consents />
        </div>
    }
}
