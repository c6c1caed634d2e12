//! Checkboxes of long lists, written as text.

use html_escape::{encode_double_quoted_attribute_to_string, encode_text_to_string};

use crate::{components::lang::current_locale, texts::numbers::grouped};

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

/// Checkboxes named `name`, as the `inner_html` of what is around them. A search form has two hundred: as views they
/// would take most of its time.
#[must_use]
pub fn choice_rows<'a>(name: &str, rows: impl Iterator<Item = ChoiceRow<'a>>) -> String {
    let locale = current_locale();
    let mut html = String::new();
    for row in rows {
        html.push_str("<label data-choice>");
        html.push_str(r#"<input class="checkbox checkbox-primary" type="checkbox" name=""#);
        encode_double_quoted_attribute_to_string(name, &mut html);
        html.push_str(r#"" value=""#);
        encode_double_quoted_attribute_to_string(row.key, &mut html);
        html.push_str(if row.checked { r#"" checked>"# } else { r#"">"# });
        if !row.emoji.is_empty() {
            html.push_str(r#"<span aria-hidden="true">"#);
            encode_text_to_string(row.emoji, &mut html);
            html.push_str("</span>");
        }
        html.push_str("<span data-label>");
        encode_text_to_string(row.label, &mut html);
        html.push_str("</span>");
        if let Some(count) = row.count {
            html.push_str(r#"<span class=""#);
            html.push_str(count_class(count));
            html.push_str(r#"" data-count=""#);
            encode_double_quoted_attribute_to_string(name, &mut html);
            html.push(':');
            encode_double_quoted_attribute_to_string(row.key, &mut html);
            html.push_str(r#"">"#);
            html.push_str(&grouped(locale, count));
            html.push_str("</span>");
        }
        html.push_str("</label>");
    }
    html
}

/// The look of a count: a choice that finds no one is muted until it is ticked.
#[must_use]
pub const fn count_class(count: u64) -> &'static str {
    if count == 0 { "facet facet-none" } else { "facet" }
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
