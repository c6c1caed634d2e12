//! Whole rows about a person as JSON, whatever their columns: what a merge changes is copied before, so that it can be
//! undone.

use diesel::{QueryableByName, sql_query, sql_types};
use diesel_async::RunQueryDsl;
use serde_json::{Map, Value as Json};

use crate::server::{
    db::{Conn, execute, rows},
    error::{AppError, AppResult},
};

/// A row: its columns and their values. Bytes are hexadecimal, in small letters.
pub type RowCopy = Map<String, Json>;

/// How rows belong to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belongs {
    /// By the number of the account in this column.
    Account(&'static str),
    /// By the number of the person in this column.
    Person(&'static str),
    /// By the number of the profile in `profile_id`; the profile stands in this table.
    Profile(&'static str),
}

/// A table whose rows are copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CopiedTable {
    pub name: &'static str,
    pub belongs: Belongs,
    /// The primary key.
    pub key: &'static [&'static str],
}

const fn table(name: &'static str, belongs: Belongs, key: &'static [&'static str]) -> CopiedTable {
    CopiedTable { name, belongs, key }
}

pub const ACCOUNTS: CopiedTable = table("accounts", Belongs::Account("id"), &["id"]);
pub const PEOPLE: CopiedTable = table("people", Belongs::Person("id"), &["id"]);
pub const MAIN_PROFILES: CopiedTable = table("main_profiles", Belongs::Person("person_id"), &["id"]);
pub const CINEMA_PROFILES: CopiedTable = table("cinema_profiles", Belongs::Person("person_id"), &["id"]);
/// The photos of the gallery, in their order.
pub const GALLERY: CopiedTable = table("cinema_gallery_photos", Belongs::Profile("cinema_profiles"), &["file_id"]);

/// What belongs to an account as a whole.
pub const OF_ACCOUNT: [CopiedTable; 2] = [
    table("two_factors", Belongs::Account("account_id"), &["id"]),
    table("recovery_codes", Belongs::Account("account_id"), &["id"]),
];

/// Answers of a person in rows of their own.
pub const OF_PERSON: [CopiedTable; 3] = [
    table("identity_documents", Belongs::Person("person_id"), &["id"]),
    table("person_languages", Belongs::Person("person_id"), &["person_id", "language"]),
    table("social_links", Belongs::Person("person_id"), &["id"]),
];

/// Answers of a main profile in rows of their own.
pub const OF_MAIN_PROFILE: [CopiedTable; 1] =
    [table("main_profile_talents", Belongs::Profile("main_profiles"), &["profile_id", "talent_id"])];

/// Answers of a CINEMA profile in rows of their own, the gallery apart.
pub const OF_CINEMA_PROFILE: [CopiedTable; 4] = [
    table("cinema_profile_types", Belongs::Profile("cinema_profiles"), &["profile_id", "talent_type"]),
    table("cinema_profile_skills", Belongs::Profile("cinema_profiles"), &["profile_id", "skill"]),
    table("cinema_profile_ethnicities", Belongs::Profile("cinema_profiles"), &["profile_id", "ethnicity"]),
    table("cinema_productions", Belongs::Profile("cinema_profiles"), &["id"]),
];

/// Every table that is copied.
pub fn all() -> impl Iterator<Item = CopiedTable> {
    [ACCOUNTS, PEOPLE, MAIN_PROFILES, CINEMA_PROFILES, GALLERY]
        .into_iter()
        .chain(OF_ACCOUNT)
        .chain(OF_PERSON)
        .chain(OF_MAIN_PROFILE)
        .chain(OF_CINEMA_PROFILE)
}

/// The numbers by which rows belong to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CopyOwner {
    pub account_id: i64,
    pub person_id: i64,
}

impl CopiedTable {
    fn condition(&self) -> String {
        match self.belongs {
            Belongs::Account(column) | Belongs::Person(column) => format!("{column} = $1"),
            Belongs::Profile(profiles) => format!("profile_id IN (SELECT id FROM {profiles} WHERE person_id = $1)"),
        }
    }

    const fn owner(&self, owner: CopyOwner) -> i64 {
        match self.belongs {
            Belongs::Account(_) => owner.account_id,
            Belongs::Person(_) | Belongs::Profile(_) => owner.person_id,
        }
    }
}

#[derive(QueryableByName)]
struct TableColumn {
    #[diesel(sql_type = sql_types::Text)]
    name: String,
    #[diesel(sql_type = sql_types::Text)]
    kind: String,
}

impl TableColumn {
    fn is_bytes(&self) -> bool {
        matches!(self.kind.as_str(), "BLOB" | "bytea")
    }
}

/// The columns that a table has in this version of the program.
async fn columns(conn: &mut Conn, of: &CopiedTable) -> AppResult<Vec<TableColumn>> {
    Ok(match conn {
        Conn::Sqlite(c) => {
            sql_query("SELECT name AS name, type AS kind FROM pragma_table_info($1)")
                .bind::<sql_types::Text, _>(of.name)
                .load(&mut **c)
                .await?
        }
        Conn::Postgres(c) => {
            sql_query(
                "SELECT column_name::text AS name, data_type::text AS kind FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name::text = $1 ORDER BY ordinal_position",
            )
            .bind::<sql_types::Text, _>(of.name)
            .load(&mut **c)
            .await?
        }
    })
}

