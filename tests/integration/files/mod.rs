//! Uploaded files.

mod access;
mod cinema_files;
mod cinema_uploads;
mod cv_documents;
mod film_search;
mod posters;
mod storage;
mod trash;
mod upload_bodies;
mod uploads;
