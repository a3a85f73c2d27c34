//! What has changed of the originals since the build before, where that is little: the texts of some, or a few
//! more of them.

use super::memory::{Carded, One, Source};
use crate::archive::Card;
use std::sync::Arc;

/// Originals that may have changed or be new, at most.
const FEW: usize = 64;

/// The files that differ from those of the build before in no other way than these.
#[derive(Debug, Default)]
pub(super) struct Edits {
    /// They say the same of themselves as before, but for their texts and for what the whole archive makes of
    /// these.
    pub(super) texts: Vec<Arc<str>>,
    /// They were not there.
    pub(super) added: Vec<Arc<str>>,
}

/// Originals that were read again, by their places among all of now.
pub(super) struct Changed(Option<Vec<(usize, Option<Carded>)>>);

impl Default for Changed {
    fn default() -> Self {
        Changed(Some(Vec::new()))
    }
}

impl Changed {
    /// Takes note of an original that changed, and of what it was.
    pub(super) fn replaced(&mut self, place: usize, was: Carded) {
        self.add(place, Some(was));
    }

    /// Takes note of one that was not there.
    pub(super) fn added(&mut self, place: usize) {
        self.add(place, None);
    }

    fn add(&mut self, place: usize, was: Option<Carded>) {
        self.0.take_if(|all| all.len() == FEW);
        if let Some(all) = &mut self.0 {
            all.push((place, was));
        }
    }

    /// There is one less of them.
    pub(super) fn gone(&mut self) {
        self.0 = None;
    }

    /// What it comes to, now that all of them are read; `None` where more has changed.
    pub(super) fn edits(self, all: &[Carded]) -> Option<Edits> {
        let mut edits = Edits::default();
        for (place, was) in self.0? {
            let is = all.get(place)?;
            let files = match was {
                Some(was) if are_alike(&was, is) => &mut edits.texts,
                Some(_) => return None,
                None => &mut edits.added,
            };
            files.push(is.0.file.clone());
        }
        Some(edits)
    }
}

fn are_alike((was, old): &Carded, (is, new): &Carded) -> bool {
    let same_kind = |was: &Source, is: &Source| match (&was.one, &is.one) {
        (One::Article { .. }, One::Article { .. }) | (One::Refused, One::Refused) => true,
        (One::Held { former: was, .. }, One::Held { former: is, .. }) => was == is,
        _ => false,
    };
    // Stories and copies, which are found by the sketch, are compared by themselves.
    let shown = |card: &Option<Box<Card>>| {
        let mut card = card.clone();
        if let Some(card) = &mut card {
            card.sketch = None;
        }
        card
    };
    same_kind(was, is) && shown(old) == shown(new)
}
