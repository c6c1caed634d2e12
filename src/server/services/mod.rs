//! One file a use-case family; transactions live here.

pub mod reference;
