//! What a file is by its first bytes, whatever it is called.

use serde::{Deserialize, Serialize};

use crate::domain::keyed;

keyed! {
    /// A format people send, with its key in the texts `file_format`.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum FileFormat {
        Jpeg = "jpeg",
        Png = "png",
        /// Photos of iPhones and of some Android phones.
        Heic = "heic",
        Avif = "avif",
        Webp = "webp",
        Gif = "gif",
        Bmp = "bmp",
        Tiff = "tiff",
        Jpeg2000 = "jpeg2000",
        JpegXl = "jpeg_xl",
        Svg = "svg",
        /// Windows icons.
        Icon = "icon",
        Photoshop = "photoshop",
        /// What the sensor of a camera saw: DNG is a TIFF, these are not.
        CameraRaw = "camera_raw",
        Pdf = "pdf",
        /// DOCX, with or without macros.
        Word = "word",
        /// The XML of Word 2003.
        WordXml = "word_xml",
        /// DOTX: Word refuses to open one that is named as a document. Only the types of its parts tell.
        WordTemplate = "word_template",
        /// DOC, XLS, PPT, MSG, PUB: a compound file says only further inside which of them it is.
        OldOffice = "old_office",
        Excel = "excel",
        PowerPoint = "power_point",
        Publisher = "publisher",
        /// A message of Outlook.
        Outlook = "outlook",
        Visio = "visio",
        /// ODT and its relatives.
        OpenDocument = "open_document",
        /// Pages, Numbers and Keynote of Apple.
        IWork = "i_work",
        Rtf = "rtf",
        Epub = "epub",
        PostScript = "post_script",
        Html = "html",
        /// A page with its pictures, as Word and browsers save it in one file.
        Mhtml = "mhtml",
        Xml = "xml",
        Video = "video",
        Audio = "audio",
        /// ZIP of anything else, RAR, 7z, gzip, tar.
        Archive = "archive",
        /// Of Windows, Linux, macOS or Android.
        Program = "program",
        Text = "text",
    }
}

impl FileFormat {
    /// Whether it is a picture, which a viewer can save as JPEG or PNG.
    #[must_use]
    pub const fn is_picture(self) -> bool {
        matches!(
            self,
            Self::Jpeg
                | Self::Png
                | Self::Heic
                | Self::Avif
                | Self::Webp
                | Self::Gif
                | Self::Bmp
                | Self::Tiff
                | Self::Jpeg2000
                | Self::JpegXl
                | Self::Svg
                | Self::Icon
                | Self::Photoshop
                | Self::CameraRaw
        )
    }
}

/// Readers look for the header of a PDF this far.
const PDF_HEADER_WITHIN: usize = 1024;
/// A prolog, comments and a document type may stand before the first element.
const MARKUP_WITHIN: usize = 4096;

/// Names the format of a file by its content; `None` for an empty file and for what has no known signature. It says
/// what a file claims to be, not that it is whole.
#[must_use]
pub fn sniff(bytes: &[u8]) -> Option<FileFormat> {
    if bytes.is_empty() {
        return None;
    }
    signature(bytes).or_else(|| media_container(bytes)).or_else(|| {
        let start = beginning(bytes);
        // A page may hold a whole PDF.
        markup(&start).or_else(|| is_pdf(bytes).then_some(FileFormat::Pdf)).or_else(|| plain(&start))
    })
}

