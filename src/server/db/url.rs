//! Reading `DATABASE_URL`.

use std::path::PathBuf;

use super::tls::TlsMode;

/// A database address we understand.
#[derive(Debug, Clone)]
pub enum DatabaseUrl {
    /// Path of the SQLite file.
    Sqlite(PathBuf),
    /// A PostgreSQL server.
    Postgres(Box<PostgresOptions>),
}

/// What is needed to reach a PostgreSQL server.
#[derive(Debug, Clone)]
pub struct PostgresOptions {
    /// Parsed address without the TLS settings.
    pub config: tokio_postgres::Config,
    /// How to encrypt.
    pub tls: TlsMode,
    /// `sslrootcert`: certificate authorities to trust besides the system's.
    pub root_certificates: Option<PathBuf>,
}

impl DatabaseUrl {
    /// Reads `postgres://`, `postgresql://`, `sqlite:PATH` and `sqlite:///PATH`.
    ///
    /// # Errors
    /// A sentence for the operator, without the password the address may hold.
    pub fn parse(text: &str) -> Result<Self, String> {
        if let Some(rest) = text.strip_prefix("sqlite:") {
            // As in SQLAlchemy, which the replaced application used: three slashes and a relative path,
            // four for an absolute one; a bare `sqlite:PATH` is taken as it stands.
            let path = rest.strip_prefix("///").unwrap_or(rest);
            if path.is_empty() || path.starts_with("//") {
                return Err(
                    "DATABASE_URL: the SQLite address names no file (example: sqlite:data/talentsmaroc.db)".to_owned()
                );
            }
            return Ok(Self::Sqlite(PathBuf::from(path)));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return parse_postgres(text).map(|options| Self::Postgres(Box::new(options)));
        }
        let scheme = text.split(':').next().unwrap_or_default();
        let scheme = if scheme.len() < text.len() { scheme } else { "none" };
        Err(format!(
            "DATABASE_URL: unknown scheme « {scheme} »; use postgres://USER:PASSWORD@HOST/DATABASE or sqlite:PATH"
        ))
    }

    /// The engine's name, for messages.
    #[must_use]
    pub const fn engine(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }
}

/// tokio-postgres knows neither `verify-full` nor `sslrootcert`, so these are taken out first.
fn parse_postgres(text: &str) -> Result<PostgresOptions, String> {
    let (base, query) = text.split_once('?').unwrap_or((text, ""));
    let mut tls = TlsMode::Prefer;
    let mut root_certificates = None;
    let mut kept = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "sslmode" => tls = TlsMode::parse(&value)?,
            "sslrootcert" => root_certificates = Some(PathBuf::from(&*value)),
            _ => {
                // tokio-postgres decodes %20 but not « + ».
                kept.append_pair(&name, &value);
            }
        }
    }
    let kept = kept.finish().replace('+', "%20");
    let clean = if kept.is_empty() { base.to_owned() } else { format!("{base}?{kept}") };
    let config = clean
        .parse::<tokio_postgres::Config>()
        .map_err(|_| "DATABASE_URL: this PostgreSQL address cannot be read".to_owned())?;
    Ok(PostgresOptions { config, tls, root_certificates })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlite_addresses() {
        for (text, path) in [
            ("sqlite:data/a.db", "data/a.db"),
            ("sqlite:/var/a.db", "/var/a.db"),
            ("sqlite:///data/a.db", "data/a.db"),
            ("sqlite:////var/a.db", "/var/a.db"),
        ] {
            assert!(matches!(DatabaseUrl::parse(text), Ok(DatabaseUrl::Sqlite(p)) if p == *path), "{text}");
        }
    }

    #[test]
    fn postgres_addresses_keep_tls_settings_apart() {
        let Ok(DatabaseUrl::Postgres(options)) = DatabaseUrl::parse(
            "postgresql://u:p@db.example/t?sslmode=verify-full&sslrootcert=/etc/ca.pem&connect_timeout=3",
        ) else {
            panic!("refused")
        };
        assert_eq!(options.tls, TlsMode::VerifyFull);
        assert_eq!(options.root_certificates, Some(PathBuf::from("/etc/ca.pem")));
        assert_eq!(options.config.get_connect_timeout(), Some(&std::time::Duration::from_secs(3)));
    }

    #[test]
    fn refusals_name_the_scheme_and_hide_the_rest() {
        for text in ["mysql://root:s3cret@h/d", "s3cret", "sqlite:", "postgres://u:s3cret@h/d?sslmode=maybe"] {
            let message = DatabaseUrl::parse(text).unwrap_err();
            assert!(message.starts_with("DATABASE_URL") && !message.contains("s3cret"), "{message}");
        }
    }
}
