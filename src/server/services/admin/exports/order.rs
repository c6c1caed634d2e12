//! The people of an export in their order, as they are stored until its file is written: each by the difference to the
//! one before, in few bytes.

use crate::server::error::{AppError, AppResult};

/// Packs `people.id` in this order.
pub fn pack(people: &[i64]) -> AppResult<Vec<u8>> {
    let mut before = 0;
    let steps: Vec<i64> = people
        .iter()
        .map(|id| {
            let step = id.wrapping_sub(before);
            before = *id;
            step
        })
        .collect();
    postcard::to_allocvec(&steps).map_err(AppError::internal)
}

/// What was packed.
pub fn unpack(packed: &[u8]) -> AppResult<Vec<i64>> {
    let mut people: Vec<i64> = postcard::from_bytes(packed).map_err(AppError::internal)?;
    let mut before = 0_i64;
    for id in &mut people {
        before = before.wrapping_add(*id);
        *id = before;
    }
    Ok(people)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_order_comes_back(people: Vec<i64>) {
            proptest::prop_assert_eq!(unpack(&pack(&people).unwrap()).unwrap(), people);
        }
    }

    #[test]
    fn a_million_newest_people_take_a_megabyte() {
        let newest: Vec<i64> = (1..=1_000_000).rev().collect();
        assert!(pack(&newest).unwrap().len() < 1_100_000);
    }
}
