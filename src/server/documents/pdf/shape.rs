//! From words to glyphs, ready to be written into a page.

use std::{collections::HashMap, fmt::Write as _, sync::Arc};

use harfrust::{BufferClusterLevel, Direction, Script, ShapeOptions, ShapePlan, Shaper, UnicodeBuffer};

use super::{
    faces::{FaceNumber, FontFace, faces},
    font_use::FontUse,
};

/// Words whose glyphs are kept: with more, all are forgotten, so that memory stays small.
const MOST_KEPT: usize = 20_000;
/// Bytes of a word that is kept.
const LONGEST_KEPT: usize = 64;

/// A word in one font and one direction.
#[derive(Debug, Default)]
pub struct ShapedWord {
    /// In ems.
    pub width: f32,
    /// What `TJ` shows, at a height above the line in ems; nearly always one piece at no height.
    pub pieces: Vec<(f32, String)>,
}

/// Shapes words and keeps what it shaped.
pub struct WordShaper {
    shapers: Vec<Shaper<'static>>,
    plans: Vec<(FaceNumber, bool, Option<Script>, ShapePlan)>,
    /// By font and direction.
    kept: Vec<HashMap<Box<str>, Arc<ShapedWord>>>,
    number_kept: usize,
    buffer: Option<UnicodeBuffer>,
    /// The glyphs that the document has used.
    pub fonts: Vec<FontUse>,
}

impl WordShaper {
    pub fn new() -> Self {
        Self {
            shapers: faces().iter().map(|face| face.shaper_data.shaper(&face.font).build()).collect(),
            plans: Vec::new(),
            kept: vec![HashMap::new(); faces().len() * 2],
            number_kept: 0,
            buffer: None,
            fonts: faces().iter().map(|_| FontUse::default()).collect(),
        }
    }

    /// The glyphs of a word in a font. Empty for a font that does not exist.
    pub fn shape(&mut self, word: &str, number: FaceNumber, rtl: bool) -> Arc<ShapedWord> {
        let place = number * 2 + usize::from(rtl);
        if let Some(shaped) = self.kept.get(place).and_then(|kept| kept.get(word)) {
            return shaped.clone();
        }
        let shaped = Arc::new(self.shape_now(word, number, rtl).unwrap_or_default());
        if word.len() > LONGEST_KEPT {
            return shaped;
        }
        if self.number_kept >= MOST_KEPT {
            self.kept.iter_mut().for_each(HashMap::clear);
            self.number_kept = 0;
        }
        if let Some(kept) = self.kept.get_mut(place) {
            kept.insert(word.into(), shaped.clone());
            self.number_kept += 1;
        }
        shaped
    }

    fn shape_now(&mut self, word: &str, number: FaceNumber, rtl: bool) -> Option<ShapedWord> {
        let (face, shaper, font) = (faces().get(number)?, self.shapers.get(number)?, self.fonts.get_mut(number)?);
        let direction = if rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.push_str(word);
        // Each letter keeps its own glyphs, marks too.
        buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
        buffer.guess_segment_properties();
        buffer.set_direction(direction);
        let script = Some(buffer.script());
        // Making a plan takes longer than shaping a word.
        let same = |plan: &&(FaceNumber, bool, Option<Script>, ShapePlan)| {
            plan.0 == number && plan.1 == rtl && plan.2 == script
        };
        if self.plans.iter().find(same).is_none() {
            self.plans.push((number, rtl, script, ShapePlan::new(shaper, direction, script, None, &[])));
        }
        let plan = self.plans.iter().find(same).map(|(_, _, _, plan)| plan);
        let out = shaper.shape(buffer, ShapeOptions::new().plan(plan));
        let mut writer = GlyphWriter { face, font, shaped: ShapedWord::default(), rise: 0.0, pending: 0.0 };
        let infos = out.glyph_infos();
        let ends = cluster_ends(infos.iter().map(|info| info.cluster as usize), word.len(), rtl);
        for ((info, position), end) in infos.iter().zip(out.glyph_positions()).zip(ends) {
            let glyph = u16::try_from(info.glyph_id).ok()?;
            let text = end.and_then(|end| word.get(info.cluster as usize..end));
            writer.glyph(glyph, text, rtl, [position.x_advance, position.x_offset, position.y_offset]);
        }
        let shaped = writer.finish();
        self.buffer = Some(out.clear());
        Some(shaped)
    }
}

