//! The tables at the beginning of RTF: which encoding a font is in, and which colour a number is.

use std::collections::HashMap;

use encoding_rs::Encoding;

/// More fonts and colours than these are not known.
const MOST: usize = 2_000;
/// From here on, the three parts of a colour make white.
const NEARLY_WHITE: i32 = 250;

/// The encoding of a code page of Windows or the Macintosh.
pub fn code_page(number: i32) -> Option<&'static Encoding> {
    match number {
        932 => Some(encoding_rs::SHIFT_JIS),
        936 => Some(encoding_rs::GBK),
        949 => Some(encoding_rs::EUC_KR),
        950 => Some(encoding_rs::BIG5),
        10_000 => Some(encoding_rs::MACINTOSH),
        65_001 => Some(encoding_rs::UTF_8),
        number => Encoding::for_label(format!("windows-{number}").as_bytes()),
    }
}

/// The encodings of fonts.
#[derive(Default)]
pub struct Fonts {
    /// The one that is described.
    current: i32,
    encodings: HashMap<i32, &'static Encoding>,
}

impl Fonts {
    /// A control word of the table.
    pub fn take(&mut self, word: &[u8], number: Option<i32>) {
        let page = match (word, number) {
            (b"f", Some(number)) => {
                self.current = number;
                return;
            }
            (b"cpg", Some(page)) => Some(page),
            (b"fcharset", Some(set)) => page_of_set(set),
            _ => None,
        };
        if let Some(encoding) = page.and_then(code_page)
            && self.encodings.len() < MOST
        {
            self.encodings.insert(self.current, encoding);
        }
    }

    pub fn encoding(&self, font: i32) -> Option<&'static Encoding> {
        self.encodings.get(&font).copied()
    }
}

/// The code page of a set of characters of Windows; `None`: that of the document.
const fn page_of_set(set: i32) -> Option<i32> {
    Some(match set {
        0 => 1252,
        77 => 10_000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

/// The colours by their numbers.
#[derive(Default)]
pub struct Colours {
    /// Whether each is white; `None` for the one that programs choose themselves.
    white: Vec<Option<bool>>,
    /// Parts of the one that is described, and whether all so far are those of white.
    parts: usize,
    bright: bool,
}

impl Colours {
    /// A control word of the table.
    pub fn take(&mut self, word: &[u8], number: Option<i32>) {
        if matches!(word, b"red" | b"green" | b"blue") {
            self.bright = (self.bright || self.parts == 0) && number.unwrap_or_default() >= NEARLY_WHITE;
            self.parts += 1;
        }
    }

    /// A description ends.
    pub fn end(&mut self) {
        let white = (self.parts > 0).then_some(self.bright);
        if self.white.len() < MOST {
            self.white.push(white);
        }
        (self.parts, self.bright) = (0, false);
    }

    pub fn is_white(&self, number: Option<i32>) -> bool {
        self.get(number) == Some(true)
    }

    /// Whether it is one that is seen on white paper.
    pub fn is_colour(&self, number: Option<i32>) -> bool {
        self.get(number) == Some(false)
    }

    fn get(&self, number: Option<i32>) -> Option<bool> {
        let place = usize::try_from(number?).ok()?;
        self.white.get(place).copied().flatten()
    }
}
