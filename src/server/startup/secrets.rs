//! Where `SECRET_KEY` and `ENCRYPTION_KEY` come from.

use std::{
    fs,
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use crate::server::{
    config::Config,
    security::{encryption::Keyring, tokens::new_token},
};

/// Name of the file in the data folder that stores generated keys.
pub const FILE_NAME: &str = "secrets.env";

/// The two keys, and where new ones are to be stored.
#[derive(Clone)]
pub struct Secrets {
    pub secret_key: String,
    pub encryption_key: String,
    /// Set when at least one key was made just now: the file it must be written to before it is used.
    unsaved: Option<Unsaved>,
}

#[derive(Clone)]
struct Unsaved {
    path: PathBuf,
    lines: String,
}

/// Keys never appear in a log, not even by accident.
impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Secrets").field("new", &self.is_new()).finish_non_exhaustive()
    }
}

impl Secrets {
    /// Takes the keys from the environment, else from the data folder's file, else makes them, which only the
    /// embedded default may do: elsewhere a lost environment must not silently become a second set of keys.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn obtain(config: &Config, variable: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        let get = |name: &str| variable(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let reason = config.production;
        let path = config.data_dir.join(FILE_NAME);
        let file = if reason.is_none() { read_file(&path)? } else { None };
        let mut lines = String::new();
        let mut take = |name: &str, make: fn() -> Result<String, String>| -> Result<String, String> {
            if let Some(value) = get(name) {
                return Ok(value);
            }
            if let Some(reason) = reason {
                return Err(if path.exists() {
                    format!(
                        "{name} is missing and required {reason}; what is stored in DATA_DIR was written with the keys in {}: \
                         put them into the environment",
                        path.display()
                    )
                } else {
                    format!(
                        "{name} is missing and required {reason}; make one with `talentsmaroc keys generate` and keep it \
                         safe"
                    )
                });
            }
            match &file {
                Some(text) => value_in(text, name).ok_or_else(|| {
                    format!("{name} is neither in the environment nor in {}; add it to one of them", path.display())
                }),
                None => {
                    let value = make()?;
                    lines.push_str(&format!("{name}={value}\n"));
                    Ok(value)
                }
            }
        };
        let secret_key = take("SECRET_KEY", || new_token().map_err(|error| error.to_string()))?;
        let encryption_key = take("ENCRYPTION_KEY", || Ok(Keyring::generate_key()))?;
        let unsaved = (!lines.is_empty()).then_some(Unsaved { path, lines });
        Ok(Self { secret_key, encryption_key, unsaved })
    }

    /// The keys of a backup in place of keys that were made just now, which nothing was encrypted with yet; others stay.
    #[must_use]
    pub fn or_of_backup(self, secret_key: &str, encryption_key: &str) -> Self {
        match self.unsaved {
            Some(Unsaved { path, lines }) if lines.lines().count() == 2 => Self {
                secret_key: secret_key.to_owned(),
                encryption_key: encryption_key.to_owned(),
                unsaved: Some(Unsaved {
                    path,
                    lines: format!("SECRET_KEY={secret_key}\nENCRYPTION_KEY={encryption_key}\n"),
                }),
            },
            unsaved => Self { unsaved, ..self },
        }
    }

    /// Whether a key was made just now.
    #[must_use]
    pub const fn is_new(&self) -> bool {
        self.unsaved.is_some()
    }

    /// Writes new keys to the data folder, readable by its owner alone, and returns where; `None` when there are none.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn save(&self) -> Result<Option<&Path>, String> {
        let Some(Unsaved { path, lines }) = &self.unsaved else { return Ok(None) };
        let text = format!(
            "# Keys of this TalentsMaroc installation. Keep a copy in a safe place, apart from the database's:\n\
             # without ENCRYPTION_KEY the encrypted fields are lost.\n{lines}"
        );
        write_once(path, &text).map_err(|error| format!("The keys cannot be kept in {}: {error}", path.display()))?;
        Ok(Some(path))
    }
}

