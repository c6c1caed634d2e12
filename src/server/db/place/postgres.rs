//! A second schema beside the database's, and one transaction that moves the tables of both.

use std::time::Duration;

use diesel::{QueryableByName, sql_query, sql_types};
use diesel_async::{AsyncPgConnection, RunQueryDsl as _, SimpleAsyncConnection as _};

use super::super::{catalogue, postgres::Connector, url::PostgresOptions};

const NEW: &str = "restoring_";
const OLD: &str = "before_";
/// Diesel's own table.
const MIGRATIONS: &str = "__diesel_schema_migrations";
/// Connections that were closed a moment ago are still listed.
const TRIES: u32 = 10;
const BETWEEN_TRIES: Duration = Duration::from_millis(500);

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = sql_types::BigInt)]
    number: i64,
}

pub fn previous_schema(stamp: &str) -> String {
    format!("{OLD}{stamp}")
}

async fn connect(options: &PostgresOptions) -> Result<AsyncPgConnection, String> {
    let connector = Connector::new(options)?;
    let mut conn = connector.connect().await.map_err(|error| format!("PostgreSQL cannot be reached: {error}"))?;
    execute(&mut conn, "SET statement_timeout = 0").await?;
    Ok(conn)
}

async fn execute(conn: &mut AsyncPgConnection, text: &str) -> Result<(), String> {
    conn.batch_execute(text).await.map_err(|error| format!("PostgreSQL refuses: {error}"))
}

/// Makes the schema; its name.
pub async fn make(options: &PostgresOptions, stamp: &str) -> Result<String, String> {
    clear(options).await?;
    let schema = format!("{NEW}{stamp}");
    execute(&mut connect(options).await?, &format!("CREATE SCHEMA \"{schema}\"")).await?;
    Ok(schema)
}

/// Removes schemas of places that were given up.
pub async fn clear(options: &PostgresOptions) -> Result<(), String> {
    let text = format!(
        "DO $$ DECLARE one text; BEGIN \
         FOR one IN SELECT nspname FROM pg_namespace WHERE nspname ~ '^{NEW}[0-9]+$' LOOP \
         EXECUTE format('DROP SCHEMA %I CASCADE', one); END LOOP; END $$"
    );
    execute(&mut connect(options).await?, &text).await
}

/// Moves the live tables out and the new ones in. Both wait for whatever uses a table, at most as long as requests may.
pub async fn switch(options: &PostgresOptions, stamp: &str) -> Result<(), String> {
    let mut conn = connect(options).await?;
    wait_for_others(&mut conn).await?;
    let names = catalogue::tables().iter().map(|table| table.name.as_str()).chain([MIGRATIONS]);
    let names: Vec<String> = names.map(|name| format!("'{name}'")).collect();
    let text = format!(
        "DO $$ DECLARE live text := current_schema(); one text; BEGIN \
         CREATE SCHEMA \"{OLD}{stamp}\"; \
         FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = live AND tablename IN ({names}) LOOP \
         EXECUTE format('ALTER TABLE %I.%I SET SCHEMA \"{OLD}{stamp}\"', live, one); END LOOP; \
         FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = '{NEW}{stamp}' LOOP \
         EXECUTE format('ALTER TABLE \"{NEW}{stamp}\".%I SET SCHEMA %I', one, live); END LOOP; \
         DROP SCHEMA \"{NEW}{stamp}\"; END $$",
        names = names.join(", ")
    );
    execute(&mut conn, &text).await
}

/// As [`wait_for_others`], before anything is made.
pub async fn nothing_else_is_connected(options: &PostgresOptions) -> Result<(), String> {
    wait_for_others(&mut connect(options).await?).await
}

/// A running server knows the old storage and the old people.
async fn wait_for_others(conn: &mut AsyncPgConnection) -> Result<(), String> {
    let text = "SELECT COUNT(*) AS number FROM pg_stat_activity WHERE datname = current_database() \
                AND application_name = 'talentsmaroc' AND pid <> pg_backend_pid()";
    for _ in 0..TRIES {
        let others: Number = sql_query(text).get_result(conn).await.map_err(|error| error.to_string())?;
        if others.number == 0 {
            return Ok(());
        }
        tokio::time::sleep(BETWEEN_TRIES).await;
    }
    Err("A server is connected to the database: stop every server, then run this again".to_owned())
}

pub async fn discard(options: &PostgresOptions, previous: &str) -> Result<(), String> {
    let digits = previous.strip_prefix(OLD).unwrap_or_default();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("this is no schema that was kept".to_owned());
    }
    execute(&mut connect(options).await?, &format!("DROP SCHEMA IF EXISTS \"{previous}\" CASCADE")).await
}
