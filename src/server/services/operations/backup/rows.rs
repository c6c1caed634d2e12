//! Whether a row is of the form that its table promises, and its encrypted values open.

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::{Map, Value};

use crate::{
    domain::backup::Refusal,
    server::{
        db::catalogue::{ColumnKind, ColumnShape, TableShape},
        security::encryption::Keyring,
    },
};

/// Columns whose values the keyring encrypts.
const ENCRYPTED: &str = "_encrypted";

/// Looks at one line of a table.
pub fn check_row(line: &str, table: &TableShape, keyring: &Keyring) -> Result<Map<String, Value>, Refusal> {
    let bad = || Refusal::BadRow(table.name.clone());
    let Ok(Value::Object(row)) = serde_json::from_str(line) else { return Err(bad()) };
    if row.len() != table.columns.len() {
        return Err(bad());
    }
    for column in &table.columns {
        let value = row.get(&column.name).ok_or_else(bad)?;
        if !fits(value, column) {
            return Err(bad());
        }
        if column.name.ends_with(ENCRYPTED)
            && let Some(sealed) = value.as_str().and_then(bytes)
        {
            keyring.decrypt(&sealed).map_err(|_| Refusal::MissingKey)?;
        }
    }
    Ok(row)
}

fn fits(value: &Value, column: &ColumnShape) -> bool {
    match (value, column.kind) {
        (Value::Null, _) => column.nullable,
        (Value::Number(number), ColumnKind::Integer) => number.is_i64(),
        (Value::Bool(_), ColumnKind::Bool) => true,
        // PostgreSQL stores no such character.
        (Value::String(text), ColumnKind::Text) => !text.contains('\0'),
        (Value::String(text), ColumnKind::Binary) => bytes(text).is_some(),
        (Value::String(text), ColumnKind::Date) => text.parse::<NaiveDate>().is_ok(),
        (Value::String(text), ColumnKind::Timestamp) => {
            NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.6f").is_ok()
        }
        (Value::String(text), ColumnKind::Double) => text.parse::<f64>().is_ok_and(f64::is_finite),
        _ => false,
    }
}

/// Reads hexadecimal digits.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let read = |[high, low]: &[u8; 2]| Some(digit(*high)? << 4 | digit(*low)?);
    if rest.is_empty() { pairs.iter().map(read).collect() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::db::catalogue::table;

    const ROW: &str = r#"{"person_id":1,"kind":"cv","day":"2026-11-30","announcement_id":4}"#;

    #[test]
    fn only_rows_of_the_promised_form_pass() {
        let keyring = Keyring::parse(&Keyring::generate_key()).unwrap();
        let days = table("announcement_days").unwrap();
        assert!(check_row(ROW, days, &keyring).is_ok());
        let refused = Refusal::BadRow("announcement_days".to_owned());
        for (right, wrong) in [
            ("1,", "1.5,"),
            ("1,", "null,"),
            ("1,", "99999999999999999999,"),
            (r#""cv""#, r#""c\u0000""#),
            ("2026-11-30", "2026-13-30"),
            (r#","announcement_id":4"#, ""),
            ("}", r#","more":1}"#),
            (r#""announcement_id""#, r#""other""#),
            ("{", "["),
        ] {
            assert_eq!(check_row(&ROW.replacen(right, wrong, 1), days, &keyring), Err(refused.clone()), "{wrong}");
        }
    }

    #[test]
    fn a_value_of_another_key_is_told_apart() {
        let (own, other) = (Keyring::generate_key(), Keyring::generate_key());
        let links = table("social_links").unwrap();
        let token = Keyring::parse(&own).unwrap().encrypt(b"https://example.org");
        let sealed: String = token.iter().map(|byte| format!("{byte:02x}")).collect();
        let row = format!(r#"{{"id":1,"person_id":2,"network":"x","address_encrypted":"{sealed}"}}"#);
        assert!(check_row(&row, links, &Keyring::parse(&own).unwrap()).is_ok());
        assert_eq!(check_row(&row, links, &Keyring::parse(&other).unwrap()), Err(Refusal::MissingKey));
    }
}
