//! The people of whom an administrator said that they are not one of two who are merged: they are not the merged person
//! either.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::server::{db::Conn, error::AppResult, repositories::admin::duplicates};

/// Numbers of people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApartPairs {
    /// Told apart from the other person, who is gone.
    of_loser: Vec<i64>,
    /// Those of them who were not told apart from the first one before.
    new_of_winner: Vec<i64>,
}

impl ApartPairs {
    /// Tells everyone apart from the first person who was told apart from the other one.
    pub async fn give(conn: &mut Conn, loser: i64, winner: i64, now: NaiveDateTime) -> AppResult<Self> {
        let of_loser = duplicates::told_apart_from(conn, loser).await?;
        let known = duplicates::told_apart_from(conn, winner).await?;
        let new_of_winner: Vec<i64> =
            of_loser.iter().copied().filter(|person| *person != winner && !known.contains(person)).collect();
        for person in &new_of_winner {
            duplicates::tell_apart(conn, winner, *person, now).await?;
        }
        Ok(Self { of_loser, new_of_winner })
    }

    /// Undoes it, once the other person is there again. People who are gone stay out.
    pub async fn give_back(&self, conn: &mut Conn, loser: i64, winner: i64, now: NaiveDateTime) -> AppResult<()> {
        for person in &self.new_of_winner {
            duplicates::forget_apart(conn, winner, *person).await?;
        }
        for person in duplicates::existing(conn, &self.of_loser).await? {
            duplicates::tell_apart(conn, loser, person, now).await?;
        }
        Ok(())
    }
}
