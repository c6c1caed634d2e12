//! Tables as workbooks of Excel, in the same memory whatever their length: a sheet grows in a nameless temporary file.

use std::{
    io::{self, Write},
    panic::{AssertUnwindSafe, catch_unwind},
};

use chrono::{Datelike as _, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::cell::Cell;

/// Rows of a sheet below its head.
const MOST_ROWS: usize = 1_048_575;
/// The most UTF-16 units of a text.
const LONGEST_TEXT: usize = 32_767;

/// What stands around the rows, in the language of the workbook.
#[derive(Debug, Clone, Default)]
pub struct XlsxFrame {
    /// The name of the sheets with rows; a number follows from the second on.
    pub sheet: String,
    /// The head of each column, and its width in letters.
    pub heads: Vec<(String, u16)>,
    /// How many rows there will be, or more: Excel's filter spans them.
    pub rows: usize,
    /// Whether columns are read from right to left.
    pub right_to_left: bool,
    /// The name of the last sheet.
    pub facts_sheet: String,
    /// What that sheet says of the table.
    pub facts: Vec<(String, String)>,
    /// What it calls the number of rows.
    pub count: String,
}

/// Writes a workbook.
pub struct XlsxWriter<W> {
    out: W,
    workbook: Workbook,
    frame: XlsxFrame,
    /// How days are shown.
    day: Format,
    sheets: usize,
    /// Rows of the sheet.
    rows: usize,
    written: usize,
}

impl<W: Write + Send> XlsxWriter<W> {
    /// Begins the first sheet.
    ///
    /// # Errors
    /// When no temporary file can be made.
    pub fn begin(out: W, frame: XlsxFrame) -> io::Result<Self> {
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let mut new = Self { out, workbook: Workbook::new(), frame, day, sheets: 0, rows: 0, written: 0 };
        guarded(|| new.begin_sheet())?;
        Ok(new)
    }

    /// Writes rows.
    ///
    /// # Errors
    /// `StorageFull` when there is no room for the temporary file.
    pub fn rows(&mut self, rows: &[Vec<Cell>]) -> io::Result<()> {
        guarded(|| rows.iter().try_for_each(|row| self.row(row)))
    }

    /// Writes the last sheet and the whole workbook, and gives the writer back.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(mut self) -> io::Result<W> {
        guarded(|| {
            let frame = &self.frame;
            let strong = Format::new().set_bold();
            let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
            let sheet = self.workbook.add_worksheet_with_constant_memory()?;
            sheet.set_name(&frame.facts_sheet)?.set_right_to_left(frame.right_to_left);
            sheet.set_column_width(0, 28)?.set_column_width(1, 80)?;
            let count = (frame.count.clone(), Cell::Number(i64::try_from(self.written).unwrap_or(i64::MAX)));
            let facts = frame.facts.iter().map(|(name, fact)| (name.clone(), Cell::text(fact)));
            for (row, (name, fact)) in (0_u32..).zip(facts.chain([count])) {
                sheet.write_string_with_format(row, 0, name, &strong)?;
                match fact {
                    Cell::Number(number) => {
                        sheet.write_number_with_format(row, 1, precise(number), &plain)?;
                    }
                    Cell::Text(text) => {
                        sheet.write_string_with_format(row, 1, cut(&text), &plain)?;
                    }
                    Cell::Empty | Cell::Phone(_) | Cell::Day(_) | Cell::Photo(_) => {}
                }
            }
            self.workbook.save_to_writer(&mut self.out)
        })?;
        Ok(self.out)
    }

    fn row(&mut self, row: &[Cell]) -> Result<(), XlsxError> {
        if self.rows == MOST_ROWS {
            self.begin_sheet()?;
        }
        self.rows += 1;
        self.written += 1;
        let number = u32::try_from(self.rows).unwrap_or(u32::MAX);
        let sheet = self.workbook.worksheet_from_index(self.sheets - 1)?;
        for (column, cell) in (0_u16..).zip(row) {
            match cell {
                Cell::Empty | Cell::Photo(_) => {}
                Cell::Text(text) => {
                    sheet.write_string(number, column, cut(text))?;
                }
                Cell::Phone(phone) => {
                    sheet.write_string(number, column, phone)?;
                }
                Cell::Number(amount) => {
                    sheet.write_number(number, column, precise(*amount))?;
                }
                Cell::Day(day) => match excel_day(*day) {
                    Some(excel) => {
                        sheet.write_datetime_with_format(number, column, &excel, &self.day)?;
                    }
                    // Before 1900, which Excel cannot count.
                    None => {
                        sheet.write_string(number, column, day.to_string())?;
                    }
                },
            }
        }
        Ok(())
    }

    fn begin_sheet(&mut self) -> Result<(), XlsxError> {
        let frame = &self.frame;
        self.sheets += 1;
        self.rows = 0;
        let name = if self.sheets == 1 { frame.sheet.clone() } else { format!("{} {}", frame.sheet, self.sheets) };
        let rows = frame.rows.saturating_sub(self.written).clamp(1, MOST_ROWS);
        let sheet: &mut Worksheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(&name)?.set_right_to_left(frame.right_to_left);
        for (column, (_, width)) in (0_u16..).zip(&frame.heads) {
            sheet.set_column_width(column, *width)?;
        }
        sheet.set_freeze_panes(1, 1)?;
        if let Some(last) = frame.heads.len().checked_sub(1).and_then(|last| u16::try_from(last).ok()) {
            sheet.autofilter(0, 0, u32::try_from(rows).unwrap_or(u32::MAX), last)?;
        }
        let strong = Format::new().set_bold();
        for (column, (head, _)) in (0_u16..).zip(&frame.heads) {
            sheet.write_string_with_format(0, column, head, &strong)?;
        }
        Ok(())
    }
}

