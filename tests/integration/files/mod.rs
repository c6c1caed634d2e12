//! Uploaded files.

mod access;
mod cinema_files;
mod cinema_uploads;
mod film_search;
mod posters;
mod storage;
mod trash;
mod uploads;
