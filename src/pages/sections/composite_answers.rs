//! Composite answers in words.

use super::answers::{AnswerWords, LabelledAnswer};
use crate::{
    domain::{
        fields::{Composite, Field},
        files::photo::MOST_IN_GALLERY,
        module::Module,
        profiles::cinema::GalleryPhoto,
        reference,
        registration::{
            check_email,
            cinema::productions::{TypedProduction, rows},
            fields as f,
        },
    },
    i18n::td_string,
    named_texts,
};

/// What was answered to a composite field in the form of a module.
pub fn composite_answers(
    composite: Composite,
    field: &'static Field,
    module: Module,
    words: &AnswerWords<'_>,
) -> Vec<LabelledAnswer> {
    let content = words.content;
    match composite {
        Composite::BirthDate => vec![words.birth_date(field.name)],
        Composite::Documents => field.inputs.iter().map(|input| words.secret(input)).collect(),
        Composite::CinemaDocument => {
            let kind = words.term("id_document", content.values.trimmed(f::ID_DOCUMENT_TYPE));
            vec![LabelledAnswer::plain(f::ID_DOCUMENT_TYPE, kind), words.secret(f::ID_DOCUMENT_NUMBER)]
        }
        Composite::Guardian if content.minor => vec![
            words.typed(f::GUARDIAN_NAME),
            words.typed_ltr(f::GUARDIAN_PHONE),
            words.yes_or_no(f::GUARDIAN_CONSENT),
        ],
        // Address, password and agreements of an account are changed elsewhere.
        Composite::Email if !content.editing => {
            let typed = || {
                let typed = content.values.trimmed(f::EMAIL);
                check_email(typed).unwrap_or_else(|_| typed.to_owned())
            };
            vec![LabelledAnswer::ltr(f::EMAIL, content.account_email.clone().unwrap_or_else(typed))]
        }
        Composite::Password if !content.editing && content.account_email.is_none() => {
            let chosen = if content.has_password { td_string!(words.locale, register.password_chosen) } else { "" };
            vec![LabelledAnswer::plain(f::PASSWORD, chosen)]
        }
        Composite::Agreement if !content.editing => vec![words.yes_or_no(field.name)],
        // The currency stands beside each rate.
        Composite::Guardian | Composite::Email | Composite::Password | Composite::Agreement | Composite::Currency => {
            Vec::new()
        }
        Composite::Residence => vec![words.country(f::RESIDENCE_COUNTRY), city(words)],
        Composite::Talents => vec![talents(field, words)],
        Composite::Networks => field
            .inputs_of(module)
            .iter()
            // The main form asks many: only those that were given are shown.
            .filter(|network| module == Module::Cinema || !content.values.trimmed(network).is_empty())
            .map(|network| words.typed_ltr(network))
            .collect(),
        Composite::PlayingAges => field.inputs.iter().map(|input| words.typed(input)).collect(),
        Composite::Gallery => {
            let count = content.files.gallery.len();
            let text = (count != 0)
                .then(|| td_string!(words.locale, cinema.gallery_count, count = count, max = MOST_IN_GALLERY));
            let pictures = content.files.gallery.iter().map(|photo| GalleryPhoto::new(photo.name.clone()).address(160));
            vec![LabelledAnswer::plain(field.name, text.unwrap_or_default()).with_pictures(pictures)]
        }
        Composite::Productions => {
            let lines: Vec<String> =
                rows(&content.values).iter().filter(|row| !row.is_empty()).map(|row| production(row, words)).collect();
            vec![LabelledAnswer::plain(field.name, lines.join("\n"))]
        }
        Composite::Visibility => {
            let key = format!("visibility_{}", content.values.trimmed(field.name));
            vec![LabelledAnswer::plain(field.name, named_texts::term(words.locale, &key).unwrap_or_default())]
        }
    }
}

fn city(words: &AnswerWords<'_>) -> LabelledAnswer {
    let city = match words.content.values.trimmed(f::RESIDENCE_CITY) {
        "" | f::CITY_NOT_LISTED => words.content.values.trimmed(f::RESIDENCE_CITY_OTHER),
        listed => reference::city_name(words.content.values.trimmed(f::RESIDENCE_COUNTRY), listed, words.lang),
    };
    LabelledAnswer::plain(f::RESIDENCE_CITY, city)
}

fn talents(field: &Field, words: &AnswerWords<'_>) -> LabelledAnswer {
    let chosen = words.content.values.all(field.name);
    let labels: Vec<&str> = words
        .content
        .categories
        .iter()
        .flat_map(|category| &category.choices)
        .filter(|talent| chosen.contains(&talent.key))
        .map(|talent| talent.label.as_str())
        .collect();
    LabelledAnswer::plain(field.name, labels.join(" · "))
}

/// Title, year, type, role: what was typed of them.
fn production(row: &TypedProduction, words: &AnswerWords<'_>) -> String {
    let kind = words.term("production_type", row.kind.trim());
    let parts = [row.title.trim(), row.year.trim(), kind.as_str(), row.role.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
