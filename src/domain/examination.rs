//! What an examination of the installation says.

use chrono::NaiveDateTime;

use super::keyed;

keyed! {
    /// How bad something is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Level {
        Ok = "ok",
        /// Works, but needs an operator's attention.
        Warn = "warn",
        /// Does not work.
        Fail = "fail",
    }
}

keyed! {
    /// What is looked at.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Topic {
        Configuration = "configuration",
        TrustedProxies = "trusted_proxies",
        Keys = "keys",
        EncryptionKey = "encryption_key",
        SecretKey = "secret_key",
        DataFolder = "data_folder",
        FreeSpace = "free_space",
        FileMode = "file_mode",
        FileStorage = "file_storage",
        Assets = "assets",
        PageCache = "page_cache",
        Database = "database",
        References = "references",
        Migrations = "migrations",
        KeyCheck = "key_check",
        Administrators = "administrators",
        AuditLog = "audit_log",
        StoredFiles = "stored_files",
        LastSweep = "last_sweep",
        LastBackup = "last_backup",
    }
}

impl Topic {
    /// Its name at the command line: of what a variable sets, the variable.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::TrustedProxies | Self::EncryptionKey | Self::SecretKey => self.key().to_uppercase(),
            _ => self.key().replace('_', " "),
        }
    }
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub level: Level,
    pub about: Topic,
    /// What is so, and what to do about it: in English, without secrets.
    pub text: String,
}

impl Finding {
    /// Nothing is wrong.
    pub fn ok(about: Topic, text: impl Into<String>) -> Self {
        Self { level: Level::Ok, about, text: text.into() }
    }

    /// Something needs attention.
    pub fn warn(about: Topic, text: impl Into<String>) -> Self {
        Self { level: Level::Warn, about, text: text.into() }
    }

    /// Something does not work.
    pub fn fail(about: Topic, text: impl Into<String>) -> Self {
        Self { level: Level::Fail, about, text: text.into() }
    }
}

/// The examination of a running server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examination {
    /// When it began, in UTC.
    pub at: NaiveDateTime,
    pub findings: Vec<Finding>,
}

impl Examination {
    /// How many findings are this bad.
    #[must_use]
    pub fn count(&self, level: Level) -> u64 {
        self.findings.iter().filter(|finding| finding.level == level).map(|_| 1).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_names_variables_as_they_are_set() {
        assert_eq!(Topic::KeyCheck.name(), "key check");
        assert_eq!(Topic::EncryptionKey.name(), "ENCRYPTION_KEY");
        assert_eq!(Topic::TrustedProxies.name(), "TRUSTED_PROXIES");
    }
}
