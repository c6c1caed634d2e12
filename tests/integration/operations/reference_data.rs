//! The reference lists are loaded once, completely, and an administrator's removals stay.

use diesel_async::SimpleAsyncConnection as _;
use talentsmaroc::server::{clock::Clock, db::Conn, repositories, services::operations::reference};

use crate::support::{accounts::execute, on_both, own_data::number};

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

    async fn a_list_that_changes_is_a_change_for_servers_that_run(app: TestApp) {
        const CHANGES: &str = "SELECT COUNT(*) AS n FROM search_changes";
        assert_eq!(number(&app, CHANGES).await, 0, "there was no list before");
        let load = async || {
            execute(&app, "UPDATE reference_loads SET content_hash = 'older'").await;
            reference::load(&app.state.db, &Clock::default()).await.unwrap();
            number(&app, CHANGES).await
        };
        assert_eq!(load().await, 0, "nothing new is in the lists");
        execute(&app, "DELETE FROM talents WHERE key = 'taxi'").await;
        execute(&app, "DELETE FROM reference_keys WHERE list = 'talent' AND key = 'taxi'").await;
        assert_eq!(load().await, 1);
        execute(&app, "UPDATE cities SET name_normalised = 'x' WHERE name = 'Agadir'").await;
        assert_eq!(load().await, 2);
        assert_eq!(load().await, 2);
    }
}
