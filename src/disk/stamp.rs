//! What the file system says of a file without opening it, trusted only as far as git trusts it.

use serde::{Deserialize, Serialize};
use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Size, times and identity of a file at one moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    size: u64,
    /// Nanoseconds since 1970, as far as the file system keeps them.
    modified: u64,
    /// When anything about the file changed, its name and owner too; set by the system alone, so that
    /// a copy with an old time does not look like the file it replaced. Unix only.
    changed: u64,
    /// The file's number in its file system. Unix only.
    node: u64,
}

impl Stamp {
    /// The stamp of a file.
    pub fn of(meta: &Metadata) -> Self {
        let (changed, node) = unix(meta);
        Stamp {
            size: meta.len(),
            modified: meta.modified().map_or(0, nanoseconds),
            changed,
            node,
        }
    }

    /// Size in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Whether the file was changed so shortly before `moment` that a later change could leave the
    /// same stamp, as git asks of its index. A file system that keeps fractions of a second counts in
    /// steps of at most some ten milliseconds; others count in up to two seconds.
    pub fn is_racy(&self, moment: Moment) -> bool {
        let last = self.modified.max(self.changed);
        let step = if last.is_multiple_of(1_000_000_000) {
            Duration::from_secs(2)
        } else {
            Duration::from_millis(40)
        };
        last.saturating_add(u64::try_from(step.as_nanos()).unwrap_or(u64::MAX)) >= moment.0
    }
}

/// A moment by the clock of this machine.
#[derive(Debug, Clone, Copy)]
pub struct Moment(u64);

impl Moment {
    /// Now. Never part of what makes a page.
    pub fn now() -> Self {
        Moment(nanoseconds(SystemTime::now()))
    }
}

fn nanoseconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH)
        .map_or(0, |d| u64::try_from(d.as_nanos()).unwrap_or(u64::MAX))
}

#[cfg(unix)]
fn unix(meta: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    let seconds = u64::try_from(meta.ctime()).unwrap_or(0);
    (
        seconds
            .saturating_mul(1_000_000_000)
            .saturating_add(u64::try_from(meta.ctime_nsec()).unwrap_or(0)),
        meta.ino(),
    )
}

#[cfg(not(unix))]
fn unix(_: &Metadata) -> (u64, u64) {
    (0, 0)
}
