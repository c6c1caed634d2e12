//! Who stands in which export: a compressed set of ids for every 65,536 ids.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use roaring::RoaringTreemap;

use crate::{
    domain::export::ExportState,
    server::{
        db::{
            Conn, execute, rows,
            schema::{exported_people, exports},
        },
        error::{AppError, AppResult},
    },
};

/// Ids of one block.
const BLOCK: i64 = 1 << 16;
/// Sets read at once, of at most 8 KB each.
const PAGE: i64 = 200;

/// Notes whom an export holds: a million people are sixteen rows.
pub async fn add(conn: &mut Conn, export_id: i64, people: &[i64]) -> AppResult<()> {
    let mut sorted = people.to_vec();
    sorted.sort_unstable();
    for of_block in sorted.chunk_by(|one, next| one / BLOCK == next / BLOCK) {
        let Some(first) = of_block.first() else { continue };
        let packed = pack(&of_block.iter().filter_map(|id| u64::try_from(*id).ok()).collect())?;
        let row = (
            exported_people::export_id.eq(export_id),
            exported_people::block.eq(first / BLOCK),
            exported_people::people.eq(packed),
        );
        execute!(conn, diesel::insert_into(exported_people::table).values(row))?;
    }
    Ok(())
}

/// An export that a person stands in.
#[derive(Debug, Clone, Queryable)]
pub struct ExportOfPerson {
    pub choice_encrypted: Option<Vec<u8>>,
    pub created_at: NaiveDateTime,
    people: Vec<u8>,
}

/// The exports that one of these people stands in and that left the site or will, the newest first, at most so many.
pub async fn of_people(conn: &mut Conn, people: &[i64], most: usize) -> AppResult<Vec<ExportOfPerson>> {
    let blocks: Vec<i64> = people.iter().map(|id| id / BLOCK).collect();
    let left = [ExportState::Running, ExportState::Done, ExportState::Expired].map(ExportState::key);
    let mut found: Vec<ExportOfPerson> = Vec::new();
    let mut last = None;
    let (mut export_id, mut block) = (i64::MAX, i64::MAX);
    loop {
        let older = exports::id.lt(export_id).or(exports::id.eq(export_id).and(exported_people::block.lt(block)));
        let page: Vec<(i64, i64, ExportOfPerson)> = rows!(
            conn,
            exported_people::table
                .inner_join(exports::table)
                .filter(exported_people::block.eq_any(&blocks))
                .filter(exports::state.eq_any(left))
                .filter(older)
                .order((exports::id.desc(), exported_people::block.desc()))
                .limit(PAGE)
                .select((
                    exports::id,
                    exported_people::block,
                    (exports::choice_encrypted, exports::created_at, exported_people::people),
                ))
        )?;
        if page.is_empty() {
            return Ok(found);
        }
        for (id, of_block, export) in page {
            (export_id, block) = (id, of_block);
            let set = unpack(&export.people)?;
            let is_in = people.iter().any(|person| u64::try_from(*person).is_ok_and(|person| set.contains(person)));
            // Two people who were merged may stand in one export.
            if is_in && last != Some(id) {
                last = Some(id);
                found.push(export);
                if found.len() >= most {
                    return Ok(found);
                }
            }
        }
    }
}

/// Forgets in which exports a person stood.
pub async fn remove(conn: &mut Conn, person_id: i64) -> AppResult<()> {
    let block = person_id / BLOCK;
    let mut after = 0;
    loop {
        let page = lock_page(conn, block, after).await?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = *last;
        for (export_id, packed) in page {
            let mut set = unpack(&packed)?;
            if u64::try_from(person_id).is_ok_and(|person| set.remove(person)) {
                let row = exported_people::table.find((export_id, block));
                execute!(conn, diesel::update(row).set(exported_people::people.eq(pack(&set)?)))?;
            }
        }
    }
}

/// Sets of a block, of the exports after one, which no other transaction changes until this one ends.
async fn lock_page(conn: &mut Conn, block: i64, after: i64) -> AppResult<Vec<(i64, Vec<u8>)>> {
    let of_block = exported_people::table
        .filter(exported_people::block.eq(block))
        .filter(exported_people::export_id.gt(after))
        .order(exported_people::export_id)
        .limit(PAGE)
        .select((exported_people::export_id, exported_people::people));
    Ok(match conn {
        // The transaction is the only writer already.
        Conn::Sqlite(c) => of_block.load(&mut **c).await?,
        Conn::Postgres(c) => of_block.for_update().load(&mut **c).await?,
    })
}

fn pack(set: &RoaringTreemap) -> AppResult<Vec<u8>> {
    let mut packed = Vec::with_capacity(set.serialized_size());
    set.serialize_into(&mut packed).map_err(AppError::internal)?;
    Ok(packed)
}

fn unpack(packed: &[u8]) -> AppResult<RoaringTreemap> {
    RoaringTreemap::deserialize_from(packed).map_err(AppError::internal)
}
