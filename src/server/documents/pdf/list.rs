//! A list as PDF: A4 across, the head of the columns on each page, rows that are pushed one by one.

use std::io::{self, Write};

use super::{
    document::PdfDocument,
    ink::Ink,
    page::{LineSide, PageBox, PlacedPicture},
    paragraph::{TextLine, TextStyle},
    tags::TagKind,
};
use crate::domain::lang::Lang;

const WIDTH: f32 = 841.89;
const HEIGHT: f32 = 595.28;
const MARGIN: f32 = 28.0;
const BOTTOM: f32 = HEIGHT - 34.0;
/// Of a column, where there is room: 24 have 26 points each, and a fifth of the page is left.
const LEAST_WIDTH: f32 = 26.0;
/// Between the text of a cell and its edges.
const PADDING: f32 = 4.0;
const CELL: TextStyle = TextStyle { size: 7.5, bold: false, most_lines: 6 };
const HEAD: TextStyle = TextStyle { size: 7.5, bold: true, most_lines: 3 };
/// Of a photo, in points, where its column is that wide; it is a third higher.
const PHOTO_WIDTH: f32 = 27.0;
/// Pixels across of a photo: sharp enough on paper.
pub const PHOTO_PIXELS: u32 = 96;
/// Lists of more rows have no structure: it would take several times the room of the list, and programs that read
/// aloud take such a table from a workbook.
pub const MOST_TAGGED_ROWS: usize = 5_000;

/// What stands around the rows. The texts are in the language `lang`.
#[derive(Debug, Clone)]
pub struct PdfListFrame {
    /// Arabic mirrors the pages.
    pub lang: Lang,
    pub title: String,
    /// On the first page below the title; may be empty.
    pub subtitle: String,
    /// At the foot of every page.
    pub made_by: String,
    /// Stands for rows where there are none.
    pub empty: String,
    pub columns: Vec<PdfListColumn>,
    /// How many rows there will be, or more.
    pub rows: usize,
}

/// A column.
#[derive(Debug, Clone)]
pub struct PdfListColumn {
    pub head: String,
    /// Its width beside that of the others; an ordinary column has 1.
    pub share: f32,
}

/// Where each column begins, and how wide it is: wide enough for a word, and by its share of what is left.
fn places(columns: &[PdfListColumn]) -> Vec<(f32, f32)> {
    let share = |column: &PdfListColumn| if column.share.is_finite() { column.share.clamp(0.2, 10.0) } else { 1.0 };
    let all: f32 = columns.iter().map(share).sum();
    let room = WIDTH - 2.0 * MARGIN;
    let left = columns.iter().fold(room, |left, _| left - LEAST_WIDTH);
    // More columns than fit share the page alone.
    let (least, left) = if left >= 0.0 { (LEAST_WIDTH, left) } else { (0.0, room) };
    let mut x = MARGIN;
    let place = |column| {
        let width = least + left * share(column) / all.max(0.2);
        x += width;
        (x - width, width)
    };
    columns.iter().map(place).collect()
}

/// Writes a list.
pub struct PdfListWriter<W: Write> {
    document: PdfDocument<W>,
    frame: PdfListFrame,
    /// Where each column begins, and how wide it is.
    columns: Vec<(f32, f32)>,
    y: f32,
    rows: u64,
}

