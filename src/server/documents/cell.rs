//! A cell of a table, whatever file it is written to.

use bytes::Bytes;
use chrono::NaiveDate;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    Empty,
    Text(String),
    /// A telephone number as it is stored: `+` and digits.
    Phone(String),
    Number(i64),
    Day(NaiveDate),
    /// A photo as it is stored. Only lists to print show it.
    Photo(Bytes),
}

impl Cell {
    /// A text without what no file can hold; empty without any letter.
    #[must_use]
    pub fn text(text: &str) -> Self {
        let clean = clean(text);
        if clean.is_empty() { Self::Empty } else { Self::Text(clean) }
    }

    /// As people read it on paper.
    #[must_use]
    pub fn in_print(&self) -> String {
        match self {
            Self::Empty | Self::Photo(_) => String::new(),
            Self::Text(text) | Self::Phone(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.format("%d/%m/%Y").to_string(),
        }
    }

    /// A telephone number; a text where it is not one as we store them.
    #[must_use]
    pub fn phone(number: &str) -> Self {
        let is_number = number
            .strip_prefix('+')
            .is_some_and(|digits| (6..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()));
        if is_number { Self::Phone(number.to_owned()) } else { Self::text(number) }
    }
}

/// The text without control characters and what is no character at all; lines end in one line feed.
fn clean(text: &str) -> String {
    let is_kept = |c: &char| *c == '\n' || !(c.is_control() || is_no_character(*c));
    let unix = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace('\t', " ");
    unix.chars().filter(is_kept).collect::<String>().trim().to_owned()
}

/// Code points that Unicode keeps free for ever: XML cannot hold some of them.
const fn is_no_character(c: char) -> bool {
    let code = c as u32;
    matches!(code, 0xFDD0..=0xFDEF) || code & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_file_can_hold_is_left_out_and_the_rest_stays() {
        assert_eq!(Cell::text("a\0b\u{fffe}c\u{ffff}\u{1}"), Cell::Text("abc".to_owned()));
        assert_eq!(Cell::text("l’une\r\nl’autre\t."), Cell::Text("l’une\nl’autre .".to_owned()));
        for kept in ["محمّد لائحة", "👩🏽‍🎬🇲🇦", "e\u{301}\u{302}\u{303}", "<b>&amp;", "=1+1"] {
            assert_eq!(Cell::text(kept), Cell::Text(kept.to_owned()));
        }
        assert_eq!(Cell::text(" \u{0}\n "), Cell::Empty);
    }

    #[test]
    fn only_a_stored_number_is_a_phone() {
        assert_eq!(Cell::phone("+212612345678"), Cell::Phone("+212612345678".to_owned()));
        for other in ["+1+1", "=+212612345678", "+212 612", "+", "0612345678"] {
            assert!(matches!(Cell::phone(other), Cell::Text(_)), "{other}");
        }
    }
}
