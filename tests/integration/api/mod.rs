//! The REST API, as programs use it.

mod accounts;
mod changes;
mod cinema;
mod client;
mod conformance;
mod documentation;
mod errors;
mod exports;
mod files;
mod guide;
mod lists;
mod matrix;
mod people;
mod reference;
mod registering;
mod sites;
mod tokens;
