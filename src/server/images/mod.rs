//! Pictures people send: checked by content, decoded within limits, made anew without anything that was in them.

mod jpeg_end;
mod photo;
mod workshop;

pub use self::{
    photo::{PhotoRefusal, Variant, variants},
    workshop::Workshop,
};
