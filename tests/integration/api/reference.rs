//! `api_docs/{en,fr}/operations.md`: what the document says, for readers of files.

use std::fmt::Write as _;

use serde_json::Value as Json;

/// The words around what the document says, which is in English.
pub struct ReferenceWords {
    pub folder: &'static str,
    title: &'static str,
    lead: &'static str,
    parameters: &'static str,
    answers: &'static str,
    request: &'static str,
    answer: &'static str,
}

pub const REFERENCES: [ReferenceWords; 2] = [
    ReferenceWords {
        folder: "en",
        title: "Every operation",
        lead: "Made of [openapi.json](../openapi.json) by a test; the [guide](guide.md) says how to begin.",
        parameters: "Parameters",
        answers: "Answers",
        request: "Example of a request",
        answer: "Example of an answer",
    },
    ReferenceWords {
        folder: "fr",
        title: "Toutes les opérations",
        lead: "Fait d’[openapi.json](../openapi.json) par un test ; le [guide](guide.md) dit comment commencer. Les \
               descriptions sont en anglais, comme ce document.",
        parameters: "Paramètres",
        answers: "Réponses",
        request: "Exemple de requête",
        answer: "Exemple de réponse",
    },
];

/// The operations in their groups, as Markdown.
pub fn reference(document: &Json, words: &ReferenceWords) -> String {
    let mut text = format!("# {}\n\n{}\n", words.title, words.lead);
    for tag in document["tags"].as_array().unwrap() {
        writeln!(text, "\n## {}", said(&tag["description"])).unwrap();
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, one) in item.as_object().unwrap() {
                if one["tags"][0] == tag["name"] {
                    operation(&mut text, words, &format!("{} {path}", method.to_uppercase()), one);
                }
            }
        }
    }
    text
}

fn said(value: &Json) -> &str {
    value.as_str().unwrap_or_default()
}

fn operation(text: &mut String, words: &ReferenceWords, address: &str, one: &Json) {
    let (summary, description) = (said(&one["summary"]), said(&one["description"]));
    writeln!(text, "\n### {summary}\n\n`{address}`\n\n{description}").unwrap();
    let parameters = one["parameters"].as_array().into_iter().flatten();
    let parameters: Vec<_> = parameters.map(|one| (said(&one["name"]), said(&one["description"]))).collect();
    let answers = one["responses"].as_object().into_iter().flatten();
    let answers: Vec<_> = answers.map(|(status, answer)| (status.as_str(), said(&answer["description"]))).collect();
    table(text, words.parameters, &parameters);
    table(text, words.answers, &answers);
    let answer = ["200", "201"].map(|status| format!("/responses/{status}/content/application~1json/example"));
    example(text, words.request, one.pointer("/requestBody/content/application~1json/example"));
    example(text, words.answer, answer.iter().find_map(|pointer| one.pointer(pointer)));
}

fn table(text: &mut String, title: &str, rows: &[(&str, &str)]) {
    if rows.is_empty() {
        return;
    }
    writeln!(text, "\n| {title} | |\n|---|---|").unwrap();
    for (name, meaning) in rows {
        writeln!(text, "| `{name}` | {} |", meaning.replace('|', "\\|").replace('\n', " ")).unwrap();
    }
}

fn example(text: &mut String, title: &str, example: Option<&Json>) {
    if let Some(example) = example {
        let example = serde_json::to_string_pretty(example).unwrap();
        writeln!(text, "\n{title}:\n\n```json\n{example}\n```").unwrap();
    }
}
