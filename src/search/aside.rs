//! A place where bytes are put aside as long as a build lasts, so that memory need not hold the words of all
//! articles at once.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// Such a place.
pub trait Aside: fmt::Debug + Send + Sync {
    /// Puts bytes aside; with the place of the first one. `None` where there is no room.
    fn keep(&self, bytes: &[u8]) -> Option<u64>;

    /// Reads them again; `None` where that fails.
    fn read(&self, range: Range<u64>) -> Option<Vec<u8>>;
}

/// What was put there.
#[derive(Debug)]
pub(super) struct Put {
    place: Arc<dyn Aside>,
    from: u64,
    len: usize,
}

impl Put {
    /// Puts bytes aside.
    pub(super) fn new(place: &Arc<dyn Aside>, bytes: &[u8]) -> Option<Self> {
        let from = place.keep(bytes)?;
        Some(Put {
            place: Arc::clone(place),
            from,
            len: bytes.len(),
        })
    }

    /// All of it.
    pub(super) fn all(&self) -> Option<Vec<u8>> {
        self.read(0..self.len)
    }

    /// A range of it.
    pub(super) fn read(&self, range: Range<usize>) -> Option<Vec<u8>> {
        let at = |n: usize| self.from.checked_add(n as u64);
        self.place.read(at(range.start)?..at(range.end)?)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::sync::Mutex;

    /// A place in memory.
    #[derive(Debug, Default)]
    struct Shelf(Mutex<Vec<u8>>);

    pub(in super::super) fn shelf() -> Arc<dyn Aside> {
        Arc::new(Shelf::default())
    }

    impl Aside for Shelf {
        fn keep(&self, bytes: &[u8]) -> Option<u64> {
            let mut all = self.0.lock().ok()?;
            let from = all.len() as u64;
            all.extend(bytes);
            Some(from)
        }

        fn read(&self, range: Range<u64>) -> Option<Vec<u8>> {
            let all = self.0.lock().ok()?;
            let range = range.start as usize..range.end as usize;
            all.get(range).map(<[u8]>::to_vec)
        }
    }
}
