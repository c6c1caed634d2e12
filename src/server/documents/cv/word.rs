//! DOCX: which part of the archive is the document, and what it is.

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use super::{
    archive::{Archive, BadArchive},
    refusal::CvRefusal,
};
use crate::domain::files::kind::FileFormat;

/// Both lists are a few kilobytes in real documents.
const LONGEST_LIST: u64 = 1 << 20;
const LONGEST_KIND: u64 = 200;

/// Whether an archive is a document that Word opens as DOCX.
pub fn check(bytes: &[u8]) -> Result<(), CvRefusal> {
    let archive = Archive::read(bytes).map_err(|bad| match bad {
        BadArchive::Incomplete => CvRefusal::Incomplete,
        BadArchive::Nonsense => CvRefusal::Unknown,
    })?;
    let Some(types) = archive.entry("[content_types].xml") else {
        return Err(CvRefusal::Other(other_format(&archive)));
    };
    let relations = archive.entry("_rels/.rels").ok_or(CvRefusal::Unknown)?;
    if types.encrypted || relations.encrypted {
        return Err(CvRefusal::Protected);
    }
    let types = archive.content(types, LONGEST_LIST).ok_or(CvRefusal::Unknown)?;
    let relations = archive.content(relations, LONGEST_LIST).ok_or(CvRefusal::Unknown)?;
    let part = main_part(&relations).ok_or(CvRefusal::Unknown)?;
    let kind = type_of(&types, &part).unwrap_or_default();
    let has_macros = |name: &str| name.ends_with("vbaproject.bin");
    if kind.contains("macroenabled") || archive.entries.iter().any(|entry| has_macros(&entry.name)) {
        return Err(CvRefusal::Macros);
    }
    if kind.ends_with("wordprocessingml.template.main+xml") {
        return Err(CvRefusal::Other(FileFormat::WordTemplate));
    }
    for (mark, format) in [
        ("spreadsheetml", FileFormat::Excel),
        ("ms-excel", FileFormat::Excel),
        ("presentationml", FileFormat::PowerPoint),
        ("ms-powerpoint", FileFormat::PowerPoint),
        ("visio", FileFormat::Visio),
    ] {
        if kind.contains(mark) {
            return Err(CvRefusal::Other(format));
        }
    }
    if !kind.ends_with("wordprocessingml.document.main+xml") {
        return Err(CvRefusal::Unknown);
    }
    match archive.entry(&part) {
        Some(entry) if entry.encrypted => Err(CvRefusal::Protected),
        Some(_) => Ok(()),
        None => Err(CvRefusal::Unknown),
    }
}

/// What an archive is that is no Office document.
fn other_format(archive: &Archive) -> FileFormat {
    let kind = archive.entry("mimetype").and_then(|entry| archive.content(entry, LONGEST_KIND)).unwrap_or_default();
    let kind = String::from_utf8_lossy(&kind);
    if kind.starts_with("application/vnd.oasis.opendocument") || kind.starts_with("application/vnd.sun.xml") {
        FileFormat::OpenDocument
    } else if kind.starts_with("application/epub") {
        FileFormat::Epub
    } else if archive.entries.iter().any(|entry| entry.name == "index/document.iwa" || entry.name == "index.zip") {
        FileFormat::IWork
    } else {
        FileFormat::Archive
    }
}

/// The part that the package's relations name as the document, as [`Archive`] writes names.
pub(super) fn main_part(relations: &[u8]) -> Option<String> {
    let target = find(relations, |element| {
        // The transitional and the strict standard differ in what stands before.
        let kind = value(element, b"Type")?;
        (element.local_name().as_ref() == b"Relationship" && kind.to_lowercase().ends_with("/officedocument"))
            .then(|| value(element, b"Target"))?
    })?;
    let target = target.replace('\\', "/");
    let target = target.trim_start_matches("./").trim_start_matches('/');
    Some(target.to_lowercase())
}

/// The content type of a part, in lower case: its own, or that of its ending.
fn type_of(types: &[u8], part: &str) -> Option<String> {
    let own = find(types, |element| {
        let name = value(element, b"PartName")?.replace('\\', "/").to_lowercase();
        (name.trim_start_matches('/') == part).then(|| value(element, b"ContentType"))?
    });
    let of_ending = || {
        let (_, ending) = part.rsplit_once('.')?;
        find(types, |element| {
            (value(element, b"Extension")?.to_lowercase() == ending).then(|| value(element, b"ContentType"))?
        })
    };
    own.or_else(of_ending).map(|kind| kind.trim().to_lowercase())
}

/// The first answer that an element gives. Nothing is resolved but the entities of XML itself.
fn find<T>(xml: &[u8], of: impl Fn(&BytesStart) -> Option<T>) -> Option<T> {
    let text = decoded(xml);
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => {
                if let Some(found) = of(&element) {
                    return Some(found);
                }
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// XML of Office is UTF-8, or UTF-16 with its byte order mark.
pub(super) fn decoded(xml: &[u8]) -> String {
    let pairs = |bytes: &[u8], number: fn([u8; 2]) -> u16| {
        let (pairs, _) = bytes.as_chunks::<2>();
        String::from_utf16_lossy(&pairs.iter().map(|pair| number(*pair)).collect::<Vec<_>>())
    };
    match xml {
        [0xff, 0xfe, rest @ ..] => pairs(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => pairs(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => String::from_utf8_lossy(bytes).into_owned(),
    }
}

pub(super) fn value(element: &BytesStart, name: &[u8]) -> Option<String> {
    let attribute =
        element.attributes().with_checks(false).flatten().find(|one| one.key.local_name().as_ref() == name)?;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}
