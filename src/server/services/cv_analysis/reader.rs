//! Reading a CV in a process of its own: whatever a file does to its reader, the server goes on.

use std::{
    io::{Read, Write},
    process::Stdio,
    time::Duration,
};

use bytes::Bytes;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    process::Command,
    sync::Semaphore,
    time::timeout,
};

use crate::{
    domain::cv_analysis::AnalysisProblem,
    server::{
        documents::cv::{CvText, NoText, read_text},
        error::{AppError, AppResult},
        state::AppState,
    },
};

/// A CV is no longer; more is not read.
const LARGEST: u64 = 12 << 20;
/// What the reader writes: its longest text, of which each character takes at most four bytes or is escaped.
const LONGEST_ANSWER: u64 = 2 << 20;
const LONGEST: Duration = Duration::from_secs(10);
/// Memory that can be written to.
const MOST_MEMORY: u64 = 512 << 20;
/// Readers at the same time: each may take that much memory. The others wait for at most as long as one takes.
static READERS: Semaphore = Semaphore::const_new(2);
/// The allocator takes memory as it is needed: what it took in advance would be under no limit any more.
const ALLOCATOR: (&str, &str) = ("MIMALLOC_ARENA_EAGER_COMMIT", "0");
const MOST_SECONDS: u64 = 8;
/// Standard input, output and errors are open already; no file and no connection can be opened any more, not even in
/// place of one of these.
const MORE_FILES: u64 = 0;
/// No program and no thread is begun; of the superuser the system does not ask that.
const MORE_PROCESSES: u64 = 0;

/// Takes memory, time, files and connections from this process, for good.
///
/// # Errors
/// When the system refuses.
pub fn confine() -> std::io::Result<()> {
    let limits = [
        (Resource::Data, MOST_MEMORY),
        (Resource::Cpu, MOST_SECONDS),
        (Resource::Fsize, LONGEST_ANSWER),
        (Resource::Core, 0),
        (Resource::Nofile, MORE_FILES),
        (Resource::Nproc, MORE_PROCESSES),
    ];
    for (resource, most) in limits {
        // What is limited further already stays so.
        let most = getrlimit(resource).maximum.map_or(most, |limit| limit.min(most));
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}

/// Reads a CV and writes its text, or why there is none.
///
/// # Errors
/// When it cannot be read from there or written there.
pub fn answer(input: impl Read, mut output: impl Write) -> std::io::Result<()> {
    let mut bytes = Vec::new();
    input.take(LARGEST).read_to_end(&mut bytes)?;
    serde_json::to_writer(&mut output, &read_text(&bytes))?;
    output.flush()
}

/// The text of a CV, or why there is none.
///
/// # Errors
/// When no process can be started.
pub async fn text_of(state: &AppState, bytes: Bytes) -> AppResult<Result<CvText, AnalysisProblem>> {
    let _place = READERS.acquire().await.map_err(AppError::internal)?;
    // Without the environment, which has keys.
    let mut child = Command::new(&state.config.cv_reader)
        .arg("extract-text")
        .env_clear()
        .env(ALLOCATOR.0, ALLOCATOR.1)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| AppError::internal(format!("the reader of CVs does not start: {error}")))?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(AppError::internal("the reader of CVs has no pipes"));
    };
    let talk = async move {
        // It reads everything before it writes anything. One that ends early says so by what it does not answer.
        let _ = input.write_all(&bytes).await;
        drop(input);
        let mut answer = Vec::new();
        let _ = output.take(LONGEST_ANSWER).read_to_end(&mut answer).await;
        answer
    };
    let Ok(answer) = timeout(LONGEST, talk).await else { return Ok(Err(AnalysisProblem::TooLong)) };
    // Limits end a process without an answer.
    Ok(match serde_json::from_slice::<Result<CvText, NoText>>(&answer) {
        Ok(Ok(text)) => Ok(text),
        Ok(Err(NoText::Scan)) => Err(AnalysisProblem::Scan),
        Ok(Err(NoText::Locked)) => Err(AnalysisProblem::Locked),
        Ok(Err(NoText::Unreadable)) => Err(AnalysisProblem::Unreadable),
        Err(_) => Err(AnalysisProblem::TooLong),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let mut written = Vec::new();
        answer(&b"no document"[..], &mut written).unwrap();
        let read: Result<CvText, NoText> = serde_json::from_slice(&written).unwrap();
        assert_eq!(read, Err(NoText::Unreadable));
    }
}
