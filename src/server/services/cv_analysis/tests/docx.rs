//! A writer of DOCX and of DOC.

use std::io::{Cursor, Write as _};

/// A run of a paragraph with these properties.
pub fn run(properties: &str, text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

pub fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", run("", text))
}

pub fn paragraphs(text: &str) -> String {
    text.lines().map(paragraph).collect()
}

/// A table of rows, each of them cells with what is in them.
pub fn table(rows: &[Vec<String>]) -> String {
    let cell = |content: &String| format!("<w:tc><w:tcPr><w:tcW w:w=\"2400\"/></w:tcPr>{content}</w:tc>");
    let row = |cells: &Vec<String>| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// A text box as Word writes it: once to be drawn, once for older programs.
pub fn text_box(content: &str) -> String {
    format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>{content}</w:txbxContent>\
         </wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox>\
         </w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
}

/// A document with this body, and parts such as `header1` with their contents.
pub fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    const START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:mc=\"m\" xmlns:wps=\"s\" \
                          xmlns:v=\"v\"";
    let types = format!(
        "{START}<Types><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"
    );
    let relations = format!(
        "{START}<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/\
         officeDocument\" Target=\"word/document.xml\"/></Relationships>"
    );
    let document = format!("{START}<w:document {SPACES}><w:body>{body}</w:body></w:document>");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut put = |name: &str, content: &str| {
        writer.start_file(name, options).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    };
    put("[Content_Types].xml", &types);
    put("_rels/.rels", &relations);
    put("word/document.xml", &document);
    for (name, content) in parts {
        put(&format!("word/{name}.xml"), &format!("{START}<w:part {SPACES}>{content}</w:part>"));
    }
    writer.finish().unwrap().into_inner()
}

/// A document of Word 97: Western lines take one byte a letter, others two, each piece at its own place.
pub fn doc(text: &str) -> Vec<u8> {
    let mut document = vec![0xec, 0xa5, 0xc1, 0, 0, 0, 9, 4, 0, 0, 0, 2];
    document.resize(32, 0);
    // Fourteen short numbers, twenty-two long ones, then places and lengths of ninety-three tables.
    document.extend(14_u16.to_le_bytes());
    document.resize(document.len() + 28, 0);
    document.extend(22_u16.to_le_bytes());
    document.resize(document.len() + 88, 0);
    document.extend(93_u16.to_le_bytes());
    document.resize(document.len() + 8 * 93, 0);
    document.resize(1024, 0);
    let (mut begins, mut about, mut letters) = (Vec::new(), Vec::new(), 0_u32);
    for line in text.split_inclusive('\n') {
        let line = line.replace('\n', "\r");
        begins.extend(letters.to_le_bytes());
        let (western, _, unknown) = encoding_rs::WINDOWS_1252.encode(&line);
        document.resize(document.len().next_multiple_of(2), 0);
        let at = u32::try_from(document.len()).unwrap();
        let place = if unknown { at } else { (at * 2) | (1 << 30) };
        about.extend([[0, 0].as_slice(), &place.to_le_bytes(), &[0, 0]].concat());
        if unknown {
            document.extend(line.encode_utf16().flat_map(u16::to_le_bytes));
        } else {
            document.extend_from_slice(&western);
        }
        letters += u32::try_from(line.encode_utf16().count()).unwrap();
    }
    begins.extend(letters.to_le_bytes());
    document.resize(document.len().max(4096), 0);
    let pieces = [begins, about].concat();
    let mut tables = vec![2];
    tables.extend(u32::try_from(pieces.len()).unwrap().to_le_bytes());
    tables.extend(pieces);
    tables.resize(tables.len().max(4096), 0);
    let file = Cursor::new(Vec::new());
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, file).unwrap();
    for (name, content) in [("/WordDocument", document), ("/1Table", tables)] {
        let mut stream = file.create_stream(name).unwrap();
        stream.write_all(&content).unwrap();
        stream.flush().unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}
