//! What stands on a page. Places are measured in points from the top, and from the side where reading begins: pages in
//! Arabic come out mirrored.

use std::fmt::Write as _;

use pdf_writer::Ref;

use super::{ink::Ink, paragraph::TextLine, tags::TagKind};

/// A rectangle: its side where reading begins, top, width, height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageBox(pub f32, pub f32, pub f32, pub f32);

/// To which side of its box a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineSide {
    /// Where reading begins on this page.
    Start,
    Middle,
    End,
}

/// The picture of a file, as it stands in the document.
#[derive(Debug, Clone, Copy)]
pub struct PlacedPicture {
    pub id: Ref,
    /// In pixels.
    pub width: f32,
    pub height: f32,
}

/// A page that is being filled.
#[derive(Default)]
pub struct PdfPage {
    pub width: f32,
    pub height: f32,
    pub mirrored: bool,
    pub content: String,
    pub pictures: Vec<Ref>,
    /// Areas that lead to an address.
    pub links: Vec<([f32; 4], String)>,
    /// What is read of it, in order; none in documents without structure.
    pub tags: Option<Vec<(TagKind, String)>>,
    /// At which of them rows of a table begin.
    pub rows: Vec<usize>,
    inside_tag: bool,
}

impl PdfPage {
    pub fn new(width: f32, height: f32, mirrored: bool, tagged: bool) -> Self {
        Self { width, height, mirrored, tags: tagged.then(Vec::new), ..Self::default() }
    }

    fn left(&self, x: f32, width: f32) -> f32 {
        if self.mirrored { self.width - x - width } else { x }
    }

    /// What is read next is a row of the table.
    pub fn begin_row(&mut self) {
        if let Some(tags) = &self.tags {
            self.rows.push(tags.len());
        }
    }

    /// What comes next is read as this; `alt` stands for a picture.
    pub fn begin_tag(&mut self, kind: TagKind, alt: &str) {
        if let Some(tags) = &mut self.tags {
            let _ = writeln!(self.content, "/{} <</MCID {}>> BDC", kind.name(), tags.len());
            tags.push((kind, alt.to_owned()));
            self.inside_tag = true;
        }
    }

    pub fn end_tag(&mut self) {
        if std::mem::take(&mut self.inside_tag) {
            self.content.push_str("EMC\n");
        }
    }

    /// Decoration, which is not read out.
    fn decorate(&mut self, draw: impl FnOnce(&mut String)) {
        let alone = self.tags.is_some() && !self.inside_tag;
        if alone {
            self.content.push_str("/Artifact BMC\n");
        }
        draw(&mut self.content);
        if alone {
            self.content.push_str("EMC\n");
        }
    }

    /// Fills a rectangle with round corners.
    pub fn fill(&mut self, PageBox(x, y, width, height): PageBox, radius: f32, ink: Ink) {
        let (left, bottom) = (self.left(x, width), self.height - y - height);
        self.decorate(|content| {
            paint(content, ink);
            rounded(content, [left, bottom, width, height], radius);
            content.push_str("f\n");
        });
    }

    /// Draws the edge of a rectangle with round corners.
    pub fn frame(&mut self, PageBox(x, y, width, height): PageBox, radius: f32, thick: f32, ink: Ink) {
        let (left, bottom) = (self.left(x, width), self.height - y - height);
        self.decorate(|content| {
            for part in [ink.0, ink.1, ink.2] {
                number(content, f32::from(part) / 255.0);
            }
            content.push_str("RG ");
            number(content, thick);
            content.push_str("w ");
            rounded(content, [left, bottom, width, height], radius);
            content.push_str("S\n");
        });
    }

    /// Writes a line into a box of this width; `y` is where letters stand.
    pub fn text(&mut self, line: &TextLine, (x, y, width): (f32, f32, f32), side: LineSide, ink: Ink) {
        let room = width - line.width;
        let from_left = match (side, self.mirrored) {
            (LineSide::Middle, _) => room / 2.0,
            (LineSide::Start, false) | (LineSide::End, true) => 0.0,
            (LineSide::Start, true) | (LineSide::End, false) => room,
        };
        let (left, base) = (self.left(x, width) + from_left, self.height - y);
        self.decorate(|content| write_line(content, line, left, base, ink));
    }

    /// A picture that fills a box, cut where its form is another one; from tall ones more is cut below, where no face is.
    pub fn picture(&mut self, picture: PlacedPicture, at: PageBox, radius: f32) {
        let PageBox(x, y, width, height) = at;
        let (left, bottom) = (self.left(x, width), self.height - y - height);
        let scale = (width / picture.width.max(1.0)).max(height / picture.height.max(1.0));
        let (wide, high) = (picture.width * scale, picture.height * scale);
        let (over_x, over_y) = ((wide - width) / 2.0, (high - height) * 0.75);
        self.decorate(|content| {
            content.push_str("q ");
            rounded(content, [left, bottom, width, height], radius);
            content.push_str("W n ");
            for part in [wide, 0.0, 0.0, high, left - over_x, bottom - over_y] {
                number(content, part);
            }
            let _ = writeln!(content, "cm /I{} Do Q", picture.id.get());
        });
        if !self.pictures.contains(&picture.id) {
            self.pictures.push(picture.id);
        }
    }

