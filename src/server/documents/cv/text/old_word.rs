//! DOC: the text of Word 97 to 2003, piece by piece as its table of pieces says.

use std::io::{Cursor, Read as _};

use super::collect::Collected;

/// More than the streams of a CV hold.
const LARGEST_STREAM: u64 = 32 << 20;
/// In the flags at 10: which of the two streams has the tables.
const TABLE_1: u16 = 0x0200;
/// Where the places of tables begin in Word 97: behind the fixed head, numbers of two and of four bytes, each counted.
const COUNT_OF_SHORTS: usize = 32;
/// Which pair of place and length is that of the pieces.
const PIECES: usize = 33;
/// In the place of a piece: its letters take one byte each.
const ONE_BYTE: u32 = 1 << 30;

/// The text of a document; `None` when it has no readable table of pieces.
pub fn read(bytes: &[u8]) -> Option<Collected> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let mut stream = |name: &str| {
        let mut content = Vec::new();
        file.open_stream(name).ok()?.take(LARGEST_STREAM).read_to_end(&mut content).ok()?;
        Some(content)
    };
    let document = stream("/WordDocument")?;
    let tables = match short(&document, 10)? & TABLE_1 {
        0 => stream("/0Table")?,
        _ => stream("/1Table")?,
    };
    let pieces = pieces(&document, &tables)?;
    let mut writer = Writer::default();
    for piece in pieces {
        if writer.collected.is_full() {
            break;
        }
        for c in letters(&document, piece)? {
            writer.put(c);
        }
    }
    Some(writer.collected)
}

/// A piece of text: so many letters from a place on.
#[derive(Clone, Copy)]
struct Piece {
    letters: usize,
    place: u32,
}

fn pieces(document: &[u8], tables: &[u8]) -> Option<Vec<Piece>> {
    let shorts = usize::from(short(document, COUNT_OF_SHORTS)?);
    let at = COUNT_OF_SHORTS + 2 + 2 * shorts;
    let longs = usize::from(short(document, at)?);
    let pairs = at + 2 + 4 * longs + 2;
    let start = usize::try_from(long(document, pairs + 8 * PIECES)?).ok()?;
    let mut rest = tables.get(start..)?;
    loop {
        match rest {
            // Properties that pieces share.
            [1, low, high, following @ ..] => {
                rest = following.get(usize::from(u16::from_le_bytes([*low, *high]))..)?;
            }
            [2, following @ ..] => return table(following),
            _ => return None,
        }
    }
}

/// The table of pieces: the letters they begin at, one more than there are pieces, then eight bytes for each.
fn table(bytes: &[u8]) -> Option<Vec<Piece>> {
    let length = usize::try_from(long(bytes, 0)?).ok()?;
    let table = bytes.get(4..)?.get(..length)?;
    let number = length.checked_sub(4)? / 12;
    let (begins, about) = table.split_at_checked(4 * (number + 1))?;
    let begins: Vec<u32> = begins.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four)).collect();
    let places = about.as_chunks::<8>().0.iter().map(|[_, _, a, b, c, d, ..]| u32::from_le_bytes([*a, *b, *c, *d]));
    let following = begins.iter().skip(1);
    let piece = |((begin, end), place): ((&u32, &u32), u32)| {
        Some(Piece { letters: usize::try_from(end.checked_sub(*begin)?).ok()?, place })
    };
    begins.iter().zip(following).zip(places).map(piece).collect()
}

fn letters(document: &[u8], piece: Piece) -> Option<Vec<char>> {
    if piece.place & ONE_BYTE == 0 {
        let start = usize::try_from(piece.place).ok()?;
        let bytes = document.get(start..)?.get(..piece.letters.checked_mul(2)?)?;
        let numbers = bytes.as_chunks::<2>().0.iter().map(|two| u16::from_le_bytes(*two));
        return Some(char::decode_utf16(numbers).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect());
    }
    let start = usize::try_from((piece.place & !ONE_BYTE) / 2).ok()?;
    let bytes = document.get(start..)?.get(..piece.letters)?;
    Some(encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.chars().collect())
}

/// Leaves out the codes of fields, and turns signs of Word's own into ours.
#[derive(Default)]
struct Writer {
    collected: Collected,
    /// For each field that is open: whether its code goes on. Its result follows.
    fields: Vec<bool>,
}

impl Writer {
    fn put(&mut self, c: char) {
        match c {
            '\u{13}' => self.fields.push(true),
            '\u{14}' => {
                if let Some(code) = self.fields.last_mut() {
                    *code = false;
                }
            }
            '\u{15}' => {
                self.fields.pop();
            }
            _ if self.fields.iter().any(|code| *code) => {}
            '\u{7}' => self.collected.add("\t"),
            '\u{b}' | '\u{c}' | '\r' => self.collected.add("\n"),
            '\u{1e}' => self.collected.add("-"),
            c => self.collected.add(c.encode_utf8(&mut [0; 4])),
        }
    }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk::<2>().map(|two| u16::from_le_bytes(*two))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk::<4>().map(|four| u32::from_le_bytes(*four))
}
