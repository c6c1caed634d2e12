//! Writing an archive to what cannot be rewound: a pipe, a download.

use std::io::{self, Seek as _, SeekFrom, Write};

use flate2::{Compression, write::DeflateEncoder};
use ring::digest::{Context, SHA256};
use tempfile::SpooledTempFile;

use super::{
    cipher::{EntryCipher, OVERHEAD},
    keys_ahead::{EntryKeys, KeysAhead},
    records::{self, LONGEST_NAME, Method, Record},
};

/// So much of the directory is collected in memory, more of it in a temporary file.
const DIRECTORY_IN_MEMORY: usize = 4 << 20;
const BUFFER: usize = 64 << 10;

/// What became of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Bytes of the content.
    pub size: u64,
    pub sha256: [u8; 32],
}

/// An archive that is being written. Without [`Self::finish`] it is a torso that no reader takes for whole.
pub struct SealedZipWriter<W: Write> {
    out: W,
    passphrase: String,
    /// From the first entry on.
    keys: Option<KeysAhead>,
    position: u64,
    entries: u64,
    directory: SpooledTempFile,
    directory_size: u64,
    current: Option<Current>,
}

/// The entry that is being written.
struct Current {
    record: Record,
    content: Content,
    hash: Context,
}

/// Packed bytes are collected in a buffer and sealed from there.
enum Content {
    Stored(Sealer),
    Deflated(DeflateEncoder<Sealer>),
}

/// Encrypts what it is given; the archive takes it from here.
struct Sealer {
    cipher: EntryCipher,
    ready: Vec<u8>,
}

impl Write for Sealer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let at = self.ready.len();
        self.ready.extend_from_slice(bytes);
        if let Some(new) = self.ready.get_mut(at..) {
            self.cipher.seal(new);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Content {
    fn sealer(&mut self) -> &mut Sealer {
        match self {
            Self::Stored(sealer) => sealer,
            Self::Deflated(encoder) => encoder.get_mut(),
        }
    }
}

impl<W: Write> SealedZipWriter<W> {
    /// Begins an archive.
    pub fn new(out: W, passphrase: &str) -> Self {
        Self {
            out,
            passphrase: passphrase.to_owned(),
            keys: None,
            position: 0,
            entries: 0,
            directory: SpooledTempFile::new(DIRECTORY_IN_MEMORY),
            directory_size: 0,
            current: None,
        }
    }

    /// Bytes written so far.
    pub const fn position(&self) -> u64 {
        self.position
    }

    /// Begins an entry.
    ///
    /// # Errors
    /// Of the output, for a name that is too long, and while another entry is open.
    pub fn begin(&mut self, name: &str, method: Method) -> io::Result<()> {
        if self.current.is_some() || name.len() > LONGEST_NAME {
            return Err(io::Error::other("an entry begins within another one or has too long a name"));
        }
        let EntryKeys { salt, cipher, verifier } = self.next_keys()?;
        let record = Record { name: name.to_owned(), method, packed: OVERHEAD, size: 0, offset: self.position };
        self.put(&record.local_header())?;
        self.put(&salt)?;
        self.put(&verifier)?;
        let sealer = Sealer { cipher, ready: Vec::with_capacity(2 * BUFFER) };
        let content = match method {
            Method::Stored => Content::Stored(sealer),
            Method::Deflated => Content::Deflated(DeflateEncoder::new(sealer, Compression::fast())),
        };
        self.current = Some(Current { record, content, hash: Context::new(&SHA256) });
        Ok(())
    }

    /// Writes content of the entry begun last.
    ///
    /// # Errors
    /// Of the output.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        for part in bytes.chunks(BUFFER) {
            let current = self.current.as_mut().ok_or_else(|| io::Error::other("content outside an entry"))?;
            current.hash.update(part);
            current.record.size += part.len() as u64;
            match &mut current.content {
                Content::Stored(sealer) => sealer.write_all(part)?,
                Content::Deflated(encoder) => encoder.write_all(part)?,
            }
            let ready = std::mem::take(&mut current.content.sealer().ready);
            current.record.packed += ready.len() as u64;
            self.put(&ready)?;
            if let Some(current) = &mut self.current {
                let mut buffer = ready;
                buffer.clear();
                current.content.sealer().ready = buffer;
            }
        }
        Ok(())
    }

    /// Ends the entry begun last.
    ///
    /// # Errors
    /// Of the output.
    pub fn end(&mut self) -> io::Result<Written> {
        let Some(Current { mut record, content, hash }) = self.current.take() else {
            return Err(io::Error::other("an entry ends that did not begin"));
        };
        let Sealer { cipher, ready } = match content {
            Content::Stored(sealer) => sealer,
            Content::Deflated(encoder) => encoder.finish()?,
        };
        record.packed += ready.len() as u64;
        self.put(&ready)?;
        self.put(&cipher.finish())?;
        self.put(&record.descriptor())?;
        let central = record.central();
        self.directory.write_all(&central)?;
        self.directory_size += central.len() as u64;
        self.entries += 1;
        let mut sha256 = [0; 32];
        sha256.iter_mut().zip(hash.finish().as_ref()).for_each(|(to, from)| *to = *from);
        Ok(Written { size: record.size, sha256 })
    }

    /// Writes the directory; what the archive was written to comes back.
    ///
    /// # Errors
    /// Of the output.
    pub fn finish(mut self) -> io::Result<W> {
        let directory_at = self.position;
        self.directory.seek(SeekFrom::Start(0))?;
        io::copy(&mut self.directory, &mut self.out)?;
        self.out.write_all(&records::end(self.entries, self.directory_size, directory_at))?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn next_keys(&mut self) -> io::Result<EntryKeys> {
        let keys = match self.keys.take() {
            Some(keys) => keys,
            None => KeysAhead::new(&self.passphrase)?,
        };
        self.keys.insert(keys).receive()
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.position += bytes.len() as u64;
        Ok(())
    }
}
