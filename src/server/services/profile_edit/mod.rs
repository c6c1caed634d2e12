//! Changing what is stored of oneself, a section at a time.

mod apply;
mod load;
mod save;

use serde::{Deserialize, Serialize};

pub use self::{
    load::{EditPage, Overview, load_overview, load_section},
    save::{Saved, discard, save_section},
};
use super::drafts::DraftOwner;
use crate::{
    domain::registration::{FormStep as _, FormValues, Step, fields as f},
    server::{context::RequestContext, security::Security},
};

/// Who changes their profile.
pub struct Editor {
    pub person_id: i64,
    /// Where what was typed is kept while something is wrong with it.
    pub owner: DraftOwner,
    /// Language of what they agree to.
    pub lang: crate::domain::lang::Lang,
}

impl Editor {
    /// The signed-in person of a request; `None` for everybody else.
    #[must_use]
    pub fn of(request: &RequestContext) -> Option<Self> {
        let account = request.viewer.account()?;
        Some(Self {
            person_id: account.person_id?,
            owner: DraftOwner { token: None, account_id: Some(account.id), client_ip: request.client_ip },
            lang: request.lang,
        })
    }
}

/// What was typed into a section and not taken yet.
#[derive(Default, Serialize, Deserialize)]
struct EditDraft {
    values: FormValues,
    /// Fingerprint of the stored section it was typed over.
    base: String,
}

/// The `form` of a section's drafts.
fn form(section: Step) -> String {
    format!("edit:{}", section.key())
}

/// Tells whether a section changed since it was shown: a keyed hash of its stored answers.
fn fingerprint(security: &Security, section: Step, values: &FormValues) -> String {
    let mut answers = FormValues::default();
    for field in section.kept_fields() {
        answers.set(field, values.all(field).to_vec());
    }
    let hash = security.lookup.hash(&answers.to_urlencoded());
    hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}

/// Fields of a section whose stored and typed answers differ, beyond the way they are written.
fn differing(section: Step, stored: &FormValues, typed: &FormValues) -> Vec<&'static str> {
    let kept = section.kept_fields().iter().copied();
    kept.filter(|field| !matches!(*field, f::PHONE_COUNTRY | f::WHATSAPP_COUNTRY))
        .filter(|field| stored.all(field) != typed.all(field))
        .collect()
}
