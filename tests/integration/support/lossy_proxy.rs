//! Between an application and PostgreSQL: on demand it loses the answer to a COMMIT, as a network does that breaks at the
//! worst moment.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

/// Passes everything on until the test ends.
pub struct LossyProxy {
    pub address: SocketAddr,
    armed: Arc<AtomicBool>,
}

impl LossyProxy {
    pub async fn start(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let proxy = Self { address: listener.local_addr().unwrap(), armed: Arc::default() };
        let armed = proxy.armed.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = TcpStream::connect(&server).await.unwrap();
                tokio::spawn(relay(client, server, armed.clone()));
            }
        });
        proxy
    }

    /// The next COMMIT is carried out, and its connection ends instead of saying so.
    pub fn lose_next_answer(&self) {
        self.armed.store(true, Ordering::SeqCst);
    }

    /// Whether the answer was lost since.
    pub fn has_lost_it(&self) -> bool {
        !self.armed.load(Ordering::SeqCst)
    }
}

async fn relay(mut client: TcpStream, mut server: TcpStream, armed: Arc<AtomicBool>) -> std::io::Result<()> {
    let (mut asked, mut answered) = ([0; 16 * 1024], [0; 16 * 1024]);
    loop {
        tokio::select! {
            length = client.read(&mut asked) => {
                let part = &asked[..length?];
                if part.is_empty() {
                    return Ok(());
                }
                server.write_all(part).await?;
                if part.windows(6).any(|word| word == b"COMMIT") && armed.swap(false, Ordering::SeqCst) {
                    server.readable().await?;
                    return Ok(());
                }
            }
            length = server.read(&mut answered) => {
                let part = &answered[..length?];
                if part.is_empty() {
                    return Ok(());
                }
                client.write_all(part).await?;
            }
        }
    }
}
