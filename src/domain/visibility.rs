//! What a viewer may see of a person: one table, audience × field, and which audiences reach a profile at all.

mod moderation;
mod rule;
mod table;

pub use self::{
    moderation::{ModerationState, Visibility},
    rule::{Audience, Rule, Shown, Switches},
    table::{TABLE, VisibilityField, VisibilityRow},
};

/// What an audience sees of a field of a person with these switches.
#[must_use]
pub fn shown(field: VisibilityField, audience: Audience, switches: Switches) -> Shown {
    let column = Audience::ALL.into_iter().position(|one| one == audience);
    TABLE
        .iter()
        .find(|row| row.field == field)
        .zip(column)
        .and_then(|(row, column)| row.rules.get(column))
        .map_or(Shown::Hidden, |rule| rule.resolve(switches))
}

/// Whether an audience sees a field in full.
#[must_use]
pub fn may_see(field: VisibilityField, audience: Audience, switches: Switches) -> bool {
    shown(field, audience, switches) == Shown::Fully
}

/// How a masked value is shown: always the same number of dots, then the last two characters.
#[must_use]
pub fn mask(value: &str) -> String {
    let characters: Vec<char> = value.trim().chars().collect();
    // Of a very short value two characters would be most of it.
    let shown = if characters.len() < 6 { 0 } else { 2 };
    let end: String = characters.iter().skip(characters.len() - shown).collect();
    format!("••••••{end}")
}

#[cfg(test)]
mod tests;
