//! Uploaded files, as pages, forms and services know them.

pub mod film;
pub mod kind;
pub mod photo;
pub mod tint;
use self::photo::{MAX_BYTES, MAX_CV_BYTES, Photo};
use crate::domain::{keyed, registration::cinema::fields::GALLERY_PHOTOS};

keyed! {
    /// What a file is for, with the stored key.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum FileKind {
        Photo = "photo",
        Cv = "cv",
        /// A photo of the CINEMA gallery: there may be several.
        Gallery = "gallery",
        /// The photo of an identity document, encrypted.
        IdPhoto = "id_photo",
        /// The poster of a production: the server fetches it, no form sends one.
        Poster = "poster",
    }
}

impl FileKind {
    /// The form's field.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Gallery => GALLERY_PHOTOS,
            other => other.key(),
        }
    }

    /// Reads the name of a field that sends a file.
    #[must_use]
    pub fn from_field(field: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind != Self::Poster && kind.field() == field)
    }

    /// Whether a draft or a person has one of the kind, which a new one replaces.
    #[must_use]
    pub const fn is_single(self) -> bool {
        !matches!(self, Self::Gallery | Self::Poster)
    }

    /// The most bytes that are taken.
    #[must_use]
    pub const fn max_bytes(self) -> usize {
        match self {
            Self::Photo | Self::Gallery | Self::IdPhoto | Self::Poster => MAX_BYTES,
            Self::Cv => MAX_CV_BYTES,
        }
    }
}

/// A CV as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CvFile {
    /// The part after `/files/cv/`.
    pub name: String,
    /// As it was sent, sanitised.
    pub file_name: String,
    pub bytes: i64,
}

/// What a draft or a person has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnFiles {
    pub photo: Option<Photo>,
    pub cv: Option<CvFile>,
    /// In their order.
    pub gallery: Vec<GalleryFile>,
    /// Whether the identity photo is there: forms never show it.
    pub has_id_photo: bool,
}

/// A photo of the gallery as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GalleryFile {
    pub name: String,
}

impl OwnFiles {
    /// Puts the gallery in the order of these names; photos that are not named follow as they came.
    pub fn order_gallery(&mut self, names: &[String]) {
        let place = |photo: &GalleryFile| names.iter().position(|name| *name == photo.name).unwrap_or(names.len());
        self.gallery.sort_by_key(place);
    }
}
