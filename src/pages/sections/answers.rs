//! The answers of a section in words.

use leptos::prelude::*;

use super::labels::field_label;
use crate::{
    components::lang::current_locale,
    domain::{
        lang::Lang,
        reference,
        registration::{self, Step, experience_bracket, fields as f, phone_to_e164, years},
    },
    i18n::{Locale, td_string},
    server::{context::use_lang, services::answers::FormContent},
    texts::numbers::grouped,
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
    let say = Answers { locale, lang, content };
    match section {
        Step::Identity => {
            let mut answers = say.person();
            answers.extend([say.secret(f::PASSPORT_NUMBER), say.secret(f::RESIDENCE_CARD)]);
            answers.extend(say.guardian());
            answers
        }
        Step::Contact => {
            let mut answers: Vec<Answer> = say.email().into_iter().collect();
            answers.extend(say.numbers());
            answers.push(say.typed(f::ADDRESS));
            answers.extend(say.password());
            answers
        }
        Step::Location => say.residence().into_iter().chain(say.origins()).collect(),
        Step::Career => {
            vec![say.experience(), say.typed(f::BIO), say.typed(f::EDUCATION), say.terms(f::LANGUAGES, "language")]
        }
        Step::Availability => vec![
            say.term(f::AVAILABILITY, "availability"),
            say.term(f::WORK_MODE, "work_mode"),
            Answer::plain(f::HOURLY_RATE, rate(locale, content, f::HOURLY_RATE)),
            Answer::plain(f::MONTHLY_RATE, rate(locale, content, f::MONTHLY_RATE)),
        ],
        Step::Talents => vec![Answer::plain(f::TALENTS, talents(content))],
        Step::Documents => {
            let there = content.files.photo.is_some() || content.person_photo.is_some();
            let photo = there.then(|| td_string!(locale, register.yes).to_owned());
            let cv = content.files.cv.as_ref().map(|cv| cv.file_name.clone());
            vec![
                Answer::plain(f::PHOTO, photo.unwrap_or_default()),
                Answer::plain(f::CV, cv.unwrap_or_default()),
                say.typed_ltr(f::PORTFOLIO_URL),
                say.yes_or_no(f::ALLOW_CV_ANALYSIS),
            ]
        }
        Step::Networks => {
            let given = f::NETWORKS.into_iter().filter(|network| !content.values.trimmed(network).is_empty());
            [f::WEBSITE].into_iter().chain(given).map(|field| say.typed_ltr(field)).collect()
        }
        Step::Privacy => {
            let mut answers = vec![
                say.visibility(),
                say.yes_or_no(f::SHOW_NAME_PHOTO),
                say.yes_or_no(f::SHOW_LINKS),
                say.yes_or_no(f::SHOW_ORIGINS),
            ];
            answers.extend(say.agreements());
            answers
        }
    }
}

impl Answer {
    /// Words in the reader's language, or as they were typed.
    pub fn plain(field: &'static str, text: String) -> Self {
        Self { field, text, ltr: false }
    }

    /// What is written left to right in every language.
    pub fn ltr(field: &'static str, text: String) -> Self {
        Self { field, text, ltr: true }
    }
}

/// Puts answers into words, those that both forms ask included.
pub struct Answers<'a> {
    pub locale: Locale,
    pub lang: Lang,
    pub content: &'a FormContent,
}

