//! A table as a file of any format, written row by row.

use std::io::{self, Write};

use super::{
    cell::Cell,
    csv::{self, BYTE_ORDER_MARK, Separator},
    xlsx::{XlsxFrame, XlsxWriter},
};
use crate::domain::export::ExportFormat;

/// What stands around the rows.
pub type TableFrame = XlsxFrame;

/// Writes a table.
pub enum TableWriter<W> {
    Csv { out: W, separator: Separator },
    Xlsx(Box<XlsxWriter<W>>),
}

impl<W: Write + Send> TableWriter<W> {
    /// Writes what stands before the first row.
    ///
    /// # Errors
    /// Those of the writer, and when no temporary file can be made.
    pub fn begin(format: ExportFormat, mut out: W, frame: TableFrame) -> io::Result<Self> {
        let separator = match format {
            ExportFormat::Xlsx => return Ok(Self::Xlsx(Box::new(XlsxWriter::begin(out, frame)?))),
            ExportFormat::CsvSemicolon => Separator::Semicolon,
            ExportFormat::CsvComma => Separator::Comma,
        };
        out.write_all(BYTE_ORDER_MARK.as_bytes())?;
        let head: Vec<Cell> = frame.heads.iter().map(|(head, _)| Cell::text(head)).collect();
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
        }
    }
}
