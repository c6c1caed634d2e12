//! A spreadsheet, saved as CSV: its text, its separator, its rows, and what its columns mean.

mod dates;
mod mapping;
mod text;

pub use self::{
    dates::{DateOrder, Orders, orders, rewritten},
    mapping::{Mapping, MappingProblem, field_names, guessed, meaning_of},
};

use serde::{Deserialize, Serialize};

use self::text::{decoded, line_of_open_quote, separator};

/// Larger files are not read.
pub const MOST_BYTES: usize = 8 << 20;
/// Files with more rows are not read.
pub const MOST_ROWS: usize = 20_000;
const MOST_COLUMNS: usize = 200;

/// Why a file is no table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum SheetProblem {
    /// A workbook, a picture, or anything else.
    #[error("this is no text: save the spreadsheet as CSV")]
    NotText,
    #[error("the file is larger than 8 MB or has more than 20,000 rows")]
    TooLarge,
    #[error("the first row names no columns")]
    NoColumns,
    #[error("two columns have the same name: {name}")]
    SameName { name: String },
    #[error("a quotation mark that opens on line {line} is never closed")]
    OpenQuote { line: u64 },
    #[error("there are no rows below the names of the columns")]
    Empty,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Where it begins in the file, from 1.
    pub line: u64,
    /// As many as there are columns.
    pub cells: Vec<String>,
}

/// A table with names for its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub columns: Vec<String>,
    pub rows: Vec<SheetRow>,
}

/// Reads a file. Rows without anything in them are passed over, short ones are filled up.
///
/// # Errors
/// Why it is no table.
pub fn read(bytes: &[u8]) -> Result<Sheet, SheetProblem> {
    if bytes.len() > MOST_BYTES {
        return Err(SheetProblem::TooLarge);
    }
    let text = decoded(bytes).ok_or(SheetProblem::NotText)?;
    let (separator, rest, skipped) = separator(&text);
    if let Some(line) = line_of_open_quote(rest, separator) {
        return Err(SheetProblem::OpenQuote { line: line + skipped });
    }
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(rest.as_bytes());
    let mut records = reader.records().filter_map(Result::ok).filter(|record| !is_blank(record));
    let columns = named(&records.next().ok_or(SheetProblem::NoColumns)?)?;
    let mut rows = Vec::new();
    for record in records {
        if rows.len() == MOST_ROWS {
            return Err(SheetProblem::TooLarge);
        }
        let line = record.position().map_or(0, |position| begins_on(rest, position)) + skipped;
        let cell = |place: usize| record.get(place).unwrap_or_default().trim().to_owned();
        rows.push(SheetRow { line, cells: (0..columns.len()).map(cell).collect() });
    }
    if rows.is_empty() { Err(SheetProblem::Empty) } else { Ok(Sheet { columns, rows }) }
}

/// The line of a record: the reader counts the empty lines before it to the record.
fn begins_on(text: &str, position: &csv::Position) -> u64 {
    let start = usize::try_from(position.byte()).ok().and_then(|byte| text.as_bytes().get(byte..)).unwrap_or_default();
    let empty = start.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count();
    position.line() + u64::try_from(empty).unwrap_or(0)
}

fn is_blank(record: &csv::StringRecord) -> bool {
    record.iter().all(|cell| cell.trim().is_empty())
}

/// The names of the columns; a column without one cannot be chosen.
fn named(record: &csv::StringRecord) -> Result<Vec<String>, SheetProblem> {
    let names: Vec<String> = record.iter().map(|name| name.trim().to_owned()).collect();
    if names.len() > MOST_COLUMNS {
        return Err(SheetProblem::TooLarge);
    }
    for (place, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        if names.iter().take(place).any(|earlier| earlier == name) {
            return Err(SheetProblem::SameName { name: name.clone() });
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(bytes: &[u8]) -> Result<(Vec<String>, Vec<Vec<String>>), SheetProblem> {
        read(bytes).map(|sheet| (sheet.columns, sheet.rows.into_iter().map(|row| row.cells).collect()))
    }

    #[test]
    fn encodings_and_separators_are_found() {
        let expected = (vec!["Prénom".to_owned(), "Nom".to_owned()], vec![vec!["Zoé".to_owned(), "A; B".to_owned()]]);
        let text = "Prénom,Nom\r\nZoé,\"A; B\"\r\n";
        let utf16 = |order: fn(u16) -> [u8; 2], mark: &str| -> Vec<u8> {
            format!("{mark}{text}").encode_utf16().flat_map(order).collect()
        };
        let windows: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        for bytes in [
            text.as_bytes().to_vec(),
            format!("\u{feff}{text}").into_bytes(),
            format!("sep=,\r\n{text}").into_bytes(),
            text.replace(',', "\t").into_bytes(),
            utf16(u16::to_le_bytes, "\u{feff}"),
            utf16(u16::to_be_bytes, "\u{feff}"),
            utf16(u16::to_le_bytes, ""),
            windows,
        ] {
            assert_eq!(sheet(&bytes), Ok(expected.clone()));
        }
    }

    #[test]
    fn the_examples_are_read_or_refused() {
        let example = |name: &str| {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/import/");
            sheet(&std::fs::read(format!("{folder}{name}")).unwrap())
        };
        let (columns, rows) = example("windows1252_semicolon.csv").unwrap();
        assert_eq!(columns, ["Prénom", "Nom", "Email", "Téléphone", "Ville", "Date de naissance"]);
        assert_eq!(rows[1][0], "Zoé; dite « Zo »");
        assert_eq!(rows[1][1], "N’Diaye\nSow");
        let (columns, rows) = example("utf16le_tab_excel_unicode_text.txt").unwrap();
        assert_eq!((columns.len(), rows.len(), rows[0][4].as_str()), (6, 3, "Fès"));
        assert_eq!(rows[1][0], "أمينة");
        let (_, rows) = example("empty_lines_and_short_rows.csv").unwrap();
        assert_eq!(rows, [["Amina", ""]]);
        assert_eq!(example("open_quote.csv"), Err(SheetProblem::OpenQuote { line: 2 }));
        assert_eq!(example("two_columns_one_name.csv"), Err(SheetProblem::SameName { name: "Nom".to_owned() }));
        assert_eq!(example("formula.csv").unwrap().1, [["=1+1", "a@example.org"]]);
        assert_eq!(read(b"PK\x03\x04workbook"), Err(SheetProblem::NotText));
        assert_eq!(read(b"Nom;Email\r\n"), Err(SheetProblem::Empty));
        assert_eq!(read(b" \r\n"), Err(SheetProblem::NoColumns));
    }

    #[test]
    fn rows_know_their_line() {
        let read = read("sep=;\na;b\n\n\"x\ny\";1\nz;2\n".as_bytes()).unwrap();
        assert_eq!(read.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [4, 6]);
    }
}
