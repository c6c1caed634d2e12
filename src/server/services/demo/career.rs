//! The career of a demo person.

use fastrand::Rng;

use crate::domain::reference;

/// What the person can do, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoCareer {
    /// Keys, each once.
    pub languages: Vec<String>,
    pub years_experience: Option<i64>,
    pub availability: Option<String>,
    pub work_mode: Option<String>,
    pub bio: Option<String>,
}

/// What many speak, with how many of a hundred do.
const SPOKEN: [(&str, u32); 6] = [("fr", 75), ("ary", 65), ("ar", 55), ("en", 40), ("shi", 12), ("es", 10)];

const BEGINNINGS: [&str; 6] = [
    "Passionnée par mon métier depuis l’enfance, j’aime les équipes où chacun apprend des autres.",
    "Je travaille entre Casablanca et Dakar, en studio comme en plein air.",
    "Formation à Rabat, puis plusieurs années auprès de maisons reconnues.",
    "أعمل بشغف وأحب المشاريع الجماعية التي تجمع بين التراث والحداثة.",
    "I have worked with small teams and large crews, on stage and on location.",
    "Autodidacte et curieux de tout, je commence chaque projet par écouter.",
];
const ENDINGS: [&str; 6] = [
    "Disponible pour des missions courtes au Maroc et en Afrique de l’Ouest.",
    "Toujours à la recherche de nouvelles rencontres et de beaux projets.",
    "متاح للسفر وللعمل في نهاية الأسبوع.",
    "Available at short notice, with my own equipment.",
    "Références et portfolio sur demande.",
    "J’enseigne aussi, en atelier ou à distance.",
];

impl DemoCareer {
    /// Draws what a person of this age may have done.
    #[must_use]
    pub fn draw(rng: &mut Rng, minor: bool) -> Self {
        let mut languages: Vec<String> =
            SPOKEN.iter().filter(|(_, share)| rng.u32(0..100) < *share).map(|(key, _)| (*key).to_owned()).collect();
        if rng.u32(0..100) < 15 {
            languages.extend(draw_key(rng, "language").filter(|key| !languages.contains(key)));
        }
        let years = rng.i64(0..if minor { 3 } else { 26 });
        Self {
            languages,
            years_experience: (rng.u32(0..100) < 85).then_some(years),
            availability: if rng.u32(0..100) < 85 { draw_key(rng, "availability") } else { None },
            work_mode: if rng.u32(0..100) < 75 { draw_key(rng, "work_mode") } else { None },
            bio: if rng.u32(0..100) < 70 { draw_bio(rng) } else { None },
        }
    }
}

pub(super) fn draw_key(rng: &mut Rng, list: &str) -> Option<String> {
    let keys: Vec<_> = reference::terms(list).map(|term| term.key.as_str()).collect();
    rng.choice(keys).map(ToOwned::to_owned)
}

fn draw_bio(rng: &mut Rng) -> Option<String> {
    Some(format!("{} {}", rng.choice(BEGINNINGS)?, rng.choice(ENDINGS)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_tell_is_in_the_lists() {
        let mut rng = Rng::with_seed(7);
        for _ in 0..500 {
            let career = DemoCareer::draw(&mut rng, false);
            assert!(career.languages.iter().all(|key| reference::term("language", key).is_some()));
            assert!(career.availability.is_none_or(|key| reference::term("availability", &key).is_some()));
            assert!(career.work_mode.is_none_or(|key| reference::term("work_mode", &key).is_some()));
        }
    }
}
