//! A table as a file of any format, written row by row.

use std::{
    io::{self, Write},
    panic::{AssertUnwindSafe, catch_unwind},
};

use super::{
    cell::Cell,
    csv::{self, BYTE_ORDER_MARK, Separator},
    pdf::list::{PHOTO_PIXELS, PdfListColumn, PdfListFrame, PdfListWriter},
    xlsx::{XlsxFrame, XlsxWriter},
};
use crate::{
    domain::{export::ExportFormat, lang::Lang},
    server::images,
};

/// What stands around the rows, in the language of the file.
pub struct TableFrame {
    pub lang: Lang,
    /// Of a list to print: filters under its title, by whom it was made at the foot of each page.
    pub subtitle: String,
    pub made_by: String,
    /// What stands in place of rows.
    pub empty: String,
    /// Its sheets are named by the title.
    pub workbook: XlsxFrame,
}

impl TableFrame {
    fn of_list(self) -> PdfListFrame {
        let column = |(head, letters): (String, u16)| PdfListColumn { head, share: f32::from(letters) / LETTERS };
        PdfListFrame {
            lang: self.lang,
            title: self.workbook.sheet,
            subtitle: self.subtitle,
            made_by: self.made_by,
            empty: self.empty,
            columns: self.workbook.heads.into_iter().map(column).collect(),
            rows: self.workbook.rows,
        }
    }
}

/// The photo of a row as small as it is printed, with the number of its column. One that cannot be read is left out.
fn small_photo(row: &[Cell]) -> Option<(usize, Vec<u8>)> {
    row.iter().enumerate().find_map(|(column, cell)| match cell {
        Cell::Photo(jpeg) => {
            // A file that makes a decoder panic is a damaged one.
            let small = catch_unwind(AssertUnwindSafe(|| images::at_width(jpeg, PHOTO_PIXELS)));
            Some((column, small.ok()?.ok()?))
        }
        _ => None,
    })
}

/// Letters of an ordinary column.
const LETTERS: f32 = 18.0;

/// Writes a table.
pub enum TableWriter<W: Write> {
    Csv { out: W, separator: Separator },
    Xlsx(Box<XlsxWriter<W>>),
    Pdf(Box<PdfListWriter<W>>),
}

impl<W: Write + Send> TableWriter<W> {
    /// Writes what stands before the first row.
    ///
    /// # Errors
    /// Those of the writer, and when no temporary file can be made.
    pub fn begin(format: ExportFormat, mut out: W, frame: TableFrame) -> io::Result<Self> {
        let separator = match format {
            ExportFormat::Xlsx => return Ok(Self::Xlsx(Box::new(XlsxWriter::begin(out, frame.workbook)?))),
            ExportFormat::Pdf => return Ok(Self::Pdf(Box::new(PdfListWriter::begin(out, frame.of_list())?))),
            ExportFormat::CsvSemicolon => Separator::Semicolon,
            ExportFormat::CsvComma => Separator::Comma,
        };
        out.write_all(BYTE_ORDER_MARK.as_bytes())?;
        let head: Vec<Cell> = frame.workbook.heads.iter().map(|(head, _)| Cell::text(head)).collect();
        let mut writer = Self::Csv { out, separator };
        writer.rows(&[head])?;
        Ok(writer)
    }

    /// Writes rows.
    ///
    /// # Errors
    /// Those of the writer; `StorageFull` when there is no room for a temporary file.
    pub fn rows(&mut self, rows: &[Vec<Cell>]) -> io::Result<()> {
        match self {
            Self::Csv { out, separator } => out.write_all(&csv::cells(*separator, rows).map_err(io::Error::other)?),
            Self::Xlsx(writer) => writer.rows(rows),
            Self::Pdf(writer) => rows.iter().try_for_each(|row| {
                let cells: Vec<String> = row.iter().map(Cell::in_print).collect();
                let photo = small_photo(row);
                writer.row_with_photo(&cells, photo.as_ref().map(|(column, jpeg)| (*column, jpeg.as_slice())))
            }),
        }
    }

    /// Writes what stands behind the last row, and gives the writer back. Without it the file is not whole.
    ///
    /// # Errors
    /// As [`TableWriter::rows`].
    pub fn finish(self) -> io::Result<W> {
        match self {
            Self::Csv { out, .. } => Ok(out),
            Self::Xlsx(writer) => writer.finish(),
            Self::Pdf(writer) => Ok(writer.finish()?.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes so many bytes, then there is no room.
    struct SmallDisk(usize);

    impl Write for SmallDisk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0 == 0 && !bytes.is_empty() {
                return Err(io::ErrorKind::StorageFull.into());
            }
            let taken = bytes.len().min(self.0);
            self.0 -= taken;
            Ok(taken)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn write(format: ExportFormat, room: usize) -> io::Result<()> {
        let frame = TableFrame {
            lang: Lang::Fr,
            subtitle: "Ville : Fès".to_owned(),
            made_by: "Établi".to_owned(),
            empty: "Vide".to_owned(),
            workbook: XlsxFrame {
                sheet: "Talents".to_owned(),
                heads: vec![("Code".to_owned(), 14), ("Photo".to_owned(), 10)],
                rows: 300,
                facts_sheet: "Infos".to_owned(),
                ..XlsxFrame::default()
            },
        };
        let mut writer = TableWriter::begin(format, SmallDisk(room), frame)?;
        let row = vec![Cell::text("MACAS0001F"), Cell::Photo(bytes::Bytes::from_static(b"damaged"))];
        writer.rows(&vec![row; 300])?;
        writer.finish().map(|_| ())
    }

    #[test]
    fn every_format_says_that_there_is_no_room() {
        for format in ExportFormat::ALL {
            write(format, usize::MAX).unwrap();
            for room in [0, 10, 1_000] {
                assert_eq!(write(format, room).unwrap_err().kind(), io::ErrorKind::StorageFull, "{format:?} {room}");
            }
        }
    }
}
