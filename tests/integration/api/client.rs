//! Clients of `end2end`, which were written from the documentation alone, against a running server.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use talentsmaroc::server::db::DatabaseUrl;

use crate::support::{
    TestApp,
    accounts::{PASSWORD, execute, member},
    on_sqlite,
    people::{TestPerson, insert},
    server::Server,
};

/// How the client in TypeScript is compiled.
const STRICT: [&str; 9] = [
    "--strict",
    "--noUncheckedIndexedAccess",
    "--exactOptionalPropertyTypes",
    "--target",
    "es2022",
    "--module",
    "esnext",
    "--moduleResolution",
    "bundler",
];

fn of_project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Lets a client do all of it as an administrator of a server with 230 people.
async fn visit(app: &TestApp, client: &mut Command) {
    insert(&app.state, &(1..=230).map(TestPerson::new).collect::<Vec<_>>()).await;
    let id = member(app, "office@example.org").await;
    execute(app, &format!("UPDATE accounts SET role = 'administrator' WHERE id = {id}")).await;
    let DatabaseUrl::Sqlite(path) = &app.state.config.database_url else { panic!("another database") };
    let url = format!("sqlite:{}", path.display());
    let server = Server::start(app.folder.path(), &url, &[]).await;
    let run = client
        .env("SITE", format!("http://{}", server.address))
        .env("IDENTIFIER", "office@example.org")
        .env("PASSWORD", PASSWORD)
        .output();
    let Ok(run) = run else {
        eprintln!("{} is not there: the client was not run", client.get_program().display());
        return;
    };
    let (said, failed) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success() && said.starts_with("230 people read"), "{said}{failed}");
}

/// Runs a tool of `node_modules`.
fn run(tool: &mut Command) {
    let run = tool.output().unwrap();
    let (said, failed) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{tool:?}: {said}{failed}");
}

/// The client in TypeScript as node runs it: its types are made of the document, and both are compiled strictly. None
/// where the tools are not installed.
fn compiled(folder: &Path) -> Option<PathBuf> {
    let tool = |name: &str| of_project("node_modules/.bin").join(name);
    if !tool("tsc").exists() || !tool("openapi-typescript").exists() {
        return None;
    }
    std::fs::create_dir_all(folder).unwrap();
    let source = folder.join("api-client.mts");
    std::fs::copy(of_project("end2end/api-client.mts"), &source).unwrap();
    let types = folder.join("openapi.d.ts");
    run(Command::new(tool("openapi-typescript")).arg(of_project("api_docs/openapi.json")).arg("-o").arg(types));
    run(Command::new(tool("tsc")).args(STRICT).arg(source));
    Some(folder.join("api-client.mjs"))
}

on_sqlite! {
    async fn a_client_in_python_written_from_the_documentation_works(app: TestApp) {
        visit(&app, Command::new("python3").arg(of_project("end2end/api-client.py"))).await;
    }

    async fn a_client_in_typescript_with_types_of_the_document_works(app: TestApp) {
        let Some(client) = compiled(&app.folder.path().join("client")) else {
            eprintln!("node_modules is not there: the client was not run");
            return;
        };
        visit(&app, Command::new("node").arg(client)).await;
    }
}
