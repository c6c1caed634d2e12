//! Badges to cut out: four A6 a page, or ten the size of a bank card.

use std::io::{self, Write};

use super::{
    document::PdfDocument,
    face_box::draw_face,
    ink::Ink,
    page::{LineSide, PageBox},
    paragraph::TextStyle,
    qr_box::draw_qr,
    tags::TagKind,
};
use crate::domain::lang::Lang;

const WIDTH: f32 = 595.28;
const HEIGHT: f32 = 841.89;
/// A bank card (ISO 7810 ID-1): 85.6 by 53.98 millimetres.
const CARD: (f32, f32) = (242.65, 153.01);

/// The size of badges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadgeSize {
    A6,
    BankCard,
}

/// A badge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BadgeFace {
    pub names: Vec<String>,
    pub initials: String,
    pub code: String,
    /// Talents or types of talent.
    pub kind: String,
    /// The address of the profile: what the QR code says.
    pub address: String,
    /// « Valable jusqu’au … »; may be empty.
    pub valid_until: String,
    /// A JPEG.
    pub photo: Option<Vec<u8>>,
}

/// Draws badges.
pub struct BadgeSheet<W: Write> {
    document: PdfDocument<W>,
    size: BadgeSize,
    drawn: usize,
}

impl BadgeSheet<Vec<u8>> {
    /// Takes out what was written since.
    pub fn take_written(&mut self) -> Vec<u8> {
        self.document.take_written()
    }
}

