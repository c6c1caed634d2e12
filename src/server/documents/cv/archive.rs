//! The directory of a ZIP archive, read by hand: the one end record is looked at, and never more entries than a
//! document has, so that a hostile directory costs one pass over its bytes.

use std::io::Read as _;

/// More entries than any document of words has.
pub const MOST_ENTRIES: usize = 5_000;

const END_RECORD: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;
const LARGE_LOCATOR: &[u8] = b"PK\x06\x07";
const LARGE_LOCATOR_LENGTH: usize = 20;
const LARGE_END_RECORD: &[u8] = b"PK\x06\x06";
const ENTRY: &[u8] = b"PK\x01\x02";
const ENTRY_LENGTH: usize = 46;
const LOCAL_ENTRY: &[u8] = b"PK\x03\x04";
const LOCAL_LENGTH: usize = 30;

/// Why an archive has no directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadArchive {
    /// It ends before its directory does.
    Incomplete,
    /// More entries than a document has, or a directory that contradicts itself.
    Nonsense,
}

/// One entry of an archive.
pub struct ArchiveEntry {
    /// With `/` between folders, without one at the beginning, in lower case: names of parts do not depend on it.
    pub name: String,
    pub encrypted: bool,
    method: u16,
    packed: u64,
    header_at: u64,
}

/// An archive whose directory was read.
pub struct Archive<'a> {
    bytes: &'a [u8],
    pub entries: Vec<ArchiveEntry>,
}

impl<'a> Archive<'a> {
    /// Reads the directory.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(bytes: &'a [u8]) -> Result<Self, BadArchive> {
        let end_at = rfind(bytes, END_RECORD).ok_or(BadArchive::Incomplete)?;
        let end = bytes.get(end_at..end_at + END_LENGTH).ok_or(BadArchive::Incomplete)?;
        let mut number = u64::from(u16_at(end, 10)?);
        let mut length = u64::from(u32_at(end, 12)?);
        let mut start = u64::from(u32_at(end, 16)?);
        let is_large = number == u64::from(u16::MAX) || length == u64::from(u32::MAX) || start == u64::from(u32::MAX);
        if is_large && let Some(large) = large_end_record(bytes, end_at) {
            number = u64_at(large, 32)?;
            length = u64_at(large, 40)?;
            start = u64_at(large, 48)?;
        }
        let number =
            usize::try_from(number).ok().filter(|number| *number <= MOST_ENTRIES).ok_or(BadArchive::Nonsense)?;
        let mut rest = directory(bytes, start, length, end_at).ok_or(BadArchive::Nonsense)?;
        let mut entries = Vec::with_capacity(number);
        for _ in 0..number {
            let (entry, following) = one_entry(rest)?;
            entries.push(entry);
            rest = following;
        }
        Ok(Self { bytes, entries })
    }

    /// The entry of this name, which is given in lower case.
    #[must_use]
    pub fn entry(&self, name: &str) -> Option<&ArchiveEntry> {
        self.entries.iter().find(|entry| entry.name == name)
    }

    /// The content of an entry, up to so many bytes: what goes on beyond them is `None`, as is what cannot be unpacked.
    #[must_use]
    pub fn content(&self, entry: &ArchiveEntry, most: u64) -> Option<Vec<u8>> {
        let at = usize::try_from(entry.header_at).ok()?;
        let local = self.bytes.get(at..)?;
        let header = local.get(..LOCAL_LENGTH).filter(|header| header.starts_with(LOCAL_ENTRY))?;
        let names = usize::from(u16_at(header, 26).ok()?) + usize::from(u16_at(header, 28).ok()?);
        let packed = local.get(LOCAL_LENGTH + names..)?.get(..usize::try_from(entry.packed).ok()?)?;
        let mut content = Vec::new();
        match entry.method {
            0 => packed.take(most + 1).read_to_end(&mut content).ok()?,
            8 => flate2::read::DeflateDecoder::new(packed).take(most + 1).read_to_end(&mut content).ok()?,
            _ => return None,
        };
        (u64::try_from(content.len()).ok()? <= most).then_some(content)
    }
}

