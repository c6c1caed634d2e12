//! The catalogue of fields: everything that is asked of, stored and shown about a person, one row a field.
//!
//! Checking, labels, form inputs, the review, the visibility table, « my data », completeness and (later) the desk,
//! exports, REST and import iterate over [`FIELDS`]. `CONTRIBUTING.md` names the places a new field needs.

mod catalogue;
#[cfg(feature = "ssr")]
mod check;
mod field;
#[cfg(feature = "ssr")]
mod form;
mod kind;
mod steps;
#[cfg(feature = "ssr")]
mod value;

pub use self::{
    catalogue::{FIELDS, FieldId},
    field::{Field, Owner, Required, Sensitivity, columns_of, columns_seen_as, field, field_of_input},
    kind::{Composite, Kind, Script},
    steps::{Section, Step},
};
#[cfg(feature = "ssr")]
pub use self::{
    check::{CheckContext, Typed, check},
    value::{Answers, Value},
};
