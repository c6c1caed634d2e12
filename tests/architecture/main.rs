//! Data flows one way, and no files form a circle: every `use` and every path of `src` is read and compared with the
//! layers of the house.

mod graph;
mod layers;
mod planted;
mod source;

use std::{collections::BTreeSet, path::Path};

use self::{
    graph::{Arrow, circles},
    layers::{forbidden_crate, layer_of, may_use},
    source::Sources,
};

/// Arrows that are known to be wrong and wait for their cut: from, to.
const KNOWN: &[(&str, &str)] = &[
    ("src/server/repositories/accounts.rs", "src/server/context.rs"),
    ("src/server/services/sessions.rs", " http"),
    ("src/server/services/sessions.rs", " leptos"),
    ("src/server/services/sessions.rs", " leptos_axum"),
];
/// Circles that wait for their cut: one file of each.
const KNOWN_CIRCLES: &[&str] = &["src/server/services/profile_view.rs", "src/server/services/registration/person.rs"];

fn arrows() -> BTreeSet<Arrow> {
    Sources::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).arrows()
}

/// What is wrong with arrows, a line each.
fn violations(arrows: &BTreeSet<Arrow>) -> Vec<String> {
    let wrong = |arrow: &&Arrow| {
        let Some(from) = layer_of(&arrow.from) else { return true };
        if arrow.to.starts_with("src/") || arrow.to == "catalogue" {
            !layer_of(&arrow.to).is_some_and(|to| may_use(from, to))
        } else {
            forbidden_crate(from, &arrow.to)
        }
    };
    arrows.iter().filter(wrong).map(|arrow| format!("{}:{} → {}", arrow.from, arrow.line, arrow.to)).collect()
}

/// Re-exports are followed to the definition, so by themselves they tie a module to nothing.
fn ties(arrows: &BTreeSet<Arrow>) -> BTreeSet<Arrow> {
    arrows.iter().filter(|arrow| arrow.to.starts_with("src/") && !arrow.public).cloned().collect()
}

#[test]
fn data_flows_one_way() {
    let arrows = arrows();
    assert!(arrows.len() > 1_000, "only {} arrows were read", arrows.len());
    let known = |line: &String| KNOWN.iter().any(|(from, to)| line.starts_with(from) && line.ends_with(to));
    let wrong: Vec<_> = violations(&arrows).into_iter().filter(|line| !known(line)).collect();
    assert!(wrong.is_empty(), "against the order of the layers:\n{}", wrong.join("\n"));
}

#[test]
fn no_more_than_two_files_form_a_circle() {
    let circles = circles(&ties(&arrows()), 2);
    let unknown: Vec<_> =
        circles.iter().filter(|files| !files.iter().any(|file| KNOWN_CIRCLES.contains(&file.as_str()))).collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
}
