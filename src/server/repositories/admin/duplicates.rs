//! People who have something in common that one person has alone: found by grouping keyed hashes and keys of names, never
//! by comparing everyone with everyone.

use chrono::NaiveDateTime;
use diesel::{QueryableByName, prelude::*, sql_query, sql_types};

use crate::{
    domain::{duplicates::Likeness, search::cursor::Cursor},
    server::{
        db::{
            Conn, execute, one, rows,
            schema::{distinct_people, files, people},
        },
        error::AppResult,
    },
};

/// Where the values of a likeness stand.
struct LikenessSource {
    table: &'static str,
    /// The column with the number of the person.
    person: &'static str,
    /// People with equal values in all of these are alike.
    keys: &'static [&'static str],
    /// Which rows have a value.
    given: &'static str,
    /// How many people some rows are of.
    people: &'static str,
}

const fn source(likeness: Likeness) -> LikenessSource {
    match likeness {
        Likeness::Phone => LikenessSource {
            table: "people",
            person: "id",
            keys: &["phone_hash"],
            given: "phone_hash IS NOT NULL",
            people: "COUNT(*)",
        },
        Likeness::Document => LikenessSource {
            table: "identity_documents",
            person: "person_id",
            keys: &["number_hash"],
            given: "number_hash IS NOT NULL",
            // One number may be that of two kinds.
            people: "COUNT(DISTINCT person_id)",
        },
        Likeness::Name => LikenessSource {
            table: "people",
            person: "id",
            keys: &["name_key", "date_of_birth"],
            given: "name_key <> ''",
            people: "COUNT(*)",
        },
    }
}

/// The groups of people who are alike, but those of whom an administrator said that all are different: the number of
/// people in each, and of the one who registered last.
fn open_groups(likeness: Likeness) -> String {
    let LikenessSource { table, person, keys, given, people } = source(likeness);
    let list = |prefix: &str| keys.iter().map(|key| format!("{prefix}{key}")).collect::<Vec<_>>().join(", ");
    let equal = |one: &str, other: &str| {
        keys.iter().map(|key| format!("{one}.{key} = {other}.{key}")).collect::<Vec<_>>().join(" AND ")
    };
    let (plain, of_a, same_person, same_group) = (list(""), list("a."), equal("b", "a"), equal("s", "g"));
    format!(
        "SELECT g.newest AS newest FROM \
         (SELECT {plain}, MAX({person}) AS newest, {people} AS people FROM {table} \
          WHERE {given} GROUP BY {plain} HAVING {people} > 1) g \
         LEFT JOIN (SELECT {of_a}, COUNT(*) AS pairs FROM distinct_people d \
          JOIN {table} a ON a.{person} = d.first_person_id \
          JOIN {table} b ON b.{person} = d.second_person_id AND {same_person} GROUP BY {of_a}) s ON {same_group} \
         WHERE g.people * (g.people - 1) / 2 > COALESCE(s.pairs, 0)"
    )
}

#[derive(QueryableByName)]
struct FoundNumber {
    #[diesel(sql_type = sql_types::BigInt)]
    number: i64,
}

/// How many groups there are.
pub async fn count(conn: &mut Conn, likeness: Likeness) -> AppResult<i64> {
    let text = format!("SELECT COUNT(*) AS number FROM ({}) o", open_groups(likeness));
    let query = || sql_query(&text);
    let found: FoundNumber = one!(conn, query())?;
    Ok(found.number)
}

/// The people who registered last of the groups from a cursor on. Those before a cursor come oldest first.
pub async fn page(conn: &mut Conn, likeness: Likeness, cursor: Option<Cursor>, limit: i64) -> AppResult<Vec<i64>> {
    let (bound, comparison, order) = match cursor {
        None => (i64::MAX, "<", "DESC"),
        Some(Cursor::After(number)) => (number, "<", "DESC"),
        Some(Cursor::Before(number)) => (number, ">", "ASC"),
    };
    let text = format!(
        "SELECT o.newest AS number FROM ({}) o WHERE o.newest {comparison} $1 ORDER BY o.newest {order} LIMIT $2",
        open_groups(likeness)
    );
    let query = || sql_query(&text).bind::<sql_types::BigInt, _>(bound).bind::<sql_types::BigInt, _>(limit);
    let found: Vec<FoundNumber> = rows!(conn, query())?;
    Ok(found.into_iter().map(|found| found.number).collect())
}

