//! The worker of the jobs that services enqueue: it claims one for a while, works outside any transaction, and stores
//! the outcome in another one.
//!
//! A process that dies in between loses nothing: the claim ends, and the work is done again. External effects of the
//! first attempt cannot be undone; each kind that has some documents how it handles them.

mod runner;
mod worker;

pub use self::{
    runner::Runner,
    worker::{LEASE, MOST_ATTEMPTS, Worker},
};
