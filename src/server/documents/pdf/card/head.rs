//! The head of a card.

use std::io::{self, Write};

use super::{CardBook, INNER, MARGIN, WIDTH, inks};
use crate::server::documents::{
    pdf::{
        face_box::draw_face,
        ink::Ink,
        page::{LineSide, PageBox},
        paragraph::TextStyle,
        qr_box::draw_qr,
        tags::TagKind,
    },
    person_card::{CardTone, PersonCard},
};

/// The band of colour at the top.
const BAND: f32 = 174.0;
const PORTRAIT: PageBox = PageBox(MARGIN, 36.0, 138.0, 184.0);
/// With its margin; the code itself measures more than two centimetres.
const QR: f32 = 82.0;
const GAP: f32 = 18.0;

impl<W: Write> CardBook<W> {
    pub(super) fn draw_head(&mut self, card: &PersonCard) -> io::Result<()> {
        let photo = match &card.photo {
            Some(jpeg) => self.document.jpeg(jpeg)?,
            None => None,
        };
        let page = &mut self.document.page;
        page.fill(PageBox(0.0, 0.0, WIDTH, BAND), 0.0, Ink::GREEN);
        page.fill(PageBox(0.0, BAND, WIDTH, 3.0), 0.0, Ink::SAFFRON);
        let PageBox(x, y, width, height) = PORTRAIT;
        page.fill(PageBox(x - 3.0, y - 3.0, width + 6.0, height + 6.0), 11.0, Ink::WHITE);
        draw_face(&mut self.document, photo, &card.initials, PORTRAIT, 9.0, &card.photo_alt);

        let start = x + width + GAP;
        let room = WIDTH - MARGIN - start - QR - GAP;
        let mut y = 40.0;
        self.line_in_band(&format!("TalentsMaroc · {}", card.kind), TextStyle::new(8.5), (start, y, room), Ink::CREAM);
        y += 25.0;
        self.document.page.begin_tag(TagKind::Title, "");
        let style = name_style(card.name()).bold();
        for line in self.document.text.lines(card.name(), style, room) {
            self.document.page.text(&line, (start, y, room), LineSide::Start, Ink::WHITE);
            y += style.size * 1.25;
        }
        self.document.page.end_tag();
        y -= 2.0;
        for name in card.names.iter().skip(1).take(2) {
            self.line_in_band(name, TextStyle::new(13.0), (start, y, room), Ink::CREAM);
            y += 17.0;
        }
        self.line_in_band(&card.code, TextStyle::new(13.0).bold(), (start, y + 1.0, room), Ink::SAFFRON);
        y += 18.0;
        // Below a long name there is less room: what has no line of its own stands on the last one.
        let fitting = [0.0, 13.0, 26.0].iter().filter(|below| y + **below < BAND - 5.0).count();
        let (own, rest) = card.lines.split_at(card.lines.len().min(fitting.saturating_sub(1)));
        let last = Some(rest.join(" · ")).filter(|last| fitting > 0 && !last.is_empty());
        for text in own.iter().chain(&last) {
            self.line_in_band(text, TextStyle::new(9.5), (start, y, room), Ink::CREAM);
            y += 13.0;
        }
        self.draw_qr_corner(card);
        self.draw_talents(card, start, WIDTH - MARGIN - start)?;
        Ok(())
    }

    fn line_in_band(&mut self, text: &str, style: TextStyle, (x, y, room): (f32, f32, f32), ink: Ink) {
        let line = self.document.text.fitting_line(text, style, 7.0, room);
        self.document.page.begin_tag(TagKind::Text, "");
        self.document.page.text(&line, (x, y, room), LineSide::Start, ink);
        self.document.page.end_tag();
    }

    fn draw_qr_corner(&mut self, card: &PersonCard) {
        let place = PageBox(WIDTH - MARGIN - QR, 34.0, QR, QR);
        draw_qr(&mut self.document.page, &card.address, place);
        self.document.page.link(place, &card.address);
        let style = TextStyle::new(7.0).lines(2);
        let mut y = 34.0 + QR + 11.0;
        for line in self.document.text.lines(&card.scan, style, QR + 14.0) {
            let place = (WIDTH - MARGIN - QR - 7.0, y, QR + 14.0);
            self.document.page.begin_tag(TagKind::Text, "");
            self.document.page.text(&line, place, LineSide::Middle, Ink::CREAM);
            self.document.page.end_tag();
            y += style.leading();
        }
    }

    /// Talents beside the lower part of the portrait; the rest below it.
    fn draw_talents(&mut self, card: &PersonCard, start: f32, room: f32) -> io::Result<()> {
        let (ink, ground) = inks(CardTone::Green);
        let below = PORTRAIT.1 + PORTRAIT.3 + 20.0;
        self.y = BAND + 9.0;
        let words: Vec<&str> = card.talents.iter().map(String::as_str).collect();
        let left = self.draw_words(&words, (start, room), Some(below - 13.0), (ink, ground))?;
        self.y = below;
        let rest = words.get(words.len() - left..).unwrap_or_default();
        if left > 0 {
            self.draw_words(rest, (MARGIN, INNER), None, (ink, ground))?;
        }
        Ok(())
    }
}

/// Smaller the longer a name is, so that the longest one that a form takes is there whole.
fn name_style(name: &str) -> TextStyle {
    let (size, lines) = match name.chars().count() {
        0..=20 => (24.0, 2),
        21..=34 => (20.0, 2),
        35..=55 => (16.0, 2),
        56..=100 => (13.0, 3),
        _ => (9.0, 6),
    };
    TextStyle::new(size).lines(lines)
}
