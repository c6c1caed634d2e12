//! The reader is blind to no spelling: an arrow planted in small sources is found however it is written.

use crate::{circles, source::Sources, ties, violations};

/// Sources with a page, a service and a repository, and what is planted.
fn house(planted: &[(&str, &str)]) -> Sources {
    let mut sources = Sources::default();
    let whole = [
        ("lib.rs", "pub mod domain; pub mod pages; pub mod server;"),
        ("domain/mod.rs", "pub mod age;"),
        ("domain/age.rs", "pub struct Age;"),
        ("pages/mod.rs", "pub mod home;"),
        ("pages/home.rs", "pub fn title() {}"),
        ("server/mod.rs", "pub mod repositories; pub mod services;"),
        ("server/repositories/mod.rs", "pub mod people;"),
        ("server/repositories/people.rs", "use crate::domain::age::Age; pub struct Row(Age);"),
        ("server/services/mod.rs", "pub mod profiles;"),
        ("server/services/profiles.rs", "use crate::server::repositories::people::Row; pub fn find() -> Row {}"),
    ];
    for (file, text) in whole.iter().filter(|(file, _)| !planted.iter().any(|(other, _)| other == file)).chain(planted)
    {
        sources.add(file, text);
    }
    sources
}

fn found(planted: &[(&str, &str)]) -> Vec<String> {
    violations(&house(planted).arrows())
}

#[test]
fn a_house_in_order_is_left_alone() {
    assert!(found(&[]).is_empty(), "{:?}", found(&[]));
}

#[test]
fn an_arrow_up_is_found_however_it_is_written() {
    for text in [
        "use crate::pages::home;",
        "use crate::pages::home::title;",
        "use crate::{\n    domain::age::Age,\n    pages::home::title as text,\n};",
        "use crate::{domain::age::Age, pages::{home::{self}}};",
        "use super::super::super::pages::home::title;",
        "use super::super::super::{pages::home};",
        "use crate::pages::*;\nfn f() { home::title() }",
        "fn f() { crate::pages::home::title() }",
        "fn f() { use crate::pages; pages::home::title() }",
        "fn f() { let _ = view! { <p>{crate::pages::home::title()}</p> }; }",
        "mod inner { use super::super::super::super::pages::home::title; }",
        "pub use crate::pages::home::title;",
    ] {
        let found = found(&[("server/services/profiles.rs", text)]);
        assert!(!found.is_empty() && found.iter().all(|line| line.contains("src/pages/")), "{text}: {found:?}");
    }
}

#[test]
fn a_row_handed_up_by_a_re_export_is_found() {
    let service = "pub use crate::server::repositories::people::Row;";
    for page in [
        "use crate::server::services::profiles::Row;",
        "use crate::server::{services::profiles::{Row as Shown}};",
        "use crate::server::services::profiles;\nfn f(_: profiles::Row) {}",
    ] {
        let found = found(&[("server/services/profiles.rs", service), ("pages/home.rs", page)]);
        assert_eq!(found.len(), 1, "{page}: {found:?}");
        assert!(found[0].ends_with("src/server/repositories/people.rs"), "{page}: {found:?}");
    }
}

#[test]
fn crates_of_the_web_and_of_the_database_are_found_where_they_do_not_belong() {
    for (file, text) in [
        ("server/services/profiles.rs", "use leptos::prelude::use_context;"),
        ("server/services/profiles.rs", "fn f(_: http::HeaderMap) {}"),
        ("server/services/profiles.rs", "use {axum::body::Bytes};"),
        ("pages/home.rs", "use diesel::prelude::*;"),
    ] {
        assert_eq!(found(&[(file, text)]).len(), 1, "{text}");
    }
}

#[test]
fn tests_may_use_what_they_like() {
    let text = "#[cfg(test)]\nmod tests { use crate::pages::home::title; }\n#[cfg(test)]\nuse crate::pages::home;";
    assert!(found(&[("server/services/profiles.rs", text)]).is_empty());
}

#[test]
fn a_circle_is_found_through_re_exports_and_parents() {
    let arrows = house(&[
        ("domain/mod.rs", "pub mod age; pub mod born; mod late; pub use late::Late;"),
        ("domain/age.rs", "use super::born::Born; pub struct Age(Born);"),
        ("domain/born.rs", "use crate::{domain::Late}; pub struct Born(Late);"),
        ("domain/late.rs", "pub struct Late(super::age::Age);"),
    ])
    .arrows();
    assert_eq!(circles(&ties(&arrows), 2), [["src/domain/age.rs", "src/domain/born.rs", "src/domain/late.rs"]]);
}
