//! Why a file is not taken as a CV.

use crate::domain::files::kind::FileFormat;

/// Why a file is not taken as a CV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CvRefusal {
    /// None of the formats we know.
    Unknown,
    /// A format that is not taken.
    Other(FileFormat),
    /// It ends too early.
    Incomplete,
    /// It cannot be read without a password.
    Protected,
    /// It holds programs, which start when it is opened.
    Macros,
}
