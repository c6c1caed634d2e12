//! Copies of everything stored of a person, by which a change is noticed and a merge undone.
//!
//! An encrypted value is copied as it is stored and decrypted: by the time it is written again the key may be another one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

use crate::{
    domain::registration::comparable_number,
    server::{
        db::Conn,
        error::{AppError, AppResult},
        repositories::admin::{
            merges::PersonNumbers,
            row_copies::{self, CopiedTable, CopyOwner, RowCopy},
        },
        security::Security,
    },
};

/// Where a copy has what is stored and what it means.
const STORED: &str = "stored";
const PLAIN: &str = "plain";

/// Columns that differ without anything being different: numbers of rows, counters, moments, hashes that follow from
/// encrypted values.
const UNCOMPARED: [&str; 12] = [
    "id",
    "person_id",
    "account_id",
    "profile_id",
    "version",
    "device_generation",
    "updated_at",
    "last_step",
    "last_seen_on",
    "walk_in_key",
    "phone_hash",
    "number_hash",
];

/// The rows of a person, by table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonCopy(BTreeMap<String, Vec<RowCopy>>);

impl PersonCopy {
    /// Copies what is stored now.
    ///
    /// # Errors
    /// When no key fits an encrypted column.
    pub async fn read(security: &Security, conn: &mut Conn, numbers: PersonNumbers) -> AppResult<Self> {
        let mut tables = BTreeMap::new();
        for table in row_copies::all() {
            let rows = row_copies::read(conn, &table, owner(numbers)).await?;
            let rows = rows.into_iter().map(|row| opened(security, row)).collect::<AppResult<Vec<_>>>()?;
            tables.insert(table.name.to_owned(), rows);
        }
        Ok(Self(tables))
    }

    /// The rows of a table.
    pub fn rows(&self, table: &CopiedTable) -> &[RowCopy] {
        self.0.get(table.name).map_or(&[], Vec::as_slice)
    }

    /// The only row of a table, if there is one.
    pub fn row(&self, table: &CopiedTable) -> Option<&RowCopy> {
        self.rows(table).first()
    }

    /// Whether the rows of a table say the same as those of another copy.
    pub fn is_same(&self, other: &Self, table: &CopiedTable) -> bool {
        comparable_rows(self.rows(table)) == comparable_rows(other.rows(table))
    }
}

/// The owner of rows.
pub const fn owner(numbers: PersonNumbers) -> CopyOwner {
    CopyOwner { account_id: numbers.account, person_id: numbers.person }
}

/// Detects whether anything stored of two people changed: a keyed hash, in hexadecimal.
///
/// # Errors
/// Never: copies are JSON.
pub fn fingerprint(security: &Security, copies: [&PersonCopy; 2]) -> AppResult<String> {
    let comparable: Vec<BTreeMap<&String, Vec<String>>> = copies
        .into_iter()
        .map(|copy| copy.0.iter().map(|(table, rows)| (table, comparable_rows(rows))).collect())
        .collect();
    let text = serde_json::to_string(&comparable).map_err(AppError::internal)?;
    Ok(hexadecimal(security.lookup.hash(&text).iter().take(12)))
}

/// Whether a column can differ without anything being different.
pub fn is_uncompared(column: &str) -> bool {
    UNCOMPARED.contains(&column)
}

/// Whether two values of a column say the same, however they are encrypted.
pub fn same(one: Option<&Json>, other: Option<&Json>) -> bool {
    meaning(one) == meaning(other)
}

fn meaning(value: Option<&Json>) -> Option<&Json> {
    value.map(|value| value.get(PLAIN).unwrap_or(value)).filter(|value| !value.is_null())
}

/// What rows say, in an order of its own: rows that were written again have other numbers.
fn comparable_rows(rows: &[RowCopy]) -> Vec<String> {
    let mut all: Vec<String> = rows
        .iter()
        .map(|row| {
            let compared = row.iter().filter(|(column, _)| !is_uncompared(column));
            let meant: Map<String, Json> = compared
                .filter_map(|(column, value)| meaning(Some(value)).map(|value| (column.clone(), value.clone())))
                .collect();
            Json::Object(meant).to_string()
        })
        .collect();
    all.sort();
    all
}

