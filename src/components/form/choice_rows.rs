//! Checkboxes of long lists, written as text.

use crate::{
    components::{html::Html, lang::current_locale},
    texts::numbers::grouped,
};

/// Something to tick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChoiceRow<'a> {
    /// What is sent when ticked.
    pub key: &'a str,
    /// May be empty.
    pub emoji: &'a str,
    pub label: &'a str,
    pub checked: bool,
    /// How many people a search finds with it, where that is shown.
    pub count: Option<u64>,
}

/// Checkboxes named `name`, as the `inner_html` of an element with `data-choices`, which gives them their look. A search
/// form has three hundred: as views they would take most of its time, with classes of their own most of its bytes.
#[must_use]
pub fn choice_rows<'a>(name: &str, rows: impl Iterator<Item = ChoiceRow<'a>>) -> String {
    let locale = current_locale();
    let mut html = Html::default();
    for row in rows {
        html.markup("<label")
            .attribute_if("data-icon", (!row.emoji.is_empty()).then_some(row.emoji))
            .markup("><input type=checkbox")
            .key_attribute("name", name)
            .key_attribute("value", row.key)
            .flag("checked", row.checked)
            .markup(">")
            .text(row.label);
        if let Some(count) = row.count {
            // Most choices find no person; the style writes their zero.
            let shown = if count == 0 { String::new() } else { grouped(locale, count) };
            html.markup("<b>").text(shown).markup("</b>");
        }
        html.markup("</label>");
    }
    html.into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_list_is_taken_for_markup() {
        let rows = [
            ChoiceRow { key: r#"a"><b>"#, emoji: "<i>", label: "Lumière & <son>", checked: false, count: Some(0) },
            ChoiceRow { key: "son", emoji: "", label: "Son", checked: true, count: Some(1234) },
            ChoiceRow { key: "image", emoji: "", label: "Image", checked: false, count: None },
        ];
        insta::assert_snapshot!(choice_rows("talents", rows.into_iter()));
    }
}
