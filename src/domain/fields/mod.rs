//! The catalogue of fields: everything that is asked of, stored and shown about a person, one row a field.
//!
//! Checking, labels, form inputs, the review, the visibility table, « my data », completeness and (later) the desk,
//! exports, REST and import iterate over [`FIELDS`]. `CONTRIBUTING.md` names the places a new field needs.

mod catalogue;
mod field;
mod kind;
#[cfg(feature = "ssr")]
mod value;

#[cfg(feature = "ssr")]
pub use self::value::{Answers, Value};
pub use self::{
    catalogue::{FIELDS, FieldId},
    field::{Field, Owner, Required, Sensitivity, columns_of, columns_seen_as, field, field_of_input},
    kind::{Composite, Kind, Script},
};