fn opened(security: &Security, row: RowCopy) -> AppResult<RowCopy> {
    row.into_iter()
        .map(|(column, value)| {
            let value = match &value {
                Json::String(stored) if column.ends_with("_encrypted") => {
                    let plain = security.keyring.decrypt(&bytes(stored)?)?;
                    json!({ STORED: stored, PLAIN: hexadecimal(plain.iter()) })
                }
                _ => value,
            };
            Ok((column, value))
        })
        .collect()
}

/// A row as it is to be stored now: encrypted with the newest key, found by the hashes of the current one.
///
/// # Errors
/// When the copy is damaged.
pub fn sealed(security: &Security, table: &CopiedTable, row: &RowCopy) -> AppResult<RowCopy> {
    let mut sealed = RowCopy::new();
    for (column, value) in row {
        let (Some(stored), Some(plain)) = (text(value.get(STORED)), text(value.get(PLAIN))) else {
            // A hash that was put beside its value already stays.
            sealed.entry(column.clone()).or_insert_with(|| value.clone());
            if let Some(hash) = hash_of(table, column).filter(|_| value.is_null()) {
                sealed.insert(hash.to_owned(), Json::Null);
            }
            continue;
        };
        let (stored, plain) = (bytes(stored)?, bytes(plain)?);
        if let Some(hash) = hash_of(table, column) {
            let plain = utf8(&plain)?;
            let comparable = if table.name == "people" { plain } else { comparable_number(&plain) };
            let hash_of_it = hexadecimal(security.lookup.hash(&comparable).iter());
            sealed.insert(hash.to_owned(), Json::String(hash_of_it));
        }
        let current = if security.keyring.is_under_newest(&stored) { stored } else { security.keyring.encrypt(&plain) };
        sealed.insert(column.clone(), Json::String(hexadecimal(current.iter())));
    }
    Ok(sealed)
}

/// The column with the keyed hash of an encrypted one.
fn hash_of(table: &CopiedTable, encrypted: &str) -> Option<&'static str> {
    match (table.name, encrypted) {
        ("people", "phone_encrypted") => Some("phone_hash"),
        ("identity_documents", "number_encrypted") => Some("number_hash"),
        _ => None,
    }
}

fn text(value: Option<&Json>) -> Option<&str> {
    value.and_then(Json::as_str)
}

fn utf8(bytes: &[u8]) -> AppResult<String> {
    String::from_utf8(bytes.to_vec()).map_err(AppError::internal)
}

fn hexadecimal<'a>(bytes: impl Iterator<Item = &'a u8>) -> String {
    bytes.map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes that [`hexadecimal`] wrote.
fn bytes(written: &str) -> AppResult<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        written.chars().map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let digits = digits.filter(|digits| digits.len().is_multiple_of(2));
    let digits = digits.ok_or_else(|| AppError::internal("a copied value is not hexadecimal"))?;
    let byte = |pair: &[u8]| pair.iter().fold(0_u8, |byte, digit| (byte << 4) | digit);
    Ok(digits.chunks(2).map(byte).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(json: Json) -> RowCopy {
        json.as_object().unwrap().clone()
    }

    #[test]
    fn bytes_come_back_from_hexadecimal() {
        assert_eq!(bytes(&hexadecimal([0_u8, 9, 171, 255].iter())).unwrap(), [0, 9, 171, 255]);
        assert!(bytes("abc").is_err() && bytes("zz").is_err());
    }

    #[test]
    fn rows_are_compared_by_what_they_say() {
        let rows = |number: i64, stored: &str, plain: &str| {
            vec![
                row(
                    json!({ "id": number, "kind": "passport", "number_encrypted": { "stored": stored, "plain": plain } }),
                ),
                row(json!({ "id": number + 1, "kind": "residence_card", "note": null })),
            ]
        };
        let (one, mut other) = (rows(1, "aa", "31"), rows(8, "bb", "31"));
        other.reverse();
        assert_eq!(comparable_rows(&one), comparable_rows(&other));
        assert_ne!(comparable_rows(&one), comparable_rows(&rows(1, "aa", "32")));
        assert!(same(Some(&Json::Null), None) && !same(Some(&json!(1)), None));
    }
}
