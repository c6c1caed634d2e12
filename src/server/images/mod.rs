//! Pictures people send: checked by content, decoded within limits, made anew without anything that was in them.

pub mod card;
mod jpeg_markers;
mod photo;
mod pool;
pub mod portrait;

pub use self::{
    photo::{MAX_SIDE, PhotoRefusal, Variant, poster, variants},
    pool::ImagePool,
};
