//! What kind of document a CV is, by its content. Nothing in it is unpacked or read.

use std::io::Cursor;

use crate::domain::unicode;

/// A kind of document we take as a CV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CvKind {
    Pdf,
    Doc,
    Docx,
}

/// More entries than any document of words has.
const MOST_ENTRIES: usize = 5_000;

impl CvKind {
    /// The kind of these bytes; `None` for everything else.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => has_word_stream(bytes).then_some(Self::Doc),
            [b'P', b'K', 3, 4, ..] => has_word_part(bytes).then_some(Self::Docx),
            _ => None,
        }
    }

    /// As it is stored and served.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Doc => "application/msword",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }

    /// The ending of its file name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Doc => "doc",
            Self::Docx => "docx",
        }
    }
}

/// Old Word documents are a small file system with a stream of this name.
fn has_word_stream(bytes: &[u8]) -> bool {
    cfb::CompoundFile::open(Cursor::new(bytes)).is_ok_and(|file| file.is_stream("/WordDocument"))
}

/// New ones are an archive. Only its directory is read, so it does not matter what its entries would unpack to.
fn has_word_part(bytes: &[u8]) -> bool {
    zip::ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| {
        archive.len() <= MOST_ENTRIES
            && archive.index_for_name("word/document.xml").is_some()
            && archive.index_for_name("[Content_Types].xml").is_some()
    })
}

/// A file name that is safe in a header and on any disk: letters, digits and a few signs, with the kind's own ending.
#[must_use]
pub fn file_name(original: &str, kind: CvKind) -> String {
    let last = unicode::line(original.rsplit(['/', '\\']).next().unwrap_or_default());
    let stem = last.rsplit_once('.').map_or(last.as_str(), |(stem, _)| stem);
    let kept: String =
        stem.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | ' ' | '.') { c } else { '_' }).collect();
    let kept: String = kept.trim_matches(['.', ' ', '_']).chars().take(80).collect();
    let stem = if kept.is_empty() { "CV" } else { kept.as_str() };
    format!("{stem}.{}", kind.extension())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn archive(entries: &[&str]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in entries {
            writer
                .start_file(
                    *name,
                    zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored),
                )
                .unwrap();
            writer.write_all(b"<x/>").unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn compound(stream: &str) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream(stream).unwrap().write_all(b"text").unwrap();
        file.flush().unwrap();
        file.into_inner().into_inner()
    }

    #[test]
    fn the_three_kinds_are_known_by_content() {
        assert_eq!(CvKind::of(b"%PDF-1.7\n..."), Some(CvKind::Pdf));
        assert_eq!(CvKind::of(&compound("/WordDocument")), Some(CvKind::Doc));
        assert_eq!(CvKind::of(&archive(&["[Content_Types].xml", "word/document.xml"])), Some(CvKind::Docx));
    }

    #[test]
    fn neighbours_and_nonsense_are_refused() {
        assert_eq!(CvKind::of(&compound("/Workbook")), None, "a table");
        assert_eq!(CvKind::of(&archive(&["[Content_Types].xml", "xl/workbook.xml"])), None, "a table");
        assert_eq!(CvKind::of(&archive(&["word/document.xml"])), None, "any archive");
        let whole = archive(&["[Content_Types].xml", "word/document.xml"]);
        assert_eq!(CvKind::of(&whole[..whole.len() - 10]), None, "cut off");
        for bytes in
            [&b""[..], b"Bonjour", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"MZ\x90\0", b"<html>%PDF-"]
        {
            assert_eq!(CvKind::of(bytes), None);
        }
        let many: Vec<String> = (0..=MOST_ENTRIES).map(|n| format!("{n}")).collect();
        let mut names: Vec<&str> = many.iter().map(String::as_str).collect();
        names.extend(["[Content_Types].xml", "word/document.xml"]);
        assert_eq!(CvKind::of(&archive(&names)), None, "an archive of thousands");
    }

    #[test]
    fn names_become_harmless() {
        assert_eq!(file_name("Mon CV 2026.PDF", CvKind::Pdf), "Mon CV 2026.pdf");
        assert_eq!(file_name("../../etc/passwd", CvKind::Doc), "passwd.doc");
        assert_eq!(file_name("C:\\bureau\\cv.exe", CvKind::Docx), "cv.docx");
        assert_eq!(file_name("a\"; filename=\"b.html\r\nX: y", CvKind::Pdf), "a__ filename__b.pdf");
        assert_eq!(file_name("سيرة ذاتية.pdf", CvKind::Pdf), "سيرة ذاتية.pdf");
        assert_eq!(file_name("re\u{301}sume\u{301}\u{202e}\u{200b}.pdf", CvKind::Pdf), "résumé.pdf");
        assert_eq!(file_name("...", CvKind::Pdf), "CV.pdf");
        assert_eq!(file_name(&"x".repeat(500), CvKind::Pdf).len(), 84);
    }
}
