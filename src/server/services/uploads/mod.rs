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
    accept::{Accepted, accept, accept_cv, accept_photo, remove, remove_from_gallery},
    access::{CvAnswer, PhotoAnswer, PhotoKind, cv, photo},
    id_photo::{IdPhotoAnswer, id_photo},
    own::{CvFile, GalleryFile, OwnFiles, claim_draft_files, files_of, forget, of_person},
    rename::{Renaming, rename_photos},
    renew::{Renewed, renew_id_photos},
    sweep::{SWEPT_AFTER, Swept, sweep},
};
use crate::domain::cinema::fields::GALLERY_PHOTOS;
pub use crate::server::repositories::files::FileOwner;

/// The flash that takes refusals of files to the page of their form.
pub const FILE_ERRORS: &str = "files";

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    Photo,
    Cv,
    /// A photo of the CINEMA gallery: there may be several.
    Gallery,
    /// The photo of an identity document, encrypted.
    IdPhoto,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Photo, Self::Cv, Self::Gallery, Self::IdPhoto];

    /// The stored key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Photo => "photo",
            Self::Cv => "cv",
            Self::Gallery => "gallery",
            Self::IdPhoto => "id_photo",
        }
    }

    /// The form's field.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Gallery => GALLERY_PHOTOS,
            other => other.key(),
        }
    }

    /// Reads the name of a field.
    #[must_use]
    pub fn from_field(field: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.field() == field)
    }

    /// Whether a draft or a person has one of the kind, which a new one replaces.
    #[must_use]
    pub const fn is_single(self) -> bool {
        !matches!(self, Self::Gallery)
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
            Self::Photo | Self::Gallery | Self::IdPhoto => crate::domain::photo::MAX_BYTES,
            Self::Cv => crate::domain::photo::MAX_CV_BYTES,
        }
    }
}
