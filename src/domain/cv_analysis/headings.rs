//! The parts of a CV, by their headings in three languages.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::domain::{keyed, search::text::normalise};

/// A heading is no longer.
const LONGEST: usize = 60;
const MOST_WORDS: usize = 6;

keyed! {
    /// A part of a CV.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Part {
        Experience = "experience",
        Education = "education",
        Languages = "languages",
        Skills = "skills",
    }
}

/// Headings as people write them, one of which a line begins with. Other parts end these.
const HEADINGS: [(Option<Part>, &[&str]); 5] = [
    (
        Some(Part::Experience),
        &[
            "experience",
            "experiences",
            "parcours professionnel",
            "parcours artistique",
            "emplois",
            "work experience",
            "professional experience",
            "employment",
            "work history",
            "career",
            "filmographie",
            "filmography",
            "roles",
            "stages",
            "internships",
            "الخبرة",
            "الخبرات",
            "خبرات",
            "خبرة",
            "التجربة المهنية",
            "التجارب المهنية",
            "المسار المهني",
            "الأعمال الفنية",
        ],
    ),
    (
        Some(Part::Education),
        &[
            "formation",
            "formations",
            "etudes",
            "diplomes",
            "parcours scolaire",
            "parcours academique",
            "education",
            "academic background",
            "studies",
            "qualifications",
            "training",
            "degrees",
            "التعليم",
            "التكوين",
            "الدراسة",
            "المؤهلات",
            "الشهادات",
            "المسار الدراسي",
        ],
    ),
    (Some(Part::Languages), &["langue", "langues", "languages", "language skills", "اللغات", "لغات", "اللغة"]),
    (
        Some(Part::Skills),
        &[
            "competence",
            "competences",
            "savoir faire",
            "aptitudes",
            "atouts",
            "outils",
            "logiciels",
            "skills",
            "key skills",
            "technical skills",
            "abilities",
            "expertise",
            "المهارات",
            "مهارات",
            "الكفاءات",
            "القدرات",
        ],
    ),
    (
        None,
        &[
            "centres d interet",
            "loisirs",
            "contact",
            "coordonnees",
            "profil",
            "a propos",
            "objectif",
            "references",
            "interests",
            "hobbies",
            "profile",
            "about",
            "summary",
            "personal",
            "الاهتمامات",
            "الهوايات",
            "معلومات",
            "المراجع",
            "نبذة",
        ],
    ),
];

/// The same, folded as lines are.
static FOLDED: LazyLock<Vec<(Option<Part>, Vec<String>)>> = LazyLock::new(|| {
    HEADINGS.iter().map(|(part, known)| (*part, known.iter().map(|heading| normalise(heading)).collect())).collect()
});

/// Which part a line begins: `None` for a line that is no heading, `Some(None)` for the heading of another part.
pub fn heading(line: &str) -> Option<Option<Part>> {
    let line = line.trim();
    if line.is_empty() || line.chars().count() > LONGEST || line.split_whitespace().count() > MOST_WORDS {
        return None;
    }
    // « Langues : français, anglais » begins the part as well.
    let head = line.split_once([':', '：']).map_or(line, |(head, _)| head);
    let head = normalise(head);
    // A place or a year follows no heading, but « professionnelle » may.
    if head.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    let begins =
        |known: &String| head.strip_prefix(known.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    FOLDED.iter().find(|(_, known)| known.iter().any(begins)).map(|(part, _)| *part)
}

/// The lines of a text with the part they are in.
pub fn parted(text: &str) -> Vec<(Option<Part>, &str)> {
    let mut part = None;
    let mut lines = Vec::new();
    for line in text.lines() {
        if let Some(begun) = heading(line) {
            part = begun;
        }
        lines.push((part, line));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_three_languages_are_known() {
        for (line, part) in [
            ("EXPÉRIENCE PROFESSIONNELLE", Some(Some(Part::Experience))),
            ("Formation", Some(Some(Part::Education))),
            ("Langues : arabe, français", Some(Some(Part::Languages))),
            ("Compétences techniques", Some(Some(Part::Skills))),
            ("Work experience", Some(Some(Part::Experience))),
            ("الخبرات المهنية", Some(Some(Part::Experience))),
            ("اللغات", Some(Some(Part::Languages))),
            ("Centres d’intérêt", Some(None)),
            ("Formation de comédiens, Rabat, 2012", None),
            ("J’ai une expérience de cinq ans dans le théâtre et la danse", None),
        ] {
            assert_eq!(heading(line), part, "{line}");
        }
    }
}
