//! Every setting of the server, read once at start from environment variables.

mod backups;
mod origins;
mod providers;

use std::{collections::BTreeSet, net::SocketAddr, path::PathBuf};

use ipnet::IpNet;

pub use self::{
    backups::BackupSettings,
    providers::{OpenRouterSettings, ProviderAddresses},
};
use self::{
    backups::backups,
    origins::origins,
    providers::{monthly_limit, openrouter, sender, sendgrid, tmdb},
};
use super::{db::DatabaseUrl, storage::StorageUrl};
use crate::domain::settings::SettingId;

/// Settings of the server. README lists the same variables; keep both in step.
///
/// | variable | meaning | default |
/// |---|---|---|
/// | `DATABASE_URL` | `postgres://…`, `sqlite:PATH` | `sqlite:DATA_DIR/talentsmaroc.db` |
/// | `DATA_DIR` | folder of the embedded database, secrets and files | `data` |
/// | `STORAGE_URL` | where uploaded files are: `s3://BUCKET/PREFIX` (with the usual `AWS_…`) or a folder | `DATA_DIR/storage` |
/// | `SECRET_KEY`, `ENCRYPTION_KEY` | read by [`Secrets`](super::startup::Secrets) | `DATA_DIR/secrets.env`; required in production |
/// | `BIND` | address and port to listen on | `127.0.0.1:3000` |
/// | `BASE_URL` | address people use; decides links, QR, cookie prefix, HSTS | `https://$REPLIT_DEV_DOMAIN`, else `http://BIND` |
/// | `DATABASE_CONNECTIONS` | size of the pool | 8 |
/// | `PASSWORD_HASHERS` | passwords checked at once; half as many new ones are hashed | 2 |
/// | `TRUSTED_PROXIES` | networks whose `X-Forwarded-For` counts, separated by commas | none |
/// | `METRICS_ALLOW` | networks that may read `/metrics`, separated by commas; `none`: no one | `127.0.0.0/8,::1`; `none` with https and no `TRUSTED_PROXIES` |
/// | `REQUIRE_CONFIRMED_EMAIL` | unconfirmed accounts look at others as anonymous visitors | true with `SENDGRID_API_KEY`, else false |
/// | `REQUIRE_ADMIN_TOTP` | administrators act as such only with a second factor | true in production, else false |
/// | `SENDGRID_API_KEY` | key with which mails are sent; without one they wait in the outbox | none |
/// | `SENDGRID_FROM_EMAIL` | sender of mails, verified at SendGrid | required with the key |
/// | `SENDGRID_BASE_URL` | where SendGrid answers | `https://api.sendgrid.com` |
/// | `SENDGRID_TIMEOUT_SECONDS` | longest answer of SendGrid | 20 |
/// | `TMDB_API_KEY` | key or read access token of TMDb; without one films are not searched but typed | none |
/// | `TMDB_BASE_URL` | where TMDb answers | `https://api.themoviedb.org` |
/// | `TMDB_IMAGE_BASE_URL` | where its posters are | `https://image.tmdb.org/t/p/w342` |
/// | `OPENROUTER_API_KEY`, `OPENROUTER_MODEL` | key of OpenRouter, and the model that is to be asked | none |
/// | `OPENROUTER_BASE_URL` | where OpenRouter answers | `https://openrouter.ai` |
/// | `OPENROUTER_TIMEOUT_SECONDS` | longest answer of a model | 60 |
/// | `OPENROUTER_MONTHLY_LIMIT` | US dollars that analyses of CVs may cost in a calendar month | 20 |
/// | `CV_READER` | program whose command `extract-text` reads CVs | this one |
/// | `WEBHOOK_ALLOW` | networks beside the public ones to which webhooks may be sent, also without https, separated by commas | none |
/// | `OPERATOR_NAME`, `OPERATOR_ADDRESS`, `CONTACT_EMAIL` | operator of this site | TalentsMaroc, empty, contact@ the host of `BASE_URL` |
/// | `LIMIT_SIGN_IN_PER_MINUTE` | sign-in attempts a minute and client address | 60 |
/// | `LIMIT_SIGN_IN_FREE_FAILURES` | failures of one address or code before waiting begins | 5 |
/// | `LIMIT_SIGN_IN_MAX_WAIT_SECONDS` | longest wait of one address or code and network | 60 |
/// | `LIMIT_DRAFTS_PER_HOUR` | forms begun an hour and client address | 60 |
/// | `LIMIT_REGISTRATIONS_PER_HOUR` | accounts made an hour and client address | 60 |
/// | `LIMIT_UPLOADS_PER_HOUR` | files sent an hour and client address, and by each account | 600 |
/// | `LIMIT_UPLOADS_AT_ONCE` | uploads that are read at the same time | 32 |
/// | `LIMIT_UPLOADS_AT_ONCE_PER_ADDRESS` | of these, from one client address | 4 |
/// | `LIMIT_DRAFT_FILES`, `LIMIT_DRAFT_MEGABYTES` | files a form that is being filled in may hold | 20, 80 |
/// | `LIMIT_ALL_DRAFTS_MEGABYTES` | files all forms that are being filled in may hold together | 20000 |
/// | `LIMIT_ALL_DRAFTS_MEGABYTES_PER_ADDRESS` | of these, files of forms begun from one client address | a quarter |
/// | `MIN_FREE_MEGABYTES` | files are refused when less than this is free on the disk of a folder of files; 0: never | 500 |
/// | `EXPORT_ROWS_AT_ONCE` | exports of more people are written by a job instead of into the answer | 2000 |
/// | `LIMIT_PASSWORD_ADVICE_PER_MINUTE` | passwords judged while they are typed, a minute and client address | 60 |
/// | `LIMIT_NEW_PASSWORDS_PER_MINUTE` | passwords chosen in forms a minute and client address | 60 |
/// | `LIMIT_RESET_REQUESTS_PER_HOUR` | forgotten passwords reported an hour and client address | 10 |
/// | `LIMIT_MAILS_PER_HOUR` | mails of one kind that can be requested for an account in an hour | 3 |
/// | `LIMIT_DATA_DOWNLOADS_PER_HOUR` | downloads of one's own data an hour and client address | 20 |
/// | `LIMIT_FILM_SEARCHES_PER_MINUTE` | film searches a minute and client address | 30 |
/// | `LIMIT_LINKS_PER_MINUTE`, `LIMIT_WRITES_PER_MINUTE` | links of mails tried a minute and client address, requests that may write a minute and account | 60, 240 |
/// | `LIMIT_API_PER_MINUTE` | requests to the REST API a minute and token | 600 |
/// | `LIMIT_API_PER_MINUTE_WITHOUT_TOKEN` | the same a minute and client address without one | 60 |
/// | `API_ALLOWED_ORIGINS` | origins whose pages may read the REST API with a token, separated by commas | none |
/// | `LIMIT_PROFILE_VIEWS_PER_HOUR` | profiles of others a member opens an hour | 300 |
/// | `BODY_LIMIT_KB` | largest request body, uploads apart | 256 |
/// | `REQUEST_TIMEOUT_SECONDS` | longest answer | 90 |
/// | `HEADER_TIMEOUT_SECONDS` | longest wait for the headers of a connection's next request | 30 |
/// | `PAGE_CACHE_MEGABYTES` | memory of pages that are the same for all visitors; 0 caches none | 32 |
/// | `WRITE_TIMEOUT_SECONDS` | how long a client may take an answer at less than 1 KB a second | 30 |
/// | `STOP_TIMEOUT_SECONDS` | how long open requests may take once the server is asked to stop | 25 |
/// | `MAX_CONNECTIONS` | connections open at once; further ones wait | 2000 |
/// | `MAX_CONNECTIONS_PER_NETWORK` | connections open at once of one client address, proxies apart | 400 |
/// | `BACKUP_URL` | where backups of the desk and of the schedule are stored: a folder or `s3://BUCKET/PREFIX` | none |
/// | `BACKUP_EVERY` | how often the server makes a backup by itself (`24h`, `7d`); needs `BACKUP_URL` | never |
/// | `BACKUP_PASSPHRASE_FILE` | file whose first line is the passphrase of backups | asked for; required with `BACKUP_EVERY` |
/// | `BACKUP_KEEP` | which of these are kept: the newest of so many days, weeks, months | `7d,4w,12m` |
/// | `MEASURE_DATABASE` | add up the time of all statements and report it at `/healthz`, for `make bench` | false |
/// | `SITE_ROOT` | folder of the built assets | `target/site` |
/// | `LOG` | filter of the log (`info`, `talentsmaroc=debug`); libraries log no more than `info` | `info` |
/// | `LOG_FORMAT` | `text` or `json` | `text` |
#[derive(Debug, Clone)]
pub struct Config {
    pub database_url: DatabaseUrl,
    pub data_dir: PathBuf,
    pub storage_url: StorageUrl,
    pub bind: SocketAddr,
    /// Without a final slash.
    pub base_url: String,
    /// Why this is a production server, if it is: its keys must come from the environment.
    pub production: Option<&'static str>,
    pub database_connections: usize,
    pub password_hashers: usize,
    pub trusted_proxies: Vec<IpNet>,
    /// Networks whose programs read `/metrics`.
    pub metrics_allow: Vec<IpNet>,
    /// Networks that are not public and to which webhooks may be sent all the same.
    pub webhook_allow: Vec<IpNet>,
    /// Origins whose pages may read the REST API with a token; never with cookies.
    pub api_allowed_origins: Vec<String>,
    pub require_confirmed_email: bool,
    /// Whether administrators act as such only with a second factor.
    pub require_admin_totp: bool,
    /// `None`: mails wait in the outbox.
    pub sendgrid: Option<SendGridSettings>,
    /// `None`: productions are typed by hand.
    pub tmdb: Option<TmdbSettings>,
    /// `None`: no language model is asked.
    pub openrouter: Option<OpenRouterSettings>,
    /// `SENDGRID_FROM_EMAIL`, also without a key.
    pub sendgrid_sender: Option<String>,
    /// `OPENROUTER_MODEL`, also without a key.
    pub openrouter_model: Option<String>,
    /// In millionths of a US dollar.
    pub openrouter_monthly_limit: i64,
    /// The program whose command `extract-text` reads CVs.
    pub cv_reader: PathBuf,
    /// Where providers answer whose keys administrators set.
    pub providers: ProviderAddresses,
    /// What administrators cannot set, because the environment does.
    pub set_by_environment: BTreeSet<SettingId>,
    pub operator_name: String,
    pub operator_address: String,
    pub contact_email: String,
    /// `None`: no place of backups is known.
    pub backups: Option<BackupSettings>,
    /// Less than this must not be left free on the disk of a folder of files; 0 asks for nothing.
    pub min_free_megabytes: u64,
    /// Exports of more people are written by a job.
    pub export_rows_at_once: usize,
    pub limits: Limits,
    pub body_limit_bytes: usize,
    pub request_timeout_seconds: u64,
    pub header_timeout_seconds: u64,
    pub page_cache_bytes: u64,
    pub write_timeout_seconds: u64,
    pub stop_timeout_seconds: u64,
    pub max_connections: usize,
    pub max_connections_per_network: usize,
    pub measure_database: bool,
    pub site_root: PathBuf,
}

