//! Cards of people: a head with portrait, name, code and QR code, then coloured sections, then the gallery.

mod gallery;
mod head;
mod sections;

use std::io::{self, Write};

use super::{
    document::PdfDocument,
    ink::Ink,
    page::{LineSide, PageBox},
    paragraph::{TextLine, TextStyle},
    tags::TagKind,
};
use crate::{
    domain::lang::Lang,
    server::documents::person_card::{CardTone, PersonCard},
};

const WIDTH: f32 = 595.28;
const HEIGHT: f32 = 841.89;
const MARGIN: f32 = 40.0;
const INNER: f32 = WIDTH - 2.0 * MARGIN;
const BOTTOM: f32 = HEIGHT - 48.0;

/// Draws cards, one after the other, each on pages of its own.
pub struct CardBook<W: Write> {
    document: PdfDocument<W>,
    y: f32,
    /// What the top of further pages says.
    running: String,
    made_by: String,
}

impl CardBook<Vec<u8>> {
    /// Takes out what was written since.
    pub fn take_written(&mut self) -> Vec<u8> {
        self.document.take_written()
    }
}

impl<W: Write> CardBook<W> {
    /// Begins a file with this title.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn begin(out: W, title: &str, lang: Lang) -> io::Result<Self> {
        let document = PdfDocument::begin(out, title, lang, true)?;
        Ok(Self { document, y: 0.0, running: String::new(), made_by: String::new() })
    }

    /// Draws a card.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn add(&mut self, card: &PersonCard) -> io::Result<()> {
        self.running = format!("{} · {}", card.name(), card.code);
        self.made_by.clone_from(&card.made_by);
        self.document.new_page(WIDTH, HEIGHT);
        self.draw_head(card)?;
        for section in &card.sections {
            self.draw_section(section)?;
        }
        if let Some(gallery) = &card.gallery {
            self.draw_gallery(gallery)?;
        }
        self.close_page()?;
        self.document.end_section()
    }

    /// Writes what follows the pages, and gives the writer back with their number.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(mut self) -> io::Result<(W, u32)> {
        if self.document.pages() == 0 {
            // A file without pages is none.
            self.document.new_page(WIDTH, HEIGHT);
            self.close_page()?;
        }
        self.document.finish()
    }

    fn close_page(&mut self) -> io::Result<()> {
        let foot = HEIGHT - 24.0;
        let line = self.document.text.line(&self.made_by, TextStyle::new(7.5), INNER - 60.0);
        let side = if self.document.page.mirrored { LineSide::Start } else { LineSide::End };
        self.document.page.text(&line, (MARGIN, foot, INNER), side, Ink::QUIET);
        self.document.number_page(MARGIN, foot);
        self.document.end_page()
    }

    /// Goes on, on a new page where less than this is left.
    fn need(&mut self, height: f32) -> io::Result<()> {
        if self.y + height <= BOTTOM {
            return Ok(());
        }
        self.close_page()?;
        self.document.new_page(WIDTH, HEIGHT);
        let line = self.document.text.line(&self.running, TextStyle::new(9.0).bold(), INNER);
        self.document.page.text(&line, (MARGIN, 34.0, INNER), LineSide::Start, Ink::GREEN);
        self.document.page.fill(PageBox(MARGIN, 41.0, INNER, 1.5), 0.0, Ink::SAFFRON);
        self.y = 58.0;
        Ok(())
    }

    /// Writes lines below each other, each as far down as it needs, and goes on to new pages.
    fn flow(&mut self, lines: &[TextLine], style: TextStyle, x: f32, width: f32, ink: Ink) -> io::Result<()> {
        for line in lines {
            self.need(style.leading())?;
            self.document.page.begin_tag(TagKind::Text, "");
            let place = (x, self.y + style.size, width);
            self.document.page.text(line, place, LineSide::Start, ink);
            self.document.page.end_tag();
            self.y += style.leading();
        }
        Ok(())
    }
}

/// The colour of letters and the one behind words.
const fn inks(tone: CardTone) -> (Ink, Ink) {
    match tone {
        CardTone::Green => (Ink::GREEN, Ink::PALE_GREEN),
        CardTone::Blue => (Ink::BLUE, Ink(0xe6, 0xef, 0xf8)),
        CardTone::Violet => (Ink::VIOLET, Ink(0xee, 0xea, 0xf5)),
        CardTone::Brick => (Ink::BRICK, Ink(0xf8, 0xea, 0xe5)),
        CardTone::Ochre => (Ink::OCHRE, Ink(0xfb, 0xf1, 0xdc)),
        CardTone::Plum => (Ink::PLUM, Ink(0xf7, 0xe7, 0xee)),
    }
}
