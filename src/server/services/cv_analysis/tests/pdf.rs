//! A writer of PDF pages that draws text in the ways of many programs.

use std::{collections::BTreeSet, io::Write as _};

use flate2::{Compression, write::ZlibEncoder};
use pdf_writer::{
    Content, Filter, Finish as _, Name, Pdf, Rect, Ref, Str,
    types::{CidFontType, SystemInfo, TextRenderingMode, UnicodeCmap},
};
use unicode_bidi::{BidiInfo, Level};

use crate::domain::lang::Lang;

const CATALOG: Ref = Ref::new(1);
const TREE: Ref = Ref::new(2);
const PAGE: Ref = Ref::new(3);
const CONTENTS: Ref = Ref::new(4);
const NARROW: Ref = Ref::new(5);
const WIDE: Ref = Ref::new(6);
const CID: Ref = Ref::new(7);
const MAP: Ref = Ref::new(8);
const PICTURE: Ref = Ref::new(9);
const FORM: Ref = Ref::new(10);
const INFO: SystemInfo<'static> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// As one text.
    Whole,
    /// Each word at its own place, as browsers do.
    Words,
    /// Letter by letter with shifts, as typesetting programs do.
    Letters,
    /// Upside down on a page that is upside down, with letters of one point made larger.
    Flipped,
}

/// How the file is put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrap {
    Plain,
    /// Contents compressed, and the table of objects as well.
    Packed,
    /// The page draws one form, which draws everything.
    Form,
    /// The page shows one picture, which the text lies on.
    Picture,
    /// Nothing says which letters the glyphs are.
    NoMap,
}

/// A page while it is drawn.
pub struct Sheet {
    content: Content,
    letters: BTreeSet<u16>,
    hand: Hand,
    right_to_left: bool,
}

/// Width of every letter, in parts of the size.
const WIDTH: f32 = 0.5;

impl Sheet {
    pub fn new(hand: Hand, lang: Lang) -> Self {
        let mut content = Content::new();
        if hand == Hand::Flipped {
            content.transform([1.0, 0.0, 0.0, -1.0, 0.0, 842.0]);
        }
        Self { content, letters: BTreeSet::new(), hand, right_to_left: lang == Lang::Ar }
    }

    /// Draws a line from a place on; in Arabic `x` is how far from the right edge it begins.
    pub fn line(&mut self, x: f32, y: f32, size: f32, text: &str) {
        let seen = self.as_seen(text);
        let width = |text: &str| WIDTH * size * f32::from(u16::try_from(text.chars().count()).unwrap());
        let from = if self.right_to_left { 595.0 - x - width(&seen) } else { x };
        let parts: Vec<&str> = if self.hand == Hand::Words { seen.split_inclusive(' ').collect() } else { vec![&seen] };
        let mut at = from;
        for part in parts {
            self.piece(at, y, size, part.trim_end());
            at += width(part);
        }
    }

    /// A line as it lies on the page from left to right.
    fn as_seen(&self, text: &str) -> String {
        let base = if self.right_to_left { Level::rtl() } else { Level::ltr() };
        let info = BidiInfo::new(text, Some(base));
        info.paragraphs.iter().map(|paragraph| info.reorder_line(paragraph, paragraph.range.clone())).collect()
    }

    fn piece(&mut self, x: f32, y: f32, size: f32, text: &str) {
        let (western, _, unknown) = encoding_rs::WINDOWS_1252.encode(text);
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let (font, bytes) = if unknown { (Name(b"F2"), wide.as_slice()) } else { (Name(b"F1"), &*western) };
        if unknown {
            self.letters.extend(text.encode_utf16());
        }
        self.content.begin_text();
        if self.hand == Hand::Flipped {
            self.content.set_font(font, 1.0).set_text_matrix([size, 0.0, 0.0, -size, x, 842.0 - y]);
        } else {
            self.content.set_font(font, size).set_text_matrix([1.0, 0.0, 0.0, 1.0, x, y]);
        }
        if self.hand == Hand::Letters {
            let mut shown = self.content.show_positioned();
            let mut items = shown.items();
            for letter in bytes.chunks(if unknown { 2 } else { 1 }) {
                // A blank is a shift.
                if letter.ends_with(b" ") && letter.len() <= 2 && letter.first().is_none_or(|first| *first <= b' ') {
                    items.adjust(-500.0);
                } else {
                    items.show(Str(letter)).adjust(12.0);
                }
            }
            items.finish();
            shown.finish();
        } else {
            self.content.show(Str(bytes));
        }
        self.content.end_text();
    }

