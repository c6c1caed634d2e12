//! The records around the entries, in the one form that this program writes (APPNOTE.TXT 4.3 and 4.5.3, and WinZip's
//! description of AE-2).

use std::io::{self, Read};

/// Most entries an archive may have.
pub const MOST_ENTRIES: u64 = 20_000_000;
/// Longest name of an entry, in bytes.
pub const LONGEST_NAME: usize = 200;

/// How the content of an entry is packed below its seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    Stored,
    Deflated,
}

impl Method {
    const fn number(self) -> u16 {
        match self {
            Self::Stored => 0,
            Self::Deflated => 8,
        }
    }

    const fn of(number: u16) -> Option<Self> {
        match number {
            0 => Some(Self::Stored),
            8 => Some(Self::Deflated),
            _ => None,
        }
    }
}

/// What the central directory says of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub name: String,
    pub method: Method,
    /// Bytes between the headers: salt, verifier, content, seal.
    pub packed: u64,
    /// Bytes of the content as it was before packing.
    pub size: u64,
    /// Where its local header begins.
    pub offset: u64,
}

pub const LOCAL_SIGNATURE: &[u8] = b"PK\x03\x04";
const CENTRAL_SIGNATURE: &[u8] = b"PK\x01\x02";
const DESCRIPTOR_SIGNATURE: &[u8] = b"PK\x07\x08";
const END64_SIGNATURE: &[u8] = b"PK\x06\x06";
const LOCATOR_SIGNATURE: &[u8] = b"PK\x06\x07";
const END_SIGNATURE: &[u8] = b"PK\x05\x06";

/// AES needs version 5.1 of the format.
const VERSION: u16 = 51;
/// On Unix, whose permissions are in the attributes.
const MADE_BY: u16 = 3 << 8 | VERSION;
/// Encrypted; sizes follow in a descriptor; names in UTF-8.
const FLAGS: u16 = 1 | 1 << 3 | 1 << 11;
const SEALED: u16 = 99;
/// The first day the format knows: when a file was made says something about people.
const DATE: u16 = 1 << 5 | 1;
const IN_EXTRA_16: u16 = u16::MAX;
const IN_EXTRA_32: u32 = u32::MAX;
const OWNER_ONLY: u32 = 0o100_600 << 16;

const LOCAL_FIXED: usize = 30;
const LOCAL_EXTRA: u16 = 20 + AES_EXTRA;
const AES_EXTRA: u16 = 11;
const CENTRAL_FIXED: usize = 46;
const CENTRAL_EXTRA: u16 = 28 + AES_EXTRA;
pub const DESCRIPTOR: u64 = 24;
/// Both ends and the locator between them.
pub const END: u64 = 56 + 20 + 22;

impl Record {
    /// Bytes of its local header.
    pub fn header_length(&self) -> u64 {
        LOCAL_FIXED as u64 + self.name.len() as u64 + u64::from(LOCAL_EXTRA)
    }

    /// Where the next one begins; `None` beyond every file.
    pub fn end(&self) -> Option<u64> {
        self.offset.checked_add(self.header_length())?.checked_add(self.packed)?.checked_add(DESCRIPTOR)
    }

    pub fn local_header(&self) -> Vec<u8> {
        let mut out = Out::default();
        out.raw(LOCAL_SIGNATURE).u16(VERSION).u16(FLAGS).u16(SEALED).u16(0).u16(DATE);
        out.u32(0).u32(IN_EXTRA_32).u32(IN_EXTRA_32).u16(short(self.name.len())).u16(LOCAL_EXTRA);
        out.raw(self.name.as_bytes()).u16(1).u16(16).u64(0).u64(0);
        out.aes(self.method).0
    }

    /// What stands behind the content: AE-2 has no checksum beside its seal.
    pub fn descriptor(&self) -> Vec<u8> {
        let mut out = Out::default();
        out.raw(DESCRIPTOR_SIGNATURE).u32(0).u64(self.packed).u64(self.size);
        out.0
    }

    pub fn central(&self) -> Vec<u8> {
        let mut out = Out::default();
        out.raw(CENTRAL_SIGNATURE).u16(MADE_BY).u16(VERSION).u16(FLAGS).u16(SEALED).u16(0).u16(DATE);
        out.u32(0).u32(IN_EXTRA_32).u32(IN_EXTRA_32).u16(short(self.name.len())).u16(CENTRAL_EXTRA).u16(0).u16(0);
        out.u16(0).u32(OWNER_ONLY).u32(IN_EXTRA_32).raw(self.name.as_bytes());
        out.u16(1).u16(24).u64(self.size).u64(self.packed).u64(self.offset);
        out.aes(self.method).0
    }

