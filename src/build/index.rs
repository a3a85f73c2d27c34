//! The search index of a build: the words of what was read, and of what was not, as an earlier build kept
//! them.

use super::inputs::Inputs;
use super::memory::One;
use super::sources::Sources;
use crate::disk;
use crate::search::{self, Aside, Bag, Gather, Index, Scale, Segment};
use crate::site::{Fingerprint, Site};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// The segments that an earlier build kept. Without them originals are read again, and the same index comes
/// out.
#[derive(Default)]
pub(super) struct Known {
    segments: BTreeMap<Fingerprint, Segment>,
    /// `None` where there is no search, and nothing need be known.
    keys: Option<HashSet<Fingerprint>>,
    /// Where the words of this build are put aside.
    place: Option<Arc<dyn Aside>>,
}

impl Known {
    /// Reads what is kept.
    pub(super) fn read(inputs: &Inputs) -> Self {
        if !inputs.settings.search {
            return Known::default();
        }
        let open = |kept: disk::KeptWords| {
            let name = kept.name();
            let segment = Segment::open(move |range| kept.read(range), name)?;
            Some((name, segment))
        };
        let segments: BTreeMap<_, _> = disk::kept(&inputs.root).filter_map(open).collect();
        let keys = segments.values().flat_map(Segment::keys).copied().collect();
        Known {
            segments,
            keys: Some(keys),
            ..Known::default()
        }
    }

    /// Nothing is known any more: every original is read.
    pub(super) fn forgotten(inputs: &Inputs) -> Self {
        disk::forget(&inputs.root);
        Known {
            segments: BTreeMap::new(),
            keys: inputs.settings.search.then(HashSet::new),
            ..Known::default()
        }
    }

    /// The same for a build that puts words aside.
    pub(super) fn beside(self, spool: Option<&Arc<disk::Spool>>) -> Self {
        let place = spool.map(|spool| Arc::clone(spool) as Arc<dyn Aside>);
        Known { place, ..self }
    }

    /// The words that were gathered of some articles.
    pub(super) fn bag(&self, words: Gather) -> Bag {
        words.finish().put_aside(self.place.as_ref())
    }

    /// Whether the words of an original that has not changed are known.
    pub(super) fn has(&self, one: &One) -> bool {
        match (one, &self.keys) {
            (One::Article { digest, .. }, Some(keys)) => keys.contains(&digest.words),
            _ => true,
        }
    }
}

/// The index; `None` where the words that an earlier build kept are gone or damaged.
pub(super) fn made(site: &Site, sources: &Sources, words: Vec<Bag>, known: Known) -> Option<Index> {
    if !site.is_searchable() {
        return Some(Index::default());
    }
    let scale = Scale::default();
    let words_of = |id| sources.digest(id).map(|d| d.words).unwrap_or_default();
    let wanted = search::segments(&site.archive, scale, words_of);
    let segments = search::gathered(&wanted, words, known.segments, known.place.as_ref())?;
    Some(Index::new(site, scale, segments))
}

/// Keeps segments for the next build.
pub(super) fn keep(inputs: &Inputs, segments: &[Segment]) {
    let kept = segments.iter().map(|segment| {
        let bytes = || segment.parts();
        (Segment::fingerprint(segment.keys()), bytes)
    });
    disk::keep(&inputs.root, kept.collect());
}
