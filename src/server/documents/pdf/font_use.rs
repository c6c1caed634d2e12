//! The glyphs of a font that a document uses, and the font as the document holds it.

use std::{collections::HashMap, fmt::Write as _, io};

use pdf_writer::{
    Chunk, Finish as _, Name, Ref, Str,
    types::{CidFontType, FontFlags, SystemInfo},
};
use skrifa::{MetadataProvider as _, instance::Size, prelude::LocationRef};
use subsetter::GlyphRemapper;

use super::{faces::FontFace, file::PdfFile};

/// More numbers than this are not given out.
const MOST_CIDS: usize = 65_000;

/// The numbers (CIDs) under which a document shows glyphs. The same glyph has one for each text that it stands for, so
/// that every text can be read back.
#[derive(Default)]
pub struct FontUse {
    numbers: HashMap<(u16, Box<str>), u16>,
    glyphs: Vec<UsedGlyph>,
}

struct UsedGlyph {
    glyph: u16,
    text: Box<str>,
    /// In thousandths of an em.
    width: f32,
}

impl FontUse {
    /// The number of a glyph that stands for a text and is so wide, in thousandths of an em.
    pub fn cid(&mut self, glyph: u16, text: &str, width: f32) -> u16 {
        if let Some(number) = self.numbers.get(&(glyph, Box::from(text))) {
            return *number;
        }
        if self.glyphs.len() >= MOST_CIDS {
            let same = self.glyphs.iter().position(|used| used.glyph == glyph);
            return same.and_then(|at| u16::try_from(at + 1).ok()).unwrap_or_default();
        }
        // Zero is the glyph of what a font does not have.
        let number = u16::try_from(self.glyphs.len() + 1).unwrap_or_default();
        self.glyphs.push(UsedGlyph { glyph, text: text.into(), width });
        self.numbers.insert((glyph, text.into()), number);
        number
    }

    /// Whether the document has used it.
    pub fn is_used(&self) -> bool {
        !self.glyphs.is_empty()
    }

    /// Writes the font under this number, with the glyphs that were used.
    pub fn write<W: io::Write>(&self, file: &mut PdfFile<W>, id: Ref, face: &FontFace) -> io::Result<()> {
        let mut glyphs = GlyphRemapper::new();
        for used in &self.glyphs {
            glyphs.remap(used.glyph);
        }
        let program = subsetter::subset(face.data, 0, &glyphs).map_err(io::Error::other)?;
        let [descendant, descriptor, program_id, map_id, text_id] = [(); 5].map(|()| file.reserve());
        let name = format!("{}+{}", tag(face.name), face.name);
        let name = Name(name.as_bytes());
        file.object(id, |chunk| {
            let mut font = chunk.type0_font(id);
            font.base_font(name).encoding_predefined(Name(b"Identity-H"));
            font.descendant_font(descendant).to_unicode(text_id);
        })?;
        file.object(descendant, |chunk| {
            let mut font = chunk.cid_font(descendant);
            font.subtype(CidFontType::Type2).base_font(name).font_descriptor(descriptor);
            font.system_info(SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 });
            font.default_width(0.0).cid_to_gid_map_stream(map_id);
            font.widths().consecutive(1, self.glyphs.iter().map(|used| used.width));
        })?;
        file.object(descriptor, |chunk| write_descriptor(chunk, descriptor, name, face, program_id))?;
        let length = i32::try_from(program.len()).map_err(io::Error::other)?;
        file.compressed_with(program_id, &program, |stream| {
            stream.pair(Name(b"Length1"), length);
        })?;
        let mapped = std::iter::once(0).chain(self.glyphs.iter().map(|used| glyphs.get(used.glyph).unwrap_or(0)));
        let map: Vec<u8> = mapped.flat_map(u16::to_be_bytes).collect();
        file.compressed(map_id, &map)?;
        file.compressed(text_id, self.texts().as_bytes())
    }

    /// The table by which readers find the text of a number.
    fn texts(&self) -> String {
        let mut map = String::from(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n\
             /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n\
             /CMapName /Adobe-Identity-UCS def /CMapType 2 def\n\
             1 begincodespacerange <0000> <ffff> endcodespacerange\n",
        );
        // The second glyph of a letter stands for nothing.
        let numbered = self.glyphs.iter().enumerate().filter(|(_, used)| !used.text.is_empty());
        let numbered: Vec<(usize, &UsedGlyph)> = numbered.collect();
        for hundred in numbered.chunks(100) {
            let _ = writeln!(map, "{} beginbfchar", hundred.len());
            for (at, used) in hundred {
                let _ = write!(map, "<{:04x}> <", at + 1);
                used.text.encode_utf16().for_each(|unit| {
                    let _ = write!(map, "{unit:04x}");
                });
                map.push_str(">\n");
            }
            map.push_str("endbfchar\n");
        }
        map.push_str("endcmap CMapName currentdict /CMap defineresource pop end end");
        map
    }
}

fn write_descriptor(chunk: &mut Chunk, id: Ref, name: Name, face: &FontFace, program: Ref) {
    let metrics = face.font.metrics(Size::unscaled(), LocationRef::default());
    let thousandths = |units: f32| units * 1000.0 / face.em;
    let bounds = metrics.bounds.unwrap_or_default();
    let bounds = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(thousandths);
    let [left, bottom, right, top] = bounds;
    let mut descriptor = chunk.font_descriptor(id);
    descriptor.name(name).flags(FontFlags::SYMBOLIC).italic_angle(0.0).stem_v(80.0);
    descriptor.bbox(pdf_writer::Rect::new(left, bottom, right, top));
    descriptor.ascent(thousandths(metrics.ascent)).descent(thousandths(metrics.descent));
    descriptor.cap_height(thousandths(metrics.cap_height.unwrap_or(metrics.ascent))).font_file2(program);
    descriptor.finish();
}

/// Six capitals before the name of a font say that it is not whole.
fn tag(name: &str) -> String {
    let sum = name.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    (0..6).map(|at| char::from(b'A' + u8::try_from((sum >> (at * 4)) % 16).unwrap_or_default())).collect()
}
