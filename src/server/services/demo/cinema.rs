//! The CINEMA profile of a demo person.

use chrono::{Datelike as _, NaiveDate};
use fastrand::Rng;

use super::career::draw_key;
use crate::domain::age::age_on;

/// A CINEMA profile without the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoCinema {
    /// Keys, each once; at least one.
    pub types: Vec<String>,
    /// Keys, each once.
    pub skills: Vec<String>,
    /// Keys, each once.
    pub ethnicities: Vec<String>,
    pub eye_color: Option<String>,
    pub hair_color: Option<String>,
    pub hair_type: Option<String>,
    pub skin_tone: Option<String>,
    pub build: Option<String>,
    pub height_cm: Option<i64>,
    /// From and to.
    pub playing_age: Option<(i64, i64)>,
    pub productions: Vec<DemoProduction>,
}

/// A film or the like that was never made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoProduction {
    pub title: String,
    pub year: i64,
    /// Key.
    pub kind: String,
    pub role: Option<String>,
}

const FIRST_WORDS: [&str; 10] = [
    "Les Ombres",
    "La Nuit",
    "Le Dernier Train",
    "حكاية",
    "Les Oiseaux",
    "The Road",
    "Le Secret",
    "رسائل",
    "Une Saison",
    "Le Silence",
];
const LAST_WORDS: [&str; 10] = [
    "d’Essaouira",
    "de l’Atlas",
    "de Dakar",
    "الصحراء",
    "du Rif",
    "to Merzouga",
    "des Oudayas",
    "من فاس",
    "à Ouarzazate",
    "de la Médina",
];
const ROLES: [&str; 6] = ["Leïla", "Le gardien", "Passante", "الأم", "Young doctor", "Karim"];

/// The generator of the CINEMA profile of person `number`: beside the person's own, which it must not change.
#[must_use]
pub fn generator(number: i64) -> Rng {
    Rng::with_seed(number.unsigned_abs().wrapping_mul(0xD134_2543_DE82_EF95) ^ 0x6369_6E65_6D61_3132)
}

impl DemoCinema {
    /// Draws the profile of a person born on that day, if this person is of the share (0 to 1) that has one.
    #[must_use]
    pub fn draw(rng: &mut Rng, share: f64, born: NaiveDate, today: NaiveDate) -> Option<Self> {
        if rng.f64() >= share {
            return None;
        }
        let age = i64::from(age_on(born, today));
        let (younger, older) = (rng.i64(1..9), rng.i64(1..9));
        let told = |rng: &mut Rng, list| if rng.u32(0..100) < 85 { draw_key(rng, list) } else { None };
        let (types, skills, ethnicities) = (rng.usize(1..4), rng.usize(0..6), rng.usize(0..3));
        Some(Self {
            types: draw_keys(rng, "cinema_talent_type", types),
            skills: draw_keys(rng, "cinema_skill", skills),
            ethnicities: draw_keys(rng, "ethnicity", ethnicities),
            eye_color: told(rng, "eye_color"),
            hair_color: told(rng, "hair_color"),
            hair_type: told(rng, "hair_type"),
            skin_tone: told(rng, "skin_tone"),
            build: told(rng, "build"),
            height_cm: (rng.u32(0..100) < 90).then(|| rng.i64(150..196)),
            playing_age: (rng.u32(0..100) < 80).then(|| ((age - younger).max(5), age + older)),
            productions: (0..rng.usize(0..4)).map(|_| DemoProduction::draw(rng, today)).collect(),
        })
    }
}

impl DemoProduction {
    fn draw(rng: &mut Rng, today: NaiveDate) -> Self {
        let title =
            [rng.choice(FIRST_WORDS), rng.choice(LAST_WORDS)].into_iter().flatten().collect::<Vec<_>>().join(" ");
        Self {
            title,
            year: i64::from(today.year()) - rng.i64(0..20),
            kind: draw_key(rng, "production_type").unwrap_or_default(),
            role: if rng.bool() { rng.choice(ROLES).map(str::to_owned) } else { None },
        }
    }
}

fn draw_keys(rng: &mut Rng, list: &str, count: usize) -> Vec<String> {
    let mut keys = Vec::new();
    for key in (0..count).filter_map(|_| draw_key(rng, list)) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reference;

    fn draw(number: i64, share: f64) -> Option<DemoCinema> {
        let day = |year| NaiveDate::from_ymd_opt(year, 11, 22).unwrap();
        DemoCinema::draw(&mut generator(number), share, day(1996), day(2026))
    }

    #[test]
    fn a_number_is_always_the_same_profile() {
        assert_eq!(draw(7, 1.0), draw(7, 1.0));
        assert_ne!(draw(7, 1.0), draw(8, 1.0));
        assert_eq!(draw(7, 0.0), None);
        let third = (1..=3_000).filter(|number| draw(*number, 1.0 / 3.0).is_some()).count();
        assert!((900..=1_100).contains(&third), "{third}");
    }

    #[test]
    fn what_people_tell_is_possible() {
        for profile in (1..500).filter_map(|number| draw(number, 1.0)) {
            assert!((1..=3).contains(&profile.types.len()));
            assert!(profile.types.iter().all(|key| reference::term("cinema_talent_type", key).is_some()));
            assert!(profile.skin_tone.is_none_or(|key| reference::term("skin_tone", &key).is_some()));
            assert!(profile.playing_age.is_none_or(|(from, to)| from <= to && to <= 110));
            assert!(profile.productions.iter().all(|production| production.year <= 2026));
        }
    }
}