    /// Paints a rectangle, and chooses the colour of what follows.
    pub fn paint(&mut self, area: [f32; 4], color: [f32; 3], then: [f32; 3]) {
        let ([x, y, width, height], [red, green, blue]) = (area, color);
        self.content.set_fill_rgb(red, green, blue).rect(x, y, width, height).fill_nonzero();
        self.color(then);
    }

    pub fn color(&mut self, [red, green, blue]: [f32; 3]) {
        self.content.set_fill_rgb(red, green, blue);
    }

    /// Letters that leave no trace, or leave one again.
    pub fn invisible(&mut self, invisible: bool) {
        let mode = if invisible { TextRenderingMode::Invisible } else { TextRenderingMode::Fill };
        self.content.set_text_rendering_mode(mode);
    }

    /// The file.
    pub fn finish(self, wrap: Wrap) -> Vec<u8> {
        let mut pdf = Pdf::new();
        pdf.catalog(CATALOG).pages(TREE);
        pdf.pages(TREE).kids([PAGE]).count(1).media_box(Rect::new(0.0, 0.0, 595.0, 842.0));
        let mut page = pdf.page(PAGE);
        page.parent(TREE).contents(CONTENTS);
        let mut resources = page.resources();
        resources.fonts().pair(Name(b"F1"), NARROW).pair(Name(b"F2"), WIDE);
        resources.x_objects().pair(Name(b"P"), PICTURE).pair(Name(b"D"), FORM);
        resources.finish();
        page.finish();
        pdf.type1_font(NARROW).base_font(Name(b"Helvetica")).encoding_predefined(Name(b"WinAnsiEncoding"));
        let mut font = pdf.type0_font(WIDE);
        font.base_font(Name(b"Essai")).encoding_predefined(Name(b"Identity-H")).descendant_font(CID);
        if wrap != Wrap::NoMap {
            font.to_unicode(MAP);
        }
        font.finish();
        let mut font = pdf.cid_font(CID);
        font.subtype(CidFontType::Type2).base_font(Name(b"Essai")).system_info(INFO).default_width(1000.0 * WIDTH);
        font.finish();
        let mut map = UnicodeCmap::<u16>::new(Name(b"Essai"), INFO);
        for letter in &self.letters {
            map.pair(*letter, char::from_u32(u32::from(*letter)).unwrap_or('?'));
        }
        pdf.cmap(MAP, &map.finish());
        let drawn = self.content.finish();
        match wrap {
            Wrap::Packed => {
                let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
                encoder.write_all(&drawn).unwrap();
                pdf.stream(CONTENTS, &encoder.finish().unwrap()).filter(Filter::FlateDecode);
            }
            Wrap::Form => {
                pdf.stream(CONTENTS, b"q /D Do Q");
                pdf.form_xobject(FORM, &drawn).bbox(Rect::new(0.0, 0.0, 595.0, 842.0));
            }
            Wrap::Picture => {
                let all = [b"q 595 0 0 842 0 0 cm /P Do Q\n".as_slice(), &drawn].concat();
                pdf.stream(CONTENTS, &all);
                let mut picture = pdf.image_xobject(PICTURE, &[0x55; 8]);
                picture.width(8).height(8).bits_per_component(1);
                picture.color_space().device_gray();
            }
            Wrap::Plain | Wrap::NoMap => {
                pdf.stream(CONTENTS, &drawn);
            }
        }
        match wrap {
            Wrap::Packed => pdf.finish_with_xref_stream(Ref::new(11)),
            _ => pdf.finish(),
        }
    }
}
