//! The answers of a section in words.

use leptos::prelude::*;

use super::labels::field_label;
use crate::{
    components::{lang::current_locale, numbers::grouped},
    domain::{
        lang::Lang,
        reference,
        registration::{Step, experience_bracket, fields as f, phone_to_e164},
    },
    i18n::{Locale, td_string},
    server::{context::use_lang, services::answers::FormContent},
};

/// A field and what was answered.
pub struct Answer {
    pub field: &'static str,
    /// Empty for no answer.
    pub text: String,
    /// Written left to right in every language.
    pub ltr: bool,
}

/// Answers as a list of names and values.
#[component]
pub fn AnswerList(answers: Vec<Answer>) -> impl IntoView {
    let locale = current_locale();
    view! {
            <dl class="grid gap-x-6 gap-y-3 sm:grid-cols-[minmax(10rem,1fr)_2fr]">
                {answers
                    .into_iter()
                    .map(|answer| {
                        let missing = answer.text.is_empty();
                        view! {
                            <dt class="text-muted">{field_label(locale, answer.field)}</dt>
                            <dd class="min-w-0 break-words whitespace-pre-line font-medium">
                                {if missing {
                                    view! { <span class="text-muted">{td_string!(locale, register.not_answered)}</span> }
                                        .into_any()
                                } else {
                                    view! { <bdi dir=if answer.ltr { "ltr" } else { "auto" }>{answer.text}</bdi> }.into_any()
                                }}
                            </dd>
                        }
                    })
                    .collect_view()}
            </dl>
    }
}

/// What was answered in a section. Fields that nobody has to answer stand there too, so that nothing is overlooked.
pub fn answers(locale: Locale, section: Step, content: &FormContent) -> Vec<Answer> {
    let lang = use_lang();
    let plain = |field: &'static str, text: String| Answer { field, text, ltr: false };
    let ltr = |field: &'static str, text: String| Answer { field, text, ltr: true };
    let typed = |field: &'static str| plain(field, content.values.trimmed(field).to_owned());
    let typed_ltr = |field: &'static str| ltr(field, content.values.trimmed(field).to_owned());
    let term = |field: &'static str, list: &str| plain(field, term_label(list, content.values.trimmed(field), lang));
    let secret = |field: &'static str| ltr(field, content.masked.get(field).cloned().unwrap_or_default());
    let yes_or_no = |field: &'static str| {
        let ticked = content.values.is_ticked(field);
        plain(field, if ticked { td_string!(locale, register.yes) } else { td_string!(locale, register.no) }.to_owned())
    };
    match section {
        Step::Identity => {
            let mut answers = vec![
                typed(f::FIRST_NAME),
                typed(f::LAST_NAME),
                ltr(f::DATE_OF_BIRTH, day(content.values.trimmed(f::DATE_OF_BIRTH))),
                term(f::GENDER, "gender"),
                secret(f::PASSPORT_NUMBER),
                secret(f::RESIDENCE_CARD),
            ];
            if content.minor {
                answers.extend([typed(f::GUARDIAN_NAME), typed_ltr(f::GUARDIAN_PHONE), yes_or_no(f::GUARDIAN_CONSENT)]);
            }
            answers
        }
        Step::Contact => {
            let mut answers = Vec::new();
            if !content.editing {
                let typed = || content.values.trimmed(f::EMAIL).to_owned();
                answers.push(ltr(f::EMAIL, content.account_email.clone().unwrap_or_else(typed)));
            }
            answers.extend([
                ltr(f::PHONE, number(content, f::PHONE, f::PHONE_COUNTRY)),
                ltr(f::WHATSAPP, number(content, f::WHATSAPP, f::WHATSAPP_COUNTRY)),
                typed(f::ADDRESS),
            ]);
            if !content.editing && content.account_email.is_none() {
                let chosen = if content.has_password { td_string!(locale, register.password_chosen) } else { "" };
                answers.push(plain(f::PASSWORD, chosen.to_owned()));
            }
            answers
        }
        Step::Location => {
            let country = |field: &'static str| {
                let country = reference::country(content.values.trimmed(field));
                plain(field, country.map(|country| country.name(lang).to_owned()).unwrap_or_default())
            };
            let nationality = reference::country(content.values.trimmed(f::NATIONALITY));
            vec![
                country(f::RESIDENCE_COUNTRY),
                plain(f::RESIDENCE_CITY, city(content)),
                country(f::COUNTRY_OF_ORIGIN),
                plain(f::NATIONALITY, nationality.map(|n| n.nationality(lang).to_owned()).unwrap_or_default()),
            ]
        }
        Step::Career => vec![
            plain(f::YEARS_EXPERIENCE, experience(content, lang)),
            typed(f::BIO),
            typed(f::EDUCATION),
            plain(f::LANGUAGES, term_labels("language", content.values.all(f::LANGUAGES), lang)),
        ],
        Step::Availability => vec![
            term(f::AVAILABILITY, "availability"),
            term(f::WORK_MODE, "work_mode"),
            plain(f::HOURLY_RATE, rate(locale, content, f::HOURLY_RATE)),
            plain(f::MONTHLY_RATE, rate(locale, content, f::MONTHLY_RATE)),
        ],
        Step::Talents => vec![plain(f::TALENTS, talents(content))],
        Step::Documents => {
            let photo = content.files.photo.is_some().then(|| td_string!(locale, register.yes).to_owned());
            let cv = content.files.cv.as_ref().map(|cv| cv.file_name.clone());
            vec![
                plain(f::PHOTO, photo.unwrap_or_default()),
                plain(f::CV, cv.unwrap_or_default()),
                typed_ltr(f::PORTFOLIO_URL),
                yes_or_no(f::ALLOW_CV_ANALYSIS),
            ]
        }
        Step::Networks => {
            let given = f::NETWORKS.into_iter().filter(|network| !content.values.trimmed(network).is_empty());
            [typed_ltr(f::WEBSITE)].into_iter().chain(given.map(typed_ltr)).collect()
        }
        Step::Privacy => {
            let mut answers = vec![
                plain(f::VISIBILITY, visibility(locale, content).to_owned()),
                yes_or_no(f::SHOW_NAME_PHOTO),
                yes_or_no(f::SHOW_LINKS),
                yes_or_no(f::SHOW_ORIGINS),
            ];
            if !content.editing {
                answers.extend([yes_or_no(f::ACCEPT_TERMS), yes_or_no(f::ACCEPT_PRIVACY)]);
            }
            answers
        }
    }
}

