//! Pictures people send: checked by content, decoded within limits, encoded again without metadata.

pub mod card;
mod jpeg_markers;
mod photo;
pub mod portrait;
mod workshop;

pub use self::{
    photo::{MAX_SIDE, PhotoRefusal, Variant, poster, variants},
    workshop::Workshop,
};