    /// A QR code: its dark modules as runs, with a white margin of four modules within the box.
    pub fn qr(&mut self, modules: &[bool], across: usize, PageBox(x, y, side, _): PageBox) {
        let (left, top) = (self.left(x, side), self.height - y);
        #[expect(clippy::cast_precision_loss, reason = "a QR code has at most 177 modules a side")]
        let module = side / (across + 8) as f32;
        self.decorate(|content| {
            paint(content, Ink::WHITE);
            rounded(content, [left, top - side, side, side], module * 2.0);
            content.push_str("f\n");
            paint(content, Ink::BLACK);
            for (row, modules) in modules.chunks(across.max(1)).enumerate() {
                let mut at = 0;
                while at < modules.len() {
                    let run = modules.iter().skip(at).take_while(|dark| **dark).count();
                    if run > 0 {
                        #[expect(clippy::cast_precision_loss, reason = "a QR code has at most 177 modules a side")]
                        let [column, line, run] = [at + 4, row + 5, run].map(|count| count as f32 * module);
                        for part in [left + column, top - line, run, module] {
                            let _ = write!(content, "{part:.3} ");
                        }
                        content.push_str("re\n");
                    }
                    at += run.max(1);
                }
            }
            content.push_str("f\n");
        });
    }

    /// Makes a box lead to an address of the web.
    pub fn link(&mut self, PageBox(x, y, width, height): PageBox, address: &str) {
        if address.starts_with("https://") || address.starts_with("http://") {
            let left = self.left(x, width);
            let area = [left, self.height - y - height, left + width, self.height - y];
            self.links.push((area, address.to_owned()));
        }
    }

    /// « 3 / 12 » at the left; the number of pages is drawn at the end of the document.
    pub fn page_number(&mut self, line: &TextLine, x: f32, y: f32, ink: Ink) {
        let base = self.height - y;
        // The space at the end of a line has no width.
        let after = x + line.width + 2.0;
        self.decorate(|content| {
            write_line(content, line, x, base, ink);
            let _ = writeln!(content, "q 1 0 0 1 {after:.2} {base:.2} cm /N Do Q");
        });
    }
}

/// Writes a line that begins at this place, measured from the left and from below.
pub fn write_line(content: &mut String, line: &TextLine, left: f32, base: f32, ink: Ink) {
    content.push_str("BT ");
    paint(content, ink);
    let mut font = None;
    let mut pen = None;
    for word in &line.words {
        if font != Some(word.face) {
            let _ = write!(content, "/F{} ", word.face);
            number(content, line.size);
            content.push_str("Tf ");
            font = Some(word.face);
        }
        // Words that follow each other to the right need no place of their own.
        if word.rtl || pen.is_none_or(|pen: f32| (pen - word.x).abs() > 0.01) {
            content.push_str("1 0 0 1 ");
            number(content, left + word.x);
            number(content, base);
            content.push_str("Tm ");
        }
        let mut raised = false;
        for (rise, piece) in &word.shaped.pieces {
            if *rise != 0.0 || raised {
                number(content, rise * line.size);
                content.push_str("Ts ");
                raised = *rise != 0.0;
            }
            content.push_str(piece);
            content.push(' ');
        }
        if raised {
            content.push_str("0 Ts ");
        }
        pen = (!word.rtl).then_some(word.x + word.shaped.width * line.size);
    }
    content.push_str("ET\n");
}

fn paint(content: &mut String, ink: Ink) {
    for part in [ink.0, ink.1, ink.2] {
        number(content, f32::from(part) / 255.0);
    }
    content.push_str("rg ");
}

fn number(content: &mut String, value: f32) {
    let start = content.len();
    let _ = write!(content, "{value:.2}");
    if let Some(written) = content.get(start..) {
        let shorter = written.trim_end_matches('0').trim_end_matches('.').len();
        content.truncate(start + shorter);
    }
    content.push(' ');
}

/// How far the points that draw a quarter of a circle lie from its ends.
const BEND: f32 = 0.552_3;

fn rounded(content: &mut String, [left, bottom, width, height]: [f32; 4], radius: f32) {
    if radius <= 0.0 {
        for part in [left, bottom, width, height] {
            number(content, part);
        }
        content.push_str("re ");
        return;
    }
    let radius = radius.min(width / 2.0).min(height / 2.0);
    let (right, top, bend) = (left + width, bottom + height, radius * (1.0 - BEND));
    let mut draw = |points: &[f32], operator: &str| {
        for point in points {
            number(content, *point);
        }
        content.push_str(operator);
        content.push(' ');
    };
    draw(&[left + radius, bottom], "m");
    draw(&[right - radius, bottom], "l");
    draw(&[right - bend, bottom, right, bottom + bend, right, bottom + radius], "c");
    draw(&[right, top - radius], "l");
    draw(&[right, top - bend, right - bend, top, right - radius, top], "c");
    draw(&[left + radius, top], "l");
    draw(&[left + bend, top, left, top - bend, left, top - radius], "c");
    draw(&[left, bottom + radius], "l");
    draw(&[left, bottom + bend, left + bend, bottom, left + radius, bottom], "c");
    content.push_str("h ");
}
