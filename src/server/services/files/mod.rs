//! Uploaded files: taken by content, kept for a draft or a person, removed without a trace.
//!
//! The content is in the storage before its row is committed, and a row is gone before its content: there is never a
//! row without its file. A file without a row (the process ended in between) is swept: moved to the trash first.

mod access;
pub mod contents;
mod examine;
pub mod film_search;
pub mod forms;
mod id_photo;
pub mod installation;
mod listing;
pub mod posters;
mod reencrypt;
mod remove;
mod rename_photos;
pub(in crate::server::services) mod room;
mod store;
mod sweep;

pub use self::{
    access::{CvAnswer, FoundPhoto, PhotoAnswer, PhotoKind, cv, find_photo},
    examine::examine,
    id_photo::id_photo,
    listing::files_of,
    reencrypt::{Renewed, VerifiedPhotos, renew_id_photos, verify_id_photos},
    remove::{remove, remove_from_gallery, remove_of_version},
    rename_photos::{Renaming, rename_photos},
    store::{Accepted, accept, accept_waiting},
    sweep::{Hindrance, SWEPT_AFTER, Swept, TOO_MANY, sweep, sweep_all, too_many_warning},
};
pub use crate::{
    domain::files::{FileKind, OwnFiles},
    server::repositories::files::FileOwner,
};
