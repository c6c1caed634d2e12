//! The talents that can be chosen, with what they are called in each language.

use crate::{
    domain::{cv_analysis::reading::KnownTalent, lang::Lang},
    server::{db::Conn, error::AppResult, repositories::profiles::talents},
};

pub(super) async fn known_talents(conn: &mut Conn) -> AppResult<Vec<KnownTalent>> {
    let all = talents::all(conn).await?;
    let known = all.into_iter().filter(|talent| talent.active).map(|talent| KnownTalent {
        labels: Lang::ALL.map(|lang| talent.labels.get(lang).to_owned()).to_vec(),
        key: talent.key,
    });
    Ok(known.collect())
}