    /// Reads the next record of a directory, and how long it is; `None` for any other form than ours.
    pub fn next_central(directory: &mut impl Read) -> io::Result<Option<(Self, u64)>> {
        let mut bytes = Vec::new();
        directory.by_ref().take(CENTRAL_FIXED as u64).read_to_end(&mut bytes)?;
        let Some(name_length) = bytes.get(28..).and_then(|rest| rest.first_chunk()) else { return Ok(None) };
        let behind = u64::from(u16::from_le_bytes(*name_length)) + u64::from(CENTRAL_EXTRA);
        directory.by_ref().take(behind).read_to_end(&mut bytes)?;
        Ok(Self::read_central(&bytes).map(|(record, length)| (record, length as u64)))
    }

    /// Reads the record at the beginning of these bytes, and how long it is; `None` for any other form than ours.
    fn read_central(bytes: &[u8]) -> Option<(Self, usize)> {
        let name_length = usize::from(u16::from_le_bytes(*bytes.get(28..)?.first_chunk()?));
        let extra_at = CENTRAL_FIXED.checked_add(name_length)?;
        let name = std::str::from_utf8(bytes.get(CENTRAL_FIXED..extra_at)?).ok()?.to_owned();
        let number = |at: usize| Some(u64::from_le_bytes(*bytes.get(extra_at + at..)?.first_chunk()?));
        let (size, packed, offset) = (number(4)?, number(12)?, number(20)?);
        let length = extra_at + usize::from(CENTRAL_EXTRA);
        let method = Method::of(u16::from_le_bytes(*bytes.get(length - 2..)?.first_chunk()?))?;
        let record = Self { name, method, packed, size, offset };
        (bytes.get(..length)? == record.central()).then_some((record, length))
    }
}

/// The ends of an archive of so many entries, whose directory of so many bytes begins there.
pub fn end(entries: u64, directory_size: u64, directory_at: u64) -> Vec<u8> {
    let mut out = Out::default();
    out.raw(END64_SIGNATURE).u64(44).u16(MADE_BY).u16(VERSION).u32(0).u32(0).u64(entries).u64(entries);
    out.u64(directory_size).u64(directory_at);
    out.raw(LOCATOR_SIGNATURE).u32(0).u64(directory_at.saturating_add(directory_size)).u32(1);
    out.raw(END_SIGNATURE).u16(0).u16(0).u16(IN_EXTRA_16).u16(IN_EXTRA_16).u32(IN_EXTRA_32).u32(IN_EXTRA_32).u16(0);
    out.0
}

/// Entries, size and place of the directory, from the ends of an archive; `None` for any other form than ours.
pub fn read_end(bytes: &[u8]) -> Option<(u64, u64, u64)> {
    let number = |at: usize| Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
    let (entries, size, place) = (number(24)?, number(40)?, number(48)?);
    (bytes == end(entries, size, place)).then_some((entries, size, place))
}

/// Bytes of a file that tell whether it is an archive of ours.
pub const BEGIN: usize = 10;

/// Whether a file begins as every archive of ours does.
pub fn begins_like_ours(bytes: &[u8; BEGIN]) -> bool {
    let mut out = Out::default();
    out.raw(LOCAL_SIGNATURE).u16(VERSION).u16(FLAGS).u16(SEALED);
    out.0 == bytes
}

/// Whether the last bytes of a file are the end of some archive.
pub fn ends_some_zip(tail: &[u8]) -> bool {
    tail.windows(END_SIGNATURE.len()).any(|four| four == END_SIGNATURE)
}

/// Names are no longer than [`LONGEST_NAME`].
fn short(length: usize) -> u16 {
    u16::try_from(length).unwrap_or(IN_EXTRA_16)
}

#[derive(Default)]
struct Out(Vec<u8>);

impl Out {
    fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.extend_from_slice(bytes);
        self
    }

    fn u16(&mut self, number: u16) -> &mut Self {
        self.raw(&number.to_le_bytes())
    }

    fn u32(&mut self, number: u32) -> &mut Self {
        self.raw(&number.to_le_bytes())
    }

    fn u64(&mut self, number: u64) -> &mut Self {
        self.raw(&number.to_le_bytes())
    }

    /// The extra field of a sealed entry: AE-2, AES-256, and how the content is packed.
    fn aes(mut self, method: Method) -> Self {
        self.u16(0x9901).u16(AES_EXTRA - 4).u16(2).raw(b"AE\x03").u16(method.number());
        self
    }
}
