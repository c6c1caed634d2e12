//! A PDF file as it is written: objects go out one after the other, only their places are remembered.

use std::io::{self, Write};

use flate2::{Compress, Compression, FlushCompress, Status};
use pdf_writer::{Chunk, Filter, Ref, Settings, Stream};

/// Writes the objects of a file.
pub struct PdfFile<W> {
    out: W,
    written: u64,
    /// Where each object begins, by its number less one; zero before it is written.
    places: Vec<u64>,
    compress: Compress,
    compressed: Vec<u8>,
}

impl<W: Write> PdfFile<W> {
    /// Writes the head of the file.
    pub fn begin(out: W) -> io::Result<Self> {
        let mut file = Self {
            out,
            written: 0,
            places: Vec::new(),
            compress: Compress::new(Compression::new(6), true),
            compressed: Vec::new(),
        };
        // Four bytes beyond ASCII: programs that move files take it for what it is.
        file.put(b"%PDF-1.7\n%\x80\x81\x82\x83\n")?;
        Ok(file)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.written += bytes.len() as u64;
        Ok(())
    }

    /// What was written since.
    pub const fn out(&mut self) -> &mut W {
        &mut self.out
    }

    /// A number for an object that comes later.
    pub fn reserve(&mut self) -> Ref {
        self.places.push(0);
        Ref::new(i32::try_from(self.places.len()).unwrap_or(i32::MAX))
    }

    /// Writes the one object that `write` makes, which has this number.
    pub fn object(&mut self, id: Ref, write: impl FnOnce(&mut Chunk)) -> io::Result<()> {
        let mut chunk = Chunk::with_settings_and_capacity(Settings { pretty: false }, 512);
        write(&mut chunk);
        if let Some(place) = usize::try_from(id.get()).ok().and_then(|number| self.places.get_mut(number - 1)) {
            *place = self.written;
        }
        self.put(chunk.as_bytes())
    }

    /// Writes a stream, compressed.
    pub fn compressed(&mut self, id: Ref, content: &[u8]) -> io::Result<()> {
        self.compressed_with(id, content, |_| {})
    }

    /// As [`Self::compressed`], with more about the stream.
    pub fn compressed_with(&mut self, id: Ref, content: &[u8], more: impl FnOnce(&mut Stream)) -> io::Result<()> {
        let packed = self.pack(content)?;
        self.object(id, |chunk| {
            let mut stream = chunk.stream(id, &packed);
            stream.filter(Filter::FlateDecode);
            more(&mut stream);
        })?;
        self.compressed = packed;
        Ok(())
    }

    fn pack(&mut self, content: &[u8]) -> io::Result<Vec<u8>> {
        let mut packed = std::mem::take(&mut self.compressed);
        packed.clear();
        packed.reserve(content.len() / 2 + 128);
        self.compress.reset();
        loop {
            let read = usize::try_from(self.compress.total_in()).map_err(io::Error::other)?;
            let rest = content.get(read..).unwrap_or_default();
            match self.compress.compress_vec(rest, &mut packed, FlushCompress::Finish).map_err(io::Error::other)? {
                Status::StreamEnd => return Ok(packed),
                Status::Ok | Status::BufError => packed.reserve(packed.capacity().max(1024)),
            }
        }
    }

    /// Writes the table of all objects and the end of the file.
    pub fn finish(mut self, catalog: Ref, info: Ref) -> io::Result<W> {
        let begin = self.written;
        let number = self.places.len() + 1;
        let mut table = format!("xref\n0 {number}\n0000000000 65535 f \n").into_bytes();
        for place in std::mem::take(&mut self.places) {
            let kind = if place == 0 { "00000 f" } else { "00000 n" };
            writeln!(table, "{place:010} {kind} ")?;
            if table.len() > 16 << 10 {
                self.put(&table)?;
                table.clear();
            }
        }
        write!(
            table,
            "trailer\n<</Size {number}/Root {} 0 R/Info {} 0 R>>\nstartxref\n{begin}\n%%EOF\n",
            catalog.get(),
            info.get()
        )?;
        self.put(&table)?;
        self.out.flush()?;
        Ok(self.out)
    }
}
