//! What a model advises, once it is what was asked for. The score is ours: the sum of what each criterion got.

use serde::{Deserialize, Serialize};

use crate::domain::{keyed, search::text::normalise, unicode};

/// Characters of one sentence, and sentences of one kind.
const LONGEST: usize = 600;
const MOST: usize = 8;
const MOST_SKILLS: usize = 20;
/// Letters of a quotation that can be looked for.
const SHORTEST_EVIDENCE: usize = 6;
/// The longest working life.
const MOST_YEARS: u32 = 80;

keyed! {
    /// What is graded.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Criterion {
        Clarity = "clarity",
        Experience = "experience",
        Skills = "skills",
        Education = "education",
        Achievements = "achievements",
    }
}

impl Criterion {
    /// The most points it gives; 100 in all.
    #[must_use]
    pub const fn most(self) -> u32 {
        match self {
            Self::Clarity => 20,
            Self::Experience | Self::Skills => 25,
            Self::Education | Self::Achievements => 15,
        }
    }
}

keyed! {
    /// The section of the main form that a recommendation is about: a key of its steps.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum AdvisedSection {
        Career = "career",
        Talents = "talents",
        Documents = "documents",
        Networks = "networks",
    }
}

/// What a criterion got, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grade {
    pub criterion: Criterion,
    pub points: u32,
    pub reason: String,
}

/// A strength with the words of the CV that show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strength {
    pub text: String,
    pub evidence: String,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendation {
    pub text: String,
    pub section: AdvisedSection,
}

/// What a model wrote, of the right shape and nothing more.
#[derive(Debug, Clone, Deserialize)]
pub struct RawAdvice {
    summary: String,
    criteria: RawCriteria,
    strengths: Vec<Strength>,
    weaknesses: Vec<String>,
    recommendations: Vec<Recommendation>,
    skills_detected: Vec<String>,
    experience_years: Option<u32>,
}

#[derive(Debug, Clone, Deserialize)]
struct RawCriteria {
    clarity: RawGrade,
    experience: RawGrade,
    skills: RawGrade,
    education: RawGrade,
    achievements: RawGrade,
}

#[derive(Debug, Clone, Deserialize)]
struct RawGrade {
    points: u32,
    reason: String,
}

/// Advice that was checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    pub summary: String,
    pub grades: Vec<Grade>,
    pub strengths: Vec<Strength>,
    pub weaknesses: Vec<String>,
    pub recommendations: Vec<Recommendation>,
    pub skills: Vec<String>,
    pub experience_years: Option<u32>,
}

impl Advice {
    /// What the criteria got together, of 100.
    #[must_use]
    pub fn score(&self) -> u32 {
        self.grades.iter().map(|grade| grade.points).sum()
    }
}

impl RawAdvice {
    /// The advice, when every criterion got what it can get and says why. Strengths whose evidence does not stand in what
    /// was sent are left out.
    #[must_use]
    pub fn checked(self, sent: &str) -> Option<Advice> {
        let RawCriteria { clarity, experience, skills, education, achievements } = self.criteria;
        let raw = [clarity, experience, skills, education, achievements];
        let grade = |(criterion, raw): (Criterion, RawGrade)| {
            let fits = raw.points <= criterion.most() && !raw.reason.trim().is_empty();
            fits.then(|| Grade { criterion, points: raw.points, reason: sentence(&raw.reason) })
        };
        let grades: Vec<Grade> = Criterion::ALL.into_iter().zip(raw).map(grade).collect::<Option<_>>()?;
        let summary = sentence(&self.summary);
        if summary.is_empty() {
            return None;
        }
        let folded = normalise(sent);
        let stands = |strength: &Strength| {
            let evidence = normalise(&strength.evidence);
            evidence.chars().count() >= SHORTEST_EVIDENCE && folded.contains(&evidence)
        };
        let strengths = self.strengths.into_iter().filter(stands).take(MOST);
        let recommendations = self.recommendations.into_iter().take(MOST);
        Some(Advice {
            summary,
            grades,
            strengths: strengths
                .map(|one| Strength { text: sentence(&one.text), evidence: sentence(&one.evidence) })
                .filter(|one| !one.text.is_empty())
                .collect(),
            weaknesses: sentences(&self.weaknesses, MOST),
            recommendations: recommendations
                .map(|one| Recommendation { text: sentence(&one.text), ..one })
                .filter(|one| !one.text.is_empty())
                .collect(),
            skills: sentences(&self.skills_detected, MOST_SKILLS),
            experience_years: self.experience_years.filter(|years| *years <= MOST_YEARS),
        })
    }
}

fn sentence(text: &str) -> String {
    unicode::line(text).chars().take(LONGEST).collect()
}

fn sentences(texts: &[String], most: usize) -> Vec<String> {
    texts.iter().map(|text| sentence(text)).filter(|text| !text.is_empty()).take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(points: u32, evidence: &str) -> RawAdvice {
        let grade = |points| RawGrade { points, reason: "Because".to_owned() };
        RawAdvice {
            summary: "A person who acts.".to_owned(),
            criteria: RawCriteria {
                clarity: grade(points),
                experience: grade(20),
                skills: grade(20),
                education: grade(10),
                achievements: grade(5),
            },
            strengths: vec![Strength { text: "Theatre".to_owned(), evidence: evidence.to_owned() }],
            weaknesses: vec![" ".to_owned(), "No dates".to_owned()],
            recommendations: vec![Recommendation { text: "Add dates".to_owned(), section: AdvisedSection::Career }],
            skills_detected: vec!["Dance".to_owned()],
            experience_years: Some(900),
        }
    }

    #[test]
    fn the_score_is_the_sum_and_evidence_stands_in_the_cv() {
        let sent = "Troupe de l’Étoile, 2015 - 2019";
        let advice = raw(12, "troupe de l'etoile").checked(sent).unwrap();
        assert_eq!((advice.score(), advice.strengths.len()), (67, 1));
        assert_eq!((advice.weaknesses.len(), advice.experience_years), (1, None));
        assert!(raw(12, "won a prize").checked(sent).unwrap().strengths.is_empty());
        assert!(raw(12, "de").checked(sent).unwrap().strengths.is_empty());
    }

    #[test]
    fn what_no_criterion_gives_is_no_advice() {
        assert!(raw(21, "").checked("").is_none());
        assert!(RawAdvice { summary: "\u{200b}".to_owned(), ..raw(1, "") }.checked("").is_none());
        assert_eq!(Criterion::ALL.map(Criterion::most).iter().sum::<u32>(), 100);
    }
}
