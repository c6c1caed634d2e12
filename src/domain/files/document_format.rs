//! Formats of documents that people send by mistake, known by their content.

use serde::{Deserialize, Serialize};

/// A format that is not taken as a CV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentFormat {
    OpenDocument,
    Rtf,
    Html,
    Mhtml,
    /// The XML of Word 2003.
    WordXml,
    /// A template of Word: Word refuses to open one that is named as a document.
    WordTemplate,
    Excel,
    PowerPoint,
    Publisher,
    Outlook,
    Visio,
    Pages,
    Epub,
    Xml,
    Jpeg,
    Png,
    Gif,
    WebP,
    Heic,
    Tiff,
    Zip,
    Rar,
    SevenZip,
}

impl DocumentFormat {
    /// Its name, the same in every language.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OpenDocument => "OpenDocument (ODT)",
            Self::Rtf => "RTF",
            Self::Html => "HTML",
            Self::Mhtml => "MHTML",
            Self::WordXml => "Word XML 2003",
            Self::WordTemplate => "DOTX",
            Self::Excel => "Excel",
            Self::PowerPoint => "PowerPoint",
            Self::Publisher => "Publisher",
            Self::Outlook => "Outlook (MSG)",
            Self::Visio => "Visio",
            Self::Pages => "Pages",
            Self::Epub => "EPUB",
            Self::Xml => "XML",
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Gif => "GIF",
            Self::WebP => "WebP",
            Self::Heic => "HEIC",
            Self::Tiff => "TIFF",
            Self::Zip => "ZIP",
            Self::Rar => "RAR",
            Self::SevenZip => "7z",
        }
    }

    /// The format of these first bytes, when its content says so. Archives and old Office documents, whose format lies
    /// deeper, are not looked into.
    #[must_use]
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => return Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', ..] => return Some(Self::Png),
            [b'G', b'I', b'F', b'8', ..] => return Some(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => return Some(Self::WebP),
            [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] if is_heic(brand) => return Some(Self::Heic),
            [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => return Some(Self::Tiff),
            [b'R', b'a', b'r', b'!', ..] => return Some(Self::Rar),
            [b'7', b'z', 0xbc, 0xaf, 0x27, 0x1c, ..] => return Some(Self::SevenZip),
            _ => {}
        }
        let start = beginning(bytes);
        let begins = |mark: &str| start.starts_with(mark);
        if begins("{\\rtf") {
            Some(Self::Rtf)
        } else if ["<!doctype html", "<html", "<head", "<body", "<script", "<meta"].into_iter().any(begins) {
            Some(Self::Html)
        } else if begins("mime-version:") {
            Some(Self::Mhtml)
        } else if begins("<?xml") || begins("<") && start.contains("xmlns") {
            let has = |mark: &str| start.contains(mark);
            Some(if has("word.document") || has("worddocument") || has("wordml") || has("pkg:package") {
                Self::WordXml
            } else if has("office:document") {
                Self::OpenDocument
            } else if has("<html") {
                Self::Html
            } else {
                Self::Xml
            })
        } else {
            None
        }
    }
}

/// The first letters in lower case, without a byte order mark and spaces before them. UTF-16 is read as its ASCII part.
fn beginning(bytes: &[u8]) -> String {
    const LOOKED_AT: usize = 4096;
    let bytes = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let wide = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    let letters = bytes.iter().filter(|byte| !wide || byte.is_ascii() && **byte != 0);
    let text: String = letters.map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    text.trim_start().to_owned()
}

fn is_heic(brand: &[u8]) -> bool {
    [&b"heic"[..], b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"]
        .iter()
        .any(|name| brand.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_their_first_bytes() {
        for (bytes, format) in [
            (&b"{\\rtf1\\ansi Bonjour}"[..], Some(DocumentFormat::Rtf)),
            (b"<html xmlns:w='urn:schemas-microsoft-com:office:word'><body>", Some(DocumentFormat::Html)),
            (b"\xef\xbb\xbf\r\n <!DOCTYPE HTML><p>", Some(DocumentFormat::Html)),
            (b"\xff\xfe<\0h\0t\0m\0l\0>\0", Some(DocumentFormat::Html)),
            (b"<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns='x'>", Some(DocumentFormat::Html)),
            (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", Some(DocumentFormat::Mhtml)),
            (b"<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?>", Some(DocumentFormat::WordXml)),
            (b"<w:wordDocument xmlns:w='x'>", Some(DocumentFormat::WordXml)),
            (b"<?xml version='1.0'?><office:document xmlns:office='x'>", Some(DocumentFormat::OpenDocument)),
            (b"<?xml version='1.0'?><svg/>", Some(DocumentFormat::Xml)),
            (b"\xff\xd8\xff\xe0", Some(DocumentFormat::Jpeg)),
            (b"\x89PNG\r\n", Some(DocumentFormat::Png)),
            (b"\0\0\0\x18ftypheic", Some(DocumentFormat::Heic)),
            (b"RIFF\0\0\0\0WEBPVP8 ", Some(DocumentFormat::WebP)),
            (b"%PDF-1.4", None),
            (b"Bonjour <b>", None),
            (b"", None),
        ] {
            assert_eq!(DocumentFormat::sniff(bytes), format, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
