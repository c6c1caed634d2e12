//! A contact sheet: many faces a page, for choosing.

use std::io::{self, Write};

use super::{
    document::PdfDocument,
    face_box::draw_face,
    ink::Ink,
    page::{LineSide, PageBox},
    paragraph::TextStyle,
    tags::TagKind,
};
use crate::domain::lang::Lang;

const WIDTH: f32 = 595.28;
const HEIGHT: f32 = 841.89;
const MARGIN: f32 = 36.0;
const TOP: f32 = 74.0;
const FOOT: f32 = 40.0;
const GAP: f32 = 12.0;

/// How many faces stand on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetSize {
    Twelve,
    Twenty,
}

impl SheetSize {
    /// Columns and rows.
    const fn grid(self) -> (usize, usize) {
        match self {
            Self::Twelve => (3, 4),
            Self::Twenty => (4, 5),
        }
    }
}

/// A face on a contact sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetFace {
    pub name: String,
    pub initials: String,
    pub code: String,
    /// Age and city.
    pub line: String,
    /// A JPEG.
    pub photo: Option<Vec<u8>>,
}

/// Draws a contact sheet.
pub struct ContactSheet<W: Write> {
    document: PdfDocument<W>,
    size: SheetSize,
    title: String,
    subtitle: String,
    made_by: String,
    drawn: usize,
}

impl ContactSheet<Vec<u8>> {
    /// Takes out what was written since.
    pub fn take_written(&mut self) -> Vec<u8> {
        self.document.take_written()
    }
}

impl<W: Write> ContactSheet<W> {
    /// Begins a sheet.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn begin(out: W, lang: Lang, size: SheetSize, [title, subtitle, made_by]: [String; 3]) -> io::Result<Self> {
        let document = PdfDocument::begin(out, &title, lang, true)?;
        Ok(Self { document, size, title, subtitle, made_by, drawn: 0 })
    }

    /// Adds a face.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn add(&mut self, face: &SheetFace) -> io::Result<()> {
        let (columns, rows) = self.size.grid();
        let place = self.drawn % (columns * rows);
        if place == 0 {
            if self.drawn > 0 {
                self.document.end_page()?;
            }
            self.begin_page();
        }
        self.drawn += 1;
        #[expect(clippy::cast_precision_loss, reason = "a page has at most twenty places")]
        let [columns_f, rows_f, column, row] = [columns, rows, place % columns, place / columns].map(|n| n as f32);
        let width = (WIDTH - 2.0 * MARGIN + GAP) / columns_f - GAP;
        let height = (HEIGHT - TOP - FOOT + GAP) / rows_f - GAP;
        let (x, y) = (MARGIN + column * (width + GAP), TOP + row * (height + GAP));
        let words = 39.0;
        let portrait = (height - words).min(width * 4.0 / 3.0);
        let wide = (portrait * 0.75).min(width);
        let photo = match &face.photo {
            Some(jpeg) => self.document.jpeg(jpeg)?,
            None => None,
        };
        let at = PageBox(x + (width - wide) / 2.0, y, wide, portrait);
        draw_face(&mut self.document, photo, &face.initials, at, 6.0, &face.name);
        let mut base = y + portrait + 11.5;
        for (text, style, ink) in [
            (&face.name, TextStyle::new(9.0).bold(), Ink::TEXT),
            (&face.line, TextStyle::new(8.0), Ink::QUIET),
            (&face.code, TextStyle::new(8.0).bold(), Ink::GREEN),
        ] {
            let line = self.document.text.fitting_line(text, style, 6.5, width);
            self.document.page.begin_tag(TagKind::Text, "");
            self.document.page.text(&line, (x, base, width), LineSide::Middle, ink);
            self.document.page.end_tag();
            base += 11.5;
        }
        Ok(())
    }

    /// Writes what follows the faces, and gives the writer back with the number of pages.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(mut self) -> io::Result<(W, u32)> {
        if self.drawn == 0 {
            self.begin_page();
        }
        self.document.end_page()?;
        self.document.finish()
    }

    fn begin_page(&mut self) {
        self.document.new_page(WIDTH, HEIGHT);
        let inner = WIDTH - 2.0 * MARGIN;
        let title = self.document.text.fitting_line(&self.title, TextStyle::new(16.0).bold(), 9.0, inner - 12.0);
        self.document.page.fill(PageBox(MARGIN, 27.0, 4.0, 17.0), 1.5, Ink::SAFFRON);
        self.document.page.begin_tag(TagKind::Title, "");
        self.document.page.text(&title, (MARGIN + 12.0, 41.0, inner - 12.0), LineSide::Start, Ink::GREEN);
        self.document.page.end_tag();
        let subtitle = self.document.text.line(&self.subtitle, TextStyle::new(8.5), inner);
        self.document.page.text(&subtitle, (MARGIN, 59.0, inner), LineSide::Start, Ink::QUIET);
        let made_by = self.document.text.line(&self.made_by, TextStyle::new(7.5), inner - 60.0);
        let side = if self.document.page.mirrored { LineSide::Start } else { LineSide::End };
        self.document.page.text(&made_by, (MARGIN, HEIGHT - 18.0, inner), side, Ink::QUIET);
        self.document.number_page(MARGIN, HEIGHT - 18.0);
    }
}
