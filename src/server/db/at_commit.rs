//! What a transaction does last.

use std::{
    any::Any,
    ops::{Deref, DerefMut},
    pin::Pin,
};

use super::conn::Conn;
use crate::server::error::{AppError, AppResult};

/// The answer of [`AtCommit::run`].
pub type LastWork<'a> = Pin<Box<dyn Future<Output = AppResult<()>> + Send + 'a>>;

/// Work that a transaction collects and does immediately before its commit, because it needs a lock that all writers
/// want: taken last and held for the commit alone, it neither makes them wait for each other's work nor can it close a
/// circle of transactions that wait for each other.
pub trait AtCommit: Any + Send + Sync {
    /// Does the work; an error rolls the transaction back.
    fn run(self: Box<Self>, conn: &mut Conn) -> LastWork<'_>;
}

/// A connection taken from a pool, with what its transaction does last.
pub struct Pooled<O> {
    object: O,
    in_transaction: bool,
    last: Option<Box<dyn AtCommit>>,
}

impl<O> Pooled<O> {
    pub(super) const fn new(object: O) -> Self {
        Self { object, in_transaction: false, last: None }
    }

    /// The connection alone.
    pub(super) fn into_object(self) -> O {
        self.object
    }

    pub(super) const fn begun(&mut self) {
        self.in_transaction = true;
    }

    pub(super) fn take_last(&mut self) -> Option<Box<dyn AtCommit>> {
        self.last.take()
    }

    pub(super) fn last<T: AtCommit + Default>(&mut self) -> AppResult<&mut T> {
        if !self.in_transaction {
            return Err(AppError::internal("work for a commit outside a transaction"));
        }
        let work = self.last.get_or_insert_with(|| Box::new(T::default()));
        let work: &mut dyn Any = &mut **work;
        work.downcast_mut().ok_or_else(|| AppError::internal("a transaction has two kinds of last work"))
    }
}

impl<O: Deref> Deref for Pooled<O> {
    type Target = O::Target;

    fn deref(&self) -> &O::Target {
        &self.object
    }
}

impl<O: DerefMut> DerefMut for Pooled<O> {
    fn deref_mut(&mut self) -> &mut O::Target {
        &mut self.object
    }
}
