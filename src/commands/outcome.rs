//! What commands have in common.

/// What a command ends with: nothing, or one sentence for the operator.
pub type CommandOutcome = Result<(), String>;

/// What people typed may hold control characters, which a terminal would obey.
pub fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