fn read_file(path: &Path) -> Result<Option<String>, String> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        // Where the folder itself is wrong, the start says so a moment later.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(format!("The keys in {} cannot be read: {error}", path.display())),
    }
}

fn value_in(text: &str, name: &str) -> Option<String> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with('#'))
        .filter_map(|line| line.split_once('='))
        .find(|(key, _)| key.trim() == name)
        .map(|(_, value)| value.trim().trim_matches('"').to_owned())
        .filter(|value| !value.is_empty())
}

/// Never overwrites: of two first starts at once the second fails instead of replacing the first one's keys.
fn write_once(path: &Path, text: &str) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let unfinished = path.with_extension(format!("env.{}", std::process::id()));
    let written = fs::OpenOptions::new()
        .create_new(true)
        .write(true)
        .mode(0o600)
        .open(&unfinished)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        })
        .and_then(|()| fs::hard_link(&unfinished, path));
    let removed = fs::remove_file(&unfinished);
    written.and(removed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(folder: &Path, pairs: &[(&str, &str)]) -> Config {
        Config::read(|name| match name {
            "DATA_DIR" => Some(folder.display().to_string()),
            _ => pairs.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned()),
        })
        .unwrap()
    }

    fn obtain(folder: &Path, pairs: &[(&str, &str)]) -> Result<Secrets, String> {
        Secrets::obtain(&config(folder, pairs), |name| {
            pairs.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_first_start_makes_keys_and_the_second_finds_them() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let first = obtain(folder.path(), &[]).unwrap();
        let path = first.save().unwrap().unwrap();
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
        let second = obtain(folder.path(), &[]).unwrap();
        assert!(first.is_new() && !second.is_new());
        assert_eq!((first.secret_key, first.encryption_key), (second.secret_key, second.encryption_key));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn kept_keys_are_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (obtain(folder.path(), &[]).unwrap(), obtain(folder.path(), &[]).unwrap());
        one.save().unwrap();
        assert!(two.save().is_err());
        assert_eq!(obtain(folder.path(), &[]).unwrap().secret_key, one.secret_key);
    }

    #[test]
    fn the_environment_wins() {
        let folder = tempfile::tempdir().unwrap();
        obtain(folder.path(), &[]).unwrap().save().unwrap();
        let secrets = obtain(folder.path(), &[("SECRET_KEY", "from the environment")]).unwrap();
        assert_eq!(secrets.secret_key, "from the environment");
    }

    #[test]
    fn production_must_bring_its_keys() {
        let folder = tempfile::tempdir().unwrap();
        for pair in [("DATABASE_URL", "postgres://u@h/d"), ("BASE_URL", "https://talents.example")] {
            let message = obtain(folder.path(), &[pair]).unwrap_err();
            assert!(message.starts_with("SECRET_KEY is missing"), "{message}");
            let message = obtain(folder.path(), &[pair, ("SECRET_KEY", "x")]).unwrap_err();
            assert!(message.starts_with("ENCRYPTION_KEY is missing"), "{message}");
            assert!(message.contains("keys generate"), "{message}");
        }
        // An installation with data must not be led to other keys than those it was written with.
        obtain(folder.path(), &[]).unwrap().save().unwrap();
        let message = obtain(folder.path(), &[("BASE_URL", "https://talents.example")]).unwrap_err();
        assert!(message.contains(FILE_NAME) && !message.contains("keys generate"), "{message}");
    }

    #[test]
    fn a_replit_workspace_gets_keys_though_it_is_reached_over_https() {
        let folder = tempfile::tempdir().unwrap();
        assert!(obtain(folder.path(), &[("REPLIT_DEV_DOMAIN", "x.replit.dev")]).unwrap().is_new());
    }

    #[test]
    fn keys_do_not_show_in_debug_output() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = obtain(folder.path(), &[("SECRET_KEY", "visible")]).unwrap();
        assert_eq!(format!("{secrets:?}"), "Secrets { new: true, .. }");
    }
}