/// Where the letters end that each glyph stands for; none for the second and further glyphs of the same letters.
fn cluster_ends(starts: impl Iterator<Item = usize>, length: usize, rtl: bool) -> Vec<Option<usize>> {
    let starts: Vec<usize> = starts.collect();
    let end_of = |at: usize| {
        let start = starts.get(at)?;
        let (before, after) = starts.split_at(at);
        if before.last() == Some(start) {
            return None;
        }
        let other = |other: &&usize| *other != start;
        let next = if rtl { before.iter().rev().find(other) } else { after.iter().find(other) };
        Some(next.copied().unwrap_or(length))
    };
    (0..starts.len()).map(end_of).collect()
}

struct GlyphWriter<'a> {
    face: &'static FontFace,
    font: &'a mut FontUse,
    shaped: ShapedWord,
    rise: f32,
    /// Movement of the pen that the next glyph needs, in thousandths of an em.
    pending: f32,
}

impl GlyphWriter<'_> {
    /// Writes a glyph and the letters it stands for, so that they can be read back from the file. Readers turn the
    /// letters of a right-to-left word round one by one: of a glyph for several letters the last one is the glyph's, the
    /// others are those of glyphs without look and width behind it.
    #[expect(clippy::cast_precision_loss, reason = "fonts measure in a few thousand units")]
    fn glyph(&mut self, glyph: u16, text: Option<&str>, rtl: bool, [advance, x, y]: [i32; 3]) {
        let text = text.unwrap_or_default();
        let last = text.char_indices().next_back().map_or(0, |(at, _)| at);
        let (others, own) = if rtl { text.split_at(last) } else { ("", text) };
        let thousandths = |units: f32| units * 1000.0 / self.face.em;
        let (advance, x) = (thousandths(advance as f32), thousandths(x as f32));
        let natural = thousandths(self.face.advance(glyph)).round();
        let rise = y as f32 / self.face.em;
        let cid = self.font.cid(glyph, own, natural);
        self.show(rise, x, cid);
        self.pending += advance - natural - x;
        self.shaped.width += advance / 1000.0;
        if let Some(empty) = self.face.glyph(' ') {
            for letter in others.chars().rev() {
                let cid = self.font.cid(empty, letter.encode_utf8(&mut [0; 4]), 0.0);
                self.show(self.rise, 0.0, cid);
            }
        }
    }

    fn show(&mut self, rise: f32, x: f32, cid: u16) {
        self.pending += x;
        if self.shaped.pieces.is_empty() || (rise - self.rise).abs() > 0.0005 {
            self.close();
            self.shaped.pieces.push((rise, String::from("[<")));
            self.rise = rise;
        }
        let Some((_, piece)) = self.shaped.pieces.last_mut() else { return };
        let shift = self.pending.round();
        if shift != 0.0 {
            // `TJ` takes away what it is given.
            let _ = write!(piece, "> {} <", -shift);
            self.pending -= shift;
        }
        let _ = write!(piece, "{cid:04x}");
    }

    fn close(&mut self) {
        if let Some((_, piece)) = self.shaped.pieces.last_mut() {
            piece.push_str(">]TJ");
        }
    }

    fn finish(mut self) -> ShapedWord {
        let shift = self.pending.round();
        if shift != 0.0
            && let Some((_, piece)) = self.shaped.pieces.last_mut()
        {
            let _ = write!(piece, "> {} <", -shift);
        }
        self.close();
        self.shaped
    }
}
