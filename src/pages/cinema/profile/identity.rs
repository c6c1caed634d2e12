//! Section 1: who somebody is; for them and administrators, document and contact in blocks of their own.

use leptos::prelude::*;

use super::section::Section;
use crate::{
    components::{
        icon::{Icon, IconName},
        lang::current_locale,
        section_card::SectionColor,
    },
    domain::{
        module::Module,
        profile::PublicProfile,
        reference,
        registration::{Step, fields as f},
    },
    i18n::td_string,
    pages::{
        profile::{consents::Consents, details::Facts, documents::Documents},
        sections::answers::{Answer, AnswerList, answers},
    },
    server::{context::use_request, services::profile_opening::PrivateAnswers},
};

/// Age, never the birth date, and what nobody else sees in `private`.
#[component]
pub fn IdentitySection(person: PublicProfile, private: Option<PrivateAnswers>, owner: bool) -> impl IntoView {
    let locale = current_locale();
    let lang = use_request().lang;
    let gender = reference::term("gender", &person.gender).map(|term| format!("{} {}", term.emoji, term.label(lang)));
    let facts = vec![
        (td_string!(locale, profile.age), person.age.to_string()),
        (td_string!(locale, field.gender), gender.unwrap_or_default()),
    ];
    let code = person.code;
    view! {
        <Section number=1 color=SectionColor::Blue title=td_string!(locale, section.cinema_identity) empty=false>
            <Facts facts />
            {private.map(|private| view! { <Private private code owner /> })}
        </Section>
    }
}

#[component]
fn Private(private: PrivateAnswers, code: String, owner: bool) -> impl IntoView {
    let locale = current_locale();
    let of = |section: Step| answers(locale, section, &private.content);
    let identity = of(Step::Identity).into_iter().filter(|answer| {
        matches!(answer.field, f::DATE_OF_BIRTH | f::GUARDIAN_NAME | f::GUARDIAN_PHONE | f::GUARDIAN_CONSENT)
    });
    let email = Answer { field: f::EMAIL, text: private.email.clone(), ltr: true };
    let contact = of(Step::Contact).into_iter().filter(|answer| answer.field != f::ADDRESS);
    let all = [email].into_iter().chain(contact).chain(identity).collect::<Vec<_>>();
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
