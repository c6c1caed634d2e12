//! Adding a talent or a category, and changing what is written of one.

use super::read::{action, fingerprint};
use crate::{
    domain::{
        access::Capability,
        field_error::{FieldError, FieldErrors},
        registration::FormValues,
        search::text::normalise,
        talents::{EntryWords, Labels, TalentListKind},
        unicode,
    },
    server::{
        actor::Actor,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::{admin::talent_lists, search::changes},
        services::admin::audit_log::{self, Subject},
        state::AppState,
    },
};

/// Longer labels do not fit on a chip.
const LONGEST_LABEL: usize = 60;
/// An emoji may be a sequence of several characters.
const LONGEST_EMOJI: usize = 12;

/// The form of an entry as it was sent.
#[derive(Debug, Clone)]
pub struct SentEntry {
    pub kind: TalentListKind,
    /// `None`: a new one.
    pub key: Option<String>,
    /// The words that the form had shown, as [`fingerprint`] writes them; empty for a new one.
    pub before: String,
    pub typed: FormValues,
}

/// The outcome of sending it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntrySaved {
    /// Stored under this key.
    Saved { key: String },
    /// What was sent is what is stored.
    Unchanged,
    /// Something is wrong; nothing was stored.
    Refused(FieldErrors),
    /// Another administrator changed it since the form was shown; nothing was stored.
    Changed,
}

/// Adds the entry or stores what is written of it.
///
/// # Errors
/// `Forbidden` without the capability, `NotFound` for an unknown key.
pub async fn save(state: &AppState, actor: &Actor, sent: SentEntry) -> AppResult<EntrySaved> {
    actor.require(Capability::ManageTalents)?;
    let (words, errors) = check(&sent.typed);
    if !errors.is_empty() {
        return Ok(EntrySaved::Refused(errors));
    }
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        let saved = match (sent.kind, &sent.key) {
            (TalentListKind::Talent, None) => add_talent(conn, &words, sent.typed.first("category")).await?,
            (TalentListKind::Category, None) => add_category(conn, &words).await?,
            (TalentListKind::Talent, Some(key)) => change_talent(conn, key, &sent, &words).await?,
            (TalentListKind::Category, Some(key)) => change_category(conn, key, &sent, &words).await?,
        };
        let EntrySaved::Saved { key } = &saved else { return Ok(saved) };
        let done = match sent.key {
            None => action(sent.kind, "talent.added", "talent_category.added"),
            Some(_) => action(sent.kind, "talent.changed", "talent_category.changed"),
        };
        audit_log::record(&state, conn, &actor, done, &Subject::talent_list(sent.kind, key)).await?;
        changes::record_people(conn, 0, 0, state.clock.now()).await?;
        saved
    })
}

fn check(typed: &FormValues) -> (EntryWords, FieldErrors) {
    let mut errors = FieldErrors::default();
    let mut text = |field: &str, longest: usize| {
        let line = unicode::line(typed.first(field));
        if line.is_empty() {
            errors.add(field, FieldError::Required);
        } else if line.chars().count() > longest {
            errors.add(field, FieldError::TooLong { max: longest });
        } else if longest == LONGEST_LABEL && !line.chars().any(unicode::is_letter) {
            errors.add(field, FieldError::NoLetter);
        }
        line
    };
    let emoji = text("emoji", LONGEST_EMOJI);
    let labels = Labels {
        fr: text("label_fr", LONGEST_LABEL),
        en: text("label_en", LONGEST_LABEL),
        ar: text("label_ar", LONGEST_LABEL),
    };
    (EntryWords { emoji, labels }, errors)
}

async fn add_talent(conn: &mut Conn, words: &EntryWords, category: &str) -> AppResult<EntrySaved> {
    let categories = talent_lists::categories(conn).await?;
    let Some(category) = categories.iter().find(|row| row.key == category) else { return Ok(no_category()) };
    let talents = talent_lists::talents(conn).await?;
    let key = new_key(words, &talents.iter().map(|row| row.key.as_str()).collect::<Vec<_>>());
    let position = talents.iter().map(|row| row.position).max().map_or(0, |last| last + 1);
    talent_lists::insert_talent(conn, &key, words, category.id, position).await?;
    Ok(EntrySaved::Saved { key })
}

