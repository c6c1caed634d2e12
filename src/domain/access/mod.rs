//! What each role may do and see.
//!
//! A new role takes three places, and the compiler asks for each of them: the variant with its key ([`Role`] and
//! [`Role::key`]), its row in [`Role::capabilities`], and its row in [`Role::audience`]. All other code asks for a
//! [`Capability`] or an audience, never for a role.

mod capability;
mod role;
mod scope;

pub use self::{
    capability::Capability,
    role::Role,
    scope::{LONGEST_TOKEN_LIFE, LONGEST_TOKEN_NAME, MOST_TOKENS, Scope, Scopes, TOKEN_LIVES, TOKEN_PREFIX},
};
