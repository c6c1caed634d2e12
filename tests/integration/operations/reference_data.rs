//! The reference lists are loaded once, completely, and an administrator's removals stay.

use diesel_async::SimpleAsyncConnection as _;
use talentsmaroc::server::{clock::Clock, db::Conn, repositories, services::operations::reference};

use crate::support::on_both;

on_both! {
    async fn everything_is_there(app: TestApp) {
        let mut conn = app.state.db.read().await.unwrap();
        let morocco = repositories::search::cities::names_of_country(&mut conn, "MA").await.unwrap();
        assert!(morocco.iter().any(|name| name == "Agadir"));
        let agadir = repositories::search::cities::find_by_normalised_name(&mut conn, "MA", "agadir").await.unwrap().unwrap();
        assert_eq!(agadir.code.as_deref(), Some("AGA"));
        assert_eq!(repositories::profiles::talents::all(&mut conn).await.unwrap().len(), 73);
        assert_eq!(repositories::profiles::talents::categories(&mut conn).await.unwrap().len(), 14);
        assert!(repositories::search::cities::names_of_country(&mut conn, "XX").await.unwrap().is_empty());
    }

    async fn what_was_removed_is_not_added_again(app: TestApp) {
        let mut tx = app.state.db.begin().await.unwrap();
        let removal = "DELETE FROM talents WHERE key = 'taxi'; UPDATE reference_loads SET content_hash = 'older'";
        match tx.conn().unwrap() {
            Conn::Sqlite(c) => c.batch_execute(removal).await.unwrap(),
            Conn::Postgres(c) => c.batch_execute(removal).await.unwrap(),
        }
        tx.commit().await.unwrap();
        reference::load(&app.state.db, &Clock::default()).await.unwrap();
        let talents = repositories::profiles::talents::all(&mut app.state.db.read().await.unwrap()).await.unwrap();
        assert_eq!(talents.len(), 72);
        assert!(talents.iter().all(|talent| talent.key != "taxi"));
    }
}
