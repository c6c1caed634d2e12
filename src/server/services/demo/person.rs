//! One demo person, made from its number alone: the same number always gives the same person.

use chrono::{NaiveDate, TimeDelta};
use fastrand::Rng;

use super::names::{FAMILIES, Family};

/// What does not depend on the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPerson {
    pub email: String,
    pub first_name: &'static str,
    pub last_name: &'static str,
    pub gender: char,
    pub date_of_birth: NaiveDate,
    pub minor: bool,
    pub approved: bool,
    /// From ranges that telephone authorities keep for films and books.
    pub phone: String,
    pub guardian_first_name: &'static str,
    pub guardian_phone: String,
    pub language: &'static str,
    pub visibility: &'static str,
    pub show_name_photo: bool,
    pub show_links: bool,
    pub show_origins: bool,
}

/// The generator of person `number`, used for the person first and for place and talents after it.
#[must_use]
pub fn generator(number: i64) -> Rng {
    Rng::with_seed(number.unsigned_abs().wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x7461_6C65_6E74_7321)
}

impl DemoPerson {
    /// Person `number` as of a day, which decides ages.
    #[must_use]
    pub fn draw(number: i64, rng: &mut Rng, today: NaiveDate) -> Self {
        let family = draw_family(rng);
        let gender = match rng.u32(0..100) {
            0..=47 => 'F',
            48..=97 => 'M',
            _ => 'N',
        };
        let first_names = match gender {
            'F' => family.women,
            'M' => family.men,
            _ if rng.bool() => family.women,
            _ => family.men,
        };
        let (first_name, last_name) = (one_of(rng, first_names), one_of(rng, family.last));
        let age = draw_age(rng);
        // At least half a year from the birthday, so that ages stay the same while the data is used.
        let date_of_birth = today - TimeDelta::days(age * 365 + age / 4 + rng.i64(20..330));
        let minor = age < 18;
        let public = rng.u32(0..100);
        let visibility = match public {
            0..=69 if !minor => "public",
            90.. => "private",
            _ => "members",
        };
        Self {
            email: format!("demo-{number:06}@demo.invalid"),
            first_name,
            last_name,
            gender,
            date_of_birth,
            minor,
            approved: minor && rng.u32(0..100) < 60,
            phone: draw_phone(rng),
            guardian_first_name: one_of(rng, family.women),
            guardian_phone: draw_phone(rng),
            language: ["fr", "fr", "fr", "ar", "ar", "en"].get(rng.usize(0..6)).copied().unwrap_or("fr"),
            visibility,
            show_name_photo: rng.u32(0..100) < 65,
            show_links: rng.u32(0..100) < 50,
            show_origins: rng.u32(0..100) < 25,
        }
    }
}

fn draw_family(rng: &mut Rng) -> &'static Family {
    let mut drawn = rng.u32(0..FAMILIES.iter().map(|family| family.weight).sum());
    for family in &FAMILIES {
        if drawn < family.weight {
            return family;
        }
        drawn -= family.weight;
    }
    let [first, ..] = &FAMILIES;
    first
}

fn one_of(rng: &mut Rng, names: &[&'static str]) -> &'static str {
    names.get(rng.usize(0..names.len())).copied().unwrap_or_default()
}

/// Mostly young adults, 16 to 75.
fn draw_age(rng: &mut Rng) -> i64 {
    match rng.u32(0..100) {
        0..=2 => rng.i64(16..18),
        3..=54 => rng.i64(18..31),
        55..=84 => rng.i64(31..46),
        _ => rng.i64(46..75),
    }
}

/// North America's numbers for fiction: of the ranges authorities keep for it, the only one that libphonenumber takes
/// for valid. Morocco has none.
fn draw_phone(rng: &mut Rng) -> String {
    format!("+12025550{:03}", rng.u32(100..200))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::age::{age_on, is_minor};

    fn draw(number: i64) -> DemoPerson {
        DemoPerson::draw(number, &mut generator(number), NaiveDate::from_ymd_opt(2026, 11, 22).unwrap())
    }

    #[test]
    fn a_number_is_always_the_same_person() {
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
        assert_eq!(draw(1).email, "demo-000001@demo.invalid");
    }

    #[test]
    fn people_are_as_varied_as_they_should_be() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let people: Vec<_> = (1..=5_000).map(draw).collect();
        let share = |f: &dyn Fn(&DemoPerson) -> bool| people.iter().filter(|p| f(p)).count() * 100 / people.len();
        assert!(people.iter().all(|p| (16..=75).contains(&age_on(p.date_of_birth, today))));
        assert!(people.iter().all(|p| p.minor == is_minor(p.date_of_birth, today)));
        assert!(people.iter().all(|p| !p.minor || p.visibility != "public"));
        assert!((65..=72).contains(&share(&|p| p.visibility == "public")));
        assert!((18..=30).contains(&share(&|p| !p.last_name.is_ascii() && p.last_name.chars().any(|c| c > '\u{600}'))));
        assert!((1..=5).contains(&share(&|p| p.minor)));
        assert!(people.iter().any(|p| p.minor && p.approved) && people.iter().any(|p| p.minor && !p.approved));
        assert!(people.iter().any(|p| p.gender == 'N'));
    }
}
