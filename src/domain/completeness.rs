//! How complete a main profile is: a score from 0 to 100, each point of it named.

use serde::{Deserialize, Serialize};

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

/// What is there of a profile.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Present {
    pub names: bool,
    pub email: bool,
    pub phone: bool,
    pub birth_date: bool,
    pub country: bool,
    pub city: bool,
    pub photo: bool,
    pub cv: bool,
    pub portfolio: bool,
    pub bio: bool,
    pub talents: usize,
    pub networks: usize,
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

/// The points of a profile, in the order in which they are explained.
#[must_use]
pub fn points(present: Present) -> [Earned; 12] {
    let whole = |point, there, most| Earned { point, earned: if there { most } else { 0 }, most };
    let networks = u8::try_from(present.networks.saturating_mul(PER_NETWORK)).unwrap_or(MOST_FOR_NETWORKS);
    [
        whole(Point::Names, present.names, 5),
        whole(Point::Email, present.email, 5),
        whole(Point::Phone, present.phone, 5),
        whole(Point::BirthDate, present.birth_date, 5),
        whole(Point::Country, present.country, 5),
        whole(Point::City, present.city, 5),
        whole(Point::Talents, present.talents > 0, 10),
        whole(Point::Photo, present.photo, 10),
        whole(Point::Cv, present.cv, 20),
        whole(Point::Bio, present.bio, 10),
        whole(Point::Portfolio, present.portfolio, 10),
        Earned { point: Point::Networks, earned: networks.min(MOST_FOR_NETWORKS), most: MOST_FOR_NETWORKS },
    ]
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

    const FULL: Present = Present {
        names: true,
        email: true,
        phone: true,
        birth_date: true,
        country: true,
        city: true,
        photo: true,
        cv: true,
        portfolio: true,
        bio: true,
        talents: 1,
        networks: 5,
    };

    #[test]
    fn a_full_profile_has_a_hundred_points_and_an_empty_one_none() {
        assert_eq!(score(&points(FULL)), 100);
        assert_eq!(score(&points(Present { networks: 14, talents: 5, ..FULL })), 100);
        assert_eq!(score(&points(Present::default())), 0);
        assert_eq!(points(FULL).iter().map(|point| u32::from(point.most)).sum::<u32>(), 100);
    }

    #[test]
    fn each_network_counts_for_two() {
        for (networks, expected) in [(0, 0), (1, 2), (4, 8), (5, 10), (6, 10), (usize::MAX, 10)] {
            assert_eq!(score(&points(Present { networks, ..Present::default() })), expected);
        }
    }

    #[test]
    fn what_every_registration_has_gives_forty_points() {
        let registered = Present { photo: false, cv: false, portfolio: false, bio: false, networks: 0, ..FULL };
        assert_eq!(score(&points(registered)), 40);
    }
}
