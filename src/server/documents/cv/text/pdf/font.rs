//! Which letters the codes of a font are, and how wide.

use std::collections::HashMap;

use super::{
    file::File,
    glyphs::letter_of,
    object::{Dictionary, Lexer, Object},
};
use crate::server::documents::cv::text::right_to_left::is_right_to_left;

/// Lists of codes are read no longer than this.
const MOST_CODES: usize = 70_000;
/// In thousandths of the size, where a font says nothing.
const USUAL_WIDTH: f64 = 500.0;
const USUAL_WIDE: f64 = 1000.0;

/// A font as far as its text is concerned.
#[derive(Default)]
pub struct Font {
    /// Two bytes a code, not one.
    wide: bool,
    letters: HashMap<u32, String>,
    widths: HashMap<u32, f64>,
    usual_width: f64,
    /// Codes of one byte that no list names are letters of Western Europe.
    western: bool,
}

impl Font {
    pub fn read(file: &mut File<'_>, font: &Dictionary) -> Self {
        let wide = file.get(font, "Subtype").is_some_and(|kind| kind.is_named("Type0"));
        let mut read = Self { wide, usual_width: USUAL_WIDTH, western: !wide, ..Self::default() };
        if wide {
            read.wide_widths(file, font);
        } else {
            read.narrow_widths(file, font);
            read.differences(file, font);
        }
        // What the font says for copying comes before what its glyphs are called.
        if let Some(map) = font.get("ToUnicode").cloned().and_then(|map| file.content(&map)) {
            read.read_unicode_map(&map);
        }
        read
    }

    /// The codes of a text with their letters and widths in thousandths of the size.
    pub fn decode<'f>(&'f self, text: &'f [u8]) -> impl Iterator<Item = (u32, String, f64)> + 'f {
        text.chunks(if self.wide { 2 } else { 1 }).map(move |bytes| {
            let code = bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
            (code, self.letter(code, bytes), self.widths.get(&code).copied().unwrap_or(self.usual_width))
        })
    }

    fn letter(&self, code: u32, bytes: &[u8]) -> String {
        match self.letters.get(&code) {
            Some(letters) => letters.clone(),
            None if self.western => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
            None => char::REPLACEMENT_CHARACTER.to_string(),
        }
    }

    fn narrow_widths(&mut self, file: &File<'_>, font: &Dictionary) {
        let Some(first) = file.get(font, "FirstChar").and_then(Object::index) else { return };
        let Some(widths) = file.array(font, "Widths") else { return };
        let codes = u32::try_from(first).unwrap_or_default()..;
        self.widths = codes.zip(widths.iter().take(256).filter_map(|width| file.resolved(width)?.number())).collect();
    }

    fn wide_widths(&mut self, file: &File<'_>, font: &Dictionary) {
        self.usual_width = USUAL_WIDE;
        let descendant = file.array(font, "DescendantFonts").and_then(|all| all.first());
        let Some(descendant) = descendant.and_then(|one| file.as_dictionary(one)) else { return };
        self.usual_width = file.get(descendant, "DW").and_then(Object::number).unwrap_or(USUAL_WIDE);
        let mut list = file.array(descendant, "W").unwrap_or_default().iter().filter_map(|one| file.resolved(one));
        // « first [widths] » or « first last width ».
        while let Some(first) = list.next().and_then(Object::index) {
            let first = u32::try_from(first).unwrap_or_default();
            match list.next() {
                Some(Object::Array(widths)) => {
                    let widths = widths.iter().filter_map(|width| file.resolved(width)?.number());
                    self.widths.extend((first..).zip(widths));
                }
                Some(last) => {
                    let last = last.index().and_then(|last| u32::try_from(last).ok()).unwrap_or(first);
                    let Some(width) = list.next().and_then(Object::number) else { return };
                    self.widths.extend((first..=last).take(MOST_CODES).map(|code| (code, width)));
                }
                None => return,
            }
            if self.widths.len() > MOST_CODES {
                return;
            }
        }
    }

    /// Names of glyphs that a font puts in the place of others.
    fn differences(&mut self, file: &File<'_>, font: &Dictionary) {
        let Some(encoding) = file.dictionary(font, "Encoding") else { return };
        let Some(differences) = file.array(encoding, "Differences") else { return };
        let mut code = 0_u32;
        for one in differences.iter().take(2 * MOST_CODES) {
            match one {
                Object::Number(_) => code = one.index().and_then(|code| u32::try_from(code).ok()).unwrap_or_default(),
                Object::Name(name) => {
                    if let Some(letter) = letter_of(name) {
                        self.letters.insert(code, letter.to_string());
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
    }

    /// Reads the list of a font that says which letters its codes are.
    fn read_unicode_map(&mut self, map: &[u8]) {
        let mut lexer = Lexer::new(map, 0);
        let mut operands: Vec<Object> = Vec::new();
        while let Some(object) = lexer.value() {
            let word = match object {
                Object::Word(word) => word,
                operand => {
                    operands.push(operand);
                    continue;
                }
            };
            match word.as_slice() {
                b"endbfchar" => {
                    for pair in operands.as_chunks::<2>().0 {
                        if let [Object::Text(code), Object::Text(letters)] = pair {
                            self.letters.insert(number(code), text(letters));
                        }
                    }
                }
                b"endbfrange" => {
                    for [first, last, letters] in operands.as_chunks::<3>().0 {
                        self.range(first, last, letters);
                    }
                }
                _ => {}
            }
            operands.clear();
            if self.letters.len() > MOST_CODES {
                return;
            }
        }
    }

    fn range(&mut self, first: &Object, last: &Object, letters: &Object) {
        let (Object::Text(first), Object::Text(last)) = (first, last) else { return };
        let codes = (number(first)..=number(last)).take(MOST_CODES);
        match letters {
            Object::Array(all) => {
                for (code, letters) in codes.zip(all) {
                    if let Object::Text(letters) = letters {
                        self.letters.insert(code, text(letters));
                    }
                }
            }
            Object::Text(begin) => {
                // The last letter is counted on.
                let Some((last, before)) = begin.split_last_chunk::<2>().map(|(before, last)| (*last, before)) else {
                    return;
                };
                let last = u16::from_be_bytes(last);
                for (code, step) in codes.zip(0..u16::MAX) {
                    let letters = [before, &last.wrapping_add(step).to_be_bytes()].concat();
                    self.letters.insert(code, text(&letters));
                }
            }
            _ => {}
        }
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// The letters of a list: UTF-16. Several letters of one sign stand as they are seen, as everything does until its line is
/// whole.
fn text(bytes: &[u8]) -> String {
    let numbers = bytes.as_chunks::<2>().0.iter().take(16).map(|two| u16::from_be_bytes(*two));
    let letters: String = char::decode_utf16(numbers).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    if letters.chars().any(is_right_to_left) { letters.chars().rev().collect() } else { letters }
}
