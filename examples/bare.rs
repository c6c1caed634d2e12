//! The fastest this machine can answer: an axum handler that sends the bytes of one file. `make bench` compares with it.
//!
//! `bare ADDRESS FILE`

use axum::{Router, body::Bytes, http::header::CONTENT_TYPE, routing::get};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(address), Some(file)) = (arguments.next(), arguments.next()) else {
        return Err("usage: bare ADDRESS FILE".into());
    };
    let bytes = Bytes::from(std::fs::read(file)?);
    let page = get(move || async move { ([(CONTENT_TYPE, "text/html; charset=utf-8")], bytes) });
    let listener = tokio::net::TcpListener::bind(address).await?;
    axum::serve(listener, Router::new().fallback(page)).await?;
    Ok(())
}
