//! The tables as `schema.rs` describes them, for what treats every table alike. `tests/schema.rs` compares that file with
//! both databases.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// A table: its columns in their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableShape {
    pub name: String,
    pub primary_key: Vec<String>,
    pub columns: Vec<ColumnShape>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnShape {
    pub name: String,
    pub kind: ColumnKind,
    pub nullable: bool,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    Integer,
    Text,
    Bool,
    Binary,
    Timestamp,
    Date,
    Double,
}

impl ColumnKind {
    fn of(written: &str) -> Option<Self> {
        Some(match written {
            "BigInt" => Self::Integer,
            "Text" => Self::Text,
            "Bool" => Self::Bool,
            "Binary" => Self::Binary,
            "Timestamp" => Self::Timestamp,
            "Date" => Self::Date,
            "Double" => Self::Double,
            _ => return None,
        })
    }
}

static TABLES: LazyLock<Vec<TableShape>> = LazyLock::new(|| read(include_str!("schema.rs")));

/// Every table.
#[must_use]
pub fn tables() -> &'static [TableShape] {
    &TABLES
}

/// A table by its name.
#[must_use]
pub fn table(name: &str) -> Option<&'static TableShape> {
    TABLES.iter().find(|table| table.name == name)
}

fn read(schema: &str) -> Vec<TableShape> {
    let mut tables: Vec<TableShape> = Vec::new();
    for line in schema.lines().map(str::trim) {
        if let Some((name, key)) = line.strip_suffix(") {").and_then(|head| head.split_once(" (")) {
            let primary_key = key.split(',').map(|column| column.trim().to_owned()).collect();
            tables.push(TableShape { name: name.to_owned(), primary_key, columns: Vec::new() });
        } else if let Some((name, written)) = line.split_once(" -> ")
            && let Some(table) = tables.last_mut()
        {
            let written = written.trim_end_matches(',');
            let inner = written.strip_prefix("Nullable<").and_then(|rest| rest.strip_suffix('>'));
            if let Some(kind) = ColumnKind::of(inner.unwrap_or(written)) {
                table.columns.push(ColumnShape { name: name.to_owned(), kind, nullable: inner.is_some() });
            }
        }
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_schema_is_understood() {
        let schema = include_str!("schema.rs");
        assert_eq!(tables().len(), schema.matches("diesel::table!").count());
        // Joins are written with the same arrow.
        let columns = schema.lines().filter(|line| line.contains(" -> ") && !line.contains("joinable!")).count();
        assert_eq!(tables().iter().map(|table| table.columns.len()).sum::<usize>(), columns);
        for table in tables() {
            let known = |key: &String| table.columns.iter().any(|column| &column.name == key && !column.nullable);
            assert!(table.primary_key.iter().all(known), "{}", table.name);
        }
    }
}
