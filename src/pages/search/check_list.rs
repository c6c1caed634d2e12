//! Several of a list.

use leptos::prelude::*;

use crate::{
    components::html::Html,
    islands::choice_picker::{ChoicePicker, ChoicePickerLabels},
};

/// Checkboxes that belong together.
pub struct RowGroup {
    pub label: String,
    /// Whether they are folded away.
    pub folded: bool,
    /// As [`choice_rows`](crate::components::form::choice_rows) writes them.
    pub rows: String,
}

/// Checkboxes folded away until opened.
#[component]
pub fn CheckList(title: &'static str, hint: &'static str, groups: Vec<RowGroup>, open: bool) -> impl IntoView {
    let mut html = Html::new("<details");
    html.flag("open", open)
        .markup(r#" class="sm:col-span-full"><summary>"#)
        .text(title)
        .markup(r#"</summary><p class="text-sm text-muted">"#)
        .text(hint)
        .markup(r#"</p><div class="list-window mt-2">"#);
    write_groups(&mut html, &groups);
    html.markup("</div></details>");
    html.into_view()
}

/// Checkboxes that stand in a folded group of their own.
#[component]
pub fn OpenList(
    hint: &'static str,
    groups: Vec<RowGroup>,
    /// The texts of the field that searches a long list.
    search: Option<ChoicePickerLabels>,
) -> impl IntoView {
    let mut html = Html::default();
    write_groups(&mut html, &groups);
    let groups = html.into_view();
    let rows = match search {
        Some(labels) => view! {
            <ChoicePicker labels max=None>
                <div class="list-window">{groups}</div>
            </ChoicePicker>
        }
        .into_any(),
        None => groups.into_any(),
    };
    view! {
        <div class="sm:col-span-full">
            <p class="mb-3 text-sm text-muted">{hint}</p>
            {rows}
        </div>
    }
}

/// Begins the name of a group that is for readers alone.
const UNSEEN: &str = r#"<legend class="sr-only">"#;

fn write_groups(html: &mut Html, groups: &[RowGroup]) {
    // What a list without groups is called stands above it already.
    let legend = if groups.len() == 1 { UNSEEN } else { "<legend>" };
    for group in groups {
        if group.folded {
            html.markup("<details data-group><summary>").text(&group.label).markup("</summary>");
            write_fieldset(html, "<fieldset>", UNSEEN, group);
            html.markup("</details>");
        } else {
            write_fieldset(html, "<fieldset data-group>", legend, group);
        }
    }
}

fn write_fieldset(html: &mut Html, fieldset: &'static str, legend: &'static str, group: &RowGroup) {
    html.markup(fieldset)
        .markup(legend)
        .text(&group.label)
        .markup(r#"</legend><div class="row-grid" data-choices>"#)
        .written(&group.rows)
        .markup("</div></fieldset>");
}
