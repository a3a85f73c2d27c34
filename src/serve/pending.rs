//! Changes that wait for a build, and the quiet that they wait for.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// An editor saves in several steps, and a checkout writes many files: a build begins when nothing has
/// happened for so long.
const QUIET: Duration = Duration::from_millis(25);

/// A build begins at the latest so long after the first change, however busy the disk is.
const AT_LATEST: Duration = Duration::from_millis(500);

/// Most paths that are kept; of more, only their number.
const KEPT: usize = 256;

/// What has changed since the last build.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Changed files, sorted, and not all if there are many.
    pub(super) paths: BTreeSet<PathBuf>,
    /// How many changes are not among them. A file may count more than once.
    pub(super) more: usize,
    /// One of the watched folders came, went or was replaced.
    pub(super) folders: bool,
    /// The system dropped changes, so that nobody knows which.
    pub(super) lost: bool,
}

impl Changes {
    fn are_none(&self) -> bool {
        self.paths.is_empty() && !self.folders && !self.lost
    }
}

/// The changes that the watching thread finds and the building thread takes.
#[derive(Debug, Default)]
pub(super) struct Pending {
    inner: Mutex<Inner>,
    wake: Condvar,
}

#[derive(Debug, Default)]
struct Inner {
    changes: Changes,
    latest: Option<Instant>,
    stopped: bool,
}

impl Pending {
    /// Adds changes.
    pub(super) fn add(&self, fill: impl FnOnce(&mut Changes)) {
        let mut inner = self.lock();
        fill(&mut inner.changes);
        while inner.changes.paths.len() > KEPT {
            inner.changes.paths.pop_last();
            inner.changes.more += 1;
        }
        inner.latest = Some(Instant::now());
        self.wake.notify_all();
    }

    /// No build is wanted any more.
    pub(super) fn stop(&self) {
        self.lock().stopped = true;
        self.wake.notify_all();
    }

    /// Whether the program is about to end.
    pub(super) fn stopped(&self) -> bool {
        self.lock().stopped
    }

    /// Waits for changes and for the quiet after them; `None` when the program ends.
    pub(super) fn take(&self) -> Option<Changes> {
        let mut inner = self.lock();
        while !inner.stopped && inner.changes.are_none() {
            inner = self
                .wake
                .wait(inner)
                .unwrap_or_else(PoisonError::into_inner);
        }
        let begun = Instant::now();
        loop {
            if inner.stopped {
                return None;
            }
            let still = inner.latest.map_or(QUIET, |at| at.elapsed());
            if still >= QUIET || begun.elapsed() >= AT_LATEST {
                return Some(std::mem::take(&mut inner.changes));
            }
            let waited = self.wake.wait_timeout(inner, QUIET - still);
            inner = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // A thread that panicked while it held the lock left a value that is still whole.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn changes_are_taken_together() {
        let pending = Pending::default();
        for name in ["b", "a", "b"] {
            pending.add(|c| c.paths.extend([name.into()]));
        }
        let taken = pending.take().unwrap();
        assert_eq!(taken.paths.len(), 2);
        assert!(pending.lock().changes.are_none());
    }

    #[test]
    fn many_changes_take_little_room() {
        let pending = Pending::default();
        for n in 0..KEPT + 10 {
            pending.add(|c| c.paths.extend([n.to_string().into()]));
        }
        let taken = pending.take().unwrap();
        assert_eq!((taken.paths.len(), taken.more), (KEPT, 10));
    }

    #[test]
    fn the_end_wakes_who_waits() {
        let pending = Arc::new(Pending::default());
        let waiting = std::thread::spawn({
            let pending = pending.clone();
            move || pending.take().is_none()
        });
        pending.stop();
        assert!(waiting.join().unwrap());
    }
}