/// A day as Excel counts it.
fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let (month, number) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(u16::try_from(day.year()).ok()?, month, number).ok()
}

/// Numbers of people and their answers are far below what a double holds whole.
#[expect(clippy::cast_precision_loss, reason = "see the comment")]
const fn precise(number: i64) -> f64 {
    number as f64
}

/// The beginning of a text that is too long for a cell.
fn cut(text: &str) -> &str {
    if text.len() <= LONGEST_TEXT {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST_TEXT
    });
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// The library panics where its temporary file cannot be written, which no room is the only usual reason for.
fn guarded(write: impl FnOnce() -> Result<(), XlsxError>) -> io::Result<()> {
    match catch_unwind(AssertUnwindSafe(write)) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(XlsxError::IoError(error) | XlsxError::ZipError(zip::result::ZipError::Io(error)))) => Err(error),
        Ok(Err(other)) => Err(io::Error::other(other.to_string())),
        Err(_) => Err(io::ErrorKind::StorageFull.into()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};

    use super::*;

    fn written(frame: XlsxFrame, rows: &[Vec<Cell>]) -> Xlsx<Cursor<Vec<u8>>> {
        let mut writer = XlsxWriter::begin(Vec::new(), frame).unwrap();
        for row in rows.chunks(2) {
            writer.rows(row).unwrap();
        }
        open_workbook_from_rs(Cursor::new(writer.finish().unwrap())).unwrap()
    }

    #[test]
    fn cells_come_back_with_their_types() {
        let day = NaiveDate::from_ymd_opt(1980, 3, 12).unwrap();
        let long = "é".repeat(40_000);
        let rows = [
            vec![Cell::text("=1+1"), Cell::phone("+212612345678"), Cell::Number(42), Cell::Day(day)],
            vec![Cell::text("<b>&\"'\u{fffe}\u{0}محمّد 👩🏽‍🎬"), Cell::Empty, Cell::Empty, Cell::Empty],
            vec![Cell::text(&long), Cell::text("_x0041_"), Cell::Empty, Cell::Empty],
        ];
        let frame = XlsxFrame {
            sheet: "Talents".to_owned(),
            heads: ["A", "B", "C", "D"].map(|head| (head.to_owned(), 12)).to_vec(),
            rows: 3,
            facts_sheet: "Infos".to_owned(),
            facts: vec![("Filtres".to_owned(), "Femme".to_owned())],
            count: "Lignes".to_owned(),
            ..XlsxFrame::default()
        };
        let mut workbook = written(frame, &rows);
        assert_eq!(workbook.sheet_names(), ["Talents", "Infos"]);
        let sheet = workbook.worksheet_range("Talents").unwrap();
        let text = |text: &str| Data::String(text.to_owned());
        let read: Vec<Vec<Data>> = sheet.rows().map(<[Data]>::to_vec).collect();
        assert_eq!(read[0], ["A", "B", "C", "D"].map(text));
        assert_eq!(read[1][..3], [text("=1+1"), text("+212612345678"), Data::Float(42.0)]);
        assert!(matches!(&read[1][3], Data::DateTime(at) if at.as_datetime().is_some_and(|at| at.date() == day)));
        assert_eq!(read[2][0], text("<b>&\"'محمّد 👩🏽‍🎬"));
        assert_eq!(read[3][0], text(&"é".repeat(LONGEST_TEXT)));
        let facts = workbook.worksheet_range("Infos").unwrap();
        assert_eq!(facts.rows().next_back().unwrap(), [text("Lignes"), Data::Float(3.0)]);
    }

    #[test]
    fn a_text_is_cut_between_letters() {
        assert_eq!(cut("abc"), "abc");
        let wide = "🎬".repeat(20_000);
        assert_eq!(cut(&wide).encode_utf16().count(), LONGEST_TEXT - 1);
        let short = "é".repeat(LONGEST_TEXT);
        assert_eq!(cut(&short), short);
    }
}
