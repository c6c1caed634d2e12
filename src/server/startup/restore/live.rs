//! What is known of the database at the address of the installation.

use crate::server::{
    db::{DatabaseUrl, Db, place},
    repositories::operations::installation::{self, Placement},
};

/// Where the files of the installation are; `None` when there is none.
///
/// # Errors
/// A sentence: it cannot be told.
pub async fn placement(url: &DatabaseUrl) -> Result<Option<Placement>, String> {
    if !place::is_in_use(url).await? {
        return Ok(None);
    }
    let db = Db::open(url, 1).map_err(|error| error.to_string())?;
    let found = match db.read().await {
        Ok(mut conn) => installation::placement(&mut conn).await,
        Err(error) => Err(error),
    };
    db.close().await;
    found.map_err(|error| error.to_string())
}
