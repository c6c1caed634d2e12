//! Mails of administrators to many people: what they say to each of them, and how fast they leave.

use serde::{Deserialize, Serialize};

use super::{keyed, lang::Lang};

mod audience;
mod recipients;

pub use self::{
    audience::AnnouncementAudience,
    recipients::{Addressee, AnnouncementAnswer, RecipientOutcome},
};

/// The most characters of a subject.
pub const LONGEST_SUBJECT: usize = 150;
/// The most characters of a body.
pub const LONGEST_BODY: usize = 5000;
/// How many mails a minute may leave, slowest first.
pub const SPEEDS: [u32; 3] = [60, 300, 1000];

keyed! {
    /// What an announcement is for. One person gets at most one of a kind a day.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum AnnouncementKind {
        /// A casting call or an appointment: part of the service.
        Convocation = "convocation",
        /// News: its mails can be unsubscribed from.
        Information = "information",
    }
}

impl AnnouncementKind {
    /// Whether its mails have a link to unsubscribe and leave out the people who did.
    #[must_use]
    pub const fn can_be_unsubscribed(self) -> bool {
        matches!(self, Self::Information)
    }
}

/// An announcement in one language, as it was typed: plain text, an empty line between paragraphs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnouncementText {
    pub subject: String,
    pub body: String,
}

/// What is wrong with the text of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextProblem {
    /// There is a body without a subject.
    NoSubject,
    /// There is a subject without a body.
    NoBody,
    /// More than [`LONGEST_SUBJECT`] characters.
    SubjectTooLong,
    /// More than [`LONGEST_BODY`] characters.
    BodyTooLong,
}

impl AnnouncementText {
    /// The text as a form sent it: line ends of one character, nothing but words on the line of the subject.
    #[must_use]
    pub fn typed(subject: &str, body: &str) -> Self {
        let subject: String = subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let body: String = body.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !c.is_control()).collect();
        Self { subject: subject.trim().to_owned(), body: body.trim().to_owned() }
    }

    /// Whether nothing was typed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.subject.is_empty() && self.body.is_empty()
    }

    /// What is wrong with it; an empty text is not wrong, its language is left out.
    #[must_use]
    pub fn problem(&self) -> Option<TextProblem> {
        match (self.subject.is_empty(), self.body.is_empty()) {
            (true, false) => Some(TextProblem::NoSubject),
            (false, true) => Some(TextProblem::NoBody),
            (false, false) if self.subject.chars().count() > LONGEST_SUBJECT => Some(TextProblem::SubjectTooLong),
            (false, false) if self.body.chars().count() > LONGEST_BODY => Some(TextProblem::BodyTooLong),
            (true, true) | (false, false) => None,
        }
    }

    /// The text for one person. Placeholders of a language count in its text only.
    #[must_use]
    pub fn filled(&self, lang: Lang, first_name: &str, code: &str) -> Self {
        let [name_place, code_place] = placeholders(lang);
        let fill = |text: &str| fill(text, &[(name_place, first_name), (code_place, code)]);
        Self { subject: fill(&self.subject), body: fill(&self.body) }
    }

    /// The paragraphs of the body; lines of one paragraph stay apart.
    #[must_use]
    pub fn paragraphs(&self) -> Vec<String> {
        let mut paragraphs = vec![String::new()];
        for line in self.body.lines().map(str::trim_end) {
            match paragraphs.last_mut() {
                Some(last) if !line.is_empty() => {
                    if !last.is_empty() {
                        last.push('\n');
                    }
                    last.push_str(line);
                }
                Some(last) if last.is_empty() => {}
                _ => paragraphs.push(String::new()),
            }
        }
        paragraphs.retain(|paragraph| !paragraph.is_empty());
        paragraphs
    }
}

