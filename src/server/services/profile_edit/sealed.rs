//! Private answers of a section as they are stored.

use crate::server::services::answers::{SealedContact, SealedDocument};

/// What a section stores encrypted, made before the transaction begins.
#[derive(Default)]
pub struct SealedAnswers {
    pub contact: Option<SealedContact>,
    pub guardian: Option<(Vec<u8>, Vec<u8>)>,
    pub documents: Vec<SealedDocument>,
    pub links: Vec<(&'static str, Vec<u8>)>,
}