/// A day as people write it; what is none stays as it was typed.
fn day(typed: &str) -> String {
    typed.parse::<chrono::NaiveDate>().map_or_else(|_| typed.to_owned(), |day| day.format("%d/%m/%Y").to_string())
}

fn term_label(list: &str, key: &str, lang: Lang) -> String {
    reference::term(list, key).map(|term| term.label(lang).to_owned()).unwrap_or_default()
}

fn term_labels(list: &str, keys: &[String], lang: Lang) -> String {
    let labels: Vec<String> =
        keys.iter().map(|key| term_label(list, key, lang)).filter(|label| !label.is_empty()).collect();
    labels.join(" · ")
}

/// The number as it will be stored, or as it was typed while it is wrong.
fn number(content: &FormContent, field: &str, country_field: &str) -> String {
    let country = match content.values.trimmed(country_field) {
        "" => f::DEFAULT_COUNTRY,
        chosen => chosen,
    };
    let typed = content.values.trimmed(field);
    phone_to_e164(typed, country).unwrap_or_else(|_| typed.to_owned())
}

fn city(content: &FormContent) -> String {
    match content.values.trimmed(f::RESIDENCE_CITY) {
        "" | f::CITY_NOT_LISTED => content.values.trimmed(f::RESIDENCE_CITY_OTHER).to_owned(),
        listed => listed.to_owned(),
    }
}

fn experience(content: &FormContent, lang: Lang) -> String {
    let typed = content.values.trimmed(f::YEARS_EXPERIENCE);
    match typed.parse().ok().and_then(experience_bracket) {
        Some(bracket) => format!("{typed} — {}", bracket.label(lang)),
        None => typed.to_owned(),
    }
}

fn rate(locale: Locale, content: &FormContent, field: &str) -> String {
    let typed = content.values.trimmed(field);
    let currency = content.values.trimmed(f::RATE_CURRENCY);
    match typed.parse::<i64>() {
        Ok(rate) => format!("{} {currency}", grouped(locale, rate)),
        Err(_) => typed.to_owned(),
    }
}

fn talents(content: &FormContent) -> String {
    let chosen = content.values.all(f::TALENTS);
    let labels: Vec<&str> = content
        .categories
        .iter()
        .flat_map(|category| &category.talents)
        .filter(|talent| chosen.contains(&talent.key))
        .map(|talent| talent.label.as_str())
        .collect();
    labels.join(" · ")
}

fn visibility(locale: Locale, content: &FormContent) -> &'static str {
    match content.values.trimmed(f::VISIBILITY) {
        "public" => td_string!(locale, register.visibility_public),
        "members" => td_string!(locale, register.visibility_members),
        "private" => td_string!(locale, register.visibility_private),
        _ => "",
    }
}
