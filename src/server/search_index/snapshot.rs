//! The index in a file, so that a start need not read every person from the database.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Read as _, Write as _},
    path::Path,
};

use super::{Index, shared::Progress};

/// Raise the number whenever the index is made otherwise: older files are then left unread.
const HEADER: &[u8; 16] = b"TM search idx 1\n";

/// Writes the index beside the file and puts it in its place when it is whole.
pub fn save(file: &Path, current: &(Index, Progress)) -> io::Result<()> {
    let folder = file.parent().unwrap_or_else(|| Path::new("."));
    std::fs::create_dir_all(folder)?;
    // A temporary file can be read by its owner alone: names are in it.
    let mut written = tempfile::NamedTempFile::new_in(folder)?;
    let mut output =
        BufWriter::with_capacity(1 << 20, Checked { inner: written.as_file_mut(), sum: crc32fast::Hasher::new() });
    output.write_all(HEADER)?;
    postcard::to_io(current, &mut output).map_err(io::Error::other)?;
    let checked = output.into_inner().map_err(io::IntoInnerError::into_error)?;
    let sum = checked.sum.finalize();
    written.write_all(&sum.to_le_bytes())?;
    written.as_file().sync_all()?;
    written.persist(file).map_err(|error| error.error)?;
    Ok(())
}

/// Reads what [`save`] wrote; `None` without a file or from one of an older program.
pub fn load(file: &Path) -> io::Result<Option<(Index, Progress)>> {
    let file = match File::open(file) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut bytes = Vec::new();
    BufReader::new(file).read_to_end(&mut bytes)?;
    let Some((content, sum)) = bytes.split_last_chunk::<4>() else { return Err(io::ErrorKind::UnexpectedEof.into()) };
    if crc32fast::hash(content) != u32::from_le_bytes(*sum) {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "its checksum is wrong"));
    }
    match content.strip_prefix(HEADER) {
        Some(index) => postcard::from_bytes(index).map(Some).map_err(io::Error::other),
        None => Ok(None),
    }
}

/// Adds up what is written.
struct Checked<W> {
    inner: W,
    sum: crc32fast::Hasher,
}

impl<W: io::Write> io::Write for Checked<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.sum.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
