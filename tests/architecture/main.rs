//! Data flows one way, and no files form a circle: every `use` and every path of `src` is read and compared with the
//! layers of the code base.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failing test may panic")]

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
    let wrong = violations(&arrows);
    assert!(wrong.is_empty(), "against the order of the layers:\n{}", wrong.join("\n"));
}

#[test]
fn no_more_than_two_files_form_a_circle() {
    let circles = circles(&ties(&arrows()), 2);
    assert!(circles.is_empty(), "{circles:#?}");
}
