//! Settings of the services that others run.

use super::{SendGridSettings, TmdbSettings, is_site, number};
use crate::domain::registration::{check_email, deliverable_email};

/// Longer than this, and another runner would take work over while the provider still answers.
const LONGEST_TIMEOUT: u64 = 60;

/// How a language model is asked; see the table at [`Config`](super::Config).
#[derive(Clone)]
pub struct OpenRouterSettings {
    pub api_key: String,
    /// Empty where none was chosen.
    pub model: String,
    /// Without a final slash.
    pub base_url: String,
    /// How long a model may take to answer.
    pub timeout_seconds: u64,
}

/// Never shows the key.
impl std::fmt::Debug for OpenRouterSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenRouterSettings").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

/// Where providers answer, whichever key they are asked with; all without a final slash.
#[derive(Debug, Clone)]
pub struct ProviderAddresses {
    pub sendgrid: String,
    pub sendgrid_timeout_seconds: u64,
    pub tmdb: String,
    pub tmdb_images: String,
    pub openrouter: String,
    pub openrouter_timeout_seconds: u64,
}

impl ProviderAddresses {
    /// Reads them.
    ///
    /// # Errors
    /// A sentence naming the first variable that makes no sense.
    pub fn read(get: &impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        Ok(Self {
            sendgrid: site(get, "SENDGRID_BASE_URL", "https://api.sendgrid.com")?,
            sendgrid_timeout_seconds: timeout(get, "SENDGRID_TIMEOUT_SECONDS", 20)?,
            tmdb: address(get, "TMDB_BASE_URL", "https://api.themoviedb.org")?,
            tmdb_images: address(get, "TMDB_IMAGE_BASE_URL", "https://image.tmdb.org/t/p/w342")?,
            openrouter: site(get, "OPENROUTER_BASE_URL", "https://openrouter.ai")?,
            openrouter_timeout_seconds: timeout(get, "OPENROUTER_TIMEOUT_SECONDS", LONGEST_TIMEOUT)?,
        })
    }
}

/// Reads the sender of mails, which may stand there without a key.
pub fn sender(get: &impl Fn(&str) -> Option<String>) -> Result<Option<String>, String> {
    let Some(email) = get("SENDGRID_FROM_EMAIL") else { return Ok(None) };
    let checked = check_email(&email).map(|email| deliverable_email(&email));
    checked.map(Some).map_err(|_| format!("SENDGRID_FROM_EMAIL: « {email} » is no e-mail address"))
}

/// Reads how mails are sent; `None` without a key.
pub fn sendgrid(
    get: &impl Fn(&str) -> Option<String>,
    addresses: &ProviderAddresses,
) -> Result<Option<SendGridSettings>, String> {
    let Some(api_key) = key(get, "SENDGRID_API_KEY")? else { return Ok(None) };
    let from_email = sender(get)?.ok_or("SENDGRID_FROM_EMAIL is required with SENDGRID_API_KEY")?;
    let (base_url, timeout_seconds) = (addresses.sendgrid.clone(), addresses.sendgrid_timeout_seconds);
    Ok(Some(SendGridSettings { api_key, from_email, base_url, timeout_seconds }))
}

/// Reads how films are found; `None` without a key.
pub fn tmdb(
    get: &impl Fn(&str) -> Option<String>,
    addresses: &ProviderAddresses,
) -> Result<Option<TmdbSettings>, String> {
    let Some(api_key) = key(get, "TMDB_API_KEY")? else { return Ok(None) };
    let (base_url, image_base_url) = (addresses.tmdb.clone(), addresses.tmdb_images.clone());
    Ok(Some(TmdbSettings { api_key, base_url, image_base_url }))
}

/// Reads how a language model is asked; `None` without a key.
pub fn openrouter(
    get: &impl Fn(&str) -> Option<String>,
    addresses: &ProviderAddresses,
) -> Result<Option<OpenRouterSettings>, String> {
    let Some(api_key) = key(get, "OPENROUTER_API_KEY")? else { return Ok(None) };
    let model = get("OPENROUTER_MODEL").unwrap_or_default();
    let (base_url, timeout_seconds) = (addresses.openrouter.clone(), addresses.openrouter_timeout_seconds);
    Ok(Some(OpenRouterSettings { api_key, model, base_url, timeout_seconds }))
}

/// Reads what analyses of CVs may cost in a month, in millionths of a US dollar.
pub fn monthly_limit(get: &impl Fn(&str) -> Option<String>) -> Result<i64, String> {
    let dollars = number(get, "OPENROUTER_MONTHLY_LIMIT", 20_u32)?;
    Ok(i64::from(dollars) * 1_000_000)
}

/// Keys travel in headers.
fn key(get: &impl Fn(&str) -> Option<String>, name: &str) -> Result<Option<String>, String> {
    match get(name) {
        Some(key) if !key.bytes().all(|byte| byte.is_ascii_graphic()) => {
            Err(format!("{name}: holds characters no key has"))
        }
        key => Ok(key),
    }
}

/// Seconds that a provider may take.
fn timeout(get: &impl Fn(&str) -> Option<String>, name: &str, usual: u64) -> Result<u64, String> {
    let seconds = number(get, name, usual)?;
    match seconds {
        1..=LONGEST_TIMEOUT => Ok(seconds),
        _ => Err(format!("{name}: must be between 1 and {LONGEST_TIMEOUT}")),
    }
}

/// A scheme and a host.
fn site(get: &impl Fn(&str) -> Option<String>, name: &str, default: &str) -> Result<String, String> {
    let text = get(name).unwrap_or_else(|| default.to_owned()).trim_end_matches('/').to_owned();
    if is_site(&text) { Ok(text) } else { Err(format!("{name}: must be like {default}, without a path")) }
}

/// A scheme, a host and perhaps a path.
fn address(get: &impl Fn(&str) -> Option<String>, name: &str, default: &str) -> Result<String, String> {
    let text = get(name).unwrap_or_else(|| default.to_owned()).trim_end_matches('/').to_owned();
    let (scheme, rest) = text.split_once("://").unwrap_or_default();
    let host = rest.split('/').next().unwrap_or_default();
    let plain = !rest.contains(['?', '#']) && rest.bytes().all(|byte| byte.is_ascii_graphic());
    let fits = plain && is_site(&format!("{scheme}://{host}"));
    if fits { Ok(text) } else { Err(format!("{name}: must be like {default}")) }
}
