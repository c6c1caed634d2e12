//! The parts of a CV, by their headings in three languages.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::arabic::bare;
use crate::domain::{keyed, search::text::normalise};

/// A heading is no longer.
const LONGEST: usize = 60;
const MOST_WORDS: usize = 6;
/// Words before the last one that says which part it is.
const MOST_BEFORE: usize = 3;
/// « Mes expériences », « My skills ».
const OWN: [&str; 6] = ["mes ", "mon ", "ma ", "my ", "les ", "the "];

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
            "job history",
            "missions",
            "credits",
            "acting credits",
            "parcours",
            "realisations",
            "professional background",
            "historique professionnel",
            "activites professionnelles",
            "carriere",
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
            "التجربة",
            "التجارب",
            "المسيرة المهنية",
            "المسيرة الفنية",
            "المسار الفني",
            "مسيرة",
            "مسيرتي",
            "تجاربي",
            "خبراتي",
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
            "parcours de formation",
            "cursus",
            "scolarite",
            "education",
            "academic background",
            "academic",
            "educational",
            "bagage academique",
            "niveau d etudes",
            "niveau scolaire",
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
            "المسار التعليمي",
            "المسيرة الدراسية",
            "الشواهد",
            "الدبلومات",
            "التحصيل",
            "الدراسات",
            "المستوى الدراسي",
        ],
    ),
    (
        Some(Part::Languages),
        &[
            "langue",
            "langues",
            "autre langue",
            "autres langues",
            "maitrise des langues",
            "connaissance des langues",
            "niveau de langue",
            "niveaux de langue",
            "competences linguistiques",
            "connaissances linguistiques",
            "language",
            "languages",
            "mother tongue",
            "other language",
            "other languages",
            "foreign languages",
            "linguistic skills",
            "اللغات",
            "لغات",
            "اللغة",
            "إتقان اللغات",
            "المهارات اللغوية",
            "الكفاءات اللغوية",
        ],
    ),
    (
        Some(Part::Skills),
        &[
            "competence",
            "competences",
            "savoir faire",
            "savoir etre",
            "connaissances",
            "qualites",
            "aptitudes",
            "atouts",
            "outils",
            "logiciels",
            "skills",
            "key skills",
            "core competencies",
            "areas of expertise",
            "domaines de competence",
            "competencies",
            "personal skills",
            "technical skills",
            "abilities",
            "expertise",
            "المهارات",
            "مهارات",
            "الكفاءات",
            "القدرات",
            "الكفايات",
            "المؤهلات والمهارات",
            "مهاراتي",
            "قدرات",
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
            "divers",
            "informations",
            "etat civil",
            "distinctions",
            "activites",
            "objectif",
            "references",
            "interests",
            "hobbies",
            "profile",
            "about",
            "summary",
            "personal",
            "awards",
            "career summary",
            "career objective",
            "professional summary",
            "executive summary",
            "objective",
            "prizes",
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
    HEADINGS.iter().map(|(part, known)| (*part, known.iter().map(|heading| plain(heading)).collect())).collect()
});

/// Which part a line begins: `None` for a line that is no heading, `Some(None)` for the heading of another part.
pub fn heading(line: &str) -> Option<Option<Part>> {
    let line = without_mark(line);
    // « Langues : français, anglais » begins the part as well, and so does the first cell of a row.
    let head = line.split_once([':', '：', '\t']).map_or(line, |(head, _)| head).trim();
    if head.is_empty() || head.chars().count() > LONGEST || head.split_whitespace().count() > MOST_WORDS {
        return None;
    }
    let head = plain(head);
    // A place or a year follows no heading, but « professionnelle » may.
    if head.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    let head = OWN.iter().find_map(|own| head.strip_prefix(own)).unwrap_or(&head);
    let begins =
        |known: &String| head.strip_prefix(known.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    // The longest one: « compétences linguistiques » is not « compétences ».
    let known = FOLDED.iter().flat_map(|(part, known)| known.iter().map(move |heading| (*part, heading)));
    let begun = known.filter(|(_, heading)| begins(heading)).max_by_key(|(_, heading)| heading.len());
    begun.map(|(part, _)| part).or_else(|| ending(head).map(Some))
}

/// Folded, without Arabic articles: « تجارب مهنية » is « التجارب المهنية ».
fn plain(text: &str) -> String {
    normalise(text).split(' ').map(bare).collect::<Vec<_>>().join(" ")
}

/// « Digital skills », « Teaching experience »: English puts what it is about before it.
fn ending(head: &str) -> Option<Part> {
    let (before, last) = head.rsplit_once(' ')?;
    if before.split(' ').count() > MOST_BEFORE {
        return None;
    }
    Some(match last {
        "skills" => Part::Skills,
        "experience" => Part::Experience,
        "education" => Part::Education,
        "languages" => Part::Languages,
        _ => return None,
    })
}

/// Without the sign or the number of a list before it.
fn without_mark(line: &str) -> &str {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric()).trim();
    let numbered = line.split_once(['.', ')', '-', '/']).filter(|(number, _)| {
        (1..=4).contains(&number.len()) && number.chars().all(|c| "IVX".contains(c) || c.is_ascii_digit())
    });
    match numbered {
        // « 01/2019 » is no number of a list.
        Some((_, rest)) if rest.trim_start().chars().next().is_some_and(char::is_alphabetic) => rest.trim_start(),
        _ => line,
    }
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
            ("Mes expériences", Some(Some(Part::Experience))),
            ("2. Études", Some(Some(Part::Education))),
            ("• IV) Skills", Some(Some(Part::Skills))),
            ("Compétences linguistiques", Some(Some(Part::Languages))),
            ("Mother tongue(s)\tArabic", Some(Some(Part::Languages))),
            ("Digital skills", Some(Some(Part::Skills))),
            ("تجارب مهنية", Some(Some(Part::Experience))),
            ("المؤهلات والمهارات", Some(Some(Part::Skills))),
            ("Educational background", Some(Some(Part::Education))),
            ("Career summary", Some(None)),
            ("2014 – 2017\tFormation", None),
            ("01/2019 Formation", None),
            ("Centres d’intérêt", Some(None)),
            ("Formation de comédiens, Rabat, 2012", None),
            ("J’ai une expérience de cinq ans dans le théâtre et la danse", None),
        ] {
            assert_eq!(heading(line), part, "{line}");
        }
    }
}
