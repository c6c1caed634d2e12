//! The index in a file, so that a start need not read every person from the database.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
};

use super::{Index, shared::Progress};

/// A file of another program is left unread. The version is made of the sources that decide what an index holds.
const HEADER: &str = concat!("talentsmaroc search index ", env!("SEARCH_INDEX_VERSION"), "\n");

/// What is written into the file.
///
/// # Errors
/// None that is known.
pub fn content(current: &(Index, Progress)) -> io::Result<Vec<u8>> {
    let mut content = postcard::to_extend(current, HEADER.as_bytes().to_vec()).map_err(io::Error::other)?;
    let sum = crc32fast::hash(&content);
    content.extend_from_slice(&sum.to_le_bytes());
    Ok(content)
}

/// Writes the file beside its place and puts it there when it is whole. Its owner alone may read it: names are in it.
pub fn write(file: &Path, content: &[u8]) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    // One name, so that what a crash leaves is overwritten the next time.
    let unfinished = file.with_extension("new");
    let mut output = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
    output.write_all(content)?;
    output.sync_all()?;
    fs::rename(&unfinished, file)
}

/// Reads what [`write`] wrote; `None` without a file or from one of another program. What a crash left goes.
pub fn load(file: &Path) -> io::Result<Option<(Index, Progress)>> {
    drop(fs::remove_file(file.with_extension("new")));
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let Some((content, sum)) = bytes.split_last_chunk::<4>() else { return Err(io::ErrorKind::UnexpectedEof.into()) };
    if crc32fast::hash(content) != u32::from_le_bytes(*sum) {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "its checksum is wrong"));
    }
    match content.strip_prefix(HEADER.as_bytes()) {
        Some(index) => postcard::from_bytes(index).map(Some).map_err(io::Error::other),
        None => Ok(None),
    }
}