/// How mails are sent; see the table at [`Config`].
#[derive(Clone)]
pub struct SendGridSettings {
    pub api_key: String,
    pub from_email: String,
    /// Without a final slash.
    pub base_url: String,
    pub timeout_seconds: u64,
}

/// Never shows the key.
impl std::fmt::Debug for SendGridSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SendGridSettings").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

/// How films are found; see the table at [`Config`].
#[derive(Clone)]
pub struct TmdbSettings {
    pub api_key: String,
    /// Both without a final slash.
    pub base_url: String,
    pub image_base_url: String,
}

/// Never shows the key.
impl std::fmt::Debug for TmdbSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TmdbSettings").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

/// How often things may be done; see the table at [`Config`].
#[derive(Debug, Clone)]
pub struct Limits {
    pub sign_in_per_minute: u32,
    pub sign_in_free_failures: u32,
    pub sign_in_max_wait_seconds: u64,
    pub drafts_per_hour: u32,
    pub registrations_per_hour: u32,
    pub uploads_per_hour: u32,
    pub uploads_at_once: u32,
    pub uploads_at_once_per_address: u32,
    pub draft_files: i64,
    pub draft_megabytes: i64,
    pub all_drafts_megabytes: i64,
    pub all_drafts_megabytes_per_address: i64,
    pub reset_requests_per_hour: u32,
    pub password_advice_per_minute: u32,
    pub new_passwords_per_minute: u32,
    pub mails_per_hour: u32,
    pub data_downloads_per_hour: u32,
    pub film_searches_per_minute: u32,
    pub links_per_minute: u32,
    pub writes_per_minute: u32,
    pub profile_views_per_hour: u32,
    pub api_per_minute: u32,
    pub api_per_minute_without_token: u32,
}

