//! Reading an archive that this program wrote, whatever became of it since.

use std::io::{self, BufReader, Read, Seek, SeekFrom, Take};

use flate2::read::DeflateDecoder;

use super::{
    cipher::{EntryCipher, OVERHEAD, SALT, SEAL, VERIFIER},
    records::{self, END, LOCAL_SIGNATURE, LONGEST_NAME, MOST_ENTRIES, Method, Record},
};
use crate::domain::backup::Refusal;

/// What entries hold may be larger than the archive by this factor, and by these bytes: more is no backup, but made to
/// fill a disk.
const MOST_INFLATED: u64 = 50;
const SPARE_INFLATED: u64 = 64 << 20;
/// Bytes at the end of a file in which the end of a foreign archive is looked for.
const FOREIGN_TAIL: u64 = 70_000;
/// Entries whose verifiers tell a wrong passphrase from damage.
const VERIFIED: usize = 5;

/// An entry, by its number in the order of the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    pub name: &'a str,
    pub size: u64,
}

/// An archive whose records were found in order. What the entries hold is not known before each was read to its end.
pub struct SealedZip<R> {
    file: R,
    passphrase: String,
    records: Vec<Record>,
    /// Numbers of the records in the order of their names, which are in memory once.
    by_name: Vec<u32>,
}

impl<R: Read + Seek> SealedZip<R> {
    /// Opens an archive.
    ///
    /// # Errors
    /// Why it is none of ours, or not whole; a passphrase that fits no entry.
    pub fn open(mut file: R, passphrase: &str) -> Result<Self, Refusal> {
        let records = read_records(&mut file)?;
        let mut by_name: Vec<u32> = (0_u32..).zip(&records).map(|(number, _)| number).collect();
        by_name.sort_unstable_by(|one, other| name_of(&records, *one).cmp(name_of(&records, *other)));
        let mut neighbours = by_name.iter().zip(by_name.iter().skip(1));
        if neighbours.any(|(one, other)| name_of(&records, *one) == name_of(&records, *other)) {
            return Err(Refusal::DuplicateName);
        }
        let mut archive = Self { file, passphrase: passphrase.to_owned(), records, by_name };
        archive.check_passphrase()?;
        Ok(archive)
    }

    /// The entries in the order in which they were written.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = Entry<'_>> {
        self.records.iter().map(|record| Entry { name: &record.name, size: record.size })
    }

    /// The number of an entry.
    pub fn find(&self, name: &str) -> Option<usize> {
        let at = self.by_name.binary_search_by(|number| name_of(&self.records, *number).cmp(name)).ok()?;
        self.by_name.get(at).and_then(|number| usize::try_from(*number).ok())
    }

    /// The content of an entry. Only when it was read to its end without an error is it what was written.
    ///
    /// # Errors
    /// Of the file; where its records contradict each other.
    pub fn read(&mut self, number: usize) -> Result<EntryReader<&mut R>, Refusal> {
        let (mut cipher, fits) = self.cipher(number)?;
        let record = self.records.get(number).ok_or(Refusal::Damaged)?;
        let packed = record.packed - OVERHEAD;
        if !fits {
            return Err(Refusal::Damaged);
        }
        // Before the content, so that one look behind it is enough.
        let content_at = record.offset + record.header_length() + (SALT + VERIFIER) as u64;
        let mut behind = vec![0; SEAL + record.descriptor().len()];
        self.file.seek(SeekFrom::Start(content_at + packed))?;
        self.file.read_exact(&mut behind)?;
        let (seal, descriptor) = behind.split_at_checked(SEAL).ok_or(Refusal::Damaged)?;
        if descriptor != record.descriptor() {
            return Err(Refusal::Damaged);
        }
        cipher.seal_behind(seal);
        self.file.seek(SeekFrom::Start(content_at))?;
        let opened = Opened { packed: (&mut self.file).take(packed), seal: Some(cipher) };
        let content = match record.method {
            Method::Stored => Content::Stored(Box::new(opened)),
            Method::Deflated => Content::Deflated(Box::new(DeflateDecoder::new(opened))),
        };
        Ok(EntryReader { content, left: record.size })
    }

    /// The cipher of an entry and whether the passphrase fits it, from its beginning.
    fn cipher(&mut self, number: usize) -> Result<(SealCheck, bool), Refusal> {
        let record = self.records.get(number).ok_or(Refusal::Damaged)?;
        let expected = record.local_header();
        let mut header = vec![0; expected.len()];
        self.file.seek(SeekFrom::Start(record.offset))?;
        self.file.read_exact(&mut header)?;
        let (mut salt, mut verifier) = ([0; SALT], [0; VERIFIER]);
        self.file.read_exact(&mut salt)?;
        self.file.read_exact(&mut verifier)?;
        let (cipher, own) = EntryCipher::new(&self.passphrase, &salt).ok_or(Refusal::WrongPassphrase)?;
        if header != expected {
            return Err(Refusal::Damaged);
        }
        Ok((SealCheck { cipher, seal: [0; SEAL] }, own == verifier))
    }

    fn check_passphrase(&mut self) -> Result<(), Refusal> {
        let step = (self.records.len() / VERIFIED).max(1);
        let numbers: Vec<usize> = (0..self.records.len()).step_by(step).collect();
        let mut fitting = 0;
        for number in numbers {
            fitting += usize::from(self.cipher(number)?.1);
        }
        if fitting == 0 { Err(Refusal::WrongPassphrase) } else { Ok(()) }
    }
}

