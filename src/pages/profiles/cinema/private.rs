//! What only the owner and administrators see of a film profile.

use leptos::prelude::*;

use crate::{
    components::{
        icon::{Icon, IconName},
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
    },
    domain::{
        module::Module,
        registration::{Step, fields as f},
    },
    i18n::td_string,
    pages::{
        profiles::{consents::Consents, documents::Documents},
        sections::answers::{AnswerList, LabelledAnswer, private_answers},
    },
    routes,
    server::services::profiles::view::opening::PrivateAnswers,
};

/// Document, contact and consents, apart from the public answers; the owner can change them.
#[component]
pub fn Private(private: PrivateAnswers, code: String, owner: bool) -> impl IntoView {
    let locale = current_locale();
    let mut all = vec![LabelledAnswer::ltr(f::EMAIL, private.email.clone())];
    all.extend(private_answers(locale, Module::Cinema, &[Step::Contact, Step::Identity], &private.content));
    let intro = if owner {
        td_string!(locale, profile.private_owner)
    } else {
        td_string!(locale, profile.private_administrator)
    };
    let change = move || {
        owner.then(|| {
            view! {
                <a class="link inline-flex min-h-11 items-center" href=routes::CINEMA_EDIT>
                    {td_string!(locale, register.edit)}
                </a>
            }
        })
    };
    let id_photo = private.id_photo.map(|name| format!("/files/id/{name}"));
    view! {
        <div class="print:hidden">
            <SectionCard color=SectionColor::Slate title=td_string!(locale, profile.private_title) intro aside=change>
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
                <div class="flex flex-col gap-4">
                    <h3 class="flex items-center gap-2 font-display text-lg font-bold">
                        <Icon name=IconName::Lock />
                        {td_string!(locale, cinema_profile.contact)}
                    </h3>
                    <AnswerList answers=all />
                    <Consents consents=private.consents />
                </div>
            </SectionCard>
        </div>
    }
}