/// Formats that begin with fixed bytes.
fn signature(bytes: &[u8]) -> Option<FileFormat> {
    use FileFormat as F;
    Some(match bytes {
        [0xff, 0xd8, 0xff, ..] => F::Jpeg,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', ..] => F::Png,
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => F::Gif,
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => F::Bmp,
        // Panasonic's and Olympus' raw files are TIFFs with another number, and Canon's have « CR » in the middle.
        [b'I', b'I', b'*', 0, _, _, _, _, b'C', b'R', ..]
        | [b'I', b'I', b'U', 0, ..]
        | [b'I', b'I', b'R', b'O' | b'S', ..] => F::CameraRaw,
        [b'F', b'U', b'J', b'I', b'F', b'I', b'L', b'M', ..] => F::CameraRaw,
        [b'I', b'I', b'*' | b'+', 0, ..] | [b'M', b'M', 0, b'*' | b'+', ..] => F::Tiff,
        [0, 0, 0, 0x0c, b'j', b'P', b' ', b' ', ..] | [0xff, 0x4f, 0xff, 0x51, ..] => F::Jpeg2000,
        [0, 0, 0, 0x0c, b'J', b'X', b'L', b' ', ..] | [0xff, 0x0a, ..] => F::JpegXl,
        [b'8', b'B', b'P', b'S', ..] => F::Photoshop,
        [0, 0, 1 | 2, 0, count, 0, ..] if *count > 0 => F::Icon,
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => F::OldOffice,
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => zipped(bytes),
        [b'%', b'!', b'P', b'S', ..] | [0xc5, 0xd0, 0xd3, 0xc6, ..] => F::PostScript,
        [b'R', b'a', b'r', b'!', 0x1a, 7, ..]
        | [b'7', b'z', 0xbc, 0xaf, 0x27, 0x1c, ..]
        | [0x1f, 0x8b, ..]
        | [b'B', b'Z', b'h', b'1'..=b'9', b'1', ..]
        | [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => F::Archive,
        [b'M', b'Z', _, _, ..] if bytes.contains(&0) => F::Program,
        [0x7f, b'E', b'L', b'F', ..]
        | [0xcf | 0xce, 0xfa, 0xed, 0xfe, ..]
        | [0xca, 0xfe, 0xba, 0xbe, ..]
        | [b'd', b'e', b'x', b'\n', ..] => F::Program,
        _ if bytes.get(257..262) == Some(b"ustar") => F::Archive,
        _ => return None,
    })
}

/// Formats whose signature stands inside a container: RIFF, ISO base media, Matroska, Ogg and the streams.
fn media_container(bytes: &[u8]) -> Option<FileFormat> {
    use FileFormat as F;
    Some(match bytes {
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => F::Webp,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..] => F::Audio,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'A', b'V', b'I', b' ', ..] => F::Video,
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => base_media(bytes),
        // QuickTime before it had brands.
        [_, _, _, _, b'm', b'o', b'o', b'v', ..]
        | [_, _, _, _, b'm', b'd', b'a', b't', ..]
        | [_, _, _, _, b'w', b'i', b'd', b'e', ..] => F::Video,
        // Matroska and WebM, ASF, Flash, MPEG.
        [0x1a, 0x45, 0xdf, 0xa3, ..]
        | [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11, ..]
        | [b'F', b'L', b'V', 1, ..]
        | [0, 0, 1, 0xba | 0xb3, ..] => F::Video,
        [b'I', b'D', b'3', ..]
        | [b'O', b'g', b'g', b'S', ..]
        | [b'f', b'L', b'a', b'C', ..]
        | [b'#', b'!', b'A', b'M', b'R', ..]
        | [b'F', b'O', b'R', b'M', _, _, _, _, b'A', b'I', b'F', ..]
        | [0xff, 0xf1 | 0xf9 | 0xfb | 0xf3 | 0xf2, ..] => F::Audio,
        _ => return None,
    })
}

/// An ISO base media file is what one of its brands says: the first one names what it is above all.
fn base_media(bytes: &[u8]) -> FileFormat {
    let length = bytes.first_chunk::<4>().map_or(0, |size| u32::from_be_bytes(*size));
    let length = usize::try_from(length).unwrap_or(usize::MAX).clamp(12, 256).min(bytes.len());
    let of_brand = |brand: &[u8]| match brand {
        b"avif" | b"avis" => Some(FileFormat::Avif),
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"hevm" | b"hevs" => Some(FileFormat::Heic),
        b"jp2 " | b"jpx " | b"jpm " | b"mjp2" => Some(FileFormat::Jpeg2000),
        b"jxl " => Some(FileFormat::JpegXl),
        b"crx " => Some(FileFormat::CameraRaw),
        b"M4A " | b"M4B " | b"M4P " | b"F4A " => Some(FileFormat::Audio),
        _ => None,
    };
    // Major brand, version, other brands.
    let brands = || {
        let of_box = bytes.get(8..length).unwrap_or_default();
        of_box.chunks_exact(4).enumerate().filter(|(place, _)| *place != 1).map(|(_, brand)| brand)
    };
    let plain_heif = |brand: &[u8]| matches!(brand, b"mif1" | b"msf1" | b"mif2");
    let major = brands().next();
    match major.and_then(of_brand) {
        Some(format) => format,
        // The still picture in general: another brand says how it is coded.
        None if major.is_some_and(plain_heif) => brands().find_map(of_brand).unwrap_or(FileFormat::Heic),
        None => FileFormat::Video,
    }
}

