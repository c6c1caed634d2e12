//! Which words somebody agreed to.

use chrono::NaiveDateTime;
use ring::digest::{SHA256, digest};

use crate::{
    domain::{
        lang::Lang,
        legal::{PRIVACY_VERSION, TERMS_VERSION},
    },
    i18n::{Locale, td_string},
    server::repositories::consents::NewConsent,
};

/// The consents of a registration: terms, privacy notice, and for a minor the guardian's.
pub fn given(person_id: i64, lang: Lang, guardian: bool, now: NaiveDateTime) -> Vec<NewConsent> {
    let consent = |kind, version, text: &str| NewConsent {
        person_id,
        kind,
        version,
        text_hash: digest(&SHA256, text.as_bytes()).as_ref().iter().map(|byte| format!("{byte:02x}")).collect(),
        given_at: now,
    };
    let mut all = vec![
        consent("terms", TERMS_VERSION, legal_texts(lang)),
        consent("privacy", PRIVACY_VERSION, legal_texts(lang)),
    ];
    if guardian {
        let locale = Locale::from(lang);
        all.push(consent("guardian", TERMS_VERSION, td_string!(locale, register.guardian_consent)));
    }
    all
}

/// Terms and privacy notice stand in one catalogue: its hash proves every word of both.
const fn legal_texts(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => include_str!("../../../../locales/fr/legal.json"),
        Lang::Ar => include_str!("../../../../locales/ar/legal.json"),
        Lang::En => include_str!("../../../../locales/en/legal.json"),
    }
}
