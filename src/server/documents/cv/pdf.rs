//! PDF: its beginning, its end, and whether everybody can open it. Nothing in it is unpacked.

use super::{archive::rfind, pdf_password, pdf_syntax::Parser, refusal::CvRefusal};

/// Readers look for the header in so many bytes.
const HEADER_WITHIN: usize = 1024;
const HEADER: &[u8] = b"%PDF-";

/// Whether the beginning is that of a PDF.
pub fn is_pdf(bytes: &[u8]) -> bool {
    header_at(bytes).is_some()
}

/// Whether a PDF is whole and opens without a password.
pub fn check(bytes: &[u8]) -> Result<(), CvRefusal> {
    let header = header_at(bytes).ok_or(CvRefusal::Unknown)?;
    let document = bytes.get(header..).unwrap_or_default();
    if is_cut(document) {
        return Err(CvRefusal::Incomplete);
    }
    if pdf_password::needs_password(document) { Err(CvRefusal::Protected) } else { Ok(()) }
}

fn header_at(bytes: &[u8]) -> Option<usize> {
    // The whole mark lies within.
    let start = bytes.get(..HEADER_WITHIN).unwrap_or(bytes);
    start.windows(HEADER.len()).position(|window| window == HEADER)
}

/// The last thing written names where the table of objects is. A file made for the web has such a line at its beginning
/// too, and says how long it is as a whole.
fn is_cut(document: &[u8]) -> bool {
    const FIRST_OBJECT: usize = 1024;
    const LINEARIZED: &[u8] = b"/Linearized";
    let start = document.get(..FIRST_OBJECT).unwrap_or(document);
    if let Some(at) = start.windows(LINEARIZED.len()).position(|window| window == LINEARIZED)
        && let Some(length) = length_after(start.get(at..).unwrap_or_default())
        && length > document.len()
    {
        return true;
    }
    let Some(at) = rfind(document, b"startxref") else { return true };
    let mut parser = Parser::new(document.get(at + b"startxref".len()..).unwrap_or_default());
    match parser.integer() {
        Some(offset) => usize::try_from(offset).map_or(true, |offset| offset > document.len()),
        None => true,
    }
}

/// `/L` of the dictionary of a linearized file.
fn length_after(text: &[u8]) -> Option<usize> {
    let end = text.windows(2).position(|window| window == b">>").unwrap_or(text.len());
    let text = text.get(..end)?;
    let at = text.windows(2).enumerate().find_map(|(at, window)| {
        let follows = text.get(at + 2).copied().unwrap_or_default();
        (window == b"/L" && (follows.is_ascii_whitespace() || follows.is_ascii_digit())).then_some(at)
    })?;
    usize::try_from(Parser::new(text.get(at + 2..)?).integer()?).ok()
}