/// What a ZIP is, by the names that stand uncompressed in it.
fn zipped(bytes: &[u8]) -> FileFormat {
    // OpenDocument and EPUB have their media type as the first entry, uncompressed.
    let media_type = bytes.get(30..).and_then(|rest| rest.strip_prefix(b"mimetype")).unwrap_or_default();
    if media_type.starts_with(b"application/epub") {
        return FileFormat::Epub;
    }
    if media_type.starts_with(b"application/vnd.oasis.opendocument") {
        return FileFormat::OpenDocument;
    }
    let names = |part: &[u8]| bytes.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part));
    if names(b"[Content_Types].xml") {
        for (folder, format) in [
            ([&b"word/"[..], b"word\\"], FileFormat::Word),
            ([b"xl/", b"xl\\"], FileFormat::Excel),
            ([b"ppt/", b"ppt\\"], FileFormat::PowerPoint),
            ([b"visio/", b"visio\\"], FileFormat::Visio),
        ] {
            if folder.into_iter().any(names) {
                return format;
            }
        }
    }
    if names(b"Index/Document.iwa") || names(b"Index.zip") {
        return FileFormat::IWork;
    }
    if names(b"AndroidManifest.xml") { FileFormat::Program } else { FileFormat::Archive }
}

fn is_pdf(bytes: &[u8]) -> bool {
    let start = bytes.get(..PDF_HEADER_WITHIN.min(bytes.len())).unwrap_or_default();
    start.windows(5).any(|window| window == b"%PDF-")
}

/// The first letters in lower case, without a byte order mark and spaces before them.
fn beginning(bytes: &[u8]) -> Vec<u8> {
    let start = bytes.get(..MARKUP_WITHIN).unwrap_or(bytes);
    let letters = match start {
        // Of UTF-16 every second byte of Latin letters is zero.
        [0xff, 0xfe, wide @ ..] | [0xfe, 0xff, wide @ ..] => wide.iter().copied().filter(|byte| *byte != 0).collect(),
        [0xef, 0xbb, 0xbf, letters @ ..] | letters => letters.to_vec(),
    };
    letters.trim_ascii_start().to_ascii_lowercase()
}

/// Formats of text that say what they are.
fn markup(text: &[u8]) -> Option<FileFormat> {
    if text.starts_with(b"{\\rtf") {
        return Some(FileFormat::Rtf);
    }
    if text.starts_with(b"mime-version:") {
        return Some(FileFormat::Mhtml);
    }
    let first_name = text.strip_prefix(b"<")?.split(|byte| !byte.is_ascii_alphanumeric() && *byte != b':').next()?;
    let is_xml = text.starts_with(b"<?xml") || has_any(text, &[b"xmlns"]);
    let is_page = matches!(first_name, b"html" | b"head" | b"body" | b"script" | b"meta" | b"div" | b"p" | b"table")
        || has_any(text, &[b"<!doctype html", b"<html"]);
    Some(match () {
        () if is_page => FileFormat::Html,
        () if is_xml && has_any(text, &[b"word.document", b"worddocument", b"wordml", b"pkg:package"]) => {
            FileFormat::WordXml
        }
        () if is_xml && has_any(text, &[b"office:document"]) => FileFormat::OpenDocument,
        () if has_any(text, &[b"<svg"]) => FileFormat::Svg,
        () if is_xml => FileFormat::Xml,
        () => return None,
    })
}

/// Text: a piece of a page by its elements, else plain. `None` when there are control characters in it.
fn plain(text: &[u8]) -> Option<FileFormat> {
    const OF_PAGES: [&[u8]; 6] = [b"<head", b"<body", b"<script", b"<p", b"<div", b"<table"];
    let is_control = |byte: &u8| *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c);
    if text.iter().any(is_control) {
        return None;
    }
    let is_page = text.starts_with(b"<") && has_any(text, &OF_PAGES);
    Some(if is_page { FileFormat::Html } else { FileFormat::Text })
}

fn has_any(text: &[u8], marks: &[&[u8]]) -> bool {
    marks.iter().any(|mark| text.windows(mark.len()).any(|window| window == *mark))
}

#[cfg(test)]
mod tests;