fn name_of(records: &[Record], number: u32) -> &str {
    let record = usize::try_from(number).ok().and_then(|number| records.get(number));
    record.map(|record| record.name.as_str()).unwrap_or_default()
}

/// The directory, every record of which continues where the one before ended.
fn read_records<R: Read + Seek>(file: &mut R) -> Result<Vec<Record>, Refusal> {
    let length = file.seek(SeekFrom::End(0))?;
    let mut first = [0; 4];
    file.seek(SeekFrom::Start(0))?;
    if length < END || file.read_exact(&mut first).is_err() || first != LOCAL_SIGNATURE {
        return Err(Refusal::NoArchive);
    }
    let end_at = length - END;
    let mut end = Vec::new();
    file.seek(SeekFrom::Start(end_at))?;
    file.take(END).read_to_end(&mut end)?;
    let Some((entries, size, place)) = records::read_end(&end) else { return Err(foreign_or_cut(file, length)?) };
    if place.checked_add(size) != Some(end_at) {
        return Err(Refusal::Cut);
    }
    if entries > MOST_ENTRIES || size / entries.max(1) > (LONGEST_NAME + 200) as u64 {
        return Err(Refusal::Bomb);
    }
    file.seek(SeekFrom::Start(place))?;
    let mut directory = BufReader::with_capacity(64 << 10, file.take(size));
    let (mut rest, mut found, mut next, mut inflated) = (size, Vec::new(), 0_u64, 0_u64);
    while rest > 0 {
        let (record, length) = Record::next_central(&mut directory)?.ok_or(Refusal::Damaged)?;
        check_name(&record.name)?;
        if record.offset != next || record.packed < OVERHEAD {
            return Err(Refusal::Damaged);
        }
        next = record.end().filter(|end| *end <= place).ok_or(Refusal::Damaged)?;
        inflated = inflated.checked_add(record.size).ok_or(Refusal::Bomb)?;
        rest = rest.checked_sub(length).ok_or(Refusal::Damaged)?;
        found.push(record);
    }
    if inflated > length.saturating_mul(MOST_INFLATED).saturating_add(SPARE_INFLATED) {
        return Err(Refusal::Bomb);
    }
    if next == place && found.len() as u64 == entries && entries > 0 { Ok(found) } else { Err(Refusal::Damaged) }
}

/// A file that begins like an archive but does not end like one of ours.
fn foreign_or_cut<R: Read + Seek>(file: &mut R, length: u64) -> io::Result<Refusal> {
    let (mut begin, mut tail) = ([0; records::BEGIN], Vec::new());
    file.seek(SeekFrom::Start(0))?;
    file.read_exact(&mut begin)?;
    if records::begins_like_ours(&begin) {
        return Ok(Refusal::Cut);
    }
    file.seek(SeekFrom::Start(length.saturating_sub(FOREIGN_TAIL)))?;
    file.take(FOREIGN_TAIL).read_to_end(&mut tail)?;
    Ok(if records::ends_some_zip(&tail) { Refusal::ForeignArchive } else { Refusal::Cut })
}

/// Names lead nowhere but into the archive.
fn check_name(name: &str) -> Result<(), Refusal> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-');
    let part = |part: &str| !part.is_empty() && !part.starts_with('.') && part.chars().all(plain);
    let fits = name.len() <= LONGEST_NAME && name.split('/').all(part);
    if fits { Ok(()) } else { Err(Refusal::BadName) }
}

/// The content of an entry.
pub struct EntryReader<R: Read> {
    content: Content<R>,
    left: u64,
}

enum Content<R: Read> {
    Stored(Box<Opened<R>>),
    Deflated(Box<DeflateDecoder<Opened<R>>>),
}

/// Decrypts what is packed, and looks at the seal at its end.
struct Opened<R> {
    packed: Take<R>,
    seal: Option<SealCheck>,
}

struct SealCheck {
    cipher: EntryCipher,
    seal: [u8; SEAL],
}

impl SealCheck {
    fn seal_behind(&mut self, seal: &[u8]) {
        self.seal.iter_mut().zip(seal).for_each(|(to, from)| *to = *from);
    }
}

impl<R: Read> Read for Opened<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        let read = self.packed.read(into)?;
        if let Some(check) = &mut self.seal
            && let Some(bytes) = into.get_mut(..read)
        {
            check.cipher.open(bytes);
        }
        if read == 0 {
            let whole = self.packed.limit() == 0;
            if let Some(check) = self.seal.take()
                && !(whole && check.cipher.matches(&check.seal))
            {
                return Err(Refusal::Damaged.into());
            }
        }
        Ok(read)
    }
}

impl<R: Read> Read for EntryReader<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.content {
            Content::Stored(opened) => opened.read(into)?,
            Content::Deflated(decoder) => decoder.read(into)?,
        };
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| io::Error::from(Refusal::Bomb))?;
        if read > 0 || into.is_empty() {
            return Ok(read);
        }
        // The decoder may have stopped before the end of what is packed.
        let behind = match &mut self.content {
            Content::Stored(opened) => opened.read(&mut [0])?,
            Content::Deflated(decoder) => decoder.get_mut().read(&mut [0])?,
        };
        if behind > 0 || self.left > 0 { Err(Refusal::Damaged.into()) } else { Ok(0) }
    }
}
