//! Keys of entries to come, made on a thread of their own: to make them takes as long as to seal a photo.

use std::{io, sync::mpsc, thread};

use ring::rand::{SecureRandom as _, SystemRandom};

use super::cipher::{EntryCipher, SALT, VERIFIER};

/// So many wait, beside the one that is being made.
const AHEAD: usize = 3;

/// What an entry is sealed with.
pub struct EntryKeys {
    pub salt: [u8; SALT],
    pub cipher: EntryCipher,
    pub verifier: [u8; VERIFIER],
}

impl EntryKeys {
    fn new(passphrase: &str) -> io::Result<Self> {
        let mut salt = [0; SALT];
        SystemRandom::new().fill(&mut salt).map_err(|_| io::Error::other("no randomness from the system"))?;
        let (cipher, verifier) =
            EntryCipher::new(passphrase, &salt).ok_or_else(|| io::Error::other("no keys from the passphrase"))?;
        Ok(Self { salt, cipher, verifier })
    }
}

/// The thread, which ends with this.
pub struct KeysAhead(mpsc::Receiver<io::Result<EntryKeys>>);

impl KeysAhead {
    /// Begins to make keys from a passphrase.
    pub fn new(passphrase: &str) -> io::Result<Self> {
        let (made, ready) = mpsc::sync_channel(AHEAD);
        let passphrase = passphrase.to_owned();
        let making = move || while made.send(EntryKeys::new(&passphrase)).is_ok() {};
        thread::Builder::new().name("backup-keys".to_owned()).spawn(making)?;
        Ok(Self(ready))
    }

    /// Those of the next entry.
    pub fn receive(&self) -> io::Result<EntryKeys> {
        self.0.recv().map_err(|_| io::Error::other("no more keys are made"))?
    }
}
