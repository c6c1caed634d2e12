//! Connections of clients. HTTP/1.1 in the clear: TLS and newer versions are the work of the proxy in front.

mod networks;
mod steady_writes;

use std::{net::SocketAddr, pin::pin, sync::Arc, time::Duration};

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
use ipnet::IpNet;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::timeout,
};
use tower::ServiceExt as _;

use self::{
    networks::{Admission, Networks},
    steady_writes::SteadyWrites,
};

/// A client that takes less than this many bytes of an answer in a second does not read it.
const LOWEST_RATE: u64 = 1024;

/// What one connection may hold of a request that its handler has not taken yet. Headers are far smaller.
const LARGEST_BUFFER: usize = 128 << 10;

/// What clients may take of the server.
#[derive(Debug, Clone)]
pub struct ConnectionLimits {
    /// Longest wait for the headers of a connection's next request, however slowly they trickle in.
    pub headers: Duration,
    /// How long an answer may be read at less than [`LOWEST_RATE`].
    pub writes: Duration,
    /// How long open requests may take once the server is asked to stop.
    pub stop: Duration,
    /// Connections open at once; the system keeps further ones waiting.
    pub most: usize,
    /// Connections open at once of one network, proxies apart; further ones are closed.
    pub most_of_network: usize,
    pub trusted_proxies: Vec<IpNet>,
}

/// Answers connections until `stop` ends, then lets open requests finish as long as the limits allow.
pub async fn serve_until_shutdown(
    stop: impl Future<Output = ()>,
    mut listener: TcpListener,
    app: Router,
    limits: ConnectionLimits,
) {
    // Makes the routes once instead of for every request.
    let app = app.with_state(());
    let mut protocol = http1::Builder::new();
    protocol.timer(TokioTimer::new()).header_read_timeout(limits.headers).max_buf_size(LARGEST_BUFFER);
    let room = Arc::new(Semaphore::new(limits.most.clamp(1, Semaphore::MAX_PERMITS)));
    let networks = Networks::new(limits.most_of_network, &limits.trusted_proxies);
    let (stopping, stopped) = watch::channel(());
    let mut stop = pin!(stop);
    loop {
        let place = tokio::select! {
            () = &mut stop => break,
            place = room.clone().acquire_owned() => place,
        };
        // Nothing closes the semaphore.
        let Ok(place) = place else { break };
        tokio::select! {
            () = &mut stop => break,
            (stream, peer) = Listener::accept(&mut listener) => {
                let Some(admission) = networks.admit(peer.ip()) else {
                    tracing::debug!("a network has as many connections as it may");
                    continue;
                };
                let connection = Connection { stream, peer, counted: (place, admission) };
                let times = (limits.writes, limits.stop);
                tokio::spawn(connection.answer(app.clone(), protocol.clone(), times, stopped.clone()));
            }
        }
    }
    drop((listener, stopped));
    stopping.send_replace(());
    // Every connection holds a receiver to its end, and ends in time.
    stopping.closed().await;
}

/// An accepted connection, counted as long as it is open.
struct Connection {
    stream: TcpStream,
    peer: SocketAddr,
    counted: (OwnedSemaphorePermit, Admission),
}

impl Connection {
    async fn answer(
        self,
        app: Router,
        protocol: http1::Builder,
        (writes, stop): (Duration, Duration),
        mut stopped: watch::Receiver<()>,
    ) {
        let Self { stream, peer, counted: _counted } = self;
        let app = app.map_request(move |request: http::Request<Incoming>| -> Request {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            request
        });
        let least = usize::try_from(LOWEST_RATE.saturating_mul(writes.as_secs())).unwrap_or(usize::MAX).max(1);
        let stream = TokioIo::new(SteadyWrites::new(stream, writes, least));
        let mut connection = pin!(protocol.serve_connection(stream, TowerToHyperService::new(app)));
        let ended = tokio::select! {
            ended = connection.as_mut() => Some(ended),
            _ = stopped.changed() => {
                connection.as_mut().graceful_shutdown();
                timeout(stop, connection.as_mut()).await.ok()
            }
        };
        match ended {
            Some(Ok(())) => {}
            Some(Err(error)) => tracing::debug!(%error, "a connection ended early"),
            None => tracing::info!("a request was not finished in time and ends with the server"),
        }
    }
}