/// What stands in a text for the first name and for the code of the person it is sent to.
#[must_use]
pub const fn placeholders(lang: Lang) -> [&'static str; 2] {
    match lang {
        Lang::Fr => ["{prénom}", "{code}"],
        Lang::Ar => ["{الاسم}", "{الرمز}"],
        Lang::En => ["{first name}", "{code}"],
    }
}

/// One pass: a name that looks like a placeholder stays as it is.
fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from_brace)) = rest.find('{').map(|at| rest.split_at(at)) {
        filled.push_str(before);
        let found = values.iter().find_map(|(place, value)| Some((value, from_brace.strip_prefix(place)?)));
        if let Some((value, after)) = found {
            filled.push_str(value);
            rest = after;
        } else {
            filled.push('{');
            rest = from_brace.get(1..).unwrap_or_default();
        }
    }
    filled.push_str(rest);
    filled
}

/// An announcement in up to three languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnouncementTexts {
    pub fr: AnnouncementText,
    pub ar: AnnouncementText,
    pub en: AnnouncementText,
}

impl AnnouncementTexts {
    /// The text of a language, perhaps empty.
    #[must_use]
    pub const fn of(&self, lang: Lang) -> &AnnouncementText {
        match lang {
            Lang::Fr => &self.fr,
            Lang::Ar => &self.ar,
            Lang::En => &self.en,
        }
    }

    /// The languages it is written in: French, Arabic, English.
    #[must_use]
    pub fn languages(&self) -> Vec<Lang> {
        Lang::ALL.into_iter().filter(|lang| !self.of(*lang).is_empty()).collect()
    }

    /// The language for a person who reads `lang`: that one, else the first it is written in; `None` when it is empty.
    #[must_use]
    pub fn language_for(&self, lang: Lang) -> Option<Lang> {
        let written = self.languages();
        if written.contains(&lang) { Some(lang) } else { written.first().copied() }
    }
}

/// A piece of a text, as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextPiece<'a> {
    Words(&'a str),
    /// An address that begins with `https://`.
    Link(&'a str),
}

/// Splits a text at its `https` addresses. An address ends before white space, quotes and angle brackets, and without
/// the marks of the sentence around it.
#[must_use]
pub fn pieces(text: &str) -> Vec<TextPiece<'_>> {
    const BEGIN: &str = "https://";
    let mut pieces = Vec::new();
    let (mut words, mut at) = (0, 0);
    while let Some(begin) = text.get(at..).and_then(|rest| rest.find(BEGIN)).map(|found| at + found) {
        let rest = text.get(begin..).unwrap_or_default();
        let long = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '«' | '»' | '“' | '”'));
        let address = rest.get(..long.unwrap_or(rest.len())).unwrap_or_default();
        let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’', '،', '؛', '؟', '…']);
        let follows_a_word = text.get(..begin).and_then(|before| before.chars().next_back());
        at = begin + address.len().max(BEGIN.len());
        let host = address.get(BEGIN.len()..).unwrap_or_default();
        if follows_a_word.is_some_and(char::is_alphanumeric) || !host.starts_with(char::is_alphanumeric) {
            continue;
        }
        pieces.extend(text.get(words..begin).filter(|words| !words.is_empty()).map(TextPiece::Words));
        pieces.push(TextPiece::Link(address));
        words = at;
    }
    pieces.extend(text.get(words..).filter(|words| !words.is_empty()).map(TextPiece::Words));
    pieces
}

