//! The reference lists are loaded once, completely, and an administrator's removals stay.

use diesel::prelude::*;
use diesel_async::RunQueryDsl as _;
use talentsmaroc::server::{clock::Clock, repositories, services::reference};

use crate::support::{TestApp, on_both};

on_both! {
    async fn everything_is_there(app: TestApp) {
        let mut conn = app.state.db.read().await.unwrap();
        let morocco = repositories::cities::names_of_country(&mut conn, "MA").await.unwrap();
        assert!(morocco.iter().any(|name| name == "Agadir"));
        let agadir = repositories::cities::find_by_normalised_name(&mut conn, "MA", "agadir").await.unwrap().unwrap();
        assert_eq!(agadir.code.as_deref(), Some("AGA"));
        assert_eq!(repositories::talents::all(&mut conn).await.unwrap().len(), 73);
        assert_eq!(repositories::talents::categories(&mut conn).await.unwrap().len(), 14);
        assert!(repositories::cities::names_of_country(&mut conn, "XX").await.unwrap().is_empty());
    }

    async fn what_was_removed_is_not_added_again(app: TestApp) {
        use talentsmaroc::server::db::{Conn, schema::{reference_loads, talents}};
        let mut tx = app.state.db.begin().await.unwrap();
        match tx.conn().unwrap() {
            Conn::Sqlite(c) => {
                diesel::delete(talents::table.filter(talents::key.eq("taxi"))).execute(&mut **c).await.unwrap();
                diesel::update(reference_loads::table).set(reference_loads::content_hash.eq("older")).execute(&mut **c).await.unwrap();
            }
            Conn::Postgres(c) => {
                diesel::delete(talents::table.filter(talents::key.eq("taxi"))).execute(&mut **c).await.unwrap();
                diesel::update(reference_loads::table).set(reference_loads::content_hash.eq("older")).execute(&mut **c).await.unwrap();
            }
        }
        tx.commit().await.unwrap();
        reference::load(&app.state.db, &Clock::default()).await.unwrap();
        let talents = repositories::talents::all(&mut app.state.db.read().await.unwrap()).await.unwrap();
        assert_eq!(talents.len(), 72);
        assert!(talents.iter().all(|talent| talent.key != "taxi"));
    }
}