async fn add_category(conn: &mut Conn, words: &EntryWords) -> AppResult<EntrySaved> {
    let categories = talent_lists::categories(conn).await?;
    let key = new_key(words, &categories.iter().map(|row| row.key.as_str()).collect::<Vec<_>>());
    let position = categories.iter().map(|row| row.position).max().map_or(0, |last| last + 1);
    talent_lists::insert_category(conn, &key, words, position).await?;
    Ok(EntrySaved::Saved { key })
}

async fn change_talent(conn: &mut Conn, key: &str, sent: &SentEntry, words: &EntryWords) -> AppResult<EntrySaved> {
    let talents = talent_lists::talents(conn).await?;
    let stored = talents.iter().find(|row| row.key == key).ok_or(AppError::NotFound)?;
    let categories = talent_lists::categories(conn).await?;
    let of_stored = categories.iter().find(|row| row.id == stored.category_id).map_or("", |row| row.key.as_str());
    if fingerprint(&stored.words(), of_stored) != sent.before {
        return Ok(EntrySaved::Changed);
    }
    let wanted = sent.typed.first("category");
    let Some(category) = categories.iter().find(|row| row.key == wanted) else { return Ok(no_category()) };
    if stored.words() == *words && stored.category_id == category.id {
        return Ok(EntrySaved::Unchanged);
    }
    let done = talent_lists::update_talent(conn, stored, words, category.id).await?;
    Ok(if done { EntrySaved::Saved { key: key.to_owned() } } else { EntrySaved::Changed })
}

async fn change_category(conn: &mut Conn, key: &str, sent: &SentEntry, words: &EntryWords) -> AppResult<EntrySaved> {
    let categories = talent_lists::categories(conn).await?;
    let stored = categories.iter().find(|row| row.key == key).ok_or(AppError::NotFound)?;
    if fingerprint(&stored.words(), "") != sent.before {
        return Ok(EntrySaved::Changed);
    }
    if stored.words() == *words {
        return Ok(EntrySaved::Unchanged);
    }
    let done = talent_lists::update_category(conn, stored, words).await?;
    Ok(if done { EntrySaved::Saved { key: key.to_owned() } } else { EntrySaved::Changed })
}

fn no_category() -> EntrySaved {
    EntrySaved::Refused(FieldErrors::of("category", FieldError::UnknownChoice))
}

/// A key made of the French label, else of the English one, that no other entry has. It stays when the label changes,
/// because addresses and profiles hold it.
fn new_key(words: &EntryWords, taken: &[&str]) -> String {
    let made = |label: &str| {
        let ascii: String = normalise(label).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
        ascii.split_whitespace().collect::<Vec<_>>().join("_")
    };
    let base = [made(&words.labels.fr), made(&words.labels.en), "entry".to_owned()];
    let base = base.into_iter().find(|key| !key.is_empty()).unwrap_or_default();
    let numbered = (2..).map(|number| format!("{base}_{number}"));
    std::iter::once(base.clone()).chain(numbered).find(|key| !taken.contains(&key.as_str())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_of_a_label_and_new() {
        let words = |fr: &str, en: &str| EntryWords {
            emoji: "🎻".to_owned(),
            labels: Labels { fr: fr.to_owned(), en: en.to_owned(), ar: "ع".to_owned() },
        };
        assert_eq!(new_key(&words("Maître nageur", "x"), &[]), "maitre_nageur");
        assert_eq!(new_key(&words("Chant", "Singing"), &["chant", "chant_2"]), "chant_3");
        assert_eq!(new_key(&words("غناء", "Singing"), &[]), "singing");
    }

    #[test]
    fn every_language_is_asked() {
        let typed: FormValues =
            [("emoji", "🎻"), ("label_fr", "Violon"), ("label_en", " "), ("label_ar", "!!")].into_iter().collect();
        let (_, errors) = check(&typed);
        assert_eq!(errors.get("label_en"), Some(&FieldError::Required));
        assert_eq!(errors.get("label_ar"), Some(&FieldError::NoLetter));
        assert_eq!(errors.iter().count(), 2);
    }
}
