//! Uploaded files: taken by content, stored for a draft or a person, removed without a trace.
//!
//! The content is in the storage before its row is committed, and a row is gone before its content: there is never a
//! row without its file. A file without a row (the process died in between) is swept.

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
    id_photo::id_photo,
    own::files_of,
    rename::{Renaming, rename_photos},
    renew::{Renewed, renew_id_photos},
    sweep::{SWEPT_AFTER, Swept, sweep},
};
pub use crate::{
    domain::files::{FileKind, OwnFiles},
    server::repositories::files::FileOwner,
};
