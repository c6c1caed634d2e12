//! Cities around a city: the reference list, cached in memory.

use tokio::sync::OnceCell;

/// Where a city of the reference list lies.
#[derive(Debug, Clone, PartialEq)]
pub struct CityLocation {
    pub id: i64,
    pub country_code: String,
    /// [`city_key`](crate::domain::search::words::city_key) of the city.
    pub name_key: String,
    /// Degrees, north and east positive.
    pub latitude: f64,
    pub longitude: f64,
}

/// Where every city lies, the largest first, read when it is first asked for. The list changes only with the program.
#[derive(Debug, Default)]
pub struct Gazetteer(OnceCell<Vec<CityLocation>>);

/// Kilometres.
const EARTH_RADIUS: f64 = 6_371.0;

impl Gazetteer {
    /// Every city; `load` is asked once.
    ///
    /// # Errors
    /// Those of `load`, which is asked again the next time.
    pub async fn get_or_load<E>(
        &self,
        load: impl Future<Output = Result<Vec<CityLocation>, E>>,
    ) -> Result<&[CityLocation], E> {
        self.0.get_or_try_init(|| load).await.map(Vec::as_slice)
    }
}

/// Ids of the cities within so many kilometres of the largest one with this key, the nearest first; `None`
/// when the list has no such city (of that country). `places` stand with the largest first.
#[must_use]
pub fn cities_around(places: &[CityLocation], country: Option<&str>, name: &str, kilometres: u16) -> Option<Vec<i64>> {
    let in_country = |place: &&CityLocation| country.is_none_or(|country| place.country_code == country);
    let middle = places.iter().filter(in_country).find(|place| place.name_key == name)?;
    // A degree of latitude is 111 kilometres: most places need no trigonometry.
    let degrees = f64::from(kilometres) / 110.0;
    let candidates = places.iter().filter(|place| (place.latitude - middle.latitude).abs() <= degrees);
    let distances = candidates.map(|place| (distance(middle, place), place.id));
    let mut near: Vec<_> = distances.filter(|(distance, _)| *distance <= f64::from(kilometres)).collect();
    near.sort_by(|one, other| one.0.total_cmp(&other.0));
    Some(near.into_iter().map(|(_, id)| id).collect())
}

/// Kilometres along the surface (haversine).
fn distance(one: &CityLocation, other: &CityLocation) -> f64 {
    let (from, to) = (one.latitude.to_radians(), other.latitude.to_radians());
    let across = (other.longitude - one.longitude).to_radians();
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let chord = half(to - from) + from.cos() * to.cos() * half(across);
    2.0 * EARTH_RADIUS * chord.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(id: i64, country: &str, name: &str, latitude: f64, longitude: f64) -> CityLocation {
        CityLocation { id, country_code: country.to_owned(), name_key: name.to_owned(), latitude, longitude }
    }

    #[test]
    fn distances_are_those_of_an_atlas() {
        let casablanca = place(1, "MA", "casablanca", 33.5883, -7.6114);
        let rabat = place(2, "MA", "rabat", 34.0133, -6.8326);
        assert!((distance(&casablanca, &rabat) - 86.0).abs() < 2.0);
        let (east, west) = (place(3, "FJ", "east", -17.0, 179.9), place(4, "FJ", "west", -17.0, -179.9));
        assert!((distance(&east, &west) - 21.3).abs() < 1.0, "the date line is no border");
        assert!(distance(&rabat, &rabat) < 1e-6);
    }

    #[test]
    fn the_largest_city_of_a_name_is_meant_unless_a_country_says_otherwise() {
        let places = [
            place(1, "ES", "merida", 38.9, -6.3),
            place(2, "VE", "merida", 8.6, -71.1),
            place(3, "ES", "badajoz", 38.9, -7.0),
        ];
        assert_eq!(cities_around(&places, None, "merida", 100), Some(vec![1, 3]));
        assert_eq!(cities_around(&places, None, "merida", 1), Some(vec![1]));
        assert_eq!(cities_around(&places, Some("VE"), "merida", 100), Some(vec![2]));
        assert_eq!(cities_around(&places, Some("MA"), "merida", 100), None);
    }
}
