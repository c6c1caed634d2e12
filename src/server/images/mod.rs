//! Pictures people send: checked by content, decoded within limits, made anew without anything that was in them.

mod jpeg_end;
mod photo;
mod workshop;

pub use self::{
    photo::{MAX_PIXELS, MAX_SIDE, PhotoRefusal, Variant, variants},
    workshop::Workshop,
};
