//! DOC: the streams of an OLE2 file say which program wrote it.

use std::io::{Cursor, Read as _};

use super::refusal::CvRefusal;
use crate::domain::files::kind::FileFormat;

const HEADER_LENGTH: usize = 512;
/// Numbers of sectors from here on are marks.
const LARGEST_SECTOR: u32 = 0xffff_fffa;
/// In the table of sectors: not in use.
const FREE: u32 = 0xffff_ffff;

/// The beginning of a document of Word 97 and later, and of Word 6 and 95.
const WORD: [[u8; 2]; 2] = [[0xec, 0xa5], [0xdc, 0xa5]];
const FLAGS_AT: usize = 10;
/// In the high byte of the flags at 10.
const ENCRYPTED: u8 = 0x01;

/// Whether these bytes are a document that Word opens as DOC.
pub fn check(bytes: &[u8]) -> Result<(), CvRefusal> {
    if is_cut(bytes).unwrap_or(true) {
        return Err(CvRefusal::Incomplete);
    }
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| CvRefusal::Unknown)?;
    if file.is_stream("/EncryptedPackage") {
        return Err(CvRefusal::Protected);
    }
    for (name, format) in [
        ("/__properties_version1.0", FileFormat::Outlook),
        ("/Quill", FileFormat::Publisher),
        ("/Workbook", FileFormat::Excel),
        ("/Book", FileFormat::Excel),
        ("/PowerPoint Document", FileFormat::PowerPoint),
        ("/VisioDocument", FileFormat::Visio),
    ] {
        if file.exists(name) {
            return Err(CvRefusal::Other(format));
        }
    }
    if !file.is_stream("/WordDocument") {
        return Err(CvRefusal::Unknown);
    }
    let mut start = [0; 32];
    file.open_stream("/WordDocument")
        .and_then(|mut stream| stream.read_exact(&mut start))
        .map_err(|_| CvRefusal::Incomplete)?;
    if !WORD.iter().any(|mark| start.starts_with(mark)) {
        return Err(CvRefusal::Unknown);
    }
    if start.get(FLAGS_AT + 1).is_some_and(|flags| flags & ENCRYPTED != 0) {
        return Err(CvRefusal::Protected);
    }
    if file.is_storage("/Macros") {
        return Err(CvRefusal::Macros);
    }
    Ok(())
}

/// Whether sectors that are in use lie beyond the end. `None` when the table of sectors itself does.
fn is_cut(bytes: &[u8]) -> Option<bool> {
    let header = bytes.get(..HEADER_LENGTH)?;
    let size = match number(header, 30)? & 0xffff {
        9 => 512_usize,
        12 => 4096,
        // Not our matter: the library refuses it.
        _ => return Some(false),
    };
    let sectors = bytes.len().saturating_sub(size).div_ceil(size);
    let sector = |number: u32| {
        let start = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(size)?;
        bytes.get(start..)?.get(..size)
    };
    // The header names the first 109 sectors of the table, and where the names of the others are.
    let mut names: Vec<u32> = header.get(76..)?.as_chunks::<4>().0.iter().map(|one| u32::from_le_bytes(*one)).collect();
    let mut more = number(header, 68)?;
    for _ in 0..sectors {
        if more > LARGEST_SECTOR {
            break;
        }
        let numbers: Vec<u32> = sector(more)?.as_chunks::<4>().0.iter().map(|one| u32::from_le_bytes(*one)).collect();
        let (next, of_table) = numbers.split_last()?;
        names.extend(of_table);
        more = *next;
        if names.len() > sectors + 109 {
            break;
        }
    }
    let (mut last_in_use, mut place) = (0, 0);
    for name in names.into_iter().filter(|name| *name <= LARGEST_SECTOR) {
        for entry in sector(name)?.as_chunks::<4>().0 {
            if u32::from_le_bytes(*entry) != FREE {
                last_in_use = place;
            }
            place += 1;
        }
    }
    Some(last_in_use >= sectors)
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk::<4>().map(|four| u32::from_le_bytes(*four))
}
