//! The answers of a section in words.

use crate::{
    domain::{
        cinema::{
            Section, fields as c,
            productions::{Row, rows},
        },
        lang::Lang,
        reference,
        registration::fields as f,
    },
    i18n::{Locale, td_string},
    pages::sections::answers::{Answer, Answers},
    server::{context::use_request, services::answers::FormContent},
};

/// What was answered in a section. Fields that nobody has to answer stand there too, so that nothing is overlooked.
pub fn answers(locale: Locale, section: Section, content: &FormContent) -> Vec<Answer> {
    let lang = use_request().lang;
    let say = Answers { locale, lang, content };
    match section {
        Section::Identity => {
            let mut answers = say.person();
            answers.push(say.term(f::ID_DOCUMENT_TYPE, "id_document"));
            answers.push(say.secret(f::ID_DOCUMENT_NUMBER));
            answers.extend(say.guardian());
            answers.extend(say.email());
            answers.extend(say.numbers());
            answers.push(say.typed_ltr(f::WEBSITE));
            answers.extend(say.password());
            answers
        }
        Section::Origins => {
            let mut answers = vec![say.terms(c::ETHNICITIES, "ethnicity")];
            answers.extend(say.origins());
            answers.push(say.yes_or_no(f::SHOW_ORIGINS));
            answers
        }
        Section::Residence => say.residence(),
        Section::Languages => vec![say.terms(f::LANGUAGES, "language")],
        Section::Physique => {
            // Each of these fields is named as its list.
            let looks = c::LOOKS.into_iter().map(|field| say.term(field, field));
            let mut answers: Vec<Answer> = looks.collect();
            let height = content.values.trimmed(c::HEIGHT);
            let shown =
                if height.is_empty() { String::new() } else { td_string!(locale, common.centimetres, height = height) };
            answers.push(Answer::plain(c::HEIGHT, shown));
            answers.push(say.typed(c::PLAYING_AGE_MIN));
            answers.push(say.typed(c::PLAYING_AGE_MAX));
            answers
        }
        Section::Types => vec![say.terms(c::TALENT_TYPES, "cinema_talent_type")],
        Section::Skills => vec![say.terms(c::OTHER_TALENTS, "cinema_skill")],
        Section::Networks => c::NETWORKS.into_iter().map(|network| say.typed_ltr(network)).collect(),
        Section::Pictures => pictures(&say),
    }
}

fn pictures(say: &Answers<'_>) -> Vec<Answer> {
    let (locale, files) = (say.locale, &say.content.files);
    let there = |is_there: bool| if is_there { td_string!(locale, term.yes).to_owned() } else { String::new() };
    let gallery = match files.gallery.len() {
        0 => String::new(),
        count => td_string!(locale, cinema.gallery_count, count = count, max = crate::domain::photo::MOST_IN_GALLERY),
    };
    let productions: Vec<String> =
        rows(&say.content.values).iter().filter(|row| !row.is_empty()).map(|row| production(row, say.lang)).collect();
    let mut answers = vec![
        Answer::plain(f::PHOTO, there(files.photo.is_some() || say.content.person_photo.is_some())),
        Answer::plain(c::ID_PHOTO, there(files.has_id_photo)),
        Answer::plain(c::GALLERY_PHOTOS, gallery),
        Answer::plain(c::PRODUCTIONS, productions.join("\n")),
        say.experience(),
        say.visibility(),
        say.yes_or_no(f::SHOW_NAME_PHOTO),
        say.yes_or_no(f::SHOW_LINKS),
    ];
    answers.extend(say.agreements());
    answers
}

/// Title, year, type, role: what was typed of them.
fn production(row: &Row, lang: Lang) -> String {
    let kind = reference::term("production_type", row.kind.trim()).map(|term| term.label(lang)).unwrap_or_default();
    let parts = [row.title.trim(), row.year.trim(), kind, row.role.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
