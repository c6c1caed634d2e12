//! A file system with little room.

use std::{fs, io::Write as _, path::Path, process::Command};

/// A file system of a few megabytes, which goes when this does.
pub struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// `None`, with a reason on the terminal, where mounting is not permitted; in CI it must.
    pub fn mount(kilobytes: u64) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={kilobytes}k");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path()).output();
        match mounted {
            Ok(done) if done.status.success() => Some(Self(folder)),
            other => {
                assert!(std::env::var("CI").is_err(), "CI must be able to mount a tmpfs: {other:?}");
                eprintln!("skipped: a tmpfs cannot be mounted here: {other:?}");
                None
            }
        }
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Takes all room but this much; dropped or removed, the room is back.
    pub fn fill(&self, but_bytes: usize) -> Filler {
        let path = self.path().join("filler");
        let mut file = fs::File::create(&path).unwrap();
        let block = vec![0_u8; 4096];
        let mut written = 0_u64;
        while file.write_all(&block).is_ok() {
            written += 4096;
        }
        file.set_len(written.saturating_sub(u64::try_from(but_bytes).unwrap())).unwrap();
        Filler(path)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

/// What takes the room away.
pub struct Filler(std::path::PathBuf);

impl Drop for Filler {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
