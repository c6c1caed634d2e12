//! The answers of a section in words.

use super::{composite_answers::composite_answers, labels::field_label};
use crate::{
    components::lang::current_locale,
    domain::{
        dates::read_day,
        fields::{Composite, FIELDS, Field, FieldId, Kind},
        files::FileKind,
        lang::Lang,
        module::Module,
        reference,
        registration::{
            Step, birth_date, cinema::fields as c, experience_bracket, fields as f, phone_to_e164, rate, years,
        },
        unicode,
    },
    i18n::{Locale, td_string},
    server::services::profiles::answers::FormContent,
    texts::numbers::grouped,
};
use leptos::prelude::*;

/// A field and what was answered.
pub struct LabelledAnswer {
    pub field: &'static str,
    /// Empty for no answer.
    pub text: String,
    /// Written left to right in every language.
    pub ltr: bool,
    /// Addresses of pictures that are shown in place of the text, which says the same.
    pub pictures: Vec<String>,
}

impl LabelledAnswer {
    /// Words in the reader's language, or as they were typed.
    pub fn plain(field: &'static str, text: impl Into<String>) -> Self {
        Self { field, text: text.into(), ltr: false, pictures: Vec::new() }
    }

    /// The same with pictures.
    #[must_use]
    pub fn with_pictures(mut self, addresses: impl IntoIterator<Item = String>) -> Self {
        self.pictures = addresses.into_iter().collect();
        self
    }

    /// What is written left to right in every language.
    pub fn ltr(field: &'static str, text: impl Into<String>) -> Self {
        Self { field, text: text.into(), ltr: true, pictures: Vec::new() }
    }
}

/// Answers as a list of names and values, beside each other on phones too.
#[component]
pub fn AnswerList(answers: Vec<LabelledAnswer>) -> impl IntoView {
    let locale = current_locale();
    let rows = answers
        .into_iter()
        .map(|answer| {
            let label = field_label(locale, answer.field);
            view! {
                <dt class="min-w-0 wrap-anywhere text-muted">{label}</dt>
                <dd class="min-w-0 wrap-anywhere whitespace-pre-line font-medium">{shown(locale, answer)}</dd>
            }
        })
        .collect_view();
    view! { <dl class="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-4 gap-y-2">{rows}</dl> }
}

fn shown(locale: Locale, answer: LabelledAnswer) -> AnyView {
    if answer.text.is_empty() {
        return view! { <span class="text-muted">{td_string!(locale, term.not_answered)}</span> }.into_any();
    }
    if !answer.pictures.is_empty() {
        let pictures = answer
            .pictures
            .into_iter()
            .map(|address| view! { <img src=address alt="" loading="lazy" decoding="async" width="72" height="96" /> })
            .collect_view();
        return view! {
            <span class="answer-photos">{pictures}</span>
            <span class="sr-only">{answer.text}</span>
        }
        .into_any();
    }
    view! { <bdi dir=if answer.ltr { "ltr" } else { "auto" }>{answer.text}</bdi> }.into_any()
}

/// What was answered to a field in the form of a module. Optional ones stand there too, so that nothing is overlooked.
pub fn field_answers(
    locale: Locale,
    field: &'static Field,
    module: Module,
    content: &FormContent,
) -> Vec<LabelledAnswer> {
    let words = AnswerWords { locale, lang: locale.into(), content };
    let name = field.name;
    let typed = content.values.trimmed(name);
    let answer = match field.kind {
        Kind::Line { .. } => words.typed(name),
        Kind::Text { .. } => LabelledAnswer::plain(name, unicode::paragraphs(typed)),
        Kind::Date => LabelledAnswer::ltr(name, day(typed)),
        Kind::Number { .. } => words.number(field),
        Kind::Choice(list) => LabelledAnswer::plain(name, words.term(list, typed)),
        Kind::Choices(list) => {
            let labels = content.values.all(name).iter().map(|key| words.term(list, key));
            LabelledAnswer::plain(name, labels.filter(|label| !label.is_empty()).collect::<Vec<_>>().join(" · "))
        }
        Kind::Country if field.id == FieldId::Nationality => {
            LabelledAnswer::plain(name, reference::country(typed).map_or("", |country| country.nationality(words.lang)))
        }
        Kind::Country => words.country(name),
        Kind::Phone => LabelledAnswer::ltr(name, phone(content, field)),
        Kind::WebAddress => LabelledAnswer::ltr(name, typed),
        Kind::Switch => words.yes_or_no(name),
        Kind::File(kind) => words.file(kind, name),
        Kind::Composite(composite) => return composite_answers(composite, field, module, &words),
    };
    vec![answer]
}

/// What only the person and administrators see of the answers to these steps of the main form, of the fields that the
/// form of a module asks. Files and documents have a place of their own.
pub fn private_answers(locale: Locale, module: Module, steps: &[Step], content: &FormContent) -> Vec<LabelledAnswer> {
    let is_listed = |field: &Field| {
        let asked = module == Module::Main || field.cinema.is_some();
        let elsewhere = matches!(field.kind, Kind::File(_) | Kind::Composite(Composite::Documents));
        let stood_for = field.stand_ins().any(|other| !content.values.trimmed(other.name).is_empty());
        asked && !elsewhere && (stood_for || !field.is_public())
    };
    steps
        .iter()
        .flat_map(|step| FIELDS.iter().filter(|field| field.main == Some(*step) && is_listed(field)))
        .flat_map(|field| field_answers(locale, field, module, content))
        .collect()
}