impl Config {
    /// Whether people reach the site over https: decides the cookie prefix and HSTS.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// Whether `X-Forwarded-For` is believed of no sender although people reach the site over https, which something in
    /// front of the server must speak: then all visitors count as one for the limits.
    #[must_use]
    pub fn hides_visitors(&self) -> bool {
        self.is_https() && self.trusted_proxies.is_empty()
    }

    /// Reads all variables through `variable` (the process's environment, or a map in tests).
    ///
    /// # Errors
    /// One sentence naming the first variable that makes no sense, never its value when it may be secret.
    pub fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        let get = |name: &str| variable(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let data_dir = PathBuf::from(get("DATA_DIR").unwrap_or_else(|| "data".to_owned()));
        let database_url = match get("DATABASE_URL") {
            Some(text) => DatabaseUrl::parse(&text)?,
            None => DatabaseUrl::Sqlite(data_dir.join("talentsmaroc.db")),
        };
        let storage_url = match get("STORAGE_URL") {
            Some(text) => StorageUrl::parse(&text)?,
            None => StorageUrl::Folder(data_dir.join("storage")),
        };
        let bind = number(&get, "BIND", SocketAddr::from(([127, 0, 0, 1], 3000)))?;
        let base_url = base_url(&get, bind)?;
        let production = production(&get, &database_url, &base_url);
        let host = base_url.split("://").nth(1).unwrap_or_default().split([':', '/']).next().unwrap_or_default();
        let trusted_proxies = networks("TRUSTED_PROXIES", &get("TRUSTED_PROXIES").unwrap_or_default())?;
        // A proxy in front that is not named may ask from this machine for anyone.
        let usual =
            if base_url.starts_with("https:") && trusted_proxies.is_empty() { "none" } else { "127.0.0.0/8,::1" };
        let metrics_allow = match get("METRICS_ALLOW").as_deref().unwrap_or(usual) {
            "none" => Vec::new(),
            given => networks("METRICS_ALLOW", given)?,
        };
        let providers = ProviderAddresses::read(&get)?;
        let sendgrid = sendgrid(&get, &providers)?;
        let set = |id: &SettingId| id.variable().is_some_and(|name| get(name).is_some());
        let all_drafts_megabytes = number(&get, "LIMIT_ALL_DRAFTS_MEGABYTES", 20_000_i64)?;
        Ok(Self {
            database_connections: number(&get, "DATABASE_CONNECTIONS", 8)?,
            password_hashers: number(&get, "PASSWORD_HASHERS", 2)?,
            trusted_proxies,
            metrics_allow,
            webhook_allow: networks("WEBHOOK_ALLOW", &get("WEBHOOK_ALLOW").unwrap_or_default())?,
            api_allowed_origins: origins(&get)?,
            require_confirmed_email: number(&get, "REQUIRE_CONFIRMED_EMAIL", sendgrid.is_some())?,
            require_admin_totp: number(&get, "REQUIRE_ADMIN_TOTP", production.is_some())?,
            sendgrid,
            tmdb: tmdb(&get, &providers)?,
            openrouter: openrouter(&get, &providers)?,
            sendgrid_sender: sender(&get)?,
            openrouter_model: get("OPENROUTER_MODEL"),
            openrouter_monthly_limit: monthly_limit(&get)?,
            cv_reader: get("CV_READER").map_or_else(this_program, PathBuf::from),
            providers,
            set_by_environment: SettingId::ALL.into_iter().filter(set).collect(),
            operator_name: get("OPERATOR_NAME").unwrap_or_else(|| "TalentsMaroc".to_owned()),
            operator_address: get("OPERATOR_ADDRESS").unwrap_or_default(),
            contact_email: get("CONTACT_EMAIL").unwrap_or_else(|| format!("contact@{host}")),
            backups: backups(&get)?,
            min_free_megabytes: number(&get, "MIN_FREE_MEGABYTES", 500)?,
            export_rows_at_once: number(&get, "EXPORT_ROWS_AT_ONCE", 2_000)?,
            limits: Limits {
                sign_in_per_minute: number(&get, "LIMIT_SIGN_IN_PER_MINUTE", 60)?,
                sign_in_free_failures: number(&get, "LIMIT_SIGN_IN_FREE_FAILURES", 5)?,
                sign_in_max_wait_seconds: number(&get, "LIMIT_SIGN_IN_MAX_WAIT_SECONDS", 60)?,
                drafts_per_hour: number(&get, "LIMIT_DRAFTS_PER_HOUR", 60)?,
                registrations_per_hour: number(&get, "LIMIT_REGISTRATIONS_PER_HOUR", 60)?,
                uploads_per_hour: number(&get, "LIMIT_UPLOADS_PER_HOUR", 600)?,
                uploads_at_once: number(&get, "LIMIT_UPLOADS_AT_ONCE", 32)?,
                uploads_at_once_per_address: number(&get, "LIMIT_UPLOADS_AT_ONCE_PER_ADDRESS", 4)?,
                draft_files: number(&get, "LIMIT_DRAFT_FILES", 20)?,
                draft_megabytes: number(&get, "LIMIT_DRAFT_MEGABYTES", 80)?,
                all_drafts_megabytes,
                all_drafts_megabytes_per_address: number(
                    &get,
                    "LIMIT_ALL_DRAFTS_MEGABYTES_PER_ADDRESS",
                    (all_drafts_megabytes / 4).max(1),
                )?,
                reset_requests_per_hour: number(&get, "LIMIT_RESET_REQUESTS_PER_HOUR", 10)?,
                password_advice_per_minute: number(&get, "LIMIT_PASSWORD_ADVICE_PER_MINUTE", 60)?,
                new_passwords_per_minute: number(&get, "LIMIT_NEW_PASSWORDS_PER_MINUTE", 60)?,
                mails_per_hour: number(&get, "LIMIT_MAILS_PER_HOUR", 3)?,
                data_downloads_per_hour: number(&get, "LIMIT_DATA_DOWNLOADS_PER_HOUR", 20)?,
                film_searches_per_minute: number(&get, "LIMIT_FILM_SEARCHES_PER_MINUTE", 30)?,
                links_per_minute: number(&get, "LIMIT_LINKS_PER_MINUTE", 60)?,
                writes_per_minute: number(&get, "LIMIT_WRITES_PER_MINUTE", 240)?,
                profile_views_per_hour: number(&get, "LIMIT_PROFILE_VIEWS_PER_HOUR", 300)?,
                api_per_minute: number(&get, "LIMIT_API_PER_MINUTE", 600)?,
                api_per_minute_without_token: number(&get, "LIMIT_API_PER_MINUTE_WITHOUT_TOKEN", 60)?,
            },
            body_limit_bytes: number(&get, "BODY_LIMIT_KB", 256_usize)? * 1024,
            request_timeout_seconds: number(&get, "REQUEST_TIMEOUT_SECONDS", 90)?,
            header_timeout_seconds: number(&get, "HEADER_TIMEOUT_SECONDS", 30)?,
            page_cache_bytes: number(&get, "PAGE_CACHE_MEGABYTES", 32_u64)?.saturating_mul(1 << 20),
            write_timeout_seconds: number(&get, "WRITE_TIMEOUT_SECONDS", 30)?,
            stop_timeout_seconds: number(&get, "STOP_TIMEOUT_SECONDS", 25)?,
            max_connections: number(&get, "MAX_CONNECTIONS", 2000)?,
            max_connections_per_network: number(&get, "MAX_CONNECTIONS_PER_NETWORK", 400)?,
            measure_database: number(&get, "MEASURE_DATABASE", false)?,
            site_root: PathBuf::from(get("SITE_ROOT").unwrap_or_else(|| "target/site".to_owned())),
            database_url,
            data_dir,
            storage_url,
            bind,
            base_url,
            production,
        })
    }
}