/// How many minutes sending to so many people takes at a speed of [`SPEEDS`], rounded up.
#[must_use]
pub const fn minutes(recipients: u64, a_minute: u32) -> u64 {
    // A speed is never zero; a damaged one must not divide by it.
    let a_minute = if a_minute == 0 { 1 } else { a_minute as u64 };
    recipients.div_ceil(a_minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(subject: &str, body: &str) -> AnnouncementText {
        AnnouncementText::typed(subject, body)
    }

    #[test]
    fn a_person_gets_the_language_they_read_else_the_first_written() {
        let some = text("a", "b");
        let texts = |fr: bool, ar: bool, en: bool| {
            let of = |written: bool| if written { some.clone() } else { AnnouncementText::default() };
            AnnouncementTexts { fr: of(fr), ar: of(ar), en: of(en) }
        };
        for (written, reads, expected) in [
            (texts(true, true, true), Lang::En, Some(Lang::En)),
            (texts(true, true, false), Lang::En, Some(Lang::Fr)),
            (texts(false, true, true), Lang::Fr, Some(Lang::Ar)),
            (texts(false, false, true), Lang::Ar, Some(Lang::En)),
            (texts(false, false, false), Lang::Fr, None),
        ] {
            assert_eq!(written.language_for(reads), expected, "{reads:?} of {:?}", written.languages());
        }
    }

    #[test]
    fn what_is_missing_or_too_long_is_named() {
        for (subject, body, expected) in [
            ("", " \r\n ", None),
            ("a", "b", None),
            ("", "b", Some(TextProblem::NoSubject)),
            ("a", "\n", Some(TextProblem::NoBody)),
            (&*"é".repeat(LONGEST_SUBJECT), "b", None),
            (&*"é".repeat(LONGEST_SUBJECT + 1), "b", Some(TextProblem::SubjectTooLong)),
            ("a", &*"é".repeat(LONGEST_BODY + 1), Some(TextProblem::BodyTooLong)),
        ] {
            assert_eq!(text(subject, body).problem(), expected);
        }
        assert_eq!(text("a\r\nBcc: x", "b").subject, "a  Bcc: x", "a subject is one line");
    }

    #[test]
    fn placeholders_are_filled_once_in_their_own_language() {
        let filled = |lang, body: &str| text("{code}", body).filled(lang, "{code}", "MACAS0001F");
        assert_eq!(filled(Lang::Fr, "Bonjour {prénom}, {code} {x} {").body, "Bonjour {code}, MACAS0001F {x} {");
        assert_eq!(filled(Lang::Ar, "{الاسم} {الرمز}").body, "{code} MACAS0001F");
        assert_eq!(filled(Lang::En, "{first name} {prénom}").body, "{code} {prénom}");
        assert_eq!(filled(Lang::Fr, "").subject, "MACAS0001F");
    }

    #[test]
    fn empty_lines_part_paragraphs() {
        assert_eq!(text("a", "one\r\ntwo\r\n \r\n\r\nthree").paragraphs(), ["one\ntwo", "three"]);
        assert!(text("a", "").paragraphs().is_empty());
    }

    #[test]
    fn only_https_addresses_are_links() {
        use TextPiece::{Link, Words};
        for (text, expected) in [
            ("", vec![]),
            (
                "http://a.example javascript:alert(1) xhttps://a.example https://",
                vec![Words("http://a.example javascript:alert(1) xhttps://a.example https://")],
            ),
            (
                "voir (https://a.example/b?c=1&d), merci",
                vec![Words("voir ("), Link("https://a.example/b?c=1&d"), Words("), merci")],
            ),
            ("https://a.example/\"><b>", vec![Link("https://a.example/"), Words("\"><b>")]),
            (
                "انظر https://a.example؟ https://b.example",
                vec![Words("انظر "), Link("https://a.example"), Words("؟ "), Link("https://b.example")],
            ),
        ] {
            assert_eq!(pieces(text), expected, "{text}");
        }
    }

    #[test]
    fn sending_takes_whole_minutes() {
        for (recipients, a_minute, expected) in [(0, 60, 0), (1, 60, 1), (60, 60, 1), (12_431, 1000, 13), (5, 0, 5)] {
            assert_eq!(minutes(recipients, a_minute), expected, "{recipients} at {a_minute}");
        }
    }

    #[test]
    fn only_news_can_be_unsubscribed_from() {
        let kinds = AnnouncementKind::ALL.map(|kind| (kind.key(), kind.can_be_unsubscribed()));
        assert_eq!(kinds, [("convocation", false), ("information", true)]);
    }
}
