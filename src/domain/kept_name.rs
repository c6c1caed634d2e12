//! Names of what administrators keep.

/// The most characters of a name.
pub const LONGEST_NAME: usize = 60;
/// The most an administrator keeps of a kind.
pub const MOST_KEPT: i64 = 50;

/// Why a text is no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameProblem {
    Missing,
    /// More than [`LONGEST_NAME`] characters.
    TooLong,
}

/// A name as it is stored.
///
/// # Errors
/// When it is empty or too long.
pub fn name_of(typed: &str) -> Result<String, NameProblem> {
    let shown: String = typed.chars().filter(|c| !c.is_control()).collect();
    let name = shown.trim();
    if name.is_empty() {
        Err(NameProblem::Missing)
    } else if name.chars().count() > LONGEST_NAME {
        Err(NameProblem::TooLong)
    } else {
        Ok(name.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_trimmed_and_bounded() {
        assert_eq!(name_of(" Mineurs\u{7} \r\n"), Ok("Mineurs".to_owned()));
        assert_eq!(name_of(&"é".repeat(LONGEST_NAME)), Ok("é".repeat(LONGEST_NAME)));
        for (typed, problem) in [(" \n", NameProblem::Missing), (&*"é".repeat(LONGEST_NAME + 1), NameProblem::TooLong)]
        {
            assert_eq!(name_of(typed), Err(problem));
        }
    }
}