/// This program, also once another version of it lies in its place.
fn this_program() -> PathBuf {
    let running = PathBuf::from("/proc/self/exe");
    if running.exists() { running } else { std::env::current_exe().unwrap_or_default() }
}

fn number<T: std::str::FromStr>(get: &impl Fn(&str) -> Option<String>, name: &str, default: T) -> Result<T, String> {
    match get(name) {
        Some(text) => text.parse().map_err(|_| format!("{name}: « {text} » cannot be read; see the README")),
        None => Ok(default),
    }
}

/// Networks, or single addresses, separated by commas.
fn networks(name: &str, text: &str) -> Result<Vec<IpNet>, String> {
    let given = text.split(',').map(str::trim).filter(|text| !text.is_empty());
    let read = |text: &str| {
        let network = text.parse::<IpNet>().or_else(|_| text.parse::<std::net::IpAddr>().map(IpNet::from));
        network.map_err(|_| format!("{name}: « {text} » is no network (example: 10.0.0.0/8)"))
    };
    given.map(read).collect()
}

/// PostgreSQL or an https `BASE_URL` is an operator's decision. A Replit workspace is reached over https too, but it is
/// a trial, whose keys are generated as on any other machine.
fn production(
    get: &impl Fn(&str) -> Option<String>,
    database_url: &DatabaseUrl,
    base_url: &str,
) -> Option<&'static str> {
    if matches!(database_url, DatabaseUrl::Postgres(_)) {
        Some("with PostgreSQL")
    } else if get("BASE_URL").is_some() && base_url.starts_with("https://") {
        Some("with an https BASE_URL")
    } else {
        None
    }
}

/// Whether a text is a scheme and a host, perhaps a port, and nothing else.
fn is_site(text: &str) -> bool {
    text.parse::<http::Uri>().is_ok_and(|uri| {
        matches!(uri.scheme_str(), Some("http" | "https"))
            && uri.host().is_some()
            && uri.path() == "/"
            && uri.query().is_none()
    })
}

fn base_url(get: &impl Fn(&str) -> Option<String>, bind: SocketAddr) -> Result<String, String> {
    let text = get("BASE_URL")
        .or_else(|| get("REPLIT_DEV_DOMAIN").map(|domain| format!("https://{domain}")))
        .unwrap_or_else(|| format!("http://{bind}"));
    // Schemes are written in any case.
    let (scheme, rest) = text.split_once("://").unwrap_or(("", &text));
    let text = format!("{}://{}", scheme.to_ascii_lowercase(), rest.trim_end_matches('/'));
    if is_site(&text) {
        Ok(text)
    } else {
        Err("BASE_URL: must be like https://talents.example, without a path".to_owned())
    }
}

#[cfg(test)]
mod tests;
