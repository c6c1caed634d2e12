//! What is read of a CV without asking a model: the same text says the same every time.

use serde::{Deserialize, Serialize};

pub use super::headings::Part;
use super::{contacts, headings::parted, years};
use crate::domain::{lang::Lang, reference, search::text::normalise};

/// So much is kept of what a CV repeats.
const MOST: usize = 5;
const MOST_TALENTS: usize = 12;

/// A talent of the lists with what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownTalent {
    pub key: String,
    pub labels: Vec<String>,
}

/// What was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The language it is written in, of ours.
    pub language: Option<Lang>,
    /// Characters that are seen, and characters that are not.
    pub characters: usize,
    pub hidden: usize,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    /// The parts that have a heading.
    pub parts: Vec<Part>,
    /// Full years that jobs cover.
    pub years: Option<u32>,
    /// Keys of the closed list `language`.
    pub languages: Vec<String>,
    /// Keys of talents.
    pub talents: Vec<String>,
}

/// Reads a text. `hidden`: how many characters of the file are not visible on its pages.
#[must_use]
pub fn read(text: &str, hidden: usize, talents: &[KnownTalent], this_year: i32) -> Reading {
    let lines = parted(text);
    let mut parts: Vec<Part> = Vec::new();
    for part in lines.iter().filter_map(|(part, _)| *part) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    let of = |wanted: Part| lines.iter().filter(move |(part, _)| *part == Some(wanted)).map(|(_, line)| *line);
    // Without headings every line may be about a job, but what is known to be a school is not.
    let about_jobs: Vec<&str> = match parts.contains(&Part::Experience) {
        true => of(Part::Experience).collect(),
        false => lines.iter().filter(|(part, _)| *part != Some(Part::Education)).map(|(_, line)| *line).collect(),
    };
    let mut emails = contacts::emails(text);
    emails.truncate(MOST);
    Reading {
        language: language(text),
        characters: text.chars().filter(|c| !c.is_whitespace()).count(),
        hidden,
        emails,
        phones: text.lines().flat_map(phones).take(MOST).collect(),
        years: years::years(about_jobs.into_iter(), this_year),
        languages: languages(&of(Part::Languages).collect::<Vec<_>>().join("\n")),
        talents: talents_in(text, talents),
        parts,
    }
}

fn phones(line: &str) -> Vec<String> {
    contacts::phones(line).into_iter().filter_map(|(begin, end)| Some(line.get(begin..end)?.to_owned())).collect()
}

/// By the script, then by the small words that no text does without.
fn language(text: &str) -> Option<Lang> {
    const FRENCH: [&str; 12] = ["de", "la", "le", "les", "des", "et", "du", "en", "au", "pour", "avec", "une"];
    const ENGLISH: [&str; 12] = ["the", "of", "and", "in", "to", "for", "with", "at", "as", "on", "from", "an"];
    let arabic = text.chars().filter(|c| matches!(c, '\u{620}'..='\u{64a}')).count();
    let latin = text.chars().filter(|c| c.is_alphabetic()).count().saturating_sub(arabic);
    if arabic > latin {
        return Some(Lang::Ar);
    }
    let folded = normalise(text);
    let count = |words: &[&str]| folded.split(' ').filter(|word| words.contains(word)).count();
    match (count(&FRENCH), count(&ENGLISH)) {
        (0, 0) => None,
        (french, english) if french >= english => Some(Lang::Fr),
        _ => Some(Lang::En),
    }
}

/// The languages that a part names, in any of ours.
fn languages(part: &str) -> Vec<String> {
    let folded = format!(" {} ", normalise(part));
    let named = |term: &&reference::Term| Lang::ALL.iter().any(|lang| names(&folded, term.label(*lang)));
    reference::terms("language").filter(named).map(|term| term.key.clone()).take(MOST_TALENTS).collect()
}

/// The keys of the talents that a text names.
#[must_use]
pub fn talents_in(text: &str, talents: &[KnownTalent]) -> Vec<String> {
    let folded = format!(" {} ", normalise(text));
    let named = |talent: &&KnownTalent| talent.labels.iter().any(|label| names(&folded, label));
    talents.iter().filter(named).map(|talent| talent.key.clone()).take(MOST_TALENTS).collect()
}

/// Whether a text that was folded, with blanks around it, has a label as whole words. In Arabic an article stands before.
fn names(folded: &str, label: &str) -> bool {
    let label = normalise(label);
    let bare = label.strip_prefix("ال").unwrap_or(&label);
    !label.is_empty()
        && [format!(" {label} "), format!(" {bare} "), format!(" ال{bare} "), format!(" و{label} ")]
            .iter()
            .any(|words| folded.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn talents() -> Vec<KnownTalent> {
        vec![
            KnownTalent { key: "lead_actor".to_owned(), labels: vec!["Comédien".to_owned(), "ممثل".to_owned()] },
            KnownTalent { key: "dancer".to_owned(), labels: vec!["Danseur".to_owned(), "Dancer".to_owned()] },
        ]
    }

    #[test]
    fn a_french_cv_is_read() {
        let text = "Comédien de théâtre\ncasting@exemple.test\n+212 600 000 000\n\nExpérience\n2018 - 2022 Troupe de la ville\n\
                    Formation\n2010 - 2014 École\nLangues\nArabe, français et anglais\nCompétences\nChant";
        let reading = read(text, 4, &talents(), 2026);
        assert_eq!(reading.language, Some(Lang::Fr));
        assert_eq!(reading.parts, [Part::Experience, Part::Education, Part::Languages, Part::Skills]);
        assert_eq!((reading.years, reading.hidden), (Some(4), 4));
        assert_eq!(reading.languages, ["ar", "fr", "en"]);
        assert_eq!(reading.talents, ["lead_actor"]);
        assert_eq!(reading.emails, ["casting@exemple.test"]);
        assert_eq!(reading.phones, ["+212 600 000 000"]);
        assert_eq!(read(text, 4, &talents(), 2026), reading, "twice the same");
    }

    #[test]
    fn an_arabic_and_an_english_cv_are_read() {
        let arabic = "ممثل مسرحي\nالخبرات المهنية\n٢٠١٥ - ٢٠١٩ مسرح المدينة\nاللغات\nالعربية، الفرنسية";
        let reading = read(arabic, 0, &talents(), 2026);
        assert_eq!((reading.language, reading.years), (Some(Lang::Ar), Some(4)));
        assert_eq!(reading.languages, ["ar", "fr"]);
        assert_eq!(reading.talents, ["lead_actor"]);
        let english = read(
            "Dancer with the company\nWork experience\n2020 - present: the stage\nLanguages: English",
            0,
            &talents(),
            2026,
        );
        assert_eq!((english.language, english.years), (Some(Lang::En), Some(6)));
        assert_eq!(english.languages, ["en"]);
        assert_eq!(english.talents, ["dancer"]);
        assert_eq!(read("", 0, &talents(), 2026), Reading::default());
    }
}
