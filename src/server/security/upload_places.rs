//! How many uploads are read at once, and how much of them lies in memory: a slow line may take minutes, and many slow
//! lines must not take everything.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::client_address::network;
use crate::{
    domain::fault::RetryAfter,
    server::{
        config::Limits,
        error::{AppError, AppResult},
    },
};

/// An upload waits so long for its place: a class that sends photos from behind one address gets through one after the
/// other.
const LONGEST_WAIT_FOR_A_PLACE: Duration = Duration::from_secs(10);
/// What is told after that.
const TRY_AGAIN_AFTER: RetryAfter = RetryAfter(30);
/// A longer wait for memory ends with « try again ».
const LONGEST_WAIT_FOR_MEMORY: Duration = Duration::from_secs(60);
/// Forms without a place that are read for their texts alone: at once, and of one network.
const TEXT_READERS: usize = 32;
const TEXT_READERS_OF_A_NETWORK: usize = 8;
/// Contents of files on their way to the storage, of all uploads together.
const KILOBYTES_OF_FILES: usize = 48 << 10;
/// Photos of identity documents while they arrive: they are never written to a disk in clear, so they wait here.
const KILOBYTES_ARRIVING: usize = 48 << 10;

/// The places of uploads. Cheap to clone.
#[derive(Clone)]
pub struct UploadPlaces(Arc<Places>);

struct Places {
    uploads: SharedPlaces,
    texts: SharedPlaces,
    files: Arc<Semaphore>,
    arriving: Arc<Semaphore>,
}

/// A number of places, of which one network gets a part.
struct SharedPlaces {
    all: Arc<Semaphore>,
    each: usize,
    networks: Mutex<HashMap<IpAddr, Arc<Semaphore>>>,
}

/// The right to send the body of an upload, or its texts alone; given back when dropped.
pub struct UploadPlace {
    _of_network: Option<OwnedSemaphorePermit>,
    _of_all: OwnedSemaphorePermit,
}

/// The right to hold bytes in memory; given back when dropped.
pub struct HeldMemory(OwnedSemaphorePermit);

impl HeldMemory {
    /// Adds another right to this one.
    pub fn merge(&mut self, other: Self) {
        self.0.merge(other.0);
    }
}

impl UploadPlaces {
    /// Places by `limits`.
    #[must_use]
    pub fn new(limits: &Limits) -> Self {
        let places = |number: u32| usize::try_from(number).unwrap_or(usize::MAX).clamp(1, Semaphore::MAX_PERMITS);
        Self(Arc::new(Places {
            uploads: SharedPlaces::new(places(limits.uploads_at_once), places(limits.uploads_at_once_per_address)),
            texts: SharedPlaces::new(TEXT_READERS, TEXT_READERS_OF_A_NETWORK),
            files: Arc::new(Semaphore::new(KILOBYTES_OF_FILES)),
            arriving: Arc::new(Semaphore::new(KILOBYTES_ARRIVING)),
        }))
    }

    /// A place for an upload from this address, after a short wait if need be.
    ///
    /// # Errors
    /// How long to wait before it is tried again.
    pub async fn enter(&self, address: Option<IpAddr>) -> Result<UploadPlace, RetryAfter> {
        let place = self.0.uploads.enter(address);
        tokio::time::timeout(LONGEST_WAIT_FOR_A_PLACE, place).await.ok().flatten().ok_or(TRY_AGAIN_AFTER)
    }

    /// A place for a form from this address that is refused, whose texts are read so that they can be shown again.
    /// `None` at once when there is none.
    #[must_use]
    pub fn enter_for_texts(&self, address: IpAddr) -> Option<UploadPlace> {
        self.0.texts.try_enter(address)
    }

    /// Memory for a file that is worked on, when it is its turn.
    ///
    /// # Errors
    /// `Unavailable` when too much is worked on for too long.
    pub async fn memory_for_file(&self, bytes: usize) -> AppResult<HeldMemory> {
        acquire(&self.0.files, bytes, KILOBYTES_OF_FILES).await
    }

    /// Memory for what has arrived of an identity photo.
    ///
    /// # Errors
    /// `Unavailable` when too many arrive at once.
    pub async fn memory_for_arrival(&self, bytes: usize) -> AppResult<HeldMemory> {
        acquire(&self.0.arriving, bytes, KILOBYTES_ARRIVING).await
    }
}

impl SharedPlaces {
    fn new(all: usize, each: usize) -> Self {
        Self { all: Arc::new(Semaphore::new(all)), each, networks: Mutex::default() }
    }

