//! One build at a time for an output folder.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

/// A held lock. The system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
}

/// Why there is no lock.
pub(super) enum Refused {
    /// Another process holds it; its number, where it wrote one.
    Held(Option<u32>),
    /// The system refused.
    Io(io::Error),
}

impl Lock {
    /// Takes the lock in `folder`, which exists.
    pub(super) fn take(folder: &Path) -> Result<Self, Refused> {
        let path = folder.join("lock");
        let mut file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(|e| match e.kind() {
                // The folder was made a moment ago; another build that ended has taken it away.
                io::ErrorKind::NotFound => Refused::Held(None),
                _ => Refused::Io(e),
            })?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut text = String::new();
                let holder = file
                    .read_to_string(&mut text)
                    .ok()
                    .and_then(|_| text.trim().parse().ok());
                return Err(Refused::Held(holder));
            }
            Err(TryLockError::Error(e)) => return Err(Refused::Io(e)),
        }
        let id = std::process::id();
        let written = file
            .set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| write!(file, "{id}"));
        if let Err(e) = written {
            // A full disk holds no number; the empty lock must not stay behind.
            let _ = fs::remove_file(&path);
            return Err(Refused::Io(e));
        }
        // The holder before may have removed the file between our opening and locking it; then this
        // lock is on a file that no one else will find.
        match fs::read_to_string(&path) {
            Ok(text) if text == id.to_string() => Ok(Lock { file, path }),
            Ok(_) => Err(Refused::Held(None)),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Err(Refused::Held(None)),
            Err(e) => {
                let _ = fs::remove_file(&path);
                Err(Refused::Io(e))
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A lock file that stays behind does no harm: the next build locks it again.
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}
