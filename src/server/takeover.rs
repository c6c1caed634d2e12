//! The way from a page to the program around it: a backup was looked through, and is to take the place of everything.

use std::{
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use tempfile::NamedTempFile;
use tokio::sync::oneshot;

/// A backup that is whole and is to be restored. Never logged.
pub struct RestoreOrder {
    /// The name of the backup.
    pub name: String,
    /// Where it lies on this machine.
    pub path: PathBuf,
    /// Of a backup that lies elsewhere: what goes from the disk with this order.
    pub copy: Option<NamedTempFile>,
    pub passphrase: String,
    /// The number of the work that pages show.
    pub work: i64,
}

/// Takes one order. Only a process that can close its database and open it again listens.
#[derive(Default)]
pub struct Takeover(Mutex<Option<oneshot::Sender<RestoreOrder>>>);

impl Takeover {
    /// The next order comes here.
    pub fn listen(&self) -> oneshot::Receiver<RestoreOrder> {
        let (orders, receiver) = oneshot::channel();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(orders);
        receiver
    }

    /// Gives an order; `false` where it reaches no process that can follow it, which loses it.
    pub fn order(&self, order: RestoreOrder) -> bool {
        let orders = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        orders.is_some_and(|orders| orders.send(order).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order() -> RestoreOrder {
        let (name, path, passphrase) = (String::new(), PathBuf::new(), String::new());
        RestoreOrder { name, path, copy: None, passphrase, work: 1 }
    }

    #[test]
    fn one_order_reaches_whatever_listens() {
        let takeover = Takeover::default();
        assert!(!takeover.order(order()), "nothing listens");
        let mut orders = takeover.listen();
        assert!(takeover.order(order()));
        assert!(!takeover.order(order()), "one is enough");
        assert_eq!(orders.try_recv().unwrap().work, 1);
        drop(takeover.listen());
        assert!(!takeover.order(order()), "nothing listens any more");
    }
}
