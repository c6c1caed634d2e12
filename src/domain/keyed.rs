//! Closed sets of variants, each with a key.

/// An enum whose variants are stored or sent as keys, all of them in order (`ALL`), and the ways from a variant to its
/// key and back.
///
/// ```ignore
/// keyed! {
///     /// A module of the site.
///     #[derive(Debug, Clone, Copy, PartialEq, Eq)]
///     pub enum Module {
///         Main = "main",
///         Cinema = "cinema",
///     }
/// }
/// ```
macro_rules! keyed {
    ($(#[$of_all:meta])* $scope:vis enum $name:ident { $($(#[$of_one:meta])* $variant:ident = $key:literal,)+ }) => {
        $(#[$of_all])*
        $scope enum $name {
            $($(#[$of_one])* $variant,)+
        }

        impl $name {
            /// Every variant, in order.
            pub const ALL: [Self; [$($key),+].len()] = [$(Self::$variant),+];

            /// The key.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => $key,)+
                }
            }

            /// Reads a key.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.key() == key)
            }
        }
    };
}
pub(crate) use keyed;
