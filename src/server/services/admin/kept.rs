//! What administrators keep under names, for themselves or for all of them.

/// The most of other administrators that are listed.
pub(super) const MOST_SHARED: i64 = 100;

/// What an administrator can apply, each list by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept<T> {
    pub own: Vec<T>,
    /// Of other administrators, with the address of each.
    pub shared: Vec<(T, String)>,
}

impl<T> Kept<T> {
    /// Puts both lists in the order of the names.
    pub(super) fn by_name(mut own: Vec<T>, mut shared: Vec<(T, String)>, name: fn(&T) -> &str) -> Self {
        own.sort_by_cached_key(|one| name(one).to_lowercase());
        shared.sort_by_cached_key(|(one, _)| name(one).to_lowercase());
        Self { own, shared }
    }
}
