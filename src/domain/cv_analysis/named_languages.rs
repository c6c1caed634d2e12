//! The languages that a text names, in any of ours.

use std::{cmp::Reverse, sync::LazyLock};

use super::arabic::bare;
use crate::domain::{lang::Lang, reference, search::text::normalise};

/// No language is called so.
const OTHER: &str = "other";
/// What people write beside the names of our list.
const ALSO: [(&str, &str); 8] = [
    ("zgh", "الأمازيغية"),
    ("zgh", "amazighe"),
    ("zgh", "berber"),
    ("ary", "دارجة"),
    ("en", "الإنكليزية"),
    ("ff", "pular"),
    ("ff", "fulfulde"),
    ("zh", "mandarin"),
];
/// How well one is spoken, as [`normalise`] writes it.
const LEVELS: [&str; 30] = [
    "courant",
    "courante",
    "natif",
    "native",
    "maternelle",
    "bilingue",
    "trilingue",
    "fluent",
    "mother",
    "tongue",
    "intermediate",
    "intermediaire",
    "notions",
    "parle",
    "parlee",
    "spoken",
    "lu",
    "a1",
    "a2",
    "b1",
    "b2",
    "c1",
    "c2",
    "الام",
    "بطلاقه",
    "متوسط",
    "جيد",
    "جيده",
    "ممتاز",
    "ممتازه",
];

/// Names with the key of their language, the longest first: « arabe marocain » is not « arabe ».
static NAMES: LazyLock<Vec<(String, &str)>> = LazyLock::new(|| {
    let mut names: Vec<(String, &str)> = Vec::new();
    let also = ALSO.iter().map(|(key, name)| ((*name).to_owned(), *key));
    let listed = reference::terms("language").filter(|term| term.key != OTHER).flat_map(|term| {
        let labels = Lang::ALL.map(|lang| term.label(lang)).into_iter().chain(term.imported_as.split('|'));
        // « Darija (arabe marocain) », « Peul/Fulani ».
        let parts = labels.flat_map(|label| [label].into_iter().chain(label.split(['(', ')', '/'])));
        parts.map(|part| (part.to_owned(), term.key.as_str())).collect::<Vec<_>>()
    });
    for (name, key) in listed.chain(also) {
        let name = plain(&name);
        // What two are called is the first of them.
        if !name.is_empty() && names.iter().all(|(known, _)| *known != name) {
            names.push((name, key));
        }
    }
    names.sort_by_key(|(name, _)| Reverse(name.len()));
    names
});

/// The keys of the languages that a part names, in the order of the list.
pub fn named(text: &str) -> Vec<String> {
    let mut rest = format!(" {} ", plain(text));
    let mut keys: Vec<&str> = Vec::new();
    for (name, key) in &*NAMES {
        for words in [format!(" {name} "), format!(" و{name} ")] {
            if rest.contains(&words) {
                rest = rest.replace(&words, " | ");
                keys.push(key);
            }
        }
    }
    reference::terms("language").filter(|term| keys.contains(&term.key.as_str())).map(|term| term.key.clone()).collect()
}

/// The lines that tell of languages where no heading says so: two are named, or one and how well it is spoken.
pub fn lines_about<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let tells = |line: &&str| {
        let number = named(line).len();
        number > 1 || (number == 1 && normalise(line).split(' ').any(|word| LEVELS.contains(&word)))
    };
    lines.filter(tells).collect::<Vec<_>>().join("\n")
}

/// Folded, without Arabic articles and the endings of Arabic adjectives.
fn plain(text: &str) -> String {
    let folded = normalise(text);
    let words = folded.split(' ').map(|word| {
        let word = bare(word);
        word.strip_suffix('ه').filter(|rest| rest.ends_with('ي')).unwrap_or(word)
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_known_by_all_their_names() {
        for (text, keys) in [
            ("Arabe, français / anglais", ["ar", "fr", "en"].as_slice()),
            ("Darija", &["ary"]),
            ("arabe marocain (langue maternelle)", &["ary"]),
            ("عربي، فرنسي وإنجليزي", &["ar", "fr", "en"]),
            ("باللغة العربية والأمازيغية", &["ar", "zgh"]),
            ("Other language(s)", &[]),
            ("Chinois", &["zh"]),
        ] {
            assert_eq!(named(text), keys, "{text}");
        }
        let lines = ["Français courant", "Voyage en français", "Arabic, Swahili"];
        assert_eq!(lines_about(lines.into_iter()), "Français courant\nArabic, Swahili");
    }
}
