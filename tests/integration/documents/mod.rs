//! Documents about people, through the real router: who gets which, and what is never in them.

mod cards;
mod selection;

#[path = "../../../src/server/documents/pdf/read_back.rs"]
pub mod read_back;

use self::read_back::ReadPdf;
use crate::support::browser::Page;
use http::{StatusCode, header};

/// The text of an answer that is a PDF to be saved, without spaces.
fn text_of(page: &Page, name_ends: &str) -> String {
    assert_eq!(page.status, StatusCode::OK, "{}", page.address);
    let header = |name| page.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    assert_eq!(header(header::CONTENT_TYPE), "application/pdf");
    assert_eq!(header(header::CACHE_CONTROL), "private, no-store");
    assert_eq!(header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    let disposition = header(header::CONTENT_DISPOSITION);
    assert!(disposition.starts_with("attachment; filename=\"") && disposition.ends_with(name_ends), "{disposition}");
    let pdf = ReadPdf::new(&page.bytes);
    let read_out = pdf.dictionaries();
    format!("{}\n{read_out}", pdf.text()).chars().filter(|sign| !sign.is_whitespace()).collect()
}
