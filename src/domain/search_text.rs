//! How texts are compared in searches: one function for what is stored and for what is asked.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Folds a text to lower-case words without marks, separated by one space.
///
/// Compatibility forms are taken apart, accents, Arabic vowel signs and tatweel dropped, the Arabic letters
/// that people interchange made one; everything that is neither letter nor digit separates words.
#[must_use]
pub fn normalise(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.nfkd().filter(|c| !is_combining_mark(*c) && *c != '\u{640}').flat_map(char::to_lowercase) {
        match character {
            'أ' | 'إ' | 'آ' => folded.push('ا'),
            'ى' => folded.push('ي'),
            'ة' => folded.push('ه'),
            c if c.is_alphanumeric() => folded.push(c),
            // Lower-casing can bring a mark of its own (İ).
            c if is_combining_mark(c) => {}
            _ => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
        }
    }
    folded.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::normalise;

    #[test]
    fn accents_case_and_punctuation_do_not_matter() {
        assert_eq!(normalise("  Élodie-Béatrice  N'Diaye "), "elodie beatrice n diaye");
        assert_eq!(normalise("Łódź"), "łodz");
        assert_eq!(normalise("ﬁlm 4K"), "film 4k");
    }

    #[test]
    fn arabic_forms_meet() {
        assert_eq!(normalise("أحمـــد"), normalise("احمد"));
        assert_eq!(normalise("فاطِمة"), normalise("فاطمه"));
        assert_eq!(normalise("ليلى"), normalise("ليلي"));
    }
}
