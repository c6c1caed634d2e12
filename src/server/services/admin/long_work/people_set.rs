//! The people of long work, stored as a compressed set.

use roaring::RoaringTreemap;

use crate::server::error::{AppError, AppResult};

/// Packs people by `people.id`.
pub fn pack(people: &[i64]) -> AppResult<Vec<u8>> {
    let set: RoaringTreemap = people.iter().filter_map(|id| u64::try_from(*id).ok()).collect();
    let mut packed = Vec::with_capacity(set.serialized_size());
    set.serialize_into(&mut packed).map_err(AppError::internal)?;
    Ok(packed)
}

/// The people with a greater `people.id` than this, the lowest first.
pub fn unpack(packed: &[u8], beyond: i64) -> AppResult<Vec<i64>> {
    let set = RoaringTreemap::deserialize_from(packed).map_err(AppError::internal)?;
    Ok(set.iter().filter_map(|id| i64::try_from(id).ok()).filter(|id| *id > beyond).collect())
}

/// The first of them, at most so many.
pub fn first(packed: &[u8], most: usize) -> AppResult<Vec<i64>> {
    let set = RoaringTreemap::deserialize_from(packed).map_err(AppError::internal)?;
    Ok(set.iter().filter_map(|id| i64::try_from(id).ok()).take(most).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_come_back_in_order() {
        let people = [7, 1, 70_000, 5_000_000_000, 7];
        let packed = pack(&people).unwrap();
        assert_eq!(unpack(&packed, 0).unwrap(), [1, 7, 70_000, 5_000_000_000]);
        assert_eq!(unpack(&packed, 7).unwrap(), [70_000, 5_000_000_000]);
        assert_eq!((first(&packed, 2).unwrap(), first(&packed, 9).unwrap().len()), (vec![1, 7], 4));
        assert!(unpack(&packed, i64::MAX).unwrap().is_empty() && unpack(b"x", 0).is_err());
    }

    #[test]
    fn a_million_people_fit_into_little() {
        let people: Vec<i64> = (1..=1_000_000).collect();
        assert!(pack(&people).unwrap().len() < 200_000);
    }
}
