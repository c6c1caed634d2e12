//! What lists show of the people that were found.

use std::collections::HashMap;

use crate::{
    domain::{lang::Lang, module::Module, search::page::TalentCard, visibility::Audience},
    server::{
        db::Conn,
        error::AppResult,
        repositories::profiles::{
            cinema::views,
            main_views::{self, ProfileRow},
        },
        services::profiles::presentation::{
            moderation_state, public_cinema_profile_for, public_profile_for, talent_card,
        },
        state::AppState,
    },
};

/// The cards of these profiles of a module, in their order.
pub async fn load(
    state: &AppState,
    conn: &mut Conn,
    module: Module,
    audience: Audience,
    lang: Lang,
    ids: &[i64],
) -> AppResult<Vec<TalentCard>> {
    let today = state.clock.today();
    let (rows, talents, types) = match module {
        Module::Main => {
            let (rows, talents) = main_views::load_many(conn, ids).await?;
            (rows.into_iter().map(|row| (row, None)).collect::<Vec<_>>(), talents, HashMap::new())
        }
        Module::Cinema => {
            let (rows, types) = views::load_many(conn, ids).await?;
            (rows, HashMap::new(), types)
        }
    };
    let rows: HashMap<i64, (ProfileRow, Option<i64>)> =
        rows.into_iter().map(|(row, height)| (row.profile_id, (row, height))).collect();
    let mut cards = Vec::with_capacity(ids.len());
    for (row, height) in ids.iter().filter_map(|id| rows.get(id)) {
        let standing = moderation_state(row, today)?;
        // The profile may have been closed since it was found.
        if !standing.reachable(audience) {
            continue;
        }
        let seen = match module {
            Module::Main => {
                let talents = talents.get(&row.profile_id).map_or(&[][..], Vec::as_slice);
                public_profile_for(audience, row, talents, lang, today)
            }
            Module::Cinema => {
                let types = types.get(&row.profile_id).map_or(&[][..], Vec::as_slice);
                public_cinema_profile_for(audience, row, types, lang, today)
            }
        };
        cards.push(talent_card(audience, row, *height, seen, standing, lang));
    }
    Ok(cards)
}
