//! Uploaded files: taken by content, kept for a draft or a person, removed without a trace.
//!
//! The content is in the storage before its row is committed, and a row is gone before its content: there is never a
//! row without its file. A file without a row (somebody pulled the plug in between) is swept.

mod accept;
mod access;
mod id_photo;
mod own;
mod rename;
mod renew;
mod sweep;

pub use self::{
    accept::{Accepted, accept_cv, accept_photo, remove},
    access::{CvAnswer, PhotoAnswer, cv, gallery, photo},
    id_photo::{IdPhotoAnswer, id_photo},
    own::{CvFile, OwnFiles, claim_draft_files, files_of, forget, keys_of, of_person},
    rename::rename_photos,
    renew::{Renewed, renew_id_photos},
    sweep::{SWEPT_AFTER, Swept, sweep},
};
pub use crate::server::repositories::files::FileOwner;

/// The flash that takes refusals of files to the page of their form.
pub const FILE_ERRORS: &str = "files";

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    Photo,
    Cv,
    /// A photo of the CINEMA profile's gallery.
    Gallery,
    /// The picture of an identity document.
    IdPhoto,
    /// The poster of a production.
    Poster,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Photo, Self::Cv, Self::Gallery, Self::IdPhoto, Self::Poster];

    /// The stored key, which is also the name of the form's field.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Photo => "photo",
            Self::Cv => "cv",
            Self::Gallery => "gallery",
            Self::IdPhoto => "id_photo",
            Self::Poster => "poster",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The most bytes that are taken.
    #[must_use]
    pub const fn max_bytes(self) -> usize {
        match self {
            Self::Photo | Self::Gallery | Self::IdPhoto | Self::Poster => crate::domain::photo::MAX_BYTES,
            Self::Cv => crate::domain::photo::MAX_CV_BYTES,
        }
    }
}
