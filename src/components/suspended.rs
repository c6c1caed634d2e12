//! A part of a page that waits for something.

use std::future::Future;

use leptos::{
    prelude::*,
    tachys::{reactive_graph::OwnedView, view::RenderHtml},
};

/// What `content` comes to. Like [`Suspend`], but its elements of the head are found: they are looked up when the
/// finished part becomes text, and after a wait the thread's current owner may be another request's.
pub fn suspended<V>(content: impl Future<Output = V> + Send + 'static) -> Suspend<OwnedView<V>>
where
    V: RenderHtml + Send + 'static,
{
    Suspend::new(async move { OwnedView::new(content.await) })
}
