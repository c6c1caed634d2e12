use std::io::{Cursor, Write as _};

use super::{CvKind, CvRefusal, archive::MOST_ENTRIES, file_name, read_text};
use crate::domain::{files::kind::FileFormat, hostile::rounds};

const DOCUMENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/// Damaged copies of each case that are looked at.
const DAMAGES: u64 = 200;

fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in entries {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A package whose main part, `part`, is of this type.
fn package(part: &str, kind: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let types = format!("<Types><Override PartName=\"/{part}\" ContentType=\"{kind}\"/></Types>");
    let relations = format!(
        "<Relationships><Relationship Id=\"a\" Type=\"http://x/relationships/officeDocument\" Target=\"{part}\"/></Relationships>"
    );
    let own = [("[Content_Types].xml", types.as_str()), ("_rels/.rels", relations.as_str()), (part, "<w/>")];
    archive(&[own.as_slice(), more].concat())
}

fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let file = Cursor::new(Vec::new());
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, file).unwrap();
    for (name, content) in streams {
        if let Some((storage, _)) = name.trim_start_matches('/').split_once('/') {
            file.create_storage(format!("/{storage}")).unwrap();
        }
        let mut stream = file.create_stream(name).unwrap();
        stream.write_all(content).unwrap();
        stream.flush().unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// The beginning of a Word document with these flags.
fn word(flags: u16) -> Vec<u8> {
    let mut start = vec![0xec, 0xa5, 0xc1, 0, 0, 0, 9, 4, 0, 0];
    start.extend_from_slice(&flags.to_le_bytes());
    start.resize(4096, 0);
    start
}

fn pdf(text: &str) -> Vec<u8> {
    let mut file = format!("%PDF-1.4\n{text}\n").into_bytes();
    let end = format!("xref\n0 0\ntrailer\n<< /Size 1 >>\nstartxref\n{}\n%%EOF\n", file.len());
    file.extend_from_slice(end.as_bytes());
    file
}

/// The cases as files, and what becomes of each.
#[test]
fn every_case_has_its_answer() {
    use CvRefusal::{Incomplete, Macros, Other, Protected, Unknown};
    macro_rules! case {
        ($name:literal) => {
            ($name, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cv/", $name)).as_slice())
        };
    }
    let cases = [
        (case!("ordinary.docx"), Ok(CvKind::Docx)),
        (case!("word_online_document2.docx"), Ok(CvKind::Docx)),
        (case!("backslash_paths.docx"), Ok(CvKind::Docx)),
        (case!("zip64_entries.docx"), Ok(CvKind::Docx)),
        (case!("not_compressed.docx"), Ok(CvKind::Docx)),
        (case!("directory_entries.docx"), Ok(CvKind::Docx)),
        (case!("capital_letters.docx"), Ok(CvKind::Docx)),
        (case!("bytes_after_the_archive.docx"), Ok(CvKind::Docx)),
        (case!("macros_called.docx"), Err(Macros)),
        (case!("template_called.docx"), Err(Other(FileFormat::WordTemplate))),
        (case!("opendocument_called.docx"), Err(Other(FileFormat::OpenDocument))),
        (case!("word97.doc"), Ok(CvKind::Doc)),
        (case!("word97_template.doc"), Ok(CvKind::Doc)),
        (case!("word97_cut_in_half.doc"), Err(Incomplete)),
        (case!("outlook_message_called.doc"), Err(Other(FileFormat::Outlook))),
        (case!("publisher_called.doc"), Err(Other(FileFormat::Publisher))),
        (case!("html_called.doc"), Err(Other(FileFormat::Html))),
        (case!("wordml2003_called.doc"), Err(Other(FileFormat::WordXml))),
        (case!("new_lines_first.pdf"), Ok(CvKind::Pdf)),
        (case!("byte_order_mark_first.pdf"), Ok(CvKind::Pdf)),
        (case!("header_after_1024_bytes.pdf"), Err(Unknown)),
        (case!("cut_in_half.pdf"), Err(Incomplete)),
        (case!("after_the_end.pdf"), Ok(CvKind::Pdf)),
        (case!("password_to_open.pdf"), Err(Protected)),
        (case!("password_only_to_change.pdf"), Ok(CvKind::Pdf)),
        (case!("linearized_object_streams.pdf"), Ok(CvKind::Pdf)),
        (case!("scan_without_text.pdf"), Ok(CvKind::Pdf)),
        // Passwords of the older revisions, RC4 with 40 and 128 bits and AES with 128.
        (case!("rc4_40_to_open.pdf"), Err(Protected)),
        (case!("rc4_40_to_change.pdf"), Ok(CvKind::Pdf)),
        (case!("rc4_128_to_open.pdf"), Err(Protected)),
        (case!("rc4_128_to_change.pdf"), Ok(CvKind::Pdf)),
        (case!("aes_128_to_open.pdf"), Err(Protected)),
        (case!("aes_128_to_change.pdf"), Ok(CvKind::Pdf)),
        (case!("aes_256_r5_to_open.pdf"), Err(Protected)),
        (case!("aes_256_r5_to_change.pdf"), Ok(CvKind::Pdf)),
    ];
    let number = u32::try_from(cases.len()).unwrap();
    for ((name, bytes), expected) in cases {
        assert_eq!(CvKind::of(bytes), expected, "{name}");
        // However a file is cut, the answer is one.
        for length in (0..bytes.len()).step_by(97) {
            let _ = CvKind::of(&bytes[..length]);
        }
        // However it is damaged, too: bytes changed, copied and left out, always the same ones.
        let mut random = 0x2545_f491_u32;
        let mut next = |below: usize| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (random >> 8) as usize % below.max(1)
        };
        for _ in rounds(DAMAGES, number) {
            let mut damaged = bytes.to_vec();
            for _ in 0..=next(6) {
                let at = next(damaged.len());
                match next(4) {
                    0 => damaged[at] = u8::try_from(next(256)).unwrap(),
                    1 => damaged[at] = [0, 0xff, 0x7f, 0x80][next(4)],
                    2 => damaged.truncate(at.max(1)),
                    _ => {
                        let end = (at + next(64)).min(damaged.len());
                        let copied = damaged[at..end].to_vec();
                        let place = next(damaged.len());
                        damaged.splice(place..place, copied);
                    }
                }
            }
            let _ = CvKind::of(&damaged);
            let _ = read_text(&damaged);
        }
    }
}

#[test]
fn packages_are_what_their_lists_say() {
    use CvRefusal::{Incomplete, Macros, Other, Unknown};
    let excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    let slides = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";
    let macro_document = "application/vnd.ms-word.document.macroEnabled.main+xml";
    let whole = package("word/document.xml", DOCUMENT, &[]);
    let many: Vec<String> = (0..=MOST_ENTRIES).map(|n| format!("{n}")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|name| (name.as_str(), "")).collect();
    for (what, bytes, expected) in [
        ("a document", whole.clone(), Ok(CvKind::Docx)),
        ("another name", package("text/main.xml", DOCUMENT, &[]), Ok(CvKind::Docx)),
        ("macros by type", package("word/document.xml", macro_document, &[]), Err(Macros)),
        ("macros by part", package("word/document.xml", DOCUMENT, &[("word/vbaProject.bin", "x")]), Err(Macros)),
        ("a table", package("xl/workbook.xml", excel, &[]), Err(Other(FileFormat::Excel))),
        ("slides", package("ppt/presentation.xml", slides, &[]), Err(Other(FileFormat::PowerPoint))),
        ("any archive", archive(&[("word/document.xml", "<w/>")]), Err(Other(FileFormat::Archive))),
        ("a book", archive(&[("mimetype", "application/epub+zip")]), Err(Other(FileFormat::Epub))),
        ("lists of nothing", archive(&[("[Content_Types].xml", "<x/>"), ("_rels/.rels", "<x/>")]), Err(Unknown)),
        ("cut off", whole[..whole.len() - 30].to_vec(), Err(Incomplete)),
        ("thousands of entries", package("word/document.xml", DOCUMENT, &many), Err(Unknown)),
    ] {
        assert_eq!(CvKind::of(&bytes), expected, "{what}");
    }
}

#[test]
fn old_documents_are_what_their_streams_say() {
    use CvRefusal::{Macros, Other, Protected, Unknown};
    let text = word(0x0200);
    for (what, streams, expected) in [
        ("a document", vec![("/WordDocument", text.as_slice())], Ok(CvKind::Doc)),
        ("with a password", vec![("/WordDocument", &word(0x0300))], Err(Protected)),
        ("a package with a password", vec![("/EncryptedPackage", b"x"), ("/EncryptionInfo", b"x")], Err(Protected)),
        ("with macros", vec![("/WordDocument", &text), ("/Macros/dir", b"x")], Err(Macros)),
        ("a table", vec![("/Workbook", b"x")], Err(Other(FileFormat::Excel))),
        ("slides", vec![("/PowerPoint Document", b"x")], Err(Other(FileFormat::PowerPoint))),
        ("something else", vec![("/Contents", b"x")], Err(Unknown)),
        ("a name alone", vec![("/WordDocument", [0; 40].as_slice())], Err(Unknown)),
    ] {
        assert_eq!(CvKind::of(&compound(&streams)), expected, "{what}");
    }
}

#[test]
fn a_pdf_begins_and_ends_as_one() {
    use CvRefusal::{Incomplete, Other, Unknown};
    let whole = pdf("Bonjour");
    let far = |length: usize| [vec![b'\n'; length], whole.clone()].concat();
    let for_the_web = pdf("1 0 obj << /Linearized 1 /L 9000 /H [1 2] >> endobj");
    for (what, bytes, expected) in [
        ("whole", whole.clone(), Ok(CvKind::Pdf)),
        ("noise after it", [whole.clone(), vec![0; 3000]].concat(), Ok(CvKind::Pdf)),
        ("just within", far(1024 - 5), Ok(CvKind::Pdf)),
        ("just too far", far(1024 - 4), Err(Unknown)),
        ("no end", b"%PDF-1.7\n1 0 obj\n<< >>".to_vec(), Err(Incomplete)),
        ("an end that points beyond", b"%PDF-1.7\nstartxref\n5000\n%%EOF".to_vec(), Err(Incomplete)),
        ("the first half of one for the web", for_the_web, Err(Incomplete)),
        ("a page", [b"<html>".as_slice(), &whole].concat(), Err(Other(FileFormat::Html))),
        ("text", b"Bonjour".to_vec(), Err(Unknown)),
        ("nothing", Vec::new(), Err(Unknown)),
        ("a program", b"MZ\x90\0".to_vec(), Err(Unknown)),
    ] {
        assert_eq!(CvKind::of(&bytes), expected, "{what}");
    }
}

/// Readers that try every end record read the whole directory for each.
#[test]
fn end_records_without_number_cost_one_look() {
    let mut bytes = package("word/document.xml", DOCUMENT, &[]);
    let entry = [b"PK\x01\x02".as_slice(), &[0; 42]].concat();
    bytes.extend(entry.repeat(60_000));
    let end = [b"PK\x05\x06\0\0\0\0\xfe\xff\xfe\xff".as_slice(), &[0xff, 0, 0, 0, 0, 1, 0, 0, 0, 0]].concat();
    bytes.extend(end.repeat(200_000));
    assert_eq!(CvKind::of(&bytes), Err(CvRefusal::Unknown));
}

/// Each of these marks would make a reader that looks at all of them read the rest of the file.
#[test]
fn marks_of_encryption_without_number_cost_little() {
    for mark in ["/Encrypt<", "/Encrypt%", "/Encrypt(", "/Encrypt[[", "/Encrypt 1 0 R 1 0 obj<<", "/ID[<"] {
        let file = pdf(&format!("{} /Encrypt 1 0 R", mark.repeat((8 << 20) / mark.len())));
        assert_eq!(CvKind::of(&file), Ok(CvKind::Pdf), "{mark}");
    }
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
