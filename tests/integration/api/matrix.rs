//! Every operation × every kind of caller, made of the table of operations.

use http::{Method, StatusCode};
use talentsmaroc::{
    domain::access::Scope,
    routes::{API_OPERATIONS, ApiCaller, ApiOperation},
};

use crate::support::{
    TestApp,
    accounts::execute,
    api::{Program, appoint},
    on_both,
    people::{Inserted, TestPerson, insert},
};

/// A caller of the matrix: whose account, and with which scope alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Stranger,
    /// The owner of the person that is asked for.
    Owner,
    /// Another member.
    Member,
    Administrator,
    Suspended,
}

/// What a caller is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    SignIn,
    No,
    Yes,
}

fn expected(who: Who, scope: Option<Scope>, operation: &ApiOperation) -> Told {
    if matches!(who, Who::Suspended) && scope.is_some() {
        // A token that does not work is never taken for a visitor without one.
        return Told::SignIn;
    }
    if matches!(operation.caller, ApiCaller::Anyone | ApiCaller::SignIn) {
        return Told::Yes;
    }
    if matches!(who, Who::Stranger | Who::Suspended) {
        return Told::SignIn;
    }
    let Some(scope) = scope else { unreachable!("accounts of the matrix use tokens") };
    let needed = match (who, operation.own_scope) {
        (Who::Owner, Some(own)) => Some(own),
        _ => operation.scope,
    };
    let allowed = match operation.caller {
        ApiCaller::Session => false,
        ApiCaller::Administrator => who == Who::Administrator,
        ApiCaller::OwnerOrAdministrator => matches!(who, Who::Owner | Who::Administrator),
        _ => true,
    };
    if allowed && needed.is_none_or(|needed| needed == scope) { Told::Yes } else { Told::No }
}

fn told(status: StatusCode) -> Told {
    match status {
        StatusCode::UNAUTHORIZED => Told::SignIn,
        StatusCode::FORBIDDEN => Told::No,
        other => {
            assert!(!other.is_server_error(), "{other}");
            Told::Yes
        }
    }
}

async fn people(app: &TestApp) -> Vec<Inserted> {
    let people: Vec<TestPerson> = (1..=4).map(TestPerson::new).collect();
    let people = insert(&app.state, &people).await;
    appoint(app, people[2]).await;
    people
}

on_both! {
    async fn every_operation_for_every_caller(app: TestApp) {
        let people = people(&app).await;
        let accounts = [
            (Who::Stranger, None),
            (Who::Owner, Some(people[0])),
            (Who::Member, Some(people[1])),
            (Who::Administrator, Some(people[2])),
            (Who::Suspended, Some(people[3])),
        ];
        for (who, person) in accounts {
            let scopes: Vec<Option<Scope>> = match person {
                None => vec![None],
                Some(_) => Scope::ALL.into_iter().map(Some).collect(),
            };
            for scope in scopes {
                let mut program = match (person, scope) {
                    (Some(person), Some(scope)) => Program::with_token(&app, person.account_id, &[scope]).await,
                    _ => Program::new(&app),
                };
                if who == Who::Suspended {
                    execute(&app, &format!("UPDATE accounts SET state = 'suspended' WHERE id = {}", people[3].account_id)).await;
                }
                for operation in API_OPERATIONS {
                    // What is asked would change what later rows ask for: it is told apart before that.
                    let address = operation.path.replace("{id}", &people[0].person_id.to_string());
                    let body = if operation.method == Method::GET { None } else { Some(b"{".to_vec()) };
                    if operation.path.ends_with("/toggle-active") && expected(who, scope, operation) == Told::Yes {
                        continue;
                    }
                    let headers = [("content-type", "application/json")];
                    let reply = program.send(operation.method.clone(), &address, &headers, body).await;
                    let place = format!("{who:?} {scope:?} {} {address}: {}", operation.method, reply.json());
                    if operation.caller == ApiCaller::SignIn {
                        assert!(expected(who, scope, operation) == Told::SignIn || reply.status == StatusCode::BAD_REQUEST, "{place}");
                        continue;
                    }
                    assert_eq!(told(reply.status), expected(who, scope, operation), "{place}");
                    if reply.status.is_client_error() {
                        assert_eq!(reply.json()["success"], false, "{place}");
                    }
                }
            }
        }
    }
}