#[derive(QueryableByName)]
struct RowContent {
    #[diesel(sql_type = sql_types::Text)]
    content: String,
}

/// The rows of a person in a table, in the order of their key.
pub async fn read(conn: &mut Conn, of: &CopiedTable, owner: CopyOwner) -> AppResult<Vec<RowCopy>> {
    let columns = columns(conn, of).await?;
    let sqlite = matches!(conn, Conn::Sqlite(_));
    let pairs: Vec<String> = columns
        .iter()
        .map(|column| {
            let name = &column.name;
            match (column.is_bytes(), sqlite) {
                (false, _) => format!("'{name}', \"{name}\""),
                (true, true) => {
                    format!("'{name}', CASE WHEN \"{name}\" IS NULL THEN NULL ELSE lower(hex(\"{name}\")) END")
                }
                (true, false) => format!("'{name}', encode(\"{name}\", 'hex')"),
            }
        })
        .collect();
    let object = if sqlite { "json_object" } else { "json_build_object" };
    let text = format!(
        "SELECT CAST({object}({}) AS TEXT) AS content FROM {} WHERE {} ORDER BY {}",
        pairs.join(", "),
        of.name,
        of.condition(),
        of.key.join(", ")
    );
    let query = || sql_query(&text).bind::<sql_types::BigInt, _>(of.owner(owner));
    let found: Vec<RowContent> = rows!(conn, query())?;
    found.into_iter().map(|row| serde_json::from_str(&row.content).map_err(AppError::internal)).collect()
}

/// Writes a row, in place of the one with its key. Columns that there are no more are left out.
pub async fn put(conn: &mut Conn, of: &CopiedTable, row: &RowCopy) -> AppResult<()> {
    let columns: Vec<TableColumn> =
        columns(conn, of).await?.into_iter().filter(|column| row.contains_key(&column.name)).collect();
    let names: Vec<String> = columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
    let replaced: Vec<String> = names.iter().map(|name| format!("{name} = excluded.{name}")).collect();
    let (names, replaced, key, name) = (names.join(", "), replaced.join(", "), of.key.join(", "), of.name);
    let mut row = row.clone();
    let text = match conn {
        Conn::Sqlite(_) => {
            let values: Vec<String> = columns
                .iter()
                .map(|column| {
                    let value = format!("json_extract($1, '$.{}')", column.name);
                    if column.is_bytes() { format!("unhex({value})") } else { value }
                })
                .collect();
            let values = values.join(", ");
            format!("INSERT INTO {name} ({names}) VALUES ({values}) ON CONFLICT ({key}) DO UPDATE SET {replaced}")
        }
        Conn::Postgres(_) => {
            for column in columns.iter().filter(|column| column.is_bytes()) {
                if let Some(Json::String(hexadecimal)) = row.get_mut(&column.name) {
                    hexadecimal.insert_str(0, "\\x");
                }
            }
            format!(
                "INSERT INTO {name} ({names}) SELECT {names} FROM json_populate_record(NULL::{name}, $1::json) \
                 ON CONFLICT ({key}) DO UPDATE SET {replaced}"
            )
        }
    };
    let content = serde_json::to_string(&row).map_err(AppError::internal)?;
    let query = || sql_query(&text).bind::<sql_types::Text, _>(&content);
    execute!(conn, query())
}

/// Deletes the rows of a person in a table.
pub async fn delete(conn: &mut Conn, of: &CopiedTable, owner: CopyOwner) -> AppResult<()> {
    let text = format!("DELETE FROM {} WHERE {}", of.name, of.condition());
    let query = || sql_query(&text).bind::<sql_types::BigInt, _>(of.owner(owner));
    execute!(conn, query())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Tables with something about a person that a merge moves, leaves alone or ends instead of copying it.
    const OTHERS: [&str; 29] = [
        "announcement_days",
        "announcement_recipients",
        "announcements",
        "api_tokens",
        "consents",
        "cv_analysis_calls",
        "distinct_people",
        "drafts",
        "export_templates",
        "exports",
        "files",
        "group_action_results",
        "group_actions",
        "idempotency_keys",
        "import_files",
        "import_values",
        "imported_people",
        "imports",
        "jobs",
        "merges",
        "one_time_links",
        "outbox_mails",
        "person_notes",
        "saved_filters",
        "search_changes",
        "sessions",
        "unique_codes",
        "webhook_deliveries",
        "webhooks",
    ];

    /// Ends of the names of columns by which rows belong to a person.
    const OWNERS: [&str; 3] = ["account_id", "person_id", "profile_id"];

    #[test]
    fn no_table_about_a_person_is_forgotten() {
        let mut table = "";
        let mut found = BTreeSet::from(["accounts", "people"]);
        for line in include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/server/db/schema.rs")).lines().map(str::trim)
        {
            if let Some((name, _)) = line.strip_suffix(") {").and_then(|head| head.split_once(" (")) {
                table = name;
            } else if let Some((column, _)) = line.split_once(" -> ")
                && OWNERS.iter().any(|end| column.ends_with(end))
                && table != "audit_log"
            {
                found.insert(table);
            }
        }
        let copied: BTreeSet<&str> = all().map(|table| table.name).collect();
        assert!(copied.is_disjoint(&OTHERS.into()), "a table stands in both lists");
        assert_eq!(found, copied.into_iter().chain(OTHERS).collect());
    }
}
