//! Everything once more, before it is sent.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    frame::{StartAgain, progress},
    review_card::{Answer, ReviewCard},
};
use crate::{
    components::{alert::Alert, button::Button, lang::current_locale, step_progress::StepProgress, tone::Tone},
    domain::{
        reference,
        registration::{REVIEW, Step, fields as f, phone_to_e164},
    },
    i18n::{Locale, td_string},
    server::{context::use_request, services::registration::RegistrationPage},
    server_fns::registration::SubmitRegistration,
};

/// All answers with a link to each step; the form is sent only when nothing is missing.
#[component]
pub fn Review(page: RegistrationPage) -> impl IntoView {
    let locale = current_locale();
    let steps = progress(locale, &page);
    let all_complete = page.complete.len() == Step::ALL.len();
    let cards = Step::ALL
        .into_iter()
        .map(|step| {
            let complete = page.complete.contains(&step);
            view! { <ReviewCard step answers=answers(locale, step, &page) complete /> }
        })
        .collect_view();
    view! {
        <StepProgress steps current=Step::ALL.len() />
        <p class="mb-4 text-muted">{td_string!(locale, register.review_intro)}</p>
        {(!all_complete)
            .then(|| view! { <Alert tone=Tone::Warning>{td_string!(locale, register.review_missing)}</Alert> })}
        <div class="mt-4 flex flex-col gap-6">{cards}</div>
        {all_complete
            .then(|| {
                view! {
                    <form method="post" action=SubmitRegistration::PATH class="mt-6 flex justify-end">
                        <input type="hidden" name="step" value=REVIEW />
                        <Button wide=true>{td_string!(locale, register.submit)}</Button>
                    </form>
                }
            })}
        <StartAgain />
    }
}

fn answers(locale: Locale, step: Step, page: &RegistrationPage) -> Vec<Answer> {
    let typed = |field: &'static str| Answer { field, text: page.values.trimmed(field).to_owned(), ltr: false };
    let ltr = |field: &'static str, text: String| Answer { field, text, ltr: true };
    let yes_or_no = |field: &'static str| {
        let ticked = page.values.is_ticked(field);
        let text = if ticked { td_string!(locale, register.yes) } else { td_string!(locale, register.no) };
        Answer { field, text: text.to_owned(), ltr: false }
    };
    match step {
        Step::Identity => {
            let mut answers = vec![
                typed(f::FIRST_NAME),
                typed(f::LAST_NAME),
                ltr(f::DATE_OF_BIRTH, page.values.trimmed(f::DATE_OF_BIRTH).to_owned()),
                Answer { field: f::GENDER, text: gender(page), ltr: false },
            ];
            if page.minor {
                let phone = page.values.trimmed(f::GUARDIAN_PHONE).to_owned();
                answers.extend([
                    typed(f::GUARDIAN_NAME),
                    ltr(f::GUARDIAN_PHONE, phone),
                    yes_or_no(f::GUARDIAN_CONSENT),
                ]);
            }
            answers
        }
        Step::Contact => {
            let email = page.account_email.clone().unwrap_or_else(|| page.values.trimmed(f::EMAIL).to_owned());
            let mut answers = vec![ltr(f::EMAIL, email), ltr(f::PHONE, phone(page))];
            if page.account_email.is_none() {
                let chosen = if page.has_password { td_string!(locale, register.password_chosen) } else { "" };
                answers.push(Answer { field: f::PASSWORD, text: chosen.to_owned(), ltr: false });
            }
            answers
        }
        Step::Location => {
            let country = reference::country(page.values.trimmed(f::RESIDENCE_COUNTRY));
            let country = country.map(|country| country.name(use_request().lang).to_owned()).unwrap_or_default();
            vec![
                Answer { field: f::RESIDENCE_COUNTRY, text: country, ltr: false },
                Answer { field: f::RESIDENCE_CITY, text: city(page), ltr: false },
            ]
        }
        Step::Talents => vec![Answer { field: f::TALENTS, text: talents(page), ltr: false }],
        Step::Privacy => vec![
            Answer { field: f::VISIBILITY, text: visibility(locale, page).to_owned(), ltr: false },
            yes_or_no(f::SHOW_NAME_PHOTO),
            yes_or_no(f::SHOW_LINKS),
            yes_or_no(f::SHOW_ORIGINS),
            yes_or_no(f::ACCEPT_TERMS),
            yes_or_no(f::ACCEPT_PRIVACY),
        ],
    }
}

fn gender(page: &RegistrationPage) -> String {
    reference::term("gender", page.values.trimmed(f::GENDER))
        .map(|term| term.label(use_request().lang).to_owned())
        .unwrap_or_default()
}

/// The number as it will be stored, or as it was typed while it is wrong.
fn phone(page: &RegistrationPage) -> String {
    let country = match page.values.trimmed(f::PHONE_COUNTRY) {
        "" => f::DEFAULT_COUNTRY,
        chosen => chosen,
    };
    let typed = page.values.trimmed(f::PHONE);
    phone_to_e164(typed, country).unwrap_or_else(|_| typed.to_owned())
}

fn city(page: &RegistrationPage) -> String {
    match page.values.trimmed(f::RESIDENCE_CITY) {
        "" | f::CITY_NOT_LISTED => page.values.trimmed(f::RESIDENCE_CITY_OTHER).to_owned(),
        listed => listed.to_owned(),
    }
}

fn talents(page: &RegistrationPage) -> String {
    let chosen = page.values.all(f::TALENTS);
    let labels: Vec<&str> = page
        .categories
        .iter()
        .flat_map(|category| &category.talents)
        .filter(|talent| chosen.contains(&talent.key))
        .map(|talent| talent.label.as_str())
        .collect();
    labels.join(" · ")
}

fn visibility(locale: Locale, page: &RegistrationPage) -> &'static str {
    match page.values.trimmed(f::VISIBILITY) {
        "public" => td_string!(locale, register.visibility_public),
        "members" => td_string!(locale, register.visibility_members),
        "private" => td_string!(locale, register.visibility_private),
        _ => "",
    }
}
