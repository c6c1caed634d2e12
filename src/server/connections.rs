//! Connections of clients. HTTP/1.1 in the clear: TLS and newer versions are the work of the proxy in front.

use std::{net::SocketAddr, pin::pin, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
    serve::Listener,
};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
};
use tower::ServiceExt as _;

/// What one connection may hold of a request that its handler has not taken yet. Headers are far smaller.
const LARGEST_BUFFER: usize = 128 << 10;

/// Answers connections until `stop` ends, then lets open requests finish. A connection is closed when the headers of
/// its next request are not complete within `header_timeout`, however slowly they trickle in.
pub async fn serve_until_shutdown(
    stop: impl Future<Output = ()>,
    mut listener: TcpListener,
    app: Router,
    header_timeout: Duration,
) {
    // Makes the routes once instead of for every request.
    let app = app.with_state(());
    let mut protocol = http1::Builder::new();
    protocol.timer(TokioTimer::new()).header_read_timeout(header_timeout).max_buf_size(LARGEST_BUFFER);
    let (stopping, stopped) = watch::channel(());
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            (stream, peer) = Listener::accept(&mut listener) => {
                tokio::spawn(answer(stream, peer, app.clone(), protocol.clone(), stopped.clone()));
            }
        }
    }
    drop((listener, stopped));
    stopping.send_replace(());
    // Every connection holds a receiver to its end.
    stopping.closed().await;
}

async fn answer(
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    protocol: http1::Builder,
    mut stopped: watch::Receiver<()>,
) {
    let app = app.map_request(move |request: http::Request<Incoming>| -> Request {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    });
    let mut connection = pin!(protocol.serve_connection(TokioIo::new(stream), TowerToHyperService::new(app)));
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        _ = stopped.changed() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}
