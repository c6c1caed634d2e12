//! Where demo people live: by population, mostly in Morocco.

use fastrand::Rng;

use crate::server::repositories::demo::people::DemoCity;

/// Of a hundred people, so many live in Morocco.
const IN_MOROCCO: u32 = 78;
/// And the others in these countries, by population of their cities.
const ELSEWHERE: [&str; 12] = ["SN", "CI", "ML", "TN", "DZ", "EG", "NG", "CM", "GH", "FR", "BE", "ES"];

/// Cities to draw from.
pub struct Places {
    morocco: Weighted,
    elsewhere: Weighted,
}

struct Weighted {
    cities: Vec<DemoCity>,
    /// Running sum of populations.
    sums: Vec<u64>,
}

impl Places {
    /// Sorts the cities of the reference list into the two pots.
    #[must_use]
    pub fn new(cities: Vec<DemoCity>) -> Self {
        let (morocco, others): (Vec<_>, Vec<_>) = cities.into_iter().partition(|city| city.country_code == "MA");
        let elsewhere = others.into_iter().filter(|city| ELSEWHERE.contains(&city.country_code.as_str())).collect();
        Self { morocco: Weighted::new(morocco), elsewhere: Weighted::new(elsewhere) }
    }

    /// A city; `None` only when the reference list is empty.
    pub fn draw(&self, rng: &mut Rng) -> Option<&DemoCity> {
        let pot = if rng.u32(0..100) < IN_MOROCCO { &self.morocco } else { &self.elsewhere };
        pot.draw(rng)
    }
}

impl Weighted {
    fn new(mut cities: Vec<DemoCity>) -> Self {
        // Ids differ between databases, GeoNames' do not.
        cities.sort_by_key(|city| city.geonames_id);
        let mut sum = 0;
        let sums = cities
            .iter()
            .map(|city| {
                sum += u64::try_from(city.population).unwrap_or(0).max(500);
                sum
            })
            .collect();
        Self { cities, sums }
    }

    fn draw(&self, rng: &mut Rng) -> Option<&DemoCity> {
        let total = self.sums.last().copied().filter(|total| *total > 0)?;
        let drawn = rng.u64(0..total);
        self.cities.get(self.sums.partition_point(|sum| *sum <= drawn))
    }
}