    /// A place, as soon as there is one.
    async fn enter(&self, address: Option<IpAddr>) -> Option<UploadPlace> {
        let of_network = match address.map(|address| self.of_network(network(address))) {
            Some(places) => Some(places.acquire_owned().await.ok()?),
            None => None,
        };
        Some(UploadPlace { _of_network: of_network, _of_all: self.all.clone().acquire_owned().await.ok()? })
    }

    fn try_enter(&self, address: IpAddr) -> Option<UploadPlace> {
        let of_network = self.of_network(network(address)).try_acquire_owned().ok()?;
        let of_all = self.all.clone().try_acquire_owned().ok()?;
        Some(UploadPlace { _of_network: Some(of_network), _of_all: of_all })
    }

    /// Networks without a place are forgotten.
    fn of_network(&self, network: IpAddr) -> Arc<Semaphore> {
        let mut networks = self.networks.lock().unwrap_or_else(PoisonError::into_inner);
        networks.retain(|_, places| Arc::strong_count(places) > 1);
        networks.entry(network).or_insert_with(|| Arc::new(Semaphore::new(self.each))).clone()
    }
}

async fn acquire(memory: &Arc<Semaphore>, bytes: usize, most: usize) -> AppResult<HeldMemory> {
    let kilobytes = bytes.div_ceil(1024).clamp(1, most);
    let kilobytes = u32::try_from(kilobytes).map_err(AppError::internal)?;
    tokio::time::timeout(LONGEST_WAIT_FOR_MEMORY, memory.clone().acquire_many_owned(kilobytes))
        .await
        .map_err(|_| AppError::Unavailable("uploads hold too much memory".to_owned()))?
        .map(HeldMemory)
        .map_err(AppError::internal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::config::Config;

    fn places() -> UploadPlaces {
        let limits = Config::read(|name| match name {
            "LIMIT_UPLOADS_AT_ONCE" => Some("3".to_owned()),
            "LIMIT_UPLOADS_AT_ONCE_PER_ADDRESS" => Some("2".to_owned()),
            _ => None,
        });
        UploadPlaces::new(&limits.unwrap().limits)
    }

    #[tokio::test(start_paused = true)]
    async fn a_network_has_its_share_and_the_others_theirs() {
        let places = places();
        let address = |last| Some(IpAddr::from([198, 51, 100, last]));
        let first = places.enter(address(1)).await.ok().unwrap();
        let second = places.enter(address(1)).await.ok().unwrap();
        assert_eq!(places.enter(address(1)).await.err(), Some(TRY_AGAIN_AFTER));
        let third = places.enter(address(2)).await.ok().unwrap();
        assert_eq!(places.enter(address(3)).await.err(), Some(TRY_AGAIN_AFTER), "all places are taken");
        let waiting = tokio::spawn({
            let places = places.clone();
            async move { places.enter(address(1)).await.is_ok() }
        });
        tokio::task::yield_now().await;
        drop(first);
        assert!(waiting.await.unwrap(), "the next one in the queue");
        drop((second, third));
        places.enter(address(4)).await.ok().unwrap();
        assert_eq!(places.0.uploads.networks.lock().unwrap().len(), 1, "networks without an upload are forgotten");
    }

    #[test]
    fn texts_without_a_place_are_read_for_few_at_once() {
        let places = places();
        let address = |third, last| IpAddr::from([198, 51, third, last]);
        let mut network: Vec<_> =
            (0..TEXT_READERS_OF_A_NETWORK).map(|_| places.enter_for_texts(address(100, 1)).unwrap()).collect();
        assert!(places.enter_for_texts(address(100, 1)).is_none(), "the network has its share");
        let others: Vec<_> = (network.len()..TEXT_READERS)
            .zip(1_u8..)
            .map(|(_, last)| places.enter_for_texts(address(101, last)).unwrap())
            .collect();
        assert!(places.enter_for_texts(address(102, 1)).is_none(), "all together");
        network.pop();
        assert!(places.enter_for_texts(address(102, 1)).is_some());
        drop((network, others));
        assert!(places.enter_for_texts(address(103, 1)).is_some());
        assert_eq!(places.0.texts.networks.lock().unwrap().len(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn memory_is_given_back() {
        let places = places();
        let most = KILOBYTES_OF_FILES << 10;
        let mut held = places.memory_for_file(1).await.unwrap();
        held.merge(places.memory_for_file(most - 1024).await.unwrap());
        assert!(places.memory_for_file(1).await.is_err());
        drop(held);
        assert!(places.memory_for_file(usize::MAX).await.is_ok(), "a file larger than all of it has all of it");
    }
}
