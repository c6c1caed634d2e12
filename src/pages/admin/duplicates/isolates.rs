//! Codes and addresses in sentences of either direction.

use crate::components::html::Html;

/// Begin and end of a value that has its own direction in a sentence.
const ISOLATES: [char; 2] = ['\u{2068}', '\u{2069}'];

/// A value that keeps its direction whatever sentence it stands in.
pub fn isolated(value: &str) -> String {
    let [begin, end] = ISOLATES;
    format!("{begin}{value}{end}")
}

/// Writes a sentence; the values isolated in it are elements, so that a code is copied alone and an address breaks only
/// where it is longer than the line.
pub fn write_with_isolates(html: &mut Html, text: &str) {
    for (place, part) in text.split(ISOLATES).enumerate() {
        if place % 2 == 0 {
            html.text(part);
        } else {
            html.markup(r#"<bdi dir="ltr" class="inline-block max-w-full">"#).text(part).markup("</bdi>");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn isolated_values_are_elements_and_no_markup() {
        let mut html = Html::default();
        write_with_isolates(&mut html, &format!("A {} : {}.", isolated("MACAN0001F"), isolated("<b>@example.org")));
        let isolate = |value: &str| format!(r#"<bdi dir="ltr" class="inline-block max-w-full">{value}</bdi>"#);
        let expected = format!("A {} : {}.", isolate("MACAN0001F"), isolate("&lt;b&gt;@example.org"));
        assert_eq!(html.into_inner(), expected);
    }
}
