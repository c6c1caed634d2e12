//! RTF named DOC: its text, without what is said about it and without what no reader sees.

mod look;
mod tables;
#[cfg(test)]
mod tests;

use encoding_rs::{Encoding, WINDOWS_1252};

use self::{
    look::Look,
    tables::{Colours, Fonts, code_page},
};
use super::collect::Collected;
use crate::server::documents::cv::rtf_syntax::{Token, Tokens, begin};

/// Groups that lie in each other; Word writes some twenty.
const DEEPEST: usize = 400;
/// Groups that are no text, or the same text once more.
const SKIPPED: [&[u8]; 20] = [
    b"stylesheet",
    b"info",
    b"pict",
    b"object",
    b"listtext",
    b"pntext",
    b"nonesttables",
    b"nonshppict",
    b"shprslt",
    b"sp",
    b"fldinst",
    b"filetbl",
    b"revtbl",
    b"xe",
    b"tc",
    b"rxe",
    b"bkmkstart",
    b"bkmkend",
    b"annotation",
    b"template",
];
/// Groups marked as ones that may be passed over, but which have text in them.
const STARRED_TEXT: [&[u8]; 3] = [b"shpinst", b"shptxt", b"footnote"];

/// What a group is about.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum About {
    #[default]
    Text,
    Fonts,
    Colours,
    Nothing,
}

/// What holds until a group ends.
#[derive(Debug, Clone, Copy)]
struct Group {
    about: About,
    look: Look,
    /// Signs that stand for a letter of Unicode where it is not known.
    substitutes: u32,
}

/// The text of a document; `None` for what does not begin as one.
pub fn read(bytes: &[u8]) -> Option<Collected> {
    let mut reader = Reader {
        group: Group { about: About::Text, look: Look::default(), substitutes: 1 },
        outer: Vec::new(),
        starred: false,
        to_skip: 0,
        fonts: Fonts::default(),
        colours: Colours::default(),
        usual: WINDOWS_1252,
        usual_font: 0,
        cells_on_colour: false,
        pending: Pending::default(),
        collected: Collected::default(),
    };
    for token in Tokens::new(begin(bytes)?) {
        if reader.collected.is_full() || reader.take(token).is_none() {
            break;
        }
    }
    reader.flush();
    Some(reader.collected)
}

/// Letters that are not decoded yet: some take two of these.
#[derive(Default)]
struct Pending {
    bytes: Vec<u8>,
    pairs: Vec<u16>,
}

struct Reader {
    group: Group,
    outer: Vec<Group>,
    /// Whether the group just begun may be passed over by those who do not know it.
    starred: bool,
    /// So many of the next signs stand for a letter that was taken already.
    to_skip: u32,
    fonts: Fonts,
    colours: Colours,
    usual: &'static Encoding,
    usual_font: i32,
    /// Whether cells of the row have a colour behind them.
    cells_on_colour: bool,
    pending: Pending,
    collected: Collected,
}

impl Reader {
    /// Takes the next piece; `None` at the end of the document.
    fn take(&mut self, token: Token<'_>) -> Option<()> {
        let starred = std::mem::take(&mut self.starred);
        match token {
            Token::Open => {
                self.flush();
                if self.outer.len() >= DEEPEST {
                    return None;
                }
                self.outer.push(self.group);
                self.to_skip = 0;
            }
            Token::Close => {
                self.flush();
                self.group = self.outer.pop()?;
                self.to_skip = 0;
                // What follows the outermost group is no part of it.
                if self.outer.is_empty() {
                    return None;
                }
            }
            Token::Symbol(b'*') => self.starred = true,
            Token::Symbol(_) | Token::Byte(_) if self.to_skip > 0 => self.to_skip -= 1,
            Token::Symbol(b'~') => self.put("\u{a0}"),
            Token::Symbol(b'_') => self.put("-"),
            Token::Symbol(sign @ (b'\\' | b'{' | b'}')) => self.byte(sign),
            Token::Symbol(_) => {}
            Token::Byte(byte) => self.byte(byte),
            Token::Word(word, number) => {
                self.to_skip = 0;
                self.word(word, number, starred);
            }
        }
        Some(())
    }