impl<W: Write> BadgeSheet<W> {
    /// Begins a file of badges.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn begin(out: W, lang: Lang, size: BadgeSize, title: &str) -> io::Result<Self> {
        Ok(Self { document: PdfDocument::begin(out, title, lang, true)?, size, drawn: 0 })
    }

    /// Adds a badge.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn add(&mut self, badge: &BadgeFace) -> io::Result<()> {
        let (width, height, rows, left, top, gap) = match self.size {
            BadgeSize::A6 => (WIDTH / 2.0, HEIGHT / 2.0, 2, 0.0, 0.0, 0.0),
            BadgeSize::BankCard => {
                let gap = 8.0;
                let (width, height) = CARD;
                (width, height, 5, (WIDTH - 2.0 * width - gap) / 2.0, (HEIGHT - 5.0 * height - 4.0 * gap) / 2.0, gap)
            }
        };
        let place = self.drawn % (rows * 2);
        if place == 0 {
            if self.drawn > 0 {
                self.document.end_page()?;
            }
            self.document.new_page(WIDTH, HEIGHT);
        }
        self.drawn += 1;
        #[expect(clippy::cast_precision_loss, reason = "a page has at most ten places")]
        let [column, row] = [place % 2, place / 2].map(|number| number as f32);
        let at = PageBox(left + column * (width + gap), top + row * (height + gap), width, height);
        let photo = match &badge.photo {
            Some(jpeg) => self.document.jpeg(jpeg)?,
            None => None,
        };
        match self.size {
            BadgeSize::A6 => self.draw_a6(badge, photo, at),
            BadgeSize::BankCard => self.draw_bank_card(badge, photo, at),
        }
        Ok(())
    }

    /// Writes what follows the badges, and gives the writer back with the number of pages.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(mut self) -> io::Result<(W, u32)> {
        if self.drawn == 0 {
            self.document.new_page(WIDTH, HEIGHT);
        }
        self.document.end_page()?;
        self.document.finish()
    }

    fn draw_a6(&mut self, badge: &BadgeFace, photo: Option<super::page::PlacedPicture>, at: PageBox) {
        let PageBox(x, y, width, height) = at;
        let page = &mut self.document.page;
        page.frame(at, 0.0, 0.4, Ink::LINE);
        page.fill(PageBox(x, y, width, 96.0), 0.0, Ink::GREEN);
        page.fill(PageBox(x, y + 96.0, width, 3.0), 0.0, Ink::SAFFRON);
        // Where a ribbon goes through.
        page.fill(PageBox(x + width / 2.0 - 20.0, y + 14.0, 40.0, 8.0), 4.0, Ink::WHITE);
        self.middle("TalentsMaroc", TextStyle::new(12.0).bold(), (x + 20.0, y + 42.0, width - 40.0), Ink::CREAM);
        let portrait = PageBox(x + width / 2.0 - 66.0, y + 54.0, 132.0, 176.0);
        let PageBox(left, top, wide, high) = portrait;
        self.document.page.fill(PageBox(left - 3.0, top - 3.0, wide + 6.0, high + 6.0), 11.0, Ink::WHITE);
        draw_face(&mut self.document, photo, &badge.initials, portrait, 9.0, badge.name());
        let mut base = top + high + 26.0;
        for (name, size) in badge.names.iter().take(2).zip([17.0, 12.0]) {
            let style = TextStyle::new(size).bold();
            self.middle(name, style, (x + 20.0, base, width - 40.0), Ink::TEXT);
            base += size + 6.0;
        }
        self.middle(&badge.kind, TextStyle::new(10.0), (x + 20.0, base - 2.0, width - 40.0), Ink::BRICK);
        let side = 86.0;
        let below = y + height - side - 18.0;
        draw_qr(&mut self.document.page, &badge.address, PageBox(x + width - side - 18.0, below, side, side));
        let room = width - side - 44.0;
        self.start(&badge.code, TextStyle::new(15.0).bold(), (x + 22.0, below + 42.0, room), Ink::GREEN);
        self.start(&badge.valid_until, TextStyle::new(8.5), (x + 22.0, below + 59.0, room), Ink::QUIET);
    }

    fn draw_bank_card(&mut self, badge: &BadgeFace, photo: Option<super::page::PlacedPicture>, at: PageBox) {
        let PageBox(x, y, width, height) = at;
        let page = &mut self.document.page;
        page.frame(at, 9.0, 0.5, Ink::LINE);
        page.fill(PageBox(x + 0.5, y + 0.5, width - 1.0, 25.0), 8.5, Ink::GREEN);
        page.fill(PageBox(x + 0.5, y + 14.0, width - 1.0, 11.5), 0.0, Ink::GREEN);
        page.fill(PageBox(x + 0.5, y + 25.5, width - 1.0, 2.0), 0.0, Ink::SAFFRON);
        self.start("TalentsMaroc", TextStyle::new(9.5).bold(), (x + 12.0, y + 17.0, 110.0), Ink::CREAM);
        let portrait = PageBox(x + 12.0, y + 38.0, 72.0, 96.0);
        draw_face(&mut self.document, photo, &badge.initials, portrait, 5.0, badge.name());
        // With its margin; the code itself measures two centimetres.
        let side = 74.0;
        let place = PageBox(x + width - side - 5.0, y + height - side - 5.0, side, side);
        draw_qr(&mut self.document.page, &badge.address, place);
        let (start, room) = (x + 93.0, width - 93.0 - 10.0);
        let mut base = y + 46.0;
        for (name, size) in badge.names.iter().take(2).zip([11.5, 9.5]) {
            self.start(name, TextStyle::new(size).bold(), (start, base, room), Ink::TEXT);
            base += size + 3.5;
        }
        let beside = room - side + 4.0;
        let kind = TextStyle::new(7.5).lines(3);
        base = base.max(y + height - side + 6.0);
        for line in self.document.text.lines(&badge.kind, kind, beside) {
            self.document.page.begin_tag(TagKind::Text, "");
            self.document.page.text(&line, (start, base, beside), LineSide::Start, Ink::BRICK);
            self.document.page.end_tag();
            base += kind.leading();
        }
        self.start(&badge.code, TextStyle::new(9.5).bold(), (start, y + height - 25.0, beside), Ink::GREEN);
        let valid = TextStyle::new(6.0).lines(2);
        let mut base = y + height - 15.0;
        for line in self.document.text.lines(&badge.valid_until, valid, beside) {
            self.document.page.begin_tag(TagKind::Text, "");
            self.document.page.text(&line, (start, base, beside), LineSide::Start, Ink::QUIET);
            self.document.page.end_tag();
            base += 7.5;
        }
    }

    fn middle(&mut self, text: &str, style: TextStyle, place: (f32, f32, f32), ink: Ink) {
        self.one_line(text, style, place, LineSide::Middle, ink);
    }

    fn start(&mut self, text: &str, style: TextStyle, place: (f32, f32, f32), ink: Ink) {
        self.one_line(text, style, place, LineSide::Start, ink);
    }

    fn one_line(&mut self, text: &str, style: TextStyle, place: (f32, f32, f32), side: LineSide, ink: Ink) {
        let line = self.document.text.fitting_line(text, style, 6.0, place.2);
        self.document.page.begin_tag(TagKind::Text, "");
        self.document.page.text(&line, place, side, ink);
        self.document.page.end_tag();
    }
}

impl BadgeFace {
    fn name(&self) -> &str {
        self.names.first().map_or(self.code.as_str(), String::as_str)
    }
}
