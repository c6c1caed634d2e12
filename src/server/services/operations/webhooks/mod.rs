//! Webhooks: what happens to people is noted for other programs in the transaction it happens in, sent by the queue, and
//! seen on the desk.

pub mod delivery;
pub mod desk;
pub mod events;
pub mod list;