    fn byte(&mut self, byte: u8) {
        match self.group.about {
            About::Text => {
                self.flush_pairs();
                self.pending.bytes.push(byte);
            }
            About::Colours if byte == b';' => self.colours.end(),
            About::Colours | About::Fonts | About::Nothing => {}
        }
    }

    fn word(&mut self, word: &[u8], number: Option<i32>, starred: bool) {
        if starred && !STARRED_TEXT.contains(&word) {
            self.flush();
            self.group.about = About::Nothing;
            return;
        }
        match self.group.about {
            About::Nothing => return,
            About::Fonts => return self.fonts.take(word, number),
            About::Colours => return self.colours.take(word, number),
            About::Text => {}
        }
        match word {
            // A letter of Unicode, with what stands for it behind it.
            b"u" => {
                self.flush_bytes();
                // Numbers above 32,767 are written as negative ones.
                let pair = number.unwrap_or_default().rem_euclid(1 << 16);
                self.pending.pairs.push(u16::try_from(pair).unwrap_or_default());
                self.to_skip = self.group.substitutes;
                return;
            }
            b"uc" => {
                self.group.substitutes = number.and_then(|count| u32::try_from(count).ok()).unwrap_or(1).min(8);
                return;
            }
            _ => self.flush(),
        }
        match word {
            b"fonttbl" => self.group.about = About::Fonts,
            b"colortbl" => self.group.about = About::Colours,
            b"ansicpg" => self.usual = number.and_then(code_page).unwrap_or(self.usual),
            b"mac" => self.usual = encoding_rs::MACINTOSH,
            b"deff" => (self.usual_font, self.group.look.font) = (number.unwrap_or(0), number.unwrap_or(0)),
            b"plain" => self.group.look = self.group.look.plain(self.usual_font),
            b"par" | b"line" | b"sect" | b"page" | b"column" | b"row" | b"nestrow" => self.collected.add("\n"),
            b"cell" | b"nestcell" => self.collected.add("\t"),
            b"tab" => self.put("\t"),
            b"emspace" | b"enspace" | b"qmspace" => self.put(" "),
            b"bullet" => self.put("•"),
            b"endash" => self.put("–"),
            b"emdash" => self.put("—"),
            b"lquote" => self.put("‘"),
            b"rquote" => self.put("’"),
            b"ldblquote" => self.put("“"),
            b"rdblquote" => self.put("”"),
            b"trowd" => self.cells_on_colour = false,
            b"clcbpat" => self.cells_on_colour |= self.colours.is_colour(number),
            // Words in the text of a note and of a box, and at the edges of pages, are words of the document.
            b"footnote" | b"header" | b"headerl" | b"headerr" | b"headerf" | b"footer" | b"footerl" | b"footerr"
            | b"footerf" => self.collected.add("\n"),
            b"shptxt" => {
                self.collected.add("\n");
                self.group.look.in_box = true;
            }
            _ if SKIPPED.contains(&word) => self.group.about = About::Nothing,
            _ => self.group.look.take(word, number, &self.colours),
        }
    }

    fn put(&mut self, text: &str) {
        self.flush();
        if self.group.about == About::Text {
            self.write(text);
        }
    }

    fn write(&mut self, text: &str) {
        let look = self.group.look;
        if look.is_gone() {
            return;
        }
        match look.is_hidden(self.cells_on_colour) {
            true => self.collected.hide(text),
            false => self.collected.add(text),
        }
    }

    fn flush(&mut self) {
        self.flush_bytes();
        self.flush_pairs();
    }

    fn flush_bytes(&mut self) {
        if self.pending.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending.bytes);
        let encoding = self.fonts.encoding(self.group.look.font).unwrap_or(self.usual);
        let text = encoding.decode_without_bom_handling(&bytes).0;
        self.write(&text);
    }

    fn flush_pairs(&mut self) {
        if self.pending.pairs.is_empty() {
            return;
        }
        let pairs = std::mem::take(&mut self.pending.pairs);
        self.write(&String::from_utf16_lossy(&pairs));
    }
}
