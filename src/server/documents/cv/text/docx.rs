//! DOCX: paragraphs, tables, text boxes, headers, footers and notes. Nothing is resolved but the entities of XML itself.

mod look;
mod styles;

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use self::{look::Look, styles::Styles};
use super::collect::Collected;
use crate::server::documents::cv::{
    archive::Archive,
    word::{decoded, main_part, value},
};

/// So much of a part is unpacked, and of all parts together: the document of a real CV has a few hundred kilobytes.
const LARGEST_PART: u64 = 16 << 20;
const MOST_PARTS: usize = 40;
/// Elements whose content is not part of the text as it stands: what was deleted or moved away, the codes of fields, and
/// the second way to draw what was drawn.
const SKIPPED: [&[u8]; 6] = [b"Fallback", b"del", b"moveFrom", b"instrText", b"delText", b"delInstrText"];

/// The text of a document; `None` when it cannot be unpacked.
pub fn read(bytes: &[u8]) -> Option<Collected> {
    let archive = Archive::read(bytes).ok()?;
    let relations = archive.content(archive.entry("_rels/.rels")?, LARGEST_PART)?;
    let main = main_part(&relations)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = |beginning: &str| {
        let start = if folder.is_empty() { beginning.to_owned() } else { format!("{folder}/{beginning}") };
        let mut names: Vec<&str> = archive.entries.iter().map(|entry| entry.name.as_str()).collect();
        names.retain(|name| name.strip_prefix(start.as_str()).is_some_and(is_part));
        names.sort_unstable();
        names
    };
    let mut parts = beside("header");
    parts.push(&main);
    parts.extend(beside("footer"));
    parts.extend(beside("footnotes"));
    parts.extend(beside("endnotes"));
    let mut collected = Collected::default();
    let mut room = LARGEST_PART;
    let styles = beside("styles").first().and_then(|name| archive.content(archive.entry(name)?, room));
    let styles = styles.map(|xml| Styles::read(&decoded(&xml))).unwrap_or_default();
    for name in parts.into_iter().take(MOST_PARTS) {
        let Some(content) = archive.entry(name).and_then(|entry| archive.content(entry, room)) else {
            // Without its main part nothing is left of a document.
            if name == main {
                return None;
            }
            continue;
        };
        room = room.saturating_sub(u64::try_from(content.len()).unwrap_or(u64::MAX));
        read_part(&decoded(&content), &styles, &mut collected);
        collected.add("\n");
    }
    Some(collected)
}

/// What follows the beginning of a name: `1.xml`, `.xml`.
fn is_part(rest: &str) -> bool {
    rest.strip_suffix(".xml").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Where in the document the reader is.
struct Place<'a> {
    styles: &'a Styles,
    run: Look,
    /// As the style of the run, and that of its paragraph, say.
    of_style: Look,
    of_paragraph: Look,
    /// Whether the paragraph, and each cell it lies in, has a colour behind it.
    paragraph_on_colour: bool,
    cells: Vec<bool>,
    /// Drawn boxes have colours of their own.
    boxes: usize,
    in_run: bool,
    in_paragraph_properties: bool,
    in_text: bool,
}

impl<'a> Place<'a> {
    fn new(styles: &'a Styles) -> Self {
        Self {
            styles,
            run: Look::default(),
            of_style: Look::default(),
            of_paragraph: Look::default(),
            paragraph_on_colour: false,
            cells: Vec::new(),
            boxes: 0,
            in_run: false,
            in_paragraph_properties: false,
            in_text: false,
        }
    }

    fn is_hidden(&self) -> bool {
        let look = self.run.over(self.of_style).over(self.of_paragraph);
        look.is_hidden(self.paragraph_on_colour || self.boxes > 0 || self.cells.iter().any(|cell| *cell))
    }

    fn begin(&mut self, element: &BytesStart) {
        match element.local_name().as_ref() {
            b"p" => (self.paragraph_on_colour, self.of_paragraph) = (false, Look::default()),
            b"r" => (self.in_run, self.run, self.of_style) = (true, Look::default(), Look::default()),
            b"pPr" => self.in_paragraph_properties = true,
            b"tc" => self.cells.push(false),
            b"txbxContent" => self.boxes += 1,
            b"t" => self.in_text = true,
            _ => self.property(element),
        }
    }

    /// An element that says how text looks. Those of a paragraph's own mark say nothing about its text.
    fn property(&mut self, element: &BytesStart) {
        let style = || value(element, b"val").map(|id| self.styles.look(&id)).unwrap_or_default();
        match element.local_name().as_ref() {
            b"rStyle" if self.in_run => self.of_style = style(),
            b"pStyle" => self.of_paragraph = style(),
            _ if self.in_run => self.run.property(element),
            b"shd" => {
                let coloured = look::is_coloured(element);
                if self.in_paragraph_properties {
                    self.paragraph_on_colour = coloured;
                } else if let Some(cell) = self.cells.last_mut() {
                    *cell = coloured;
                }
            }
            _ => {}
        }
    }
}

fn read_part(xml: &str, styles: &Styles, collected: &mut Collected) {
    let mut reader = Reader::from_str(xml);
    let mut place = Place::new(styles);
    let mut skipped = 0_usize;
    while !collected.is_full() {
        // What follows a mistake is lost, what came before it is not.
        let Ok(event) = reader.read_event() else { return };
        match event {
            Event::Start(element) if skipped > 0 || SKIPPED.contains(&element.local_name().as_ref()) => skipped += 1,
            Event::End(_) if skipped > 0 => skipped -= 1,
            Event::Eof => return,
            _ if skipped > 0 => {}
            Event::Start(element) => place.begin(&element),
            Event::Empty(element) => match element.local_name().as_ref() {
                b"tab" if place.in_run => put(collected, &place, "\t"),
                b"br" | b"cr" => put(collected, &place, "\n"),
                b"noBreakHyphen" => put(collected, &place, "-"),
                _ => place.property(&element),
            },
            Event::End(element) => match element.local_name().as_ref() {
                b"p" | b"tr" => collected.add("\n"),
                b"tc" => {
                    place.cells.pop();
                    collected.add("\t");
                }
                b"r" => place.in_run = false,
                b"pPr" => place.in_paragraph_properties = false,
                b"t" => place.in_text = false,
                b"txbxContent" => place.boxes = place.boxes.saturating_sub(1),
                _ => {}
            },
            Event::Text(text) if place.in_text => {
                if let Ok(text) = text.decode() {
                    put(collected, &place, &text);
                }
            }
            Event::CData(text) if place.in_text => {
                if let Ok(text) = text.decode() {
                    put(collected, &place, &text);
                }
            }
            Event::GeneralRef(reference) if place.in_text => {
                let named = match &*reference {
                    b"amp" => Some('&'),
                    b"lt" => Some('<'),
                    b"gt" => Some('>'),
                    b"quot" => Some('"'),
                    b"apos" => Some('\''),
                    _ => reference.resolve_char_ref().ok().flatten(),
                };
                if let Some(c) = named {
                    put(collected, &place, c.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {}
        }
    }
}

fn put(collected: &mut Collected, place: &Place<'_>, text: &str) {
    if place.is_hidden() { collected.hide(text) } else { collected.add(text) }
}
