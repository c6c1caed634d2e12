//! What a server does with connections that send slowly, and with open ones when it is stopped.

use std::time::{Duration, Instant};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::{sleep, timeout},
};

use crate::support::{database, server::Server};

async fn start(folder: &std::path::Path, variables: &[(&str, &str)]) -> Server {
    let path = database::sqlite(folder).await;
    Server::start(folder, &format!("sqlite:{}", path.display()), variables).await
}

/// Everything the server still sends until it closes the connection.
async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    // A reset is an end too.
    let _ = timeout(Duration::from_secs(20), stream.read_to_end(&mut bytes)).await.expect("the connection stays open");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Asks for a page and reads its headers, leaving the connection open.
async fn ask(stream: &mut TcpStream) -> String {
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").await.unwrap();
    let mut bytes = [0; 4096];
    let read = timeout(Duration::from_secs(20), stream.read(&mut bytes)).await.unwrap().unwrap();
    String::from_utf8_lossy(&bytes[..read]).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn headers_that_do_not_come_in_time_end_the_connection() {
    let folder = tempfile::tempdir().unwrap();
    let server = start(folder.path(), &[("HEADER_TIMEOUT_SECONDS", "2")]).await;
    let mut silent = TcpStream::connect(server.address).await.unwrap();
    let mut half = TcpStream::connect(server.address).await.unwrap();
    half.write_all(b"GET /heal").await.unwrap();
    let mut second = TcpStream::connect(server.address).await.unwrap();
    assert!(ask(&mut second).await.starts_with("HTTP/1.1 200"));
    second.write_all(b"GET /healthz HTTP/1.1\r\nHost: 127").await.unwrap();
    let trickling = tokio::spawn(async move {
        let began = Instant::now();
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\n").await.unwrap();
        while began.elapsed() < Duration::from_secs(20) {
            if stream.write_all(b"X-Slow: 1\r\n").await.is_err() {
                return began.elapsed();
            }
            sleep(Duration::from_millis(200)).await;
        }
        panic!("a header a moment keeps the connection open");
    });
    for stream in [&mut silent, &mut half, &mut second] {
        assert_eq!(rest(stream).await, "");
    }
    assert!(trickling.await.unwrap() >= Duration::from_secs(2));
    let mut other = TcpStream::connect(server.address).await.unwrap();
    assert!(ask(&mut other).await.starts_with("HTTP/1.1 200"), "others are served");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_begun_is_finished_before_the_server_stops() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = start(folder.path(), &[]).await;
    let mut idle = TcpStream::connect(server.address).await.unwrap();
    assert!(ask(&mut idle).await.starts_with("HTTP/1.1 200"));
    let mut open = TcpStream::connect(server.address).await.unwrap();
    let head = "POST /lang HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n\
                Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\nlan";
    open.write_all(head.as_bytes()).await.unwrap();
    sleep(Duration::from_millis(500)).await;
    server.terminate();
    assert_eq!(rest(&mut idle).await, "", "nothing was begun here");
    assert!(TcpStream::connect(server.address).await.is_err(), "nobody new is let in");
    open.write_all(b"g=ar").await.unwrap();
    let answer = rest(&mut open).await;
    assert!(answer.starts_with("HTTP/1.1 303") || answer.starts_with("HTTP/1.1 302"), "{answer}");
    assert!(answer.to_ascii_lowercase().contains("set-cookie: lang=ar"), "{answer}");
    assert!(server.ended().await.success());
}

/// The beginning of an answer that is larger than what the system keeps for a client that does not read: many requests
/// for the same page, one after the other.
async fn ask_for_much(stream: &mut TcpStream) {
    let request = "GET /talents HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n\r\n".repeat(400);
    // The server stops reading when its answers are not taken.
    let _ = timeout(Duration::from_secs(2), stream.write_all(request.as_bytes())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_not_read_ends_the_connection() {
    let folder = tempfile::tempdir().unwrap();
    let server = start(folder.path(), &[("WRITE_TIMEOUT_SECONDS", "2")]).await;
    let mut deaf = TcpStream::connect(server.address).await.unwrap();
    ask_for_much(&mut deaf).await;
    // Until the other end is closed, writing goes on or waits; then it fails.
    let ended = timeout(Duration::from_secs(30), async {
        while deaf.write_all(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").await.is_ok() {
            sleep(Duration::from_millis(50)).await;
        }
    });
    ended.await.expect("the connection of a client that does not read stays open");
    let mut other = TcpStream::connect(server.address).await.unwrap();
    assert!(ask(&mut other).await.starts_with("HTTP/1.1 200"), "others are served");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_stops_whatever_clients_do() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = start(folder.path(), &[("STOP_TIMEOUT_SECONDS", "2")]).await;
    let mut idle = TcpStream::connect(server.address).await.unwrap();
    assert!(ask(&mut idle).await.starts_with("HTTP/1.1 200"));
    let mut deaf = TcpStream::connect(server.address).await.unwrap();
    ask_for_much(&mut deaf).await;
    let mut trickling = TcpStream::connect(server.address).await.unwrap();
    let head = "POST /lang HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n\
                Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n";
    trickling.write_all(head.as_bytes()).await.unwrap();
    let trickle = tokio::spawn(async move {
        while trickling.write_all(b"a").await.is_ok() {
            sleep(Duration::from_millis(200)).await;
        }
    });
    sleep(Duration::from_millis(500)).await;
    server.terminate();
    assert!(server.ended().await.success(), "it stopped in order");
    timeout(Duration::from_secs(20), trickle).await.expect("the connection is closed").unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn more_connections_than_allowed_wait_for_their_turn() {
    let folder = tempfile::tempdir().unwrap();
    let server = start(folder.path(), &[("MAX_CONNECTIONS", "3")]).await;
    let mut open = Vec::new();
    for _ in 0..3 {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        assert!(ask(&mut stream).await.starts_with("HTTP/1.1 200"));
        open.push(stream);
    }
    let mut waiting = TcpStream::connect(server.address).await.unwrap();
    waiting.write_all(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").await.unwrap();
    let mut bytes = [0; 4096];
    assert!(timeout(Duration::from_secs(1), waiting.read(&mut bytes)).await.is_err(), "it is not its turn");
    drop(open);
    let read = timeout(Duration::from_secs(20), waiting.read(&mut bytes)).await.unwrap().unwrap();
    assert!(String::from_utf8_lossy(&bytes[..read]).starts_with("HTTP/1.1 200"));
}
