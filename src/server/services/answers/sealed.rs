//! Private answers as they are stored: encrypted, and some with the keyed hash that finds them by equality.

use crate::{
    domain::registration::{Contact, Guardian, IdentityDocument, SocialLink, comparable_number},
    server::security::Security,
};

/// Makes encrypted values; do it before a transaction begins.
pub struct Sealed<'a> {
    security: &'a Security,
}

/// Encrypted numbers and address.
pub struct SealedContact {
    pub phone: Vec<u8>,
    pub phone_hash: Vec<u8>,
    pub whatsapp: Option<Vec<u8>>,
    pub address: Option<Vec<u8>>,
}

/// An encrypted document number.
pub struct SealedDocument {
    pub kind: &'static str,
    pub number: Vec<u8>,
    pub hash: Vec<u8>,
}

impl<'a> Sealed<'a> {
    /// With the keys of this server.
    #[must_use]
    pub const fn with(security: &'a Security) -> Self {
        Self { security }
    }

    fn text(&self, text: &str) -> Vec<u8> {
        self.security.keyring.encrypt(text.as_bytes())
    }

    /// Numbers and address.
    #[must_use]
    pub fn contact(&self, contact: &Contact) -> SealedContact {
        SealedContact {
            phone: self.text(&contact.phone),
            phone_hash: self.security.lookup.hash(&contact.phone),
            whatsapp: contact.whatsapp.as_deref().map(|number| self.text(number)),
            address: contact.address.as_deref().map(|address| self.text(address)),
        }
    }

    /// Name and number of a guardian.
    #[must_use]
    pub fn guardian(&self, guardian: Option<&Guardian>) -> Option<(Vec<u8>, Vec<u8>)> {
        guardian.map(|guardian| (self.text(&guardian.name), self.text(&guardian.phone)))
    }

    /// Document numbers.
    #[must_use]
    pub fn documents(&self, documents: &[IdentityDocument]) -> Vec<SealedDocument> {
        documents
            .iter()
            .map(|document| SealedDocument {
                kind: document.kind,
                number: self.text(&document.number),
                hash: self.security.lookup.hash(&comparable_number(&document.number)),
            })
            .collect()
    }

    /// Social networks with their encrypted addresses.
    #[must_use]
    pub fn links(&self, links: &[SocialLink]) -> Vec<(&'static str, Vec<u8>)> {
        links.iter().map(|link| (link.network, self.text(&link.address))).collect()
    }
}
