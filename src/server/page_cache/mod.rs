//! Whole pages as anonymous visitors get them, in memory until something that they show changes.

mod page;

use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    time::SystemTime,
};

use chrono::{DateTime, Utc};
use moka::{policy::EvictionPolicy, sync::Cache as MokaCache};
use serde::{Deserialize, Serialize};

pub use self::page::{CachedPage, PageBody, accepts_brotli, has_etag};
use super::freshness::Shown;
use crate::domain::lang::Lang;

/// The address and the language of a page, and the settings it was made under.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PageKey {
    pub path: Arc<str>,
    pub lang: Lang,
    /// Every page shows something that administrators set: others have never been asked for under a newer version.
    pub settings_version: i64,
}

/// Where a page says what it shows while it is rendered. Without that it is not cached.
#[derive(Debug, Clone, Default)]
pub struct PageContent(Arc<OnceLock<Shown>>);

impl PageContent {
    /// Says what the page shows; the first word counts.
    pub fn set(&self, shown: Shown) {
        self.0.get_or_init(|| shown);
    }

    /// What the page said.
    #[must_use]
    pub fn get(&self) -> Option<Shown> {
        self.0.get().copied()
    }
}

/// How often cached pages were sent since the server started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageCounters {
    pub since: DateTime<Utc>,
    /// Pages sent from memory.
    pub hits: u64,
    /// Pages rendered that may be cached.
    pub misses: u64,
    /// Memory of the pages.
    pub bytes: u64,
}

/// The pages of a running server.
pub struct PageCache {
    pages: MokaCache<PageKey, Arc<CachedPage>>,
    since: SystemTime,
    hits: AtomicU64,
    misses: AtomicU64,
}

impl PageCache {
    /// A cache of so many bytes; those asked for longest ago make room.
    #[must_use]
    pub fn new(most_bytes: u64) -> Self {
        let pages = MokaCache::builder()
            .max_capacity(most_bytes)
            .eviction_policy(EvictionPolicy::lru())
            .weigher(|key: &PageKey, page: &Arc<CachedPage>| {
                u32::try_from(key.path.len() + page.memory()).unwrap_or(u32::MAX)
            })
            .build();
        Self { pages, since: SystemTime::now(), hits: AtomicU64::new(0), misses: AtomicU64::new(0) }
    }

    /// Whether it may hold anything at all.
    #[must_use]
    pub fn is_enabled(&self) -> bool {
        self.pages.policy().max_capacity() != Some(0)
    }

    /// A page, whether it is fresh or not.
    pub fn get(&self, key: &PageKey) -> Option<Arc<CachedPage>> {
        self.pages.get(key)
    }

    /// Counts that a page was sent from memory.
    pub fn count_hit(&self) {
        self.hits.fetch_add(1, Ordering::Relaxed);
    }

    /// Adds a page that was just rendered.
    pub fn insert(&self, key: PageKey, page: Arc<CachedPage>) {
        self.misses.fetch_add(1, Ordering::Relaxed);
        self.pages.insert(key, page);
    }

    /// Counts the page again: its compressed bytes came in.
    pub fn weigh_again(&self, key: PageKey, page: &Arc<CachedPage>) {
        if self.pages.get(&key).is_some_and(|cached| Arc::ptr_eq(&cached, page)) {
            self.pages.insert(key, page.clone());
        }
    }

    /// What was counted so far.
    #[must_use]
    pub fn counters(&self) -> PageCounters {
        PageCounters {
            since: self.since.into(),
            hits: self.hits.load(Ordering::Relaxed),
            misses: self.misses.load(Ordering::Relaxed),
            bytes: self.pages.weighted_size(),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::server::freshness::Stamp;

    #[test]
    fn memory_is_bounded() {
        let cache = PageCache::new(100_000);
        for number in 0..200 {
            let key = PageKey { path: format!("/{number}").into(), lang: Lang::Fr, settings_version: 0 };
            let stamp = Stamp { shown: Shown::NothingStored, version: 0, day: NaiveDate::MIN };
            let body = PageBody::new("x".repeat(5_000), None);
            cache.insert(key, Arc::new(CachedPage { stamp, body }));
            cache.pages.run_pending_tasks();
        }
        assert!((50_000..=100_000).contains(&cache.counters().bytes), "{:?}", cache.counters());
        assert!(cache.is_enabled() && !PageCache::new(0).is_enabled());
    }
}
