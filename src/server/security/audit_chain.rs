//! The chain of the audit log: what is hashed of a line, and in what form. `docs/audit.md` describes it for others.

use std::fmt::Write as _;

use chrono::NaiveDateTime;
use ring::digest::{SHA256, digest};

/// The hash « before » the first line.
pub const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What every canonical form begins with: another form gets another number.
const FORM: &str = "talentsmaroc audit line 1";

/// The same of the changes of settings.
const CHANGES_FORM: &str = "talentsmaroc setting changes 1";

/// What the hash of a line covers.
#[derive(Debug, Clone, Copy)]
pub struct LineContent<'a> {
    /// UTC, in whole seconds.
    pub at: NaiveDateTime,
    pub actor_account_id: Option<i64>,
    pub actor: &'a str,
    pub action: &'a str,
    pub subject: &'a str,
    /// Stands for the network address, which may be erased.
    pub origin_seal: &'a str,
    pub reason: Option<&'a str>,
    pub fields: Option<&'a str>,
}

impl LineContent<'_> {
    /// The hash of the line, in hexadecimal, after a line with this hash.
    #[must_use]
    pub fn hash_after(&self, previous: &str) -> String {
        hexadecimal(&self.canonical(previous))
    }

    /// Every value after its length in bytes, so that no value can pass for two.
    fn canonical(&self, previous: &str) -> String {
        let at = self.at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let account = self.actor_account_id.map(|id| id.to_string());
        let values = [
            Some(previous),
            Some(at.as_str()),
            account.as_deref(),
            Some(self.actor),
            Some(self.action),
            Some(self.subject),
            Some(self.origin_seal),
            self.reason,
            self.fields,
        ];
        let mut form = format!("{FORM}\n");
        for value in values {
            push(&mut form, value);
        }
        form
    }
}

/// Writes a value after its length, or that there is none.
fn push(form: &mut String, value: Option<&str>) {
    // Writing to a string cannot fail.
    let _ = match value {
        Some(value) => writeln!(form, "{}:{value}", value.len()),
        None => writeln!(form, "-"),
    };
}

/// A change of a setting, as a line of the log vouches for it. Secrets have no values.
#[derive(Debug, Clone, Copy)]
pub struct ChangedSetting<'a> {
    pub key: &'a str,
    /// The version that the change made.
    pub version: i64,
    pub old: Option<&'a str>,
    pub new: Option<&'a str>,
}

/// The seal of changes that were saved together, in the order of their keys.
#[must_use]
pub fn seal_of_changes(changes: &[ChangedSetting<'_>]) -> String {
    hexadecimal(&canonical_changes(changes))
}

fn canonical_changes(changes: &[ChangedSetting<'_>]) -> String {
    let mut form = format!("{CHANGES_FORM}\n");
    for change in changes {
        let version = change.version.to_string();
        for value in [Some(change.key), Some(version.as_str()), change.old, change.new] {
            push(&mut form, value);
        }
    }
    form
}

/// What stands for a network address in the hash of its line. Without the salt it says nothing about the address, so
/// both can be erased and the chain still fits. The salt is random and a line's own.
#[must_use]
pub fn seal(salt: &str, origin: &str) -> String {
    hexadecimal(&format!("{salt}\n{origin}"))
}

fn hexadecimal(text: &str) -> String {
    digest(&SHA256, text.as_bytes()).as_ref().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> LineContent<'static> {
        LineContent {
            at: chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc(),
            actor_account_id: Some(7),
            actor: "administrator",
            action: "account.suspended",
            subject: "person:3",
            origin_seal: "ab",
            reason: Some("conduct"),
            fields: None,
        }
    }

    #[test]
    fn the_canonical_form_is_the_documented_one() {
        let expected = format!(
            "talentsmaroc audit line 1\n64:{BEGINNING}\n20:2027-01-15T08:00:00Z\n1:7\n13:administrator\n\
             17:account.suspended\n8:person:3\n2:ab\n7:conduct\n-\n"
        );
        assert_eq!(line().canonical(BEGINNING), expected);
        assert_eq!(line().hash_after(BEGINNING), hexadecimal(&expected));
        let bare = LineContent { actor_account_id: None, reason: None, ..line() };
        assert!(bare.canonical(BEGINNING).contains("Z\n-\n13:") && bare.canonical(BEGINNING).ends_with("2:ab\n-\n-\n"));
    }

    #[test]
    fn the_hash_is_that_of_the_standard() {
        assert_eq!(hexadecimal("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn every_value_counts_and_none_passes_for_another() {
        let first = line();
        let second = LineContent { reason: None, ..first };
        let others = [
            second,
            LineContent { at: first.at + chrono::TimeDelta::seconds(1), ..first },
            LineContent { actor_account_id: Some(8), ..first },
            LineContent { actor_account_id: None, ..first },
            LineContent { actor: "owner", ..first },
            LineContent { action: "account.reactivated", ..first },
            LineContent { subject: "person:4", ..first },
            LineContent { origin_seal: "ac", ..first },
            LineContent { reason: Some("asked"), ..first },
            LineContent { reason: Some(""), ..first },
            LineContent { fields: Some("city"), ..first },
            LineContent { reason: None, fields: first.reason, ..first },
            LineContent { actor: "administrator\n17:account.suspended", ..first },
        ];
        for other in others {
            assert_ne!(other.hash_after(BEGINNING), first.hash_after(BEGINNING), "{other:?}");
        }
        assert_ne!(first.hash_after(&first.hash_after(BEGINNING)), first.hash_after(BEGINNING));
    }

    #[test]
    fn changes_are_sealed_in_the_documented_form() {
        let name = ChangedSetting { key: "operator_name", version: 2, old: Some("A"), new: None };
        let expected = "talentsmaroc setting changes 1\n13:operator_name\n1:2\n1:A\n-\n";
        assert_eq!(canonical_changes(&[name]), expected);
        assert_eq!(seal_of_changes(&[name]), hexadecimal(expected));
        let swapped = ChangedSetting { old: None, new: Some("A"), ..name };
        assert_ne!(seal_of_changes(&[name]), seal_of_changes(&[swapped]));
        assert_ne!(seal_of_changes(&[name]), seal_of_changes(&[]));
    }

    #[test]
    fn a_seal_depends_on_address_and_salt() {
        assert_ne!(seal("salt", "192.0.2.0/24"), seal("other salt", "192.0.2.0/24"));
        assert_ne!(seal("salt", "192.0.2.0/24"), seal("salt", "192.0.3.0/24"));
    }
}
