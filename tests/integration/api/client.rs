//! `end2end/api-client.py`, which was written from the documentation alone, against a running server.

use std::process::Command;

use talentsmaroc::server::db::DatabaseUrl;

use crate::support::{
    accounts::{PASSWORD, execute, member},
    on_sqlite,
    people::{TestPerson, insert},
    server::Server,
};

on_sqlite! {
    async fn a_client_written_from_the_documentation_works(app: TestApp) {
        insert(&app.state, &(1..=230).map(TestPerson::new).collect::<Vec<_>>()).await;
        let id = member(&app, "office@example.org").await;
        execute(&app, &format!("UPDATE accounts SET role = 'administrator' WHERE id = {id}")).await;
        let DatabaseUrl::Sqlite(path) = &app.state.config.database_url else { panic!("another database") };
        let url = format!("sqlite:{}", path.display());
        let server = Server::start(app.folder.path(), &url, &[]).await;
        let client = concat!(env!("CARGO_MANIFEST_DIR"), "/end2end/api-client.py");
        let run = Command::new("python3")
            .arg(client)
            .env("SITE", format!("http://{}", server.address))
            .env("IDENTIFIER", "office@example.org")
            .env("PASSWORD", PASSWORD)
            .output();
        let Ok(run) = run else {
            eprintln!("python3 is not there: the client was not run");
            return;
        };
        let (said, failed) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        assert!(run.status.success() && said.starts_with("230 people read"), "{said}{failed}");
    }
}
