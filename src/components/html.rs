//! HTML written as text: what stands often or large on a page, as views, would take most of the time of the page.

use html_escape::{encode_double_quoted_attribute_to_string, encode_text_to_string};
use leptos::tachys::html::InertElement;

/// HTML that grows. Markup can only be what stands in the program or was written as HTML before; every other text is
/// escaped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Beginning with this markup.
    #[must_use]
    pub fn new(markup: &'static str) -> Self {
        let mut html = Self(String::with_capacity(512));
        html.markup(markup);
        html
    }

    /// Adds markup.
    pub fn markup(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds a text between tags.
    pub fn text(&mut self, text: impl AsRef<str>) -> &mut Self {
        encode_text_to_string(text.as_ref(), &mut self.0);
        self
    }

    /// Adds a part of the value of an attribute, between its double quotes.
    pub fn value(&mut self, text: impl AsRef<str>) -> &mut Self {
        encode_double_quoted_attribute_to_string(text.as_ref(), &mut self.0);
        self
    }

    /// Adds an attribute to a tag that is still open.
    pub fn attribute(&mut self, name: &'static str, value: impl AsRef<str>) -> &mut Self {
        self.markup(" ").markup(name).markup("=\"").value(value).markup("\"")
    }

    /// As [`Html::attribute`], without the quotes that a key does not need: in long lists they add up.
    pub fn key_attribute(&mut self, name: &'static str, value: impl AsRef<str>) -> &mut Self {
        let value = value.as_ref();
        let is_key = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        if value.is_empty() || !value.bytes().all(is_key) {
            return self.attribute(name, value);
        }
        self.markup(" ").markup(name).markup("=").value(value)
    }

    /// As [`Html::attribute`], where there is a value.
    pub fn attribute_if(&mut self, name: &'static str, value: Option<impl AsRef<str>>) -> &mut Self {
        match value {
            Some(value) => self.attribute(name, value),
            None => self,
        }
    }

    /// Adds an attribute without value where it holds.
    pub fn flag(&mut self, name: &'static str, holds: bool) -> &mut Self {
        if holds { self.markup(" ").markup(name) } else { self }
    }

    /// Adds HTML in which every text was escaped when it was written.
    pub fn written(&mut self, html: &str) -> &mut Self {
        self.0.push_str(html);
        self
    }

    /// As a part of a view. Nothing in it can be an island.
    #[must_use]
    pub fn into_view(self) -> InertElement {
        InertElement::new(self.0)
    }

    /// As the `inner_html` of an element.
    #[must_use]
    pub fn into_inner(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_markup_of_the_program_is_markup() {
        let mut html = Html::new("<a");
        html.attribute("href", r#"/x?a=1&b="><i>"#).markup(">").text("<b>Été & co</b>").markup("</a>");
        html.markup("<input").attribute_if("id", Some("<")).attribute_if("name", None::<String>);
        html.flag("required", true).flag("checked", false).markup(">");
        html.markup("<i").key_attribute("lang", "fr").key_attribute("id", "a>b").key_attribute("title", "").markup(">");
        assert_eq!(
            html.into_inner(),
            r#"<a href="/x?a=1&amp;b=&quot;&gt;&lt;i&gt;">&lt;b&gt;Été &amp; co&lt;/b&gt;</a><input id="&lt;" required><i lang=fr id="a&gt;b" title="">"#
        );
    }
}
