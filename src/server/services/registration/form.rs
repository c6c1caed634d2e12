//! The two forms that make a profile.

use crate::{
    domain::{
        files::FileKind,
        registration::{FormStep, Step, cinema::Section},
    },
    server::{db::Conn, error::AppResult, services::profiles},
};

/// A form that makes a profile.
pub trait StoredForm: FormStep {
    /// The files the form takes.
    const FILE_KINDS: &'static [FileKind];

    /// Whether a person has the profile already.
    fn has_profile(conn: &mut Conn, person_id: i64) -> impl Future<Output = AppResult<bool>> + Send {
        profiles::exists(conn, Self::MODULE, person_id)
    }
}

impl StoredForm for Step {
    const FILE_KINDS: &'static [FileKind] = &[FileKind::Photo, FileKind::Cv];
}

impl StoredForm for Section {
    const FILE_KINDS: &'static [FileKind] = &[FileKind::Photo, FileKind::IdPhoto, FileKind::Gallery];
}