impl<W: Write + Send> PdfListWriter<W> {
    /// Writes the head of the file.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn begin(out: W, frame: PdfListFrame) -> io::Result<Self> {
        let columns = places(&frame.columns);
        let is_tagged = frame.rows <= MOST_TAGGED_ROWS;
        let document = PdfDocument::begin(out, &frame.title, frame.lang, is_tagged)?;
        let mut list = Self { document, frame, columns, y: 0.0, rows: 0 };
        list.begin_page();
        Ok(list)
    }

    /// Adds a row: a cell for each column; missing ones are empty.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn row<T: AsRef<str>>(&mut self, cells: &[T]) -> io::Result<()> {
        self.row_with_photo(cells, None)
    }

    /// The same with a photo, a JPEG, in the column with this number. It is left out where it is none.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn row_with_photo<T: AsRef<str>>(&mut self, cells: &[T], photo: Option<(usize, &[u8])>) -> io::Result<()> {
        let photo = match photo {
            Some((column, jpeg)) => self.document.jpeg(jpeg)?.map(|picture| (column, picture)),
            None => None,
        };
        let text = &mut self.document.text;
        let lines: Vec<Vec<TextLine>> = cells
            .iter()
            .zip(&self.columns)
            .map(|(cell, (_, width))| text.lines(cell.as_ref(), CELL, width - 2.0 * PADDING))
            .collect();
        let wide = photo.and_then(|(column, _)| self.columns.get(column)).map(|(_, width)| photo_width(*width));
        let photo_height = wide.map_or(0.0, |wide| wide * 4.0 / 3.0 + 2.0 * PADDING);
        let height = height_of(&lines, CELL).max(photo_height);
        if self.y + height > BOTTOM {
            self.document.end_page()?;
            self.begin_page();
        }
        if self.rows % 2 == 1 {
            self.document.page.fill(PageBox(MARGIN, self.y, WIDTH - 2.0 * MARGIN, height), 0.0, Ink::ZEBRA);
        }
        self.document.page.begin_row();
        self.cells(&lines, (CELL, Ink::TEXT), Some(TagKind::Cell), photo);
        self.y += height;
        let rule = PageBox(MARGIN, self.y - 0.2, WIDTH - 2.0 * MARGIN, 0.4);
        self.document.page.fill(rule, 0.0, Ink::LINE);
        self.rows += 1;
        Ok(())
    }

    /// Writes what follows the rows, and gives the writer back with the number of pages.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn finish(mut self) -> io::Result<(W, u32)> {
        if self.rows == 0 {
            let line = self.document.text.line(&self.frame.empty, TextStyle::new(10.0), WIDTH - 2.0 * MARGIN);
            let place = (MARGIN, self.y + 24.0, WIDTH - 2.0 * MARGIN);
            self.document.page.begin_row();
            self.document.page.begin_tag(TagKind::Cell, "");
            self.document.page.text(&line, place, LineSide::Middle, Ink::QUIET);
            self.document.page.end_tag();
        }
        self.document.end_page()?;
        self.document.finish()
    }

    fn begin_page(&mut self) {
        self.document.new_page(WIDTH, HEIGHT);
        self.y = MARGIN;
        if self.document.pages() == 1 {
            self.title();
        }
        let text = &mut self.document.text;
        let made_by = text.line(&self.frame.made_by, TextStyle::new(7.5), WIDTH - 2.0 * MARGIN - 90.0);
        let foot = HEIGHT - 18.0;
        // The number stands at the left, so what stands beside it is at the right in every language.
        let side = if self.frame.lang == Lang::Ar { LineSide::Start } else { LineSide::End };
        self.document.page.text(&made_by, (MARGIN, foot, WIDTH - 2.0 * MARGIN), side, Ink::QUIET);
        self.document.number_page(MARGIN, foot);
        self.head();
    }

    fn title(&mut self) {
        let width = WIDTH - 2.0 * MARGIN;
        let title = self.document.text.fitting_line(&self.frame.title, TextStyle::new(17.0).bold(), 10.0, width);
        self.document.page.fill(PageBox(MARGIN, self.y - 2.0, 4.0, 20.0), 1.5, Ink::SAFFRON);
        let place = (MARGIN + 12.0, self.y + 14.5, width - 12.0);
        self.document.page.begin_tag(TagKind::Title, "");
        self.document.page.text(&title, place, LineSide::Start, Ink::GREEN);
        self.document.page.end_tag();
        self.y += 26.0;
        let subtitle = TextStyle::new(8.5).lines(4);
        self.document.page.begin_tag(TagKind::Text, "");
        for line in self.document.text.lines(&self.frame.subtitle, subtitle, width) {
            self.document.page.text(&line, (MARGIN, self.y + 8.5, width), LineSide::Start, Ink::QUIET);
            self.y += subtitle.leading();
        }
        self.document.page.end_tag();
        self.y += 6.0;
    }

    fn head(&mut self) {
        let text = &mut self.document.text;
        let heads = self.frame.columns.iter().zip(&self.columns);
        let lines: Vec<Vec<TextLine>> =
            heads.map(|(column, (_, width))| text.lines(&column.head, HEAD, width - 2.0 * PADDING)).collect();
        let height = height_of(&lines, HEAD);
        self.document.page.fill(PageBox(MARGIN, self.y, WIDTH - 2.0 * MARGIN, height), 2.5, Ink::GREEN);
        // Read out once; on further pages it is decoration.
        let kind = (self.document.pages() == 1).then_some(TagKind::HeadCell);
        if kind.is_some() {
            self.document.page.begin_row();
        }
        self.cells(&lines, (HEAD, Ink::WHITE), kind, None);
        self.y += height + 1.0;
    }

    /// Draws a cell for each column, each read as `kind`.
    fn cells(
        &mut self,
        cells: &[Vec<TextLine>],
        (style, ink): (TextStyle, Ink),
        kind: Option<TagKind>,
        photo: Option<(usize, PlacedPicture)>,
    ) {
        let from_left = self.frame.lang != Lang::Ar;
        for (column, (x, width)) in self.columns.iter().enumerate() {
            let photo = photo.filter(|(place, _)| *place == column).map(|(_, picture)| picture);
            if let Some(kind) = kind {
                let head = self.frame.columns.get(column).map_or("", |column| column.head.as_str());
                self.document.page.begin_tag(kind, if photo.is_some() { head } else { "" });
            }
            if let Some(picture) = photo {
                let wide = photo_width(*width);
                let at = PageBox(x + PADDING, self.y + PADDING, wide, wide * 4.0 / 3.0);
                self.document.page.picture(picture, at, 2.0);
            }
            let mut y = self.y + PADDING + style.size * 0.95;
            for line in cells.get(column).into_iter().flatten() {
                let side = if from_left && line.rtl { LineSide::End } else { LineSide::Start };
                self.document.page.text(line, (x + PADDING, y, width - 2.0 * PADDING), side, ink);
                y += style.leading();
            }
            self.document.page.end_tag();
        }
    }
}

/// How wide a photo is in a column that is so wide.
fn photo_width(column: f32) -> f32 {
    (column - 2.0 * PADDING).min(PHOTO_WIDTH)
}

fn height_of(cells: &[Vec<TextLine>], style: TextStyle) -> f32 {
    let lines = cells.iter().map(Vec::len).max().unwrap_or_default().max(1);
    #[expect(clippy::cast_precision_loss, reason = "a cell has few lines")]
    let lines = lines as f32;
    2.0 * PADDING + (lines - 1.0) * style.leading() + style.size * 1.25
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_room_for_a_word_and_all_fill_the_page() {
        let column = |share| PdfListColumn { head: String::new(), share };
        let share = |at: usize| if at.is_multiple_of(8) { 3.0 } else { 0.4 };
        for number in [1, 6, 24, 60] {
            let columns: Vec<PdfListColumn> = (0..number).map(|at| column(share(at))).collect();
            let placed = places(&columns);
            let end = placed.last().map(|(x, width)| x + width).unwrap();
            assert!((end - (WIDTH - MARGIN)).abs() < 0.1, "{number}: {end}");
            assert!(number > 24 || placed.iter().all(|(_, width)| *width >= LEAST_WIDTH), "{placed:?}");
        }
    }
}