/// The record that replaces the end record in archives with large numbers.
fn large_end_record(bytes: &[u8], end_at: usize) -> Option<&[u8]> {
    let locator = bytes.get(end_at.checked_sub(LARGE_LOCATOR_LENGTH)?..end_at)?;
    let at = locator.starts_with(LARGE_LOCATOR).then(|| u64_at(locator, 8).ok())??;
    bytes.get(usize::try_from(at).ok()?..end_at)?.starts_with(LARGE_END_RECORD).then_some(())?;
    bytes.get(usize::try_from(at).ok()?..end_at)
}

/// From the first entry to the end record.
fn directory(bytes: &[u8], start: u64, length: u64, end_at: usize) -> Option<&[u8]> {
    let (start, length) = (usize::try_from(start).ok()?, usize::try_from(length).ok()?);
    let directory = bytes.get(start..end_at)?;
    (length <= directory.len() && (length == 0 || directory.starts_with(ENTRY))).then_some(directory)
}

fn one_entry(bytes: &[u8]) -> Result<(ArchiveEntry, &[u8]), BadArchive> {
    let head = bytes.get(..ENTRY_LENGTH).filter(|head| head.starts_with(ENTRY)).ok_or(BadArchive::Nonsense)?;
    let name_length = usize::from(u16_at(head, 28)?);
    let extra_length = usize::from(u16_at(head, 30)?);
    let comment_length = usize::from(u16_at(head, 32)?);
    let rest = bytes.get(ENTRY_LENGTH..).unwrap_or_default();
    let name = rest.get(..name_length).ok_or(BadArchive::Nonsense)?;
    let extra = rest.get(name_length..name_length + extra_length).ok_or(BadArchive::Nonsense)?;
    let following = rest.get(name_length + extra_length + comment_length..).ok_or(BadArchive::Nonsense)?;
    let (mut packed, mut header_at) = (u64::from(u32_at(head, 20)?), u64::from(u32_at(head, 42)?));
    let unpacked_is_large = u32_at(head, 24)? == u32::MAX;
    if let Some(mut large) = large_numbers(extra) {
        let mut next = |is_large: bool, value: &mut u64| {
            if is_large && let Some((number, following)) = large.split_at_checked(8) {
                *value = u64_at(number, 0).unwrap_or(*value);
                large = following;
            }
        };
        next(unpacked_is_large, &mut 0);
        next(packed == u64::from(u32::MAX), &mut packed);
        next(header_at == u64::from(u32::MAX), &mut header_at);
    }
    let name = String::from_utf8_lossy(name).replace('\\', "/").trim_start_matches('/').to_lowercase();
    let encrypted = u16_at(head, 8)? & 1 == 1;
    Ok((ArchiveEntry { name, encrypted, method: u16_at(head, 10)?, packed, header_at }, following))
}

/// The extra field with numbers that four bytes do not hold.
fn large_numbers(mut extra: &[u8]) -> Option<&[u8]> {
    loop {
        let (head, rest) = extra.split_at_checked(4)?;
        let (field, following) = rest.split_at_checked(usize::from(u16_at(head, 2).ok()?))?;
        if u16_at(head, 0).ok()? == 1 {
            return Some(field);
        }
        extra = following;
    }
}

/// Where a mark stands last.
pub fn rfind(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    bytes.windows(mark.len()).rposition(|window| window == mark)
}

fn array_at<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], BadArchive> {
    bytes.get(at..).and_then(|rest| rest.first_chunk::<N>()).copied().ok_or(BadArchive::Nonsense)
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, BadArchive> {
    array_at(bytes, at).map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, BadArchive> {
    array_at(bytes, at).map(u32::from_le_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> Result<u64, BadArchive> {
    array_at(bytes, at).map(u64::from_le_bytes)
}