/// Puts answers into words.
pub struct AnswerWords<'a> {
    pub locale: Locale,
    pub lang: Lang,
    pub content: &'a FormContent,
}

impl AnswerWords<'_> {
    /// A line as it was typed, in the form in which it is stored.
    pub fn typed(&self, input: &'static str) -> LabelledAnswer {
        LabelledAnswer::plain(input, unicode::line(self.content.values.first(input)))
    }

    /// The same, left to right.
    pub fn typed_ltr(&self, input: &'static str) -> LabelledAnswer {
        LabelledAnswer::ltr(input, unicode::line(self.content.values.first(input)))
    }

    /// A number that is shown masked.
    pub fn secret(&self, input: &'static str) -> LabelledAnswer {
        LabelledAnswer::ltr(input, self.content.masked.get(input).cloned().unwrap_or_default())
    }

    /// A box.
    pub fn yes_or_no(&self, input: &'static str) -> LabelledAnswer {
        let ticked = self.content.values.is_ticked(input);
        LabelledAnswer::plain(
            input,
            if ticked { td_string!(self.locale, term.yes) } else { td_string!(self.locale, term.no) },
        )
    }

    /// A birth date as people write it, in the century it is taken for.
    pub fn birth_date(&self, input: &'static str) -> LabelledAnswer {
        let typed = self.content.values.trimmed(input);
        let born = birth_date(typed, self.content.today);
        LabelledAnswer::ltr(input, born.map_or_else(|_| day(typed), as_written))
    }

    /// A country, by its name.
    pub fn country(&self, input: &'static str) -> LabelledAnswer {
        let country = reference::country(self.content.values.trimmed(input));
        LabelledAnswer::plain(input, country.map_or("", |country| country.name(self.lang)))
    }

    /// The label of a key of a closed list; empty for an unknown one.
    pub fn term(&self, list: &str, key: &str) -> String {
        reference::term(list, key).map(|term| term.label(self.lang).to_owned()).unwrap_or_default()
    }

    /// With its unit; what is not a number stays as it was typed.
    fn number(&self, field: &Field) -> LabelledAnswer {
        let typed = self.content.values.trimmed(field.name);
        let text = match field.id {
            FieldId::YearsExperience => self.experience(),
            FieldId::Height if !typed.is_empty() => {
                td_string!(self.locale, common.centimetres, height = typed)
            }
            FieldId::HourlyRate | FieldId::MonthlyRate => match rate(&self.content.values, field.name) {
                Ok(Some(rate)) => {
                    format!("{} {}", grouped(self.locale, rate), self.content.values.trimmed(f::RATE_CURRENCY))
                }
                _ => typed.to_owned(),
            },
            _ => typed.to_owned(),
        };
        LabelledAnswer::plain(field.name, text)
    }

    /// Years of experience with their bracket.
    fn experience(&self) -> String {
        let values = &self.content.values;
        let bracket = |years| experience_bracket(years).map(|one| format!("{years} — {}", one.label(self.lang)));
        let typed = || values.trimmed(f::YEARS_EXPERIENCE).to_owned();
        years(values).ok().flatten().and_then(bracket).unwrap_or_else(typed)
    }

    /// That a file is there: a photo as a picture, a CV by the name it was sent under, an identity photo never itself.
    fn file(&self, kind: FileKind, name: &'static str) -> LabelledAnswer {
        let files = &self.content.files;
        let there = |is_there: bool| if is_there { td_string!(self.locale, term.yes) } else { "" };
        match kind {
            FileKind::Photo => {
                let photo = files.photo.as_ref().or(self.content.person_photo.as_ref());
                LabelledAnswer::plain(name, there(photo.is_some())).with_pictures(photo.map(|photo| photo.address(160)))
            }
            FileKind::IdPhoto => LabelledAnswer::plain(name, there(files.has_id_photo)),
            FileKind::Cv => {
                LabelledAnswer::plain(name, files.cv.as_ref().map(|cv| cv.file_name.clone()).unwrap_or_default())
            }
            FileKind::Gallery => LabelledAnswer::plain(c::GALLERY_PHOTOS, there(!files.gallery.is_empty())),
            // Shown with its production.
            FileKind::Poster => LabelledAnswer::plain(name, String::new()),
        }
    }
}

/// A day as people write it; what is none stays as it was typed.
fn day(typed: &str) -> String {
    read_day(typed).map_or_else(|_| typed.to_owned(), as_written)
}

fn as_written(day: chrono::NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// The number as it will be stored, or as it was typed while it is wrong.
fn phone(content: &FormContent, field: &Field) -> String {
    let country = field.inputs.first().map_or("", |input| content.values.trimmed(input));
    let country = if country.is_empty() { f::DEFAULT_COUNTRY } else { country };
    let typed = content.values.trimmed(field.name);
    phone_to_e164(typed, country).unwrap_or_else(|_| typed.to_owned())
}
