//! Tables as CSV (RFC 4180) for spreadsheets.

use csv::{Terminator, WriterBuilder};

use super::cell::Cell;
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
    records(separator, rows.into_iter().map(|row| row.into_iter().map(neutral)))
}

/// The same of typed cells. A telephone number that is stored as one stands there as it is: a plus sign and digits are
/// read as a number at worst, never run.
///
/// # Errors
/// Never for cells that fit into memory.
pub fn cells(separator: Separator, rows: &[Vec<Cell>]) -> AppResult<Vec<u8>> {
    let text = |cell: &Cell| match cell {
        Cell::Empty | Cell::Photo(_) => String::new(),
        Cell::Text(text) => neutral(text),
        Cell::Phone(number) => number.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Day(day) => day.to_string(),
    };
    records(separator, rows.iter().map(|row| row.iter().map(text)))
}

fn records(
    separator: Separator,
    rows: impl IntoIterator<Item = impl IntoIterator<Item = String>>,
) -> AppResult<Vec<u8>> {
    let mut writer =
        WriterBuilder::new().delimiter(separator.byte()).terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).map_err(AppError::internal)?;
    }
    writer.into_inner().map_err(AppError::internal)
}

/// What may end a cell for a program that reads the file with another separator.
const ENDS: [char; 5] = [';', ',', '\t', '\r', '\n'];

/// The cell as spreadsheets show it instead of computing with it: what begins like a formula gets an apostrophe before
/// it, also within the cell where another separator than the file's would begin a new one.
#[must_use]
pub fn neutral(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len() + 1);
    if is_formula(cell.trim_start()) || cell.starts_with(['\t', '\r', '\n']) {
        text.push('\'');
    }
    let mut rest = cell;
    while let Some(end) = rest.find(ENDS) {
        // Each of them is one byte.
        let (before, after) = rest.split_at(end + 1);
        text.push_str(before);
        // Quotes and spaces around it may be taken away.
        if is_formula(after.trim_start_matches(|c: char| c == '"' || (c.is_whitespace() && !ENDS.contains(&c)))) {
            text.push('\'');
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
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
    fn typed_cells_are_written_as_spreadsheets_read_them() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 29).unwrap();
        let row = vec![
            Cell::phone("+212612345678"),
            Cell::text("+212612345678"),
            Cell::text("-1"),
            Cell::Number(-1),
            Cell::Day(day),
            Cell::Empty,
        ];
        let bytes = cells(Separator::Semicolon, &[row]).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), "+212612345678;'+212612345678;'-1;-1;2026-11-29;\r\n");
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        for cell in ["=A1", "+1", "-1", "@SUM(A1)", " =A1", "\rx", "＝A1"] {
            assert_eq!(neutral(cell), format!("'{cell}"));
        }
        for (cell, shown) in [
            ("a,=HYPERLINK(\"x\"),b", "a,'=HYPERLINK(\"x\"),b"),
            ("a; \"@SUM(A1)", "a;' \"@SUM(A1)"),
            ("a\r\n-1", "a\r\n'-1"),
            ("a\t＝1,b", "a\t'＝1,b"),
            ("\t=A1", "'\t'=A1"),
            ("=1,+1", "'=1,'+1"),
        ] {
            assert_eq!(neutral(cell), shown);
        }
        for cell in ["", "a=b", "a,b;c\nd - e, f+g", "عربي، نعم", ";", "account:1", "192.0.2.0/24", "é"] {
            assert_eq!(neutral(cell), cell);
        }
    }
}
