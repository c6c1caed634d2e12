//! `extract-text`

use std::io::{stdin, stdout};

use talentsmaroc::server::services::cv_analysis::reader;

use super::outcome::CommandOutcome;

/// Gives up whatever reading a file does not need, then reads one.
pub fn run() -> CommandOutcome {
    reader::confine().map_err(|error| format!("no limits could be set: {error}"))?;
    reader::answer(stdin().lock(), stdout().lock()).map_err(|error| error.to_string())
}
