//! Whole tables, out of one database and into another one, whatever their columns are.

mod dump;
mod load;
mod numbers;
mod tables;

pub use self::{
    dump::{Dumped, count, next},
    load::{References, allow_any_order, empty, forget_files, insert, put_order_back},
    numbers::{last_number, set_last_number},
    tables::{LEFT_OUT, TAKEN, Taken, shape_of},
};
