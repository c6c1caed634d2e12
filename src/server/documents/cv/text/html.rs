//! Pages named DOC: what a browser shows of them. No script is run, and nothing they point to is fetched.

mod styles;
mod tags;
#[cfg(test)]
mod tests;

use encoding_rs::{Encoding, WINDOWS_1252};
use quick_xml::escape::resolve_html5_entity;

use self::{
    styles::{Place, Rules},
    tags::{Piece, Pieces, Tag},
};
use super::collect::Collected;

/// Elements that lie in each other; what lies deeper looks as what it lies in.
const DEEPEST: usize = 500;
/// How far the beginning says which encoding a page is in.
const CHARSET_WITHIN: usize = 2_048;
/// The name between `&` and `;` is no longer.
const LONGEST_ENTITY: usize = 32;
/// Elements that begin and end a line.
const BLOCKS: [&str; 24] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "li",
    "ol",
    "p",
    "section",
    "table",
    "tr",
    "ul",
];
/// Elements that have no end.
const EMPTY: [&str; 10] = ["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"];

/// The text of a page.
pub fn read(bytes: &[u8]) -> Collected {
    let page = decoded(bytes);
    let mut reader = Reader::default();
    for piece in Pieces::new(&page) {
        if reader.collected.is_full() {
            break;
        }
        match piece {
            Piece::Text(text) => reader.text(text),
            Piece::Style(style) => reader.rules.read(style),
            Piece::Begin(tag) => reader.begin(&tag),
            Piece::End(name) => reader.end(&name),
        }
    }
    reader.collected
}

/// By the mark at its beginning, by what it says, or as its bytes look.
fn decoded(bytes: &[u8]) -> String {
    let beginning = bytes.get(..CHARSET_WITHIN).unwrap_or(bytes).to_ascii_lowercase();
    let beginning = String::from_utf8_lossy(&beginning);
    let label = beginning.split_once("charset=").map(|(_, rest)| rest.trim_start_matches(['"', '\'', ' ']));
    let label = label.and_then(|rest| rest.split(['"', '\'', ' ', ';', '>', '/']).next()).unwrap_or_default();
    let usual = if str::from_utf8(bytes).is_ok() { encoding_rs::UTF_8 } else { WINDOWS_1252 };
    // A mark at the beginning wins over the label.
    Encoding::for_label(label.as_bytes()).unwrap_or(usual).decode(bytes).0.into_owned()
}

#[derive(Default)]
struct Reader {
    rules: Rules,
    /// The elements that are open, with how text stands in them.
    open: Vec<(String, Place)>,
    /// Whether a blank follows, unless the line ends.
    blank: bool,
    collected: Collected,
}

impl Reader {
    fn place(&self) -> Place {
        self.open.last().map(|(_, place)| *place).unwrap_or_default()
    }

    fn begin(&mut self, tag: &Tag<'_>) {
        match tag.name.as_str() {
            "br" | "hr" => self.line(),
            "td" | "th" => self.collected.add("\t"),
            name if BLOCKS.contains(&name) => self.line(),
            _ => {}
        }
        if EMPTY.contains(&tag.name.as_str()) {
            return;
        }
        // The end of these may be left out before the next one.
        while let Some((last, _)) = self.open.last()
            && ends_before(last, &tag.name)
        {
            self.open.pop();
        }
        let place = self.place().within(self.rules.of(tag));
        if self.open.len() < DEEPEST {
            self.open.push((tag.name.clone(), place));
        }
    }

    fn end(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.line();
        }
        if let Some(at) = self.open.iter().rposition(|(open, _)| open == name) {
            self.open.truncate(at);
        }
    }

    fn line(&mut self) {
        self.blank = false;
        self.collected.add("\n");
    }

    /// Blanks and line ends of the file are one blank each.
    fn text(&mut self, text: &str) {
        let text = without_entities(text);
        if self.place().is_hidden() {
            self.collected.hide(&text);
            return;
        }
        for (number, word) in text.split([' ', '\t', '\r', '\n', '\u{c}']).enumerate() {
            self.blank |= number > 0;
            if word.is_empty() {
                continue;
            }
            if std::mem::take(&mut self.blank) {
                self.collected.add(" ");
            }
            self.collected.add(word);
        }
    }
}

/// Whether an element that is open ends where another one begins.
fn ends_before(open: &str, next: &str) -> bool {
    match open {
        "p" => BLOCKS.contains(&next),
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "td" | "th" => matches!(next, "td" | "th" | "tr"),
        "tr" => next == "tr",
        "option" => next == "option",
        _ => false,
    }
}

fn without_entities(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let end = after.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';');
        let named = end.and_then(|end| Some((entity(after.get(..end)?)?, after.get(end + 1..)?)));
        rest = match named {
            Some((letter, behind)) => {
                plain.push_str(&letter);
                behind
            }
            None => {
                plain.push('&');
                after
            }
        };
    }
    plain.push_str(rest);
    plain
}

fn entity(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else { return resolve_html5_entity(name).map(str::to_owned) };
    let number = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(number).map(String::from)
}
