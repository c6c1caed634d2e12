//! Pictures people send: checked by content, decoded within limits, encoded again without metadata.

pub mod card;
mod colour;
mod completion;
mod jpeg_markers;
mod jpeg_scan;
mod photo;
mod pool;
pub mod portrait;

pub use self::{
    photo::{MAX_SIDE, PhotoRefusal, Variant, at_width, tint_of, variants},
    pool::ImagePool,
};
