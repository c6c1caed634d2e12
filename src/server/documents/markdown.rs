//! Texts that administrators write in Markdown, as HTML.

use std::collections::{HashMap, HashSet};

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html::push_html};

/// What may stand in the HTML: text in paragraphs, headings, lists and links, nothing that loads, runs or looks like a
/// part of the site.
const TAGS: [&str; 15] =
    ["a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "hr", "li", "ol", "p", "pre", "strong", "ul"];

/// The HTML of a Markdown text, for a place below a heading of the second level. HTML in it is shown as it was typed.
#[must_use]
pub fn safe_html(markdown: &str) -> String {
    let mut html = String::new();
    push_html(&mut html, Parser::new_ext(markdown, Options::empty()).map(in_place));
    let mut sanitiser = Builder::default();
    sanitiser
        .tags(HashSet::from(TAGS))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer"));
    sanitiser.clean(&html).to_string()
}

/// Headings go below those of the page; HTML becomes text; of a picture its description is left.
fn in_place(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Heading { level, .. }) => {
            Event::Start(Tag::Heading { level: lower(level), id: None, classes: Vec::new(), attrs: Vec::new() })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        other => other,
    }
}

const fn lower(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H3,
        HeadingLevel::H2 => HeadingLevel::H4,
        HeadingLevel::H3 | HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H5,
    }
}

#[cfg(test)]
mod tests {
    use super::safe_html;

    #[test]
    fn markdown_becomes_plain_html_below_the_headings_of_the_page() {
        for (markdown, html) in [
            (
                "# Casting\n\nOn **time**, *please*.",
                "<h3>Casting</h3>\n<p>On <strong>time</strong>, <em>please</em>.</p>\n",
            ),
            ("###### Small", "<h5>Small</h5>\n"),
            ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"),
            (
                "[us](https://talents.example)",
                "<p><a href=\"https://talents.example\" rel=\"noopener noreferrer\">us</a></p>\n",
            ),
            ("", ""),
        ] {
            assert_eq!(safe_html(markdown), html, "{markdown}");
        }
    }

    #[test]
    fn nothing_in_it_runs_loads_or_leads_astray() {
        for markdown in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "a <b onclick='alert(1)'>b</b>",
            "![canary](https://evil.example/x.png)",
            "[canary](javascript:alert(1))",
            "[canary](data:text/html,canary)",
            "[canary](<JaVaScRiPt:alert(1)>)",
            "<style>p { display: none }</style>",
            "<iframe src='https://evil.example'></iframe>",
            "<form action='https://evil.example'><input></form>",
            "[x](https://a.example \"\" onmouseover=alert(1))",
        ] {
            let html = safe_html(markdown);
            let tags: Vec<&str> = html.split('<').skip(1).filter_map(|rest| rest.split('>').next()).collect();
            for tag in tags {
                let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
                assert!(super::TAGS.contains(&name), "{markdown}: {html}");
                let attributes = tag.to_ascii_lowercase();
                for danger in [" on", "javascript", "data:", "style", "src"] {
                    assert!(!attributes.contains(danger), "{markdown}: {html}");
                }
            }
        }
    }
}
