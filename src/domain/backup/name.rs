//! Names of backups, which say when they were made.

use chrono::NaiveDateTime;

const FORM: &str = "talentsmaroc-%Y-%m-%d-%H%M%S.backup.zip";

/// The name of a backup made at this moment (UTC, in whole seconds).
#[must_use]
pub fn backup_name(at: NaiveDateTime) -> String {
    at.format(FORM).to_string()
}

/// When a backup of this name was made; `None` for what is none of ours.
#[must_use]
pub fn moment_of(name: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(name, FORM).ok().filter(|at| backup_name(*at) == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_its_moment_back() {
        let at = chrono::DateTime::UNIX_EPOCH.naive_utc() + chrono::TimeDelta::seconds(1_790_000_123);
        assert_eq!(moment_of(&backup_name(at)), Some(at));
        for foreign in ["", "backup.zip", "talentsmaroc-2026-11-30-1530.backup.zip", "../talentsmaroc.backup.zip"] {
            assert_eq!(moment_of(foreign), None, "{foreign}");
        }
    }
}
