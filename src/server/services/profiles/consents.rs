//! Which texts were agreed to.

use chrono::NaiveDateTime;
use ring::digest::{SHA256, digest};

use crate::{
    domain::{
        lang::Lang,
        legal::{PRIVACY_VERSION, TERMS_VERSION},
    },
    i18n::{Locale, td_string},
    server::repositories::profiles::consents::NewConsent,
};

/// The consents to the terms and the privacy notice.
pub fn texts(person_id: i64, lang: Lang, now: NaiveDateTime) -> Vec<NewConsent> {
    vec![
        consent(person_id, "terms", TERMS_VERSION, legal_texts(lang), now),
        consent(person_id, "privacy", PRIVACY_VERSION, legal_texts(lang), now),
    ]
}

/// The consent of a minor's guardian.
pub fn guardian(person_id: i64, lang: Lang, now: NaiveDateTime) -> NewConsent {
    let locale = Locale::from(lang);
    consent(person_id, "guardian", TERMS_VERSION, td_string!(locale, field.guardian_consent_box), now)
}

/// The consent to an analysis of the CV.
pub fn cv_analysis(person_id: i64, lang: Lang, now: NaiveDateTime) -> NewConsent {
    let locale = Locale::from(lang);
    consent(person_id, "cv_analysis", PRIVACY_VERSION, td_string!(locale, field.allow_cv_analysis_box), now)
}

fn consent(person_id: i64, kind: &'static str, version: &'static str, text: &str, now: NaiveDateTime) -> NewConsent {
    NewConsent {
        person_id,
        kind,
        version,
        text_hash: digest(&SHA256, text.as_bytes()).as_ref().iter().map(|byte| format!("{byte:02x}")).collect(),
        given_at: now,
        given_how: None,
    }
}

/// Terms and privacy notice stand in one catalogue: its hash proves every word of both.
const fn legal_texts(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/fr/legal.json")),
        Lang::Ar => include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/ar/legal.json")),
        Lang::En => include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/en/legal.json")),
    }
}
