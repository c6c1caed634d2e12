//! How far a backup or a restore is.

/// Rows that travel together.
pub const ROWS: usize = 500;

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Rows brought over, of so many.
    Rows { done: u64, all: u64 },
    /// Files brought over, of so many.
    Files { done: u64, all: u64 },
}
