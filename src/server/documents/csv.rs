//! Tables as CSV (RFC 4180) for spreadsheets.

use csv::{Terminator, WriterBuilder};

use crate::server::error::{AppError, AppResult};

/// Tells spreadsheets that the text is UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What stands between two cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Separator {
    /// As spreadsheets in French expect it.
    #[default]
    Semicolon,
    Comma,
}

impl Separator {
    /// The separator of a form: `,` or, for whatever else, `;`.
    #[must_use]
    pub fn from_form(value: &str) -> Self {
        if value == "," { Self::Comma } else { Self::Semicolon }
    }

    const fn byte(self) -> u8 {
        match self {
            Self::Semicolon => b';',
            Self::Comma => b',',
        }
    }
}

/// Lines of a table as bytes.
///
/// # Errors
/// Never for cells that fit into memory.
pub fn lines<'a>(
    separator: Separator,
    rows: impl IntoIterator<Item = impl IntoIterator<Item = &'a str>>,
) -> AppResult<Vec<u8>> {
    let mut writer =
        WriterBuilder::new().delimiter(separator.byte()).terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.into_iter().map(neutral)).map_err(AppError::internal)?;
    }
    writer.into_inner().map_err(AppError::internal)
}

/// The cell as spreadsheets show it instead of computing with it: what begins like a formula gets an apostrophe before
/// it.
#[must_use]
pub fn neutral(cell: &str) -> String {
    let is_formula = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || cell.starts_with(['\t', '\r', '\n']);
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_back_and_none_is_a_formula() {
        let rows = [["a;b", "c,\"d\"\r\ne"], ["=1+1", "é ✓ عربي"]];
        for (separator, byte) in [(Separator::Semicolon, b';'), (Separator::Comma, b',')] {
            let bytes = lines(separator, rows).unwrap();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(byte).from_reader(bytes.as_slice());
            let read: Vec<Vec<String>> =
                reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
            assert_eq!(read, [["a;b", "c,\"d\"\r\ne"], ["'=1+1", "é ✓ عربي"]]);
            assert!(bytes.ends_with(b"\r\n"));
        }
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        for cell in ["=A1", "+1", "-1", "@SUM(A1)", " =A1", "\t=A1", "\rx", "＝A1"] {
            assert_eq!(neutral(cell), format!("'{cell}"));
        }
        for cell in ["", "a=b", "account:1", "192.0.2.0/24", "é"] {
            assert_eq!(neutral(cell), cell);
        }
    }
}
