//! Writing a file while it is sent or stored: a task reads people in batches, a thread makes cells of them and writes the
//! file, and what it has written is taken from here. Neither is ahead of the other by more than a few batches, so that a
//! million people need no more memory than a thousand; when this is dropped, both end with the batch they are at.

use std::{
    collections::HashMap,
    io::{self, Write},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use bytes::Bytes;
use tokio::{sync::mpsc, task::JoinHandle};

use super::{
    cells::CellWords,
    photos,
    rows::{self, PeopleRows},
};
use crate::{
    domain::{
        export::{Column, ExportFormat},
        lang::Lang,
    },
    server::{
        documents::table::{TableFrame, TableWriter},
        error::{AppError, AppResult},
        state::AppState,
    },
};

/// People read at once.
const BATCH: usize = 500;
/// The same where their photos are read too.
const BATCH_WITH_PHOTOS: usize = 100;
/// Batches that wait for the thread that writes.
const BATCHES_AHEAD: usize = 1;
/// Bytes handed over at once, and how often that may wait to be taken.
const CHUNK: usize = 64 << 10;
const CHUNKS_AHEAD: usize = 4;

/// What is written.
pub struct Plan {
    pub format: ExportFormat,
    pub lang: Lang,
    pub columns: Vec<Column>,
    pub frame: TableFrame,
    /// Labels of talents by key.
    pub talents: HashMap<String, String>,
}

/// A file that is being written.
pub struct Production {
    chunks: mpsc::Receiver<Bytes>,
    feeder: Option<JoinHandle<AppResult<()>>>,
    position: Arc<AtomicUsize>,
}

/// What the thread that writes is told.
enum Told {
    People(Vec<i64>, Box<PeopleRows>),
    /// Without it the file was given up.
    End,
}

impl Production {
    /// Begins the file of these people, in their order.
    pub fn begin(state: &AppState, plan: Plan, people: Vec<i64>) -> Self {
        let (chunks_out, chunks) = mpsc::channel(CHUNKS_AHEAD);
        let position = Arc::new(AtomicUsize::new(0));
        let feeder = tokio::spawn(feed(state.clone(), plan, people, chunks_out, position.clone()));
        Self { chunks, feeder: Some(feeder), position }
    }

    /// The next bytes; none at the end of a file that is whole.
    ///
    /// # Errors
    /// What kept it from being written: the bytes so far are no file.
    pub async fn next(&mut self) -> AppResult<Option<Bytes>> {
        if let Some(chunk) = self.chunks.recv().await {
            return Ok(Some(chunk));
        }
        let Some(feeder) = &mut self.feeder else { return Ok(None) };
        let outcome = feeder.await.map_err(AppError::internal);
        self.feeder = None;
        outcome?.map(|()| None)
    }

    /// How many people were read.
    #[must_use]
    pub fn position(&self) -> usize {
        self.position.load(Ordering::Relaxed)
    }
}

impl Drop for Production {
    fn drop(&mut self) {
        if let Some(feeder) = &self.feeder {
            feeder.abort();
        }
    }
}

async fn feed(
    state: AppState,
    plan: Plan,
    people: Vec<i64>,
    chunks: mpsc::Sender<Bytes>,
    position: Arc<AtomicUsize>,
) -> AppResult<()> {
    let (tell, told) = mpsc::channel(BATCHES_AHEAD);
    let columns = plan.columns.clone();
    let with_photos = photos::are_shown(plan.format, &columns);
    let of_pen = state.clone();
    let pen = tokio::task::spawn_blocking(move || write(&of_pen, plan, told, ChunkWriter::new(chunks)));
    for ids in people.chunks(if with_photos { BATCH_WITH_PHOTOS } else { BATCH }) {
        let mut rows = rows::load(&state, &mut state.db.read().await?, ids, &columns).await?;
        if with_photos {
            rows.photos = Some(photos::load(&state, ids).await?);
        }
        if tell.send(Told::People(ids.to_vec(), Box::new(rows))).await.is_err() {
            // It failed, and says why below.
            break;
        }
        position.fetch_add(ids.len(), Ordering::Relaxed);
    }
    // Not heard by one that failed.
    drop(tell.send(Told::End).await);
    pen.await.map_err(AppError::internal)?.map_err(fault)
}

/// On a thread of its own: what keeps a key busy or waits for the disk.
fn write(state: &AppState, plan: Plan, mut told: mpsc::Receiver<Told>, out: ChunkWriter) -> io::Result<()> {
    let Plan { format, lang, columns, frame, talents } = plan;
    let words = CellWords { lang, today: state.clock.today(), keyring: &state.security.keyring, talents };
    let mut writer = TableWriter::begin(format, out, frame)?;
    loop {
        match told.blocking_recv() {
            Some(Told::People(ids, rows)) => {
                let cells: Vec<_> = ids.into_iter().filter_map(|id| words.row(&rows, id, &columns)).collect();
                writer.rows(&cells)?;
            }
            Some(Told::End) => return writer.finish()?.flush(),
            None => return Err(io::ErrorKind::Interrupted.into()),
        }
    }
}

fn fault(error: io::Error) -> AppError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => AppError::StorageFull,
        _ => AppError::internal(format!("an export could not be written: {error}")),
    }
}

/// Hands bytes over in chunks.
struct ChunkWriter {
    chunks: mpsc::Sender<Bytes>,
    waiting: Vec<u8>,
}

impl ChunkWriter {
    fn new(chunks: mpsc::Sender<Bytes>) -> Self {
        Self { chunks, waiting: Vec::with_capacity(CHUNK) }
    }
}

impl Write for ChunkWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.get(..CHUNK.min(bytes.len())).unwrap_or(bytes);
        self.waiting.extend_from_slice(taken);
        if self.waiting.len() >= CHUNK {
            self.flush()?;
        }
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let chunk = std::mem::replace(&mut self.waiting, Vec::with_capacity(CHUNK));
        self.chunks.blocking_send(Bytes::from(chunk)).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}
