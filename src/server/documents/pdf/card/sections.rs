//! The sections of a card.

use std::io::{self, Write};

use super::{BOTTOM, CardBook, INNER, MARGIN, inks};
use crate::server::documents::{
    pdf::{
        ink::Ink,
        page::{LineSide, PageBox},
        paragraph::{TextLine, TextStyle},
        tags::TagKind,
    },
    person_card::{CardPart, CardSection, short_address},
};

const TEXT: TextStyle = TextStyle { size: 10.0, bold: false, most_lines: 600 };
const LABEL: TextStyle = TextStyle { size: 7.8, bold: false, most_lines: 2 };
const VALUE: TextStyle = TextStyle { size: 10.0, bold: false, most_lines: 6 };
const WORD: TextStyle = TextStyle { size: 9.0, bold: false, most_lines: 1 };
/// A word with its ground, and the space below it.
const WORD_HEIGHT: f32 = 18.0;
const WORD_GAP: f32 = 5.0;
const COLUMN_GAP: f32 = 16.0;

impl<W: Write> CardBook<W> {
    pub(super) fn draw_section(&mut self, section: &CardSection) -> io::Result<()> {
        let (ink, ground) = inks(section.tone);
        self.draw_title(&section.title, ink, 46.0)?;
        for part in &section.parts {
            match part {
                CardPart::Facts(facts) => self.draw_pairs(facts, 3, None)?,
                CardPart::Links(links) => self.draw_pairs(links, 2, Some(ink))?,
                CardPart::Text(text) => {
                    let lines = self.document.text.lines(text, TEXT, INNER);
                    self.flow(&lines, TEXT, MARGIN, INNER, Ink::TEXT)?;
                    self.y += 4.0;
                }
                CardPart::Words(name, words) => {
                    if !name.is_empty() {
                        self.need(LABEL.leading() + WORD_HEIGHT)?;
                        let line = self.document.text.line(name, LABEL, INNER);
                        self.flow(&[line], LABEL, MARGIN, INNER, Ink::QUIET)?;
                        self.y += 2.0;
                    }
                    let words: Vec<&str> = words.iter().map(String::as_str).collect();
                    self.draw_words(&words, (MARGIN, INNER), None, (ink, ground))?;
                }
                CardPart::Works(works) => self.draw_works(works, ink)?,
            }
        }
        self.y += 8.0;
        Ok(())
    }

    /// A title with a mark of its colour and a line to the end; `with` is how much must follow on the same page.
    pub(super) fn draw_title(&mut self, title: &str, ink: Ink, with: f32) -> io::Result<()> {
        self.need(22.0 + with)?;
        let line = self.document.text.line(title, TextStyle::new(11.5).bold(), INNER - 20.0);
        let page = &mut self.document.page;
        page.fill(PageBox(MARGIN, self.y, 4.0, 13.0), 2.0, ink);
        page.begin_tag(TagKind::Heading, "");
        page.text(&line, (MARGIN + 11.0, self.y + 10.6, INNER), LineSide::Start, ink);
        page.end_tag();
        let after = 11.0 + line.width + 10.0;
        if after < INNER {
            page.fill(PageBox(MARGIN + after, self.y + 6.4, INNER - after, 0.6), 0.0, Ink::LINE);
        }
        self.y += 23.0;
        Ok(())
    }

