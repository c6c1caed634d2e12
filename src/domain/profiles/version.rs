//! Whether a person changed since they were read.

/// Numbers that change with every change of a person, of their profiles, of their account and of their files. Files do not
/// count as a change of the person: a form that is being filled in stays good when a photo is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PersonVersion {
    pub person: i64,
    pub account: i64,
    /// 0 without such a profile, as the next one.
    pub main: i64,
    pub cinema: i64,
    /// The greatest `files.id`, which is used once; 0 without files.
    pub last_file: i64,
    /// How many files there are.
    pub files: i64,
}

impl PersonVersion {
    /// As programs send it back.
    #[must_use]
    pub fn tag(self) -> String {
        let Self { person, account, main, cinema, last_file, files } = self;
        format!("\"{person}.{account}.{main}.{cinema}.{last_file}.{files}\"")
    }

    /// Whether a list of tags, as `If-Match` has it, allows a change of this version.
    #[must_use]
    pub fn matches(self, tags: &str) -> bool {
        let own = self.tag();
        tags.split(',').map(str::trim).any(|tag| tag == "*" || tag == own)
    }

    /// The same before the person was locked for a change, which counts one.
    #[must_use]
    pub const fn before_lock(self) -> Self {
        Self { person: self.person - 1, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_matches_itself_and_no_other() {
        let version = PersonVersion { person: 3, account: 2, main: 1, cinema: 0, last_file: 7, files: 4 };
        assert_eq!(version.tag(), "\"3.2.1.0.7.4\"");
        for tags in ["\"3.2.1.0.7.4\"", "*", "\"x\", \"3.2.1.0.7.4\""] {
            assert!(version.matches(tags), "{tags}");
        }
        for tags in ["", "3.2.1.0.7.4", "W/\"3.2.1.0.7.4\"", "\"4.2.1.0.7.4\"", "\"3.2.1.0.8.4\"", "\"3.2.1.0.7.3\""] {
            assert!(!version.matches(tags), "{tags}");
        }
        assert_eq!(PersonVersion { person: 4, ..version }.before_lock(), version);
    }
}
