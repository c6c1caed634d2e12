//! Questions in words, the one place where the two databases search differently.

/// Which of the two texts is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchedText {
    /// With every name.
    Member,
    /// With the names that visitors may read.
    Anonymous,
}

impl SearchedText {
    /// The column of `main_profile_fts` on SQLite.
    const fn text_column(self) -> &'static str {
        match self {
            Self::Member => "member_text",
            Self::Anonymous => "anonymous_text",
        }
    }

    /// The column of `main_profile_texts` on PostgreSQL.
    #[must_use]
    pub const fn words_column(self) -> &'static str {
        match self {
            Self::Member => "member_words",
            Self::Anonymous => "anonymous_words",
        }
    }

    /// The column of `cinema_profile_search` with the letters its words begin with.
    #[must_use]
    pub const fn letters_column(self) -> &'static str {
        match self {
            Self::Member => "member_letters",
            Self::Anonymous => "anonymous_letters",
        }
    }

    /// The FTS5 expression for « every word begins a word of the text ».
    #[must_use]
    pub fn fts5(self, words: &[String]) -> String {
        let terms: Vec<_> = words.iter().map(|word| format!("\"{word}\"*")).collect();
        format!("{} : ({})", self.text_column(), terms.join(" AND "))
    }
}

/// The `tsquery` for « every word begins a word of the text ».
#[must_use]
pub fn tsquery(words: &[String]) -> String {
    words.iter().map(|word| format!("'{word}':*")).collect::<Vec<_>>().join(" & ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_of_both_databases() {
        let words = ["fas".to_owned(), "act".to_owned()];
        assert_eq!(SearchedText::Anonymous.fts5(&words), r#"anonymous_text : ("fas"* AND "act"*)"#);
        assert_eq!(tsquery(&words), "'fas':* & 'act':*");
    }
}
