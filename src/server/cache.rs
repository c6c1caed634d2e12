//! Bounded caches in memory, whose entries end with time or with the next write to the database.

use std::{hash::Hash, time::Duration};

use moka::{policy::EvictionPolicy, sync::Cache as MokaCache};

use super::{clock::Clock, db::writes};

/// A cache of at most so many entries; the one used longest ago makes room. Cheap to clone.
///
/// Age is measured by the injected [`Clock`], which `moka`'s own expiry does not know.
#[derive(Clone)]
pub struct Cache<K, V> {
    entries: MokaCache<K, Entry<V>>,
    clock: Clock,
    longest_age: Duration,
    ends_with_writes: bool,
}

#[derive(Clone)]
struct Entry<V> {
    value: V,
    read_at: ReadAt,
}

/// The state of the world when a value was read.
#[derive(Clone, Copy)]
struct ReadAt {
    time: Duration,
    writes: u64,
}

impl<K, V> Cache<K, V>
where
    K: Hash + Eq + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    /// Entries last for `longest_age`.
    #[must_use]
    pub fn new(most_entries: u64, longest_age: Duration, clock: &Clock) -> Self {
        let entries = MokaCache::builder().max_capacity(most_entries).eviction_policy(EvictionPolicy::lru()).build();
        Self { entries, clock: clock.clone(), longest_age, ends_with_writes: false }
    }

    /// Entries end as soon as this process commits a transaction. What other processes write (the command line, more
    /// servers) is seen after `longest_age`.
    #[must_use]
    pub fn until_a_write(self) -> Self {
        Self { ends_with_writes: true, ..self }
    }

    /// The value of a key, unless it is out of date.
    pub fn get(&self, key: &K) -> Option<V> {
        let now = self.now();
        self.entries.get(key).filter(|entry| self.is_fresh(entry.read_at, now)).map(|entry| entry.value)
    }

    /// Stores a value that no write makes out of date.
    pub fn insert(&self, key: K, value: V) {
        self.entries.insert(key, Entry { value, read_at: self.now() });
    }

    /// Stores a value unless there is one, in date or not, and answers whether it was the first: of two calls at once only
    /// one is.
    pub fn insert_first(&self, key: K, value: V) -> bool {
        self.entries.entry(key).or_insert(Entry { value, read_at: self.now() }).is_fresh()
    }

    /// Ends every entry.
    pub fn clear(&self) {
        self.entries.invalidate_all();
    }

    /// The value of a key, loaded if need be. A write during loading makes what was loaded out of date.
    ///
    /// # Errors
    /// Those of `load`; nothing is stored then.
    pub async fn get_or_load<E>(&self, key: K, load: impl Future<Output = Result<V, E>>) -> Result<V, E> {
        if let Some(value) = self.get(&key) {
            return Ok(value);
        }
        let read_at = self.now();
        let value = load.await?;
        self.entries.insert(key, Entry { value: value.clone(), read_at });
        Ok(value)
    }

    /// Whether a value that is not out of date fulfils a condition. Looks at every entry.
    pub fn any(&self, condition: impl Fn(&V) -> bool) -> bool {
        let now = self.now();
        self.entries.iter().any(|(_, entry)| self.is_fresh(entry.read_at, now) && condition(&entry.value))
    }

    fn now(&self) -> ReadAt {
        ReadAt { time: self.clock.since_epoch(), writes: writes() }
    }

    /// A clock that was set back makes entries out of date too.
    fn is_fresh(&self, read_at: ReadAt, now: ReadAt) -> bool {
        now.time.checked_sub(read_at.time).is_some_and(|age| age < self.longest_age)
            && (!self.ends_with_writes || read_at.writes == now.writes)
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn an_entry_lasts_for_its_longest_age() {
        let clock = Clock::default();
        clock.stop();
        let cache = Cache::new(2, Duration::from_secs(10), &clock);
        cache.insert("one", 1);
        clock.advance(TimeDelta::seconds(9));
        assert_eq!((cache.get(&"one"), cache.get(&"two")), (Some(1), None));
        assert!(cache.any(|value| *value == 1) && !cache.any(|value| *value == 2));
        clock.advance(TimeDelta::seconds(1));
        assert_eq!(cache.get(&"one"), None);
        assert!(!cache.any(|value| *value == 1));
    }

    #[test]
    fn a_write_ends_entries_that_depend_on_the_database() {
        let cache: Cache<&str, i32> = Cache::new(2, Duration::MAX, &Clock::default());
        let read_at = ReadAt { writes: 1, ..cache.now() };
        let after_a_write = ReadAt { writes: 2, ..read_at };
        assert!(cache.is_fresh(read_at, after_a_write));
        let cache = cache.until_a_write();
        assert!(cache.is_fresh(read_at, read_at));
        assert!(!cache.is_fresh(read_at, after_a_write));
    }

    #[tokio::test]
    async fn only_successes_are_stored() {
        let cache = Cache::new(2, Duration::MAX, &Clock::default());
        assert_eq!(cache.get_or_load("one", async { Err::<i32, _>("no") }).await, Err("no"));
        assert_eq!(cache.get_or_load("one", async { Ok::<_, &str>(1) }).await, Ok(1));
        assert_eq!(cache.get_or_load("one", async { Err("not asked") }).await, Ok(1));
    }

    #[test]
    fn the_entry_used_longest_ago_makes_room() {
        let cache = Cache::new(100, Duration::MAX, &Clock::default());
        for number in 0..150 {
            cache.insert(number, ());
            cache.entries.run_pending_tasks();
        }
        assert_eq!(cache.entries.entry_count(), 100);
        assert_eq!((cache.get(&49), cache.get(&50)), (None, Some(())));
    }
}
