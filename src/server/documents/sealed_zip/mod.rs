//! ZIP archives in which every entry is sealed with a passphrase: WinZip's AE-2 with AES-256, so that 7-Zip and others
//! open them. Written to anything in one go, in ZIP64 form and always in the same layout; read strictly, which means
//! that every byte either is compared with the one layout or is covered by the seal of an entry.

mod cipher;
mod keys_ahead;
mod reader;
mod records;
mod writer;

pub use self::{
    reader::{Entry, EntryReader, SealedZip},
    records::Method,
    writer::{SealedZipWriter, Written},
};

#[cfg(test)]
mod tests;
