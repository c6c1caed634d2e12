//! How complete a profile is: a score from 0 to 100, each point of it named.

use crate::domain::registration::{
    cinema::{fields as c, production_fields as p},
    fields as f,
};

/// What a profile can earn points for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Point {
    Names,
    Email,
    Phone,
    BirthDate,
    Country,
    City,
    Photo,
    Cv,
    Portfolio,
    Bio,
    Talents,
    Networks,
    /// Types of talent of the CINEMA profile.
    TalentTypes,
    /// [`ENOUGH_IN_GALLERY`] photos of the CINEMA profile.
    Gallery,
    Height,
    /// Eyes, hair and build.
    Looks,
    PlayingAges,
    Languages,
    Skills,
    Productions,
}

/// Points earned for one thing, of the most it can earn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earned {
    pub point: Point,
    pub earned: u8,
    pub most: u8,
}

/// For each network, up to the most.
const PER_NETWORK: usize = 2;

/// In the order in which they are explained: the inputs that must all be filled, and the most points. Of the networks,
/// each counts.
const POINTS: [(Point, &[&str], u8); 12] = [
    (Point::Names, &[f::FIRST_NAME, f::LAST_NAME], 5),
    (Point::Email, &[f::EMAIL], 5),
    (Point::Phone, &[f::PHONE], 5),
    (Point::BirthDate, &[f::DATE_OF_BIRTH], 5),
    (Point::Country, &[f::RESIDENCE_COUNTRY], 5),
    (Point::City, &[f::RESIDENCE_CITY], 5),
    (Point::Talents, &[f::TALENTS], 10),
    (Point::Photo, &[f::PHOTO], 10),
    (Point::Cv, &[f::CV], 20),
    (Point::Bio, &[f::BIO], 10),
    (Point::Portfolio, &[f::PORTFOLIO_URL], 10),
    (Point::Networks, &f::NETWORKS, 10),
];

/// Photos of a gallery that show enough of a person.
pub const ENOUGH_IN_GALLERY: usize = 3;

/// The same of a CINEMA profile. Sensitive answers, such as origins, earn nothing: a score must not press for them.
const CINEMA_POINTS: [(Point, &[&str], u8); 12] = [
    (Point::Names, &[f::FIRST_NAME, f::LAST_NAME], 5),
    (Point::Phone, &[f::PHONE], 5),
    (Point::City, &[f::RESIDENCE_CITY], 5),
    (Point::TalentTypes, &[c::TALENT_TYPES], 10),
    (Point::Photo, &[f::PHOTO], 20),
    (Point::Gallery, &[c::GALLERY_PHOTOS], 10),
    (Point::Height, &[c::HEIGHT], 10),
    (Point::Looks, &[c::EYE_COLOR, c::HAIR_COLOR, c::BUILD], 10),
    (Point::PlayingAges, &[c::PLAYING_AGE_MIN, c::PLAYING_AGE_MAX], 10),
    (Point::Languages, &[f::LANGUAGES], 5),
    (Point::Skills, &[c::OTHER_TALENTS], 5),
    (Point::Productions, &[p::TITLE], 5),
];

/// The points of a main profile whose `filled` inputs have an answer or a file.
#[must_use]
pub fn points(filled: impl Fn(&str) -> bool) -> [Earned; 12] {
    earned(&POINTS, filled)
}

/// The points of a CINEMA profile whose `filled` inputs have an answer or a file; the gallery when it has
/// [`ENOUGH_IN_GALLERY`] photos.
#[must_use]
pub fn cinema_points(filled: impl Fn(&str) -> bool) -> [Earned; 12] {
    earned(&CINEMA_POINTS, filled)
}

fn earned(points: &[(Point, &[&str], u8); 12], filled: impl Fn(&str) -> bool) -> [Earned; 12] {
    points.map(|(point, inputs, most)| {
        let there = inputs.iter().filter(|input| filled(input)).count();
        let earned = match point {
            Point::Networks => u8::try_from(there * PER_NETWORK).unwrap_or(most).min(most),
            _ if there == inputs.len() => most,
            _ => 0,
        };
        Earned { point, earned, most }
    })
}

/// What lists of answers call the score.
pub const PROFILE_SCORE: &str = "profile_score";

/// The score, 0 to 100.
#[must_use]
pub fn score(points: &[Earned]) -> u8 {
    points.iter().map(|point| point.earned).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        fields::{Sensitivity, field_of_input},
        module::Module,
    };

    #[test]
    fn a_full_profile_has_a_hundred_points_and_an_empty_one_none() {
        assert_eq!(score(&points(|_| true)), 100);
        assert_eq!(score(&points(|_| false)), 0);
        assert_eq!(points(|_| true).iter().map(|point| u32::from(point.most)).sum::<u32>(), 100);
        let five = &f::NETWORKS[..5];
        assert_eq!(score(&points(|input| !f::NETWORKS.contains(&input) || five.contains(&input))), 100);
    }

    #[test]
    fn a_full_cinema_profile_has_a_hundred_points_and_an_empty_one_none() {
        assert_eq!(score(&cinema_points(|_| true)), 100);
        assert_eq!(score(&cinema_points(|_| false)), 0);
        assert_eq!(cinema_points(|_| true).iter().map(|point| u32::from(point.most)).sum::<u32>(), 100);
    }

    #[test]
    fn what_earns_points_is_asked_by_the_form_of_the_profile() {
        for (module, points) in [(Module::Main, POINTS), (Module::Cinema, CINEMA_POINTS)] {
            for input in points.iter().flat_map(|(_, inputs, _)| inputs.iter()) {
                assert!(field_of_input(input).unwrap().is_asked_by(module), "{module:?}: {input}");
            }
        }
    }

    #[test]
    fn sensitive_answers_earn_nothing_in_cinema_but_the_phone_that_is_required() {
        for (point, inputs, _) in CINEMA_POINTS {
            let sensitive = |input: &&str| field_of_input(input).unwrap().sensitivity == Sensitivity::Sensitive;
            assert_eq!(inputs.iter().any(sensitive), point == Point::Phone, "{point:?}");
        }
    }

    #[test]
    fn half_of_an_answer_of_several_earns_nothing() {
        for half in [c::EYE_COLOR, c::PLAYING_AGE_MIN] {
            assert_eq!(score(&cinema_points(|input| input == half)), 0, "{half}");
        }
    }

    #[test]
    fn one_name_of_two_earns_nothing() {
        assert_eq!(score(&points(|input| input == f::FIRST_NAME)), 0);
        assert_eq!(score(&points(|input| [f::FIRST_NAME, f::LAST_NAME].contains(&input))), 5);
    }

    #[test]
    fn each_network_counts_for_two() {
        for (networks, expected) in [(0, 0), (1, 2), (4, 8), (5, 10), (6, 10), (f::NETWORKS.len(), 10)] {
            let there = &f::NETWORKS[..networks];
            assert_eq!(score(&points(|input| there.contains(&input))), expected);
        }
    }

    #[test]
    fn what_every_registration_has_gives_forty_points() {
        let optional = [f::PHOTO, f::CV, f::PORTFOLIO_URL, f::BIO];
        assert_eq!(score(&points(|input| !optional.contains(&input) && !f::NETWORKS.contains(&input))), 40);
    }
}
