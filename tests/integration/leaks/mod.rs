//! Private answers leave nowhere.

mod canaries;
mod search_silence;