/// The people who are like this one, the person among them, the oldest first.
pub async fn alike(conn: &mut Conn, likeness: Likeness, person_id: i64, limit: i64) -> AppResult<Vec<i64>> {
    let LikenessSource { table, person, keys, given, .. } = source(likeness);
    let same: Vec<String> = keys.iter().map(|key| format!("other.{key} = own.{key}")).collect();
    let text = format!(
        "SELECT DISTINCT other.{person} AS number FROM {table} own JOIN {table} other ON {} \
         WHERE own.{person} = $1 AND own.{given} ORDER BY number LIMIT $2",
        same.join(" AND ")
    );
    let query = || sql_query(&text).bind::<sql_types::BigInt, _>(person_id).bind::<sql_types::BigInt, _>(limit);
    let found: Vec<FoundNumber> = rows!(conn, query())?;
    Ok(found.into_iter().map(|found| found.number).collect())
}

/// Whether two people are alike.
pub async fn are_alike(conn: &mut Conn, likeness: Likeness, one: i64, other: i64) -> AppResult<bool> {
    let LikenessSource { table, person, keys, given, .. } = source(likeness);
    let same: Vec<String> = keys.iter().map(|key| format!("other.{key} = own.{key}")).collect();
    let text = format!(
        "SELECT COUNT(*) AS number FROM {table} own JOIN {table} other ON {} \
         WHERE own.{person} = $1 AND other.{person} = $2 AND own.{given}",
        same.join(" AND ")
    );
    let query = || sql_query(&text).bind::<sql_types::BigInt, _>(one).bind::<sql_types::BigInt, _>(other);
    let found: FoundNumber = one!(conn, query())?;
    Ok(found.number > 0)
}

/// The people of whom an administrator said that they are not this one.
pub async fn told_apart_from(conn: &mut Conn, person_id: i64) -> AppResult<Vec<i64>> {
    let pairs: Vec<(i64, i64)> = rows!(
        conn,
        distinct_people::table
            .filter(distinct_people::first_person_id.eq(person_id).or(distinct_people::second_person_id.eq(person_id)))
            .select((distinct_people::first_person_id, distinct_people::second_person_id))
    )?;
    Ok(pairs.into_iter().map(|(first, second)| if first == person_id { second } else { first }).collect())
}

/// Notes that two people are two.
pub async fn tell_apart(conn: &mut Conn, one: i64, other: i64, now: NaiveDateTime) -> AppResult<()> {
    let row = (
        distinct_people::first_person_id.eq(one.min(other)),
        distinct_people::second_person_id.eq(one.max(other)),
        distinct_people::decided_at.eq(now),
    );
    execute!(conn, diesel::insert_into(distinct_people::table).values(row).on_conflict_do_nothing())
}

/// Takes it back.
pub async fn forget_apart(conn: &mut Conn, one: i64, other: i64) -> AppResult<()> {
    let pair = (one.min(other), one.max(other));
    execute!(conn, diesel::delete(distinct_people::table.find(pair)))
}

/// Those of these people who are not gone.
pub async fn existing(conn: &mut Conn, person_ids: &[i64]) -> AppResult<Vec<i64>> {
    rows!(conn, people::table.filter(people::id.eq_any(person_ids)).select(people::id))
}

/// The names of the photos of these people.
pub async fn photo_names(conn: &mut Conn, person_ids: &[i64]) -> AppResult<Vec<(i64, String)>> {
    rows!(
        conn,
        people::table
            .inner_join(files::table.on(people::photo_file_id.eq(files::id.nullable())))
            .filter(people::id.eq_any(person_ids))
            .select((people::id, files::name))
    )
}
