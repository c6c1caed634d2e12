//! Both databases have exactly the tables of `schema.rs`, and migrations can be undone and run again.

use std::collections::BTreeMap;

use talentsmaroc::server::db::{DatabaseUrl, migrations};

use crate::support::database;

/// `(table, column) → (kind, nullable)` of `schema.rs`.
fn expected() -> BTreeMap<(String, String), (String, bool)> {
    let mut columns = BTreeMap::new();
    let mut table = String::new();
    for line in include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/server/db/schema.rs")).lines().map(str::trim) {
        if let Some((name, _)) = line.strip_suffix(") {").and_then(|head| head.split_once(" (")) {
            table = name.to_owned();
        } else if let Some((column, kind)) = line.strip_suffix(',').and_then(|row| row.split_once(" -> ")) {
            let inner = kind.strip_prefix("Nullable<").and_then(|rest| rest.strip_suffix('>'));
            columns.insert((table.clone(), column.to_owned()), (inner.unwrap_or(kind).to_owned(), inner.is_some()));
        }
    }
    assert!(columns.len() > 100, "schema.rs was not understood");
    columns
}

fn differences(
    found: &BTreeMap<(String, String), (String, bool)>,
    same_kind: impl Fn(&str, &str) -> bool,
) -> Vec<String> {
    let expected = expected();
    let mut all = Vec::new();
    for (key, (kind, nullable)) in &expected {
        match found.get(key) {
            None => all.push(format!("{key:?} is missing in the database")),
            Some((k, n)) if n != nullable || !same_kind(kind, k) => {
                all.push(format!(
                    "{key:?} is {kind} nullable={nullable} in schema.rs, {k} nullable={n} in the database"
                ));
            }
            Some(_) => {}
        }
    }
    all.extend(
        found.keys().filter(|key| !expected.contains_key(*key)).map(|key| format!("{key:?} is not in schema.rs")),
    );
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_has_the_tables_of_the_schema() {
    use diesel::{Connection, QueryableByName, RunQueryDsl, SqliteConnection, sql_types};

    #[derive(QueryableByName)]
    struct Column {
        #[diesel(sql_type = sql_types::Text)]
        table_name: String,
        #[diesel(sql_type = sql_types::Text)]
        column_name: String,
        #[diesel(sql_type = sql_types::Text)]
        kind: String,
        #[diesel(sql_type = sql_types::Bool)]
        required: bool,
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("schema.db");
    migrations::run(&DatabaseUrl::Sqlite(path.clone())).await.unwrap();
    let mut conn = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    let rows: Vec<Column> = diesel::sql_query(
        "SELECT t.name AS table_name, c.name AS column_name, c.type AS kind, c.\"notnull\" AS required \
         FROM pragma_table_list t, pragma_table_info(t.name) c \
         WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '\\_\\_%' ESCAPE '\\'",
    )
    .load(&mut conn)
    .unwrap();
    let found = rows.into_iter().map(|c| ((c.table_name, c.column_name), (c.kind, !c.required))).collect();
    let stored_as = |kind: &str| match kind {
        "BigInt" | "Bool" => "INTEGER",
        "Double" => "REAL",
        "Binary" => "BLOB",
        _ => "TEXT",
    };
    assert_eq!(differences(&found, |kind, found| stored_as(kind) == found), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn postgresql_has_the_tables_of_the_schema() {
    let Some(server) = database::postgres_server() else { return };
    let (name, url) = database::postgres(&server).await;
    let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    let rows = client
        .query(
            "SELECT table_name::text, column_name::text, data_type::text, is_nullable::text = 'YES' \
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%' AND is_generated = 'NEVER'",
            &[],
        )
        .await
        .unwrap();
    let found = rows.iter().map(|row| ((row.get(0), row.get(1)), (row.get(2), row.get(3)))).collect();
    let stored_as = |kind: &str| match kind {
        "BigInt" => "bigint",
        "Bool" => "boolean",
        "Double" => "double precision",
        "Binary" => "bytea",
        "Timestamp" => "timestamp without time zone",
        "Date" => "date",
        _ => "text",
    };
    let wrong = differences(&found, |kind, found| stored_as(kind) == found);
    database::drop_postgres(&server, &name).await;
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn both_engines_have_the_same_migrations() {
    let versions = |engine: &str| {
        let mut names: Vec<_> = std::fs::read_dir(format!("{}/migrations/{engine}", env!("CARGO_MANIFEST_DIR")))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    assert_eq!(versions("sqlite"), versions("postgres"));
}

/// Two rows that reference each other, which an order of `DROP TABLE` has to survive.
const ROWS: &str = "\
    INSERT INTO countries (code, name_fr, name_en, name_ar, nationality_fr, african, dial_code, currency) \
    VALUES ('QQ', 'q', 'q', 'q', 'q', FALSE, '+0', 'QQQ'); \
    INSERT INTO accounts (id, email, email_normalised, role, language, state, created_at, updated_at) \
    VALUES (1, 'q@example.com', 'q@example.com', 'member', 'fr', 'active', '2026-01-01 00:00:00', '2026-01-01 00:00:00'); \
    INSERT INTO people (id, account_id, first_name, last_name, date_of_birth, gender, residence_country, \
    residence_city_other, show_name_photo, show_links, show_origins, created_at, updated_at) VALUES (1, 1, 'q', 'q', \
    '2000-01-01', 'N', 'QQ', 'q', TRUE, TRUE, TRUE, '2026-01-01 00:00:00', '2026-01-01 00:00:00'); \
    INSERT INTO files (id, kind, name, media_type, size, widths, person_id, created_at) \
    VALUES (1, 'photo', 'q', 'image/jpeg', 1, '', 1, '2026-01-01 00:00:00'); \
    UPDATE people SET photo_file_id = 1;";

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_migrations_can_be_undone_and_run_again() {
    use diesel::{
        Connection as _, QueryableByName, RunQueryDsl as _, SqliteConnection, connection::SimpleConnection as _,
        sql_types,
    };
    use diesel_migrations::{FileBasedMigrations, MigrationHarness as _};

    #[derive(Debug, PartialEq, QueryableByName)]
    struct Object {
        #[diesel(sql_type = sql_types::Text)]
        object: String,
    }
    let objects = |conn: &mut SqliteConnection| -> Vec<Object> {
        diesel::sql_query(
            "SELECT type || ' ' || name || ' ' || coalesce(sql, '') AS object FROM sqlite_master \
             WHERE name NOT LIKE '\\_\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite_%' ORDER BY 1",
        )
        .load(conn)
        .unwrap()
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("undone.db");
    migrations::run(&DatabaseUrl::Sqlite(path.clone())).await.unwrap();
    let mut conn = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    conn.batch_execute("PRAGMA foreign_keys = ON").unwrap();
    let before = objects(&mut conn);
    conn.batch_execute(ROWS).unwrap();
    let files = FileBasedMigrations::from_path("migrations/sqlite").unwrap();
    conn.revert_all_migrations(files.clone()).unwrap();
    assert_eq!(objects(&mut conn), Vec::new());
    conn.run_pending_migrations(files).unwrap();
    assert!(before.len() > 50);
    assert_eq!(objects(&mut conn), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn postgresql_migrations_can_be_undone_and_run_again() {
    use diesel_async::{AsyncConnection as _, AsyncMigrationHarness, AsyncPgConnection};
    use diesel_migrations::{FileBasedMigrations, MigrationHarness as _};

    let Some(server) = database::postgres_server() else { return };
    let (name, url) = database::postgres(&server).await;
    let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    let objects = async || -> Vec<String> {
        client
            .query(
                "SELECT format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) \
                 FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%' \
                 UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE '\\_\\_%' \
                 UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint \
                 WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE '\\_\\_%' ORDER BY 1",
                &[],
            )
            .await
            .unwrap()
            .iter()
            .map(|row| row.get(0))
            .collect()
    };
    let before = objects().await;
    client.batch_execute(ROWS).await.unwrap();
    let mut harness = AsyncMigrationHarness::new(AsyncPgConnection::establish(&url).await.unwrap());
    let files = FileBasedMigrations::from_path("migrations/postgres").unwrap();
    let mut harness = tokio::task::spawn_blocking({
        let files = files.clone();
        move || {
            harness.revert_all_migrations(files).unwrap();
            harness
        }
    })
    .await
    .unwrap();
    let undone = objects().await;
    tokio::task::spawn_blocking(move || {
        harness.run_pending_migrations(files).unwrap();
    })
    .await
    .unwrap();
    let again = objects().await;
    database::drop_postgres(&server, &name).await;
    assert_eq!(undone, Vec::<String>::new());
    assert!(before.len() > 200);
    assert_eq!(again, before);
}
