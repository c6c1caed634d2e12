//! JSON written as YAML, which people read more easily.

use serde_json::Value as Json;

/// A value as YAML in block style. Texts and names that could be taken for something else stand in double quotes, where
/// YAML reads what JSON writes.
#[must_use]
pub fn yaml(value: &Json) -> String {
    let mut text = String::new();
    write(&mut text, value, 0);
    text
}

/// Writes a value on lines of its own.
fn write(text: &mut String, value: &Json, depth: usize) {
    match value {
        Json::Object(members) if !members.is_empty() => {
            for (name, value) in members {
                text.push_str(&"  ".repeat(depth));
                text.push_str(&plain_or_quoted(name));
                text.push(':');
                write_beside(text, value, depth);
            }
        }
        Json::Array(items) if !items.is_empty() => {
            for item in items {
                text.push_str(&"  ".repeat(depth));
                text.push('-');
                write_beside(text, item, depth);
            }
        }
        other => {
            text.push_str(&other.to_string());
            text.push('\n');
        }
    }
}

/// Writes what belongs to a name or to a dash: on the same line, or deeper on the next ones.
fn write_beside(text: &mut String, value: &Json, depth: usize) {
    let has_lines = match value {
        Json::Object(members) => !members.is_empty(),
        Json::Array(items) => !items.is_empty(),
        _ => false,
    };
    text.push(if has_lines { '\n' } else { ' ' });
    write(text, value, depth + 1);
}

fn plain_or_quoted(name: &str) -> String {
    let is_word = name.len() > 1 && name.chars().all(|c| c.is_ascii_alphabetic() || c == '_' || c == '-');
    let means_more = ["null", "true", "false", "yes", "no", "on", "off"].contains(&name.to_ascii_lowercase().as_str());
    let starts_well = name.starts_with(|c: char| c.is_ascii_alphabetic());
    if is_word && starts_well && !means_more { name.to_owned() } else { Json::from(name).to_string() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_written_in_lines() {
        let value = json!({
            "empty": {}, "info": { "on": "a: \"b\"\n", "200": null }, "list": [1, [true], { "x": [] }],
        });
        let lines: Vec<String> = yaml(&value).lines().map(str::to_owned).collect();
        for line in [
            "empty: {}",
            "info:",
            "  \"on\": \"a: \\\"b\\\"\\n\"",
            "  \"200\": null",
            "list:",
            "  - 1",
            "  -",
            "    - true",
            "    \"x\": []",
        ] {
            assert!(lines.contains(&line.to_owned()), "{line}: {lines:?}");
        }
        assert_eq!(yaml(&json!("x")), "\"x\"\n");
    }
}
