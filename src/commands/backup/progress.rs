//! How far a backup is, in one line of the terminal.

use std::{
    io::{IsTerminal as _, Write as _},
    time::{Duration, Instant},
};

use talentsmaroc::server::services::operations::backup::Progress;

const BETWEEN: Duration = Duration::from_millis(200);

#[derive(Default)]
pub struct ProgressLine {
    shown: Option<Instant>,
}

impl ProgressLine {
    /// Shows it, a few times a second.
    pub fn show(&mut self, progress: Progress) {
        if self.shown.is_some_and(|at| at.elapsed() < BETWEEN) || !std::io::stderr().is_terminal() {
            return;
        }
        self.shown = Some(Instant::now());
        let (done, all, what) = match progress {
            Progress::Rows { done, all } => (done, all, "rows"),
            Progress::Files { done, all } => (done, all, "files"),
        };
        eprint!("\r{done} of {all} {what}          ");
        let _ = std::io::stderr().flush();
    }

    /// Leaves the line.
    pub fn end(&self) {
        if self.shown.is_some() {
            eprintln!();
        }
    }
}