    /// Names with what answers to them, in columns. Answers that lead somewhere have a colour.
    fn draw_pairs(&mut self, pairs: &[(String, String)], columns: usize, links: Option<Ink>) -> io::Result<()> {
        #[expect(clippy::cast_precision_loss, reason = "there are two or three columns")]
        let width = (INNER + COLUMN_GAP) / columns as f32 - COLUMN_GAP;
        for row in pairs.chunks(columns) {
            let text = &mut self.document.text;
            let set: Vec<(Vec<TextLine>, Vec<TextLine>)> = row
                .iter()
                .map(|(name, value)| {
                    let shown = if links.is_some() { short_address(value) } else { value };
                    (text.lines(name, LABEL, width), text.lines(shown, VALUE, width))
                })
                .collect();
            let of =
                |lines: &Vec<TextLine>, style: TextStyle| lines.iter().fold(0.0, |height, _| height + style.leading());
            let height = set.iter().map(|(name, value)| of(name, LABEL) + of(value, VALUE)).fold(0.0, f32::max) + 7.0;
            self.need(height)?;
            let mut x = MARGIN;
            for ((name, value), (_, address)) in set.iter().zip(row) {
                let page = &mut self.document.page;
                let mut y = self.y + LABEL.size;
                page.begin_tag(TagKind::Text, "");
                for line in name {
                    page.text(line, (x, y, width), LineSide::Start, Ink::QUIET);
                    y += LABEL.leading();
                }
                y += VALUE.size - LABEL.size;
                for line in value {
                    page.text(line, (x, y, width), LineSide::Start, links.unwrap_or(Ink::TEXT));
                    y += VALUE.leading();
                }
                page.end_tag();
                if links.is_some() {
                    page.link(PageBox(x, self.y, width, height - 4.0), address);
                }
                x += width + COLUMN_GAP;
            }
            self.y += height;
        }
        Ok(())
    }

    /// Words side by side, each on a ground of its own, not below `lowest`. Gives back how many had no room.
    pub(super) fn draw_words(
        &mut self,
        words: &[&str],
        (start, room): (f32, f32),
        lowest: Option<f32>,
        (ink, ground): (Ink, Ink),
    ) -> io::Result<usize> {
        let mut x = 0.0;
        for (at, word) in words.iter().enumerate() {
            let line = self.document.text.line(word, WORD, room - 16.0);
            let width = line.width + 16.0;
            if x > 0.0 && x + width > room {
                x = 0.0;
                self.y += WORD_HEIGHT + WORD_GAP;
            }
            if lowest.is_some_and(|lowest| self.y + WORD_HEIGHT > lowest) {
                return Ok(words.len() - at);
            }
            if self.y + WORD_HEIGHT > BOTTOM {
                self.need(WORD_HEIGHT)?;
                x = 0.0;
            }
            let page = &mut self.document.page;
            page.begin_tag(TagKind::Text, "");
            page.fill(PageBox(start + x, self.y, width, WORD_HEIGHT), 5.0, ground);
            page.text(&line, (start + x + 8.0, self.y + 12.4, line.width), LineSide::Start, ink);
            page.end_tag();
            x += width + WORD_GAP;
        }
        if !words.is_empty() {
            self.y += WORD_HEIGHT + 8.0;
        }
        Ok(0)
    }

    /// Films and the like in two columns: title, what and when, part.
    fn draw_works(&mut self, works: &[[String; 3]], ink: Ink) -> io::Result<()> {
        let width = (INNER - COLUMN_GAP) / 2.0;
        let styles = [TextStyle::new(10.5).bold().lines(2), TextStyle::new(8.5).lines(2), VALUE.lines(2)];
        for row in works.chunks(2) {
            let text = &mut self.document.text;
            let set: Vec<Vec<(TextLine, usize)>> = row
                .iter()
                .map(|work| {
                    let parts = work.iter().zip(styles).enumerate();
                    parts
                        .flat_map(|(at, (part, style))| {
                            text.lines(part, style, width - 12.0).into_iter().map(|line| (line, at)).collect::<Vec<_>>()
                        })
                        .collect()
                })
                .collect();
            let height_of =
                |lines: &Vec<(TextLine, usize)>| lines.iter().fold(0.0, |height, (line, _)| height + line.size * 1.4);
            let height = set.iter().map(height_of).fold(0.0, f32::max) + 9.0;
            self.need(height)?;
            let mut x = MARGIN;
            for lines in &set {
                let page = &mut self.document.page;
                page.fill(PageBox(x, self.y + 1.0, 2.0, height_of(lines)), 1.0, Ink::SAFFRON);
                let mut y = self.y;
                page.begin_tag(TagKind::Text, "");
                for (line, part) in lines {
                    let ink = match part {
                        0 => ink,
                        1 => Ink::QUIET,
                        _ => Ink::TEXT,
                    };
                    page.text(line, (x + 10.0, y + line.size, width - 12.0), LineSide::Start, ink);
                    y += line.size * 1.4;
                }
                page.end_tag();
                x += width + COLUMN_GAP;
            }
            self.y += height;
        }
        Ok(())
    }
}