impl Answers<'_> {
    /// As it was typed.
    pub fn typed(&self, field: &'static str) -> Answer {
        Answer::plain(field, self.content.values.trimmed(field).to_owned())
    }

    /// The same, left to right.
    pub fn typed_ltr(&self, field: &'static str) -> Answer {
        Answer::ltr(field, self.content.values.trimmed(field).to_owned())
    }

    /// The label of a key.
    pub fn term(&self, field: &'static str, list: &str) -> Answer {
        Answer::plain(field, term_label(list, self.content.values.trimmed(field), self.lang))
    }

    /// The labels of several keys.
    pub fn terms(&self, field: &'static str, list: &str) -> Answer {
        Answer::plain(field, term_labels(list, self.content.values.all(field), self.lang))
    }

    /// A number that is shown masked.
    pub fn secret(&self, field: &'static str) -> Answer {
        Answer::ltr(field, self.content.masked.get(field).cloned().unwrap_or_default())
    }

    /// A box.
    pub fn yes_or_no(&self, field: &'static str) -> Answer {
        let locale = self.locale;
        let ticked = self.content.values.is_ticked(field);
        let text = if ticked { td_string!(locale, register.yes) } else { td_string!(locale, register.no) };
        Answer::plain(field, text.to_owned())
    }

    /// Names, birth date, gender.
    pub fn person(&self) -> Vec<Answer> {
        vec![
            self.typed(f::FIRST_NAME),
            self.typed(f::LAST_NAME),
            Answer::ltr(f::DATE_OF_BIRTH, day(self.content.values.trimmed(f::DATE_OF_BIRTH))),
            self.term(f::GENDER, "gender"),
        ]
    }

    /// A minor's guardian.
    pub fn guardian(&self) -> Vec<Answer> {
        if !self.content.minor {
            return Vec::new();
        }
        vec![self.typed(f::GUARDIAN_NAME), self.typed_ltr(f::GUARDIAN_PHONE), self.yes_or_no(f::GUARDIAN_CONSENT)]
    }

    /// The address of the account, unless it is changed elsewhere.
    pub fn email(&self) -> Option<Answer> {
        let typed = || self.content.values.trimmed(f::EMAIL).to_owned();
        let shown = || self.content.account_email.clone().unwrap_or_else(typed);
        (!self.content.editing).then(|| Answer::ltr(f::EMAIL, shown()))
    }

    /// Telephone and WhatsApp, as they will be stored.
    pub fn numbers(&self) -> Vec<Answer> {
        vec![
            Answer::ltr(f::PHONE, number(self.content, f::PHONE, f::PHONE_COUNTRY)),
            Answer::ltr(f::WHATSAPP, number(self.content, f::WHATSAPP, f::WHATSAPP_COUNTRY)),
        ]
    }

    /// Whether a new account has its password.
    pub fn password(&self) -> Option<Answer> {
        let locale = self.locale;
        let asked = !self.content.editing && self.content.account_email.is_none();
        let chosen = if self.content.has_password { td_string!(locale, register.password_chosen) } else { "" };
        asked.then(|| Answer::plain(f::PASSWORD, chosen.to_owned()))
    }

    /// Country and city.
    pub fn residence(&self) -> Vec<Answer> {
        vec![self.country(f::RESIDENCE_COUNTRY), Answer::plain(f::RESIDENCE_CITY, city(self.content))]
    }

    /// Country of origin and nationality.
    pub fn origins(&self) -> Vec<Answer> {
        let nationality = reference::country(self.content.values.trimmed(f::NATIONALITY));
        let nationality = nationality.map(|country| country.nationality(self.lang).to_owned()).unwrap_or_default();
        vec![self.country(f::COUNTRY_OF_ORIGIN), Answer::plain(f::NATIONALITY, nationality)]
    }

    /// Years of experience with their bracket.
    pub fn experience(&self) -> Answer {
        Answer::plain(f::YEARS_EXPERIENCE, experience(self.content, self.lang))
    }

    /// Who may open the profile.
    pub fn visibility(&self) -> Answer {
        Answer::plain(f::VISIBILITY, visibility(self.locale, self.content).to_owned())
    }

    /// What whoever registers agrees to.
    pub fn agreements(&self) -> Vec<Answer> {
        if self.content.editing {
            return Vec::new();
        }
        vec![self.yes_or_no(f::ACCEPT_TERMS), self.yes_or_no(f::ACCEPT_PRIVACY)]
    }

    fn country(&self, field: &'static str) -> Answer {
        let country = reference::country(self.content.values.trimmed(field));
        Answer::plain(field, country.map(|country| country.name(self.lang).to_owned()).unwrap_or_default())
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
    let bracket = |years| experience_bracket(years).map(|bracket| format!("{years} — {}", bracket.label(lang)));
    years(&content.values).ok().flatten().and_then(bracket).unwrap_or_else(|| typed.to_owned())
}

fn rate(locale: Locale, content: &FormContent, field: &str) -> String {
    let currency = content.values.trimmed(f::RATE_CURRENCY);
    match registration::rate(&content.values, field) {
        Ok(Some(rate)) => format!("{} {currency}", grouped(locale, rate)),
        _ => content.values.trimmed(field).to_owned(),
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
