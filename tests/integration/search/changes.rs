//! Changes of people reach every reader once, in whatever order transactions end.

use chrono::TimeDelta;
use talentsmaroc::server::{
    db::Conn,
    repositories::search::changes::{self, Changes},
    search_index::ChangePosition,
    state::AppState,
};

use crate::support::{TestApp, accounts::execute, on_both, own_data::number};

async fn record(state: &AppState, first: i64, last: i64) {
    let mut tx = state.db.begin().await.unwrap();
    changes::record_people(tx.conn().unwrap(), first, last, state.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn since(state: &AppState, position: ChangePosition) -> Changes {
    changes::since(&mut state.db.read().await.unwrap(), position).await.unwrap()
}

async fn position(state: &AppState) -> ChangePosition {
    changes::position(&mut state.db.read().await.unwrap()).await.unwrap()
}

async fn prune(state: &AppState) -> usize {
    let mut tx = state.db.begin().await.unwrap();
    let before = state.clock.now() - TimeDelta::days(1);
    let removed = changes::delete_older_than(tx.conn().unwrap(), before).await.unwrap();
    tx.commit().await.unwrap();
    removed
}

/// The people of what a read brought.
fn people(read: &Changes) -> Vec<(i64, i64)> {
    read.rows.iter().map(|row| (row.first_person_id, row.last_person_id)).collect()
}

/// As [`people`], without what was open in the read before. On PostgreSQL the transactions of other tests keep rows
/// open.
fn new_people(before: &Changes, read: &Changes) -> Vec<(i64, i64)> {
    let mut read = read.clone();
    read.rows.retain(|row| !before.rows.iter().any(|seen| seen.is_open && seen.id == row.id));
    people(&read)
}

on_both! {
    async fn changes_come_in_order_and_once(app: TestApp) {
        let state = &app.state;
        assert_eq!(position(state).await.last_id, 0);
        let nothing = since(state, ChangePosition::default()).await;
        assert!(nothing.known && nothing.rows.is_empty());
        record(state, 1, 1).await;
        record(state, 5, 9).await;
        let first = since(state, ChangePosition::default()).await;
        assert!(first.known);
        assert_eq!(people(&first), [(1, 1), (5, 9)]);
        let here = position(state).await;
        assert_eq!(
            (here.last_id, here.last_token),
            (first.position.last_id, first.position.last_token)
        );
        let again = since(state, first.position).await;
        assert!(again.known);
        assert!(new_people(&first, &again).is_empty());
        record(state, 7, 7).await;
        let next = since(state, again.position).await;
        assert!(next.known);
        assert_eq!(new_people(&again, &next), [(7, 7)]);
        assert!(next.position.last_id > here.last_id);
    }

    async fn what_is_rolled_back_never_comes(app: TestApp) {
        let state = &app.state;
        record(state, 1, 1).await;
        let mut tx = state.db.begin().await.unwrap();
        changes::record_person(tx.conn().unwrap(), 2, state.clock.now()).await.unwrap();
        drop(tx);
        record(state, 3, 3).await;
        assert_eq!(people(&since(state, ChangePosition::default()).await), [(1, 1), (3, 3)]);
    }

    async fn a_position_of_another_database_is_unknown(app: TestApp) {
        let state = &app.state;
        record(state, 1, 1).await;
        let here = position(state).await;
        let another = here.last_token.wrapping_add(1);
        assert!(since(state, here).await.known);
        assert!(!since(state, ChangePosition { last_id: here.last_id + 1, ..here }).await.known);
        assert!(!since(state, ChangePosition { last_token: another, ..here }).await.known);
        let on_sqlite = matches!(state.db.read().await.unwrap(), Conn::Sqlite(_));
        let of_another_cluster = ChangePosition { horizon: i64::MAX, ..here };
        assert_eq!(since(state, of_another_cluster).await.known, on_sqlite);
    }

    async fn pruning_keeps_the_row_that_a_reader_may_be_at(app: TestApp) {
        let state = &app.state;
        record(state, 1, 1).await;
        let early = position(state).await;
        record(state, 2, 2).await;
        let late = position(state).await;
        assert_eq!(prune(state).await, 0);
        state.clock.advance(TimeDelta::days(10));
        assert_eq!(prune(state).await, 1);
        assert!(!since(state, early).await.known);
        record(state, 3, 3).await;
        assert_eq!(prune(state).await, 0);
        let read = since(state, late).await;
        assert!(read.known);
        assert_eq!(people(&read).last(), Some(&(3, 3)));
        state.clock.advance(TimeDelta::days(10));
        assert_eq!(prune(state).await, 1);
        assert!(since(state, read.position).await.known);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_of_an_older_cluster_are_not_read_again_and_again() {
    const FOREIGN: &str = "SELECT COUNT(*) AS n FROM search_changes \
                           WHERE transaction_id >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint";
    let Some(app) = TestApp::postgres().await else { return };
    let state = &app.state;
    record(state, 1, 1).await;
    record(state, 2, 2).await;
    assert_eq!(number(&app, FOREIGN).await, 0);
    // As a dump brings them.
    execute(&app, "UPDATE search_changes SET transaction_id = transaction_id + 1000000000").await;
    assert_eq!(number(&app, FOREIGN).await, 2);
    let first = since(state, ChangePosition::default()).await;
    let again = since(state, first.position).await;
    assert_eq!(people(&again), [(1, 1), (2, 2)], "they come again with every read");
    // At the next start.
    let app = app.with(&[]).await;
    let state = &app.state;
    assert_eq!(number(&app, FOREIGN).await, 0);
    assert_eq!(people(&since(state, ChangePosition::default()).await), [(1, 1), (2, 2)]);
    let next = since(state, again.position).await;
    assert!(next.known);
    assert!(new_people(&again, &next).is_empty(), "and nobody is lost or new");
    record(state, 3, 3).await;
    let last = since(state, next.position).await;
    assert!(last.known);
    assert_eq!(new_people(&next, &last), [(3, 3)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgresql_a_smaller_id_that_is_committed_last_is_not_missed() {
    let Some(app) = TestApp::postgres().await else { return };
    let state = &app.state;
    let (mut slow, mut quick) = (state.db.begin().await.unwrap(), state.db.begin().await.unwrap());
    changes::record_person(slow.conn().unwrap(), 1, state.clock.now()).await.unwrap();
    changes::record_person(quick.conn().unwrap(), 2, state.clock.now()).await.unwrap();
    quick.commit().await.unwrap();
    let first = since(state, ChangePosition::default()).await;
    assert_eq!(people(&first), [(2, 2)]);
    assert!(first.rows[0].is_open);
    slow.commit().await.unwrap();
    let second = since(state, first.position).await;
    assert!(second.known);
    assert_eq!(new_people(&first, &second), [(1, 1)]);
    assert_eq!(second.position.last_id, first.position.last_id);
    let third = since(state, second.position).await;
    assert!(third.known);
    assert!(new_people(&second, &third).is_empty());
}
