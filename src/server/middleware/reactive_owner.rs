//! Clears the reactive owner that another request left on the thread.
//!
//! Leptos stores on each thread whose page it renders and does not clear it afterwards, so the next request there would
//! take that owner for its parent. While it looks for a context in a parent that another thread gives up at this
//! moment, it becomes the one that drops it, and dropping cleans up the children: it waits for ever for a lock it holds
//! itself (`reactive_graph` 0.2.16, `Owner::with_context`; seen as a server thread that stands still).

use axum::{extract::Request, middleware::Next, response::Response};
use leptos::prelude::Owner;

/// Around the handlers, next to them: between this and a handler nothing may wait, or the thread may be another one.
pub async fn fresh_reactive_owner(request: Request, next: Next) -> Response {
    // A new root replaces whatever the thread holds, and is dropped at once.
    drop(Owner::new_root(None));
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use axum::{Router, body::Body, middleware, routing::get};
    use tower::ServiceExt as _;

    use super::*;

    async fn parent_of_a_handler(router: Router<()>) -> String {
        let router = router.into_service::<Body>();
        let answer = router.oneshot(Request::new(Body::empty())).await.unwrap();
        String::from_utf8(axum::body::to_bytes(answer.into_body(), 100).await.unwrap().to_vec()).unwrap()
    }

    fn routes() -> Router<()> {
        Router::new().route("/", get(|| async { Owner::new().parent().is_some().to_string() }))
    }

    #[tokio::test]
    async fn no_owner_of_another_request_becomes_a_parent() {
        let another = Owner::new_root(None);
        assert_eq!(parent_of_a_handler(routes()).await, "true", "nothing is left behind any more: this can go");
        assert_eq!(parent_of_a_handler(routes().layer(middleware::from_fn(fresh_reactive_owner))).await, "false");
        drop(another);
    }
}
