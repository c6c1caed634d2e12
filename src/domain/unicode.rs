//! What people type, in one form: every line and every text is stored, compared and judged as these functions write it.
//!
//! Chat programs, word processors and keyboards bring along signs without a look of their own: direction marks, joiners,
//! byte order marks, fillers. With them one name would be stored in many forms, and a name could be made of them alone.

use std::iter;

use unicode_normalization::{
    UnicodeNormalization as _,
    char::{canonical_combining_class, is_combining_mark},
};
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeEmoji as _, UnicodeGeneralCategory as _};

use super::typed;

/// Marks above, below and around one letter, at most. Vietnamese, vowelled Arabic and Tibetan need fewer.
pub const MOST_MARKS: usize = 6;
/// Behind so many invisible characters a joiner has no neighbour: looking farther at each would take long.
const FARTHEST_NEIGHBOUR: usize = 16;

/// A line in its one form: composed (NFC), without invisible characters, words separated by one space, none around
/// them. Empty when there is nothing to be seen.
#[must_use]
pub fn line(typed: &str) -> String {
    let spaced: String = typed.chars().map(|c| if is_blank(c) { ' ' } else { c }).collect();
    let line = visible(&spaced);
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of several lines in its one form: composed (NFC), without invisible characters, every kind of line end as
/// `\n`. Spaces within it stay. Empty when there is nothing to be seen.
#[must_use]
pub fn paragraphs(typed: &str) -> String {
    let ended: String = typed.replace("\r\n", "\n").chars().map(|c| if is_line_end(c) { '\n' } else { c }).collect();
    visible(&ended).trim_matches(is_blank).to_owned()
}

/// A letter of any script that is read as one: no mark, no modifier (ʼ, ـ), no invisible filler.
#[must_use]
pub fn is_letter(c: char) -> bool {
    use GeneralCategory as G;
    let category = c.general_category();
    matches!(category, G::UppercaseLetter | G::LowercaseLetter | G::TitlecaseLetter | G::OtherLetter) && !is_filler(c)
}

/// A letter, or a digit or number of any script.
#[must_use]
pub fn is_letter_or_number(c: char) -> bool {
    is_letter(c) || c.general_category_group() == GeneralCategoryGroup::Number
}

/// Whether a character has no look of its own wherever it stands: the marks that numbers and codes come with, fillers
/// and control characters.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    c.is_control() || is_filler(c) || typed::is_invisible(c)
}

/// Composes a text, drops what is invisible and the marks that no letter has room for.
fn visible(text: &str) -> String {
    let mut composed: String = text.nfc().collect();
    loop {
        // What stood apart may meet once that between is dropped, and then look different.
        let kept: String = kept(&composed).nfc().collect();
        if kept == composed {
            return kept;
        }
        composed = kept;
    }
}

fn kept(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let (mut marks, mut before) = (0, None);
    for (at, c) in text.char_indices() {
        let wanted = if matches!(c, '\n' | '\t') {
            true
        } else if is_invisible(c) {
            let mut ahead = text.get(at..).into_iter().flat_map(str::chars).take(FARTHEST_NEIGHBOUR);
            let next = ahead.find(|next| !is_invisible(*next));
            changes_the_look(c, before, next)
        } else {
            marks = if is_combining_mark(c) { marks + 1 } else { marks_within(c) };
            marks <= MOST_MARKS
        };
        if wanted {
            kept.push(c);
            before = Some(c);
        }
    }
    kept
}

/// The marks that a composed letter has already: « ễ » has two.
fn marks_within(c: char) -> usize {
    if c.is_ascii() { 0 } else { iter::once(c).nfd().filter(|part| is_combining_mark(*part)).count() }
}

/// Whether an invisible character changes how its neighbours are written: joiners between letters of scripts that join,
/// and between emoji; the selectors of emoji, ideographs and Mongolian letters.
fn changes_the_look(c: char, before: Option<char>, next: Option<char>) -> bool {
    let Some(before) = before else { return false };
    match c {
        '\u{200c}' | '\u{200d}' => {
            let emoji = c == '\u{200d}' && (is_emoji(before) || before == '\u{fe0f}');
            is_virama(before) || (joins(before) && next.is_some_and(joins)) || (emoji && next.is_some_and(is_emoji))
        }
        '\u{fe0e}' | '\u{fe0f}' => is_emoji(before) || (before.is_emoji_char() && next == Some('\u{20e3}')),
        '\u{180b}'..='\u{180d}' | '\u{180f}' => matches!(before, '\u{1820}'..='\u{18aa}'),
        '\u{e0100}'..='\u{e01ef}' => {
            matches!(before, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
        }
        _ => false,
    }
}

/// Letters and marks of the scripts in which joiners are spelling: Arabic and its neighbours, N'Ko, those of India and
/// South-East Asia, Mongolian, Adlam.
fn joins(c: char) -> bool {
    let script = matches!(
        c,
        '\u{600}'..='\u{109f}'
            | '\u{1780}'..='\u{18af}'
            | '\u{1900}'..='\u{1cff}'
            | '\u{a800}'..='\u{abff}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}'
            | '\u{10a00}'..='\u{11fff}'
            | '\u{1e900}'..='\u{1e95f}'
    );
    script && (c.is_alphabetic() || is_combining_mark(c))
}

/// The sign that joins consonants of Indic scripts; a joiner after it chooses their form, at the end of a word too.
fn is_virama(c: char) -> bool {
    canonical_combining_class(c) == 9
}

/// An emoji that stands for itself: digits are emoji for Unicode, as parts of key caps.
fn is_emoji(c: char) -> bool {
    c.is_emoji_char() && !c.is_ascii()
}

/// Letters for Unicode that are blank on the page.
fn is_filler(c: char) -> bool {
    matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}')
}

/// Everything that looks like a space, the blank Braille pattern among it.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{2800}' || matches!(c, '\u{3164}' | '\u{ffa0}')
}

/// Line ends of every system; word processors write a vertical tab for one within a paragraph.
fn is_line_end(c: char) -> bool {
    matches!(c, '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests;
