//! How complete a main profile is: a score from 0 to 100, each point of it named.

use serde::{Deserialize, Serialize};

use crate::domain::registration::fields as f;

/// What a profile can earn points for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
}

/// Points earned for one thing, of the most it can earn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earned {
    pub point: Point,
    pub earned: u8,
    pub most: u8,
}

/// For each network, up to [`MOST_FOR_NETWORKS`].
const PER_NETWORK: usize = 2;
const MOST_FOR_NETWORKS: u8 = 10;

impl Point {
    /// In the order in which they are explained.
    const ALL: [Self; 12] = [
        Self::Names,
        Self::Email,
        Self::Phone,
        Self::BirthDate,
        Self::Country,
        Self::City,
        Self::Talents,
        Self::Photo,
        Self::Cv,
        Self::Bio,
        Self::Portfolio,
        Self::Networks,
    ];

    /// The inputs that must all be filled; of the networks, each counts.
    const fn inputs(self) -> &'static [&'static str] {
        match self {
            Self::Names => &[f::FIRST_NAME, f::LAST_NAME],
            Self::Email => &[f::EMAIL],
            Self::Phone => &[f::PHONE],
            Self::BirthDate => &[f::DATE_OF_BIRTH],
            Self::Country => &[f::RESIDENCE_COUNTRY],
            Self::City => &[f::RESIDENCE_CITY],
            Self::Photo => &[f::PHOTO],
            Self::Cv => &[f::CV],
            Self::Portfolio => &[f::PORTFOLIO_URL],
            Self::Bio => &[f::BIO],
            Self::Talents => &[f::TALENTS],
            Self::Networks => &f::NETWORKS,
        }
    }

    const fn most(self) -> u8 {
        match self {
            Self::Cv => 20,
            Self::Talents | Self::Photo | Self::Bio | Self::Portfolio => 10,
            Self::Networks => MOST_FOR_NETWORKS,
            Self::Names | Self::Email | Self::Phone | Self::BirthDate | Self::Country | Self::City => 5,
        }
    }
}

/// The points of a profile whose `filled` inputs have an answer or a file.
#[must_use]
pub fn points(filled: impl Fn(&str) -> bool) -> [Earned; 12] {
    Point::ALL.map(|point| {
        let (inputs, most) = (point.inputs(), point.most());
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

    #[test]
    fn a_full_profile_has_a_hundred_points_and_an_empty_one_none() {
        assert_eq!(score(&points(|_| true)), 100);
        assert_eq!(score(&points(|_| false)), 0);
        assert_eq!(points(|_| true).iter().map(|point| u32::from(point.most)).sum::<u32>(), 100);
        let five = &f::NETWORKS[..5];
        assert_eq!(score(&points(|input| !f::NETWORKS.contains(&input) || five.contains(&input))), 100);
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
