//! What the first pass puts aside for the second, so that nothing is parsed twice: a file without a
//! name, as long as the build. Its pages live in the system's cache and mostly never reach the disk.

use crate::search::Aside;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::num::NonZeroU32;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

/// The file.
#[derive(Debug)]
pub struct Spool {
    file: File,
    end: AtomicU64,
}

/// Where something stands in it, in as little room as that takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    at: u64,
    len: NonZeroU32,
}

impl Kept {
    /// Of a first byte and a number of bytes; `None` where that is none, or more than four thousand million.
    pub fn new(at: u64, len: usize) -> Option<Self> {
        let len = NonZeroU32::new(u32::try_from(len).ok()?)?;
        Some(Kept { at, len })
    }
}

impl Spool {
    /// An empty one, in the folder of what builds remember. `None` where the root cannot be written
    /// to, which costs time and nothing else.
    pub fn new(root: &Path) -> Option<Self> {
        let folder = root.join(".morgue");
        fs::create_dir_all(&folder).ok()?;
        let path = folder.join("drafts");
        let fresh = || {
            OpenOptions::new()
                .read(true)
                .write(true)
                .create_new(true)
                .open(&path)
        };
        // A name that stands there was left by a killed build, or is about to go in another one.
        let file = fresh()
            .or_else(|_| fs::remove_file(&path).and_then(|()| fresh()))
            .ok()?;
        let _ = fs::remove_file(&path);
        Some(Spool {
            file,
            end: AtomicU64::new(0),
        })
    }

    /// Puts bytes aside; with their place. `None` where the disk is full. Safe to call from many threads.
    pub fn keep(&self, bytes: &[u8]) -> Option<u64> {
        let at = self.end.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        write_at(&self.file, bytes, at).ok()?;
        Some(at)
    }

    /// Reads what stands at a place; `None` where that cannot be read.
    pub fn read(&self, kept: Kept) -> Option<Vec<u8>> {
        let mut bytes = vec![0; kept.len.get() as usize];
        read_at(&self.file, &mut bytes, kept.at).ok()?;
        Some(bytes)
    }
}

impl Aside for Spool {
    fn keep(&self, bytes: &[u8]) -> Option<u64> {
        Spool::keep(self, bytes)
    }

    fn read(&self, range: Range<u64>) -> Option<Vec<u8>> {
        let len = usize::try_from(range.end.checked_sub(range.start)?).ok()?;
        match len {
            0 => Some(Vec::new()),
            len => Spool::read(self, Kept::new(range.start, len)?),
        }
    }
}

#[cfg(unix)]
fn write_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, at)
}

#[cfg(unix)]
pub(super) fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(windows)]
fn write_at(file: &File, mut bytes: &[u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let n = std::os::windows::fs::FileExt::seek_write(file, bytes, at)?;
        if n == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        bytes = &bytes[n..];
        at += n as u64;
    }
    Ok(())
}

#[cfg(windows)]
pub(super) fn read_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let n = std::os::windows::fs::FileExt::seek_read(file, bytes, at)?;
        if n == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes = &mut bytes[n..];
        at += n as u64;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_back_and_no_name_remains() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join(".morgue");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("drafts"), "left by a killed build").unwrap();
        let spool = Spool::new(root.path()).unwrap();
        let other = Spool::new(root.path()).unwrap();
        let keep = |bytes: &[u8]| Kept::new(spool.keep(bytes).unwrap(), bytes.len());
        let (one, none, three) = (keep(b"one"), keep(b""), keep(b"three"));
        other.keep(b"elsewhere").unwrap();
        assert_eq!(none, None);
        assert_eq!(spool.read(one.unwrap()).unwrap(), b"one");
        assert_eq!(spool.read(three.unwrap()).unwrap(), b"three");
        assert_eq!(spool.read(Kept::new(5, 9).unwrap()), None, "past the end");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    }
}
