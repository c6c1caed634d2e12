//! Settings of the services that others run.

use super::{SendGridSettings, TmdbSettings, is_site, number};
use crate::domain::registration::{check_email, deliverable_email};

/// Longer than this, and another runner would take a mail over while SendGrid still answers.
const LONGEST_SENDGRID_TIMEOUT: u64 = 60;

/// Reads how mails are sent; `None` without a key.
pub fn sendgrid(get: &impl Fn(&str) -> Option<String>) -> Result<Option<SendGridSettings>, String> {
    let Some(api_key) = get("SENDGRID_API_KEY") else { return Ok(None) };
    if !api_key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err("SENDGRID_API_KEY: holds characters no key has".to_owned());
    }
    let from_email = get("SENDGRID_FROM_EMAIL").ok_or("SENDGRID_FROM_EMAIL is required with SENDGRID_API_KEY")?;
    let from_email = check_email(&from_email)
        .map(|email| deliverable_email(&email))
        .map_err(|_| format!("SENDGRID_FROM_EMAIL: « {from_email} » is no e-mail address"))?;
    let base_url = get("SENDGRID_BASE_URL").unwrap_or_else(|| "https://api.sendgrid.com".to_owned());
    let base_url = base_url.trim_end_matches('/').to_owned();
    if !is_site(&base_url) {
        return Err("SENDGRID_BASE_URL: must be like https://api.sendgrid.com, without a path".to_owned());
    }
    let timeout_seconds = number(get, "SENDGRID_TIMEOUT_SECONDS", 20)?;
    if !(1..=LONGEST_SENDGRID_TIMEOUT).contains(&timeout_seconds) {
        return Err(format!("SENDGRID_TIMEOUT_SECONDS: must be between 1 and {LONGEST_SENDGRID_TIMEOUT}"));
    }
    Ok(Some(SendGridSettings { api_key, from_email, base_url, timeout_seconds }))
}

/// Reads how films are found; `None` without a key.
pub fn tmdb(get: &impl Fn(&str) -> Option<String>) -> Result<Option<TmdbSettings>, String> {
    let Some(api_key) = get("TMDB_API_KEY") else { return Ok(None) };
    if !api_key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err("TMDB_API_KEY: holds characters no key has".to_owned());
    }
    let address = |name: &str, default: &str| {
        let text = get(name).unwrap_or_else(|| default.to_owned()).trim_end_matches('/').to_owned();
        let (scheme, rest) = text.split_once("://").unwrap_or_default();
        let host = rest.split('/').next().unwrap_or_default();
        let plain = !rest.contains(['?', '#']) && rest.bytes().all(|byte| byte.is_ascii_graphic());
        let fits = plain && is_site(&format!("{scheme}://{host}"));
        if fits { Ok(text) } else { Err(format!("{name}: must be like {default}")) }
    };
    Ok(Some(TmdbSettings {
        api_key,
        base_url: address("TMDB_BASE_URL", "https://api.themoviedb.org")?,
        image_base_url: address("TMDB_IMAGE_BASE_URL", "https://image.tmdb.org/t/p/w342")?,
    }))
}
