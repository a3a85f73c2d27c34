//! Which originals have not changed since the build before, and what the others were about then.

use super::index::Known;
use super::memory::{One, Source as Remembered};
use crate::archive::Card;
use crate::disk::Original;
use crate::story::{self, Before, Sketch};

/// An original to be read, or as it is remembered.
pub(super) type Matched<'a> = (&'a Original, Option<Remembered<Box<Card>>>);

/// What has become of the articles of then.
#[derive(Default)]
pub(super) struct Then {
    /// For each original its place among the articles of then, if it is one and has not changed.
    places: Vec<Option<u32>>,
    /// What the others of then were about.
    gone: Vec<Sketch>,
}

impl Then {
    /// What grouping articles into stories can build on. `places` are those of articles among the originals.
    pub(super) fn before(self, known: story::Known, places: &[u32]) -> Before {
        let of = |place: &u32| self.places.get(*place as usize).copied().flatten();
        let same = places.iter().map(of).collect();
        Before {
            known,
            same,
            gone: self.gone,
        }
    }
}

/// Each original with what is remembered of it, where it has not changed. Both come sorted by file.
pub(super) fn matched<'a>(
    originals: &'a [Original],
    remembered: Vec<Remembered<Box<Card>>>,
    known: Option<&Known>,
) -> (Vec<Matched<'a>>, Then) {
    let unchanged = |o: &Original, s: &Remembered<Box<Card>>| {
        s.stamp == o.stamp
            && s.kind == o.kind
            && s.sidecar == o.sidecar
            && known.is_none_or(|k| k.has(&s.one))
    };
    let mut then = Then::default();
    let mut matched = Vec::with_capacity(originals.len());
    let mut count = 0;
    let mut numbered = remembered.into_iter().map(|source| {
        let place = is_published(&source.one).then_some(count);
        count += u32::from(place.is_some());
        (source, place)
    });
    let mut next = numbered.next();
    for original in originals {
        while let Some((source, _)) = next.take_if(|(s, _)| s.file < original.file) {
            then.gone.extend(about(source.one));
            next = numbered.next();
        }
        let (mut same, mut at) = (None, None);
        if let Some((mut source, place)) = next.take_if(|(s, _)| s.file == original.file) {
            if unchanged(original, &source) {
                share(original, &mut source);
                (same, at) = (Some(source), place);
            } else {
                then.gone.extend(about(source.one));
            }
            next = numbered.next();
        }
        matched.push((original, same));
        then.places.push(at);
    }
    let rest = next.into_iter().chain(numbered);
    then.gone
        .extend(rest.filter_map(|(source, _)| about(source.one)));
    (matched, then)
}

/// Lets a remembered original have its names from the list of files, which are the same.
fn share(original: &Original, source: &mut Remembered<Box<Card>>) {
    source.file = original.file.clone();
    source.sidecar = original.sidecar.clone();
    if let One::Article { card, .. } = &mut source.one {
        card.file = original.file.clone();
    }
}

fn is_published(one: &One<Box<Card>>) -> bool {
    matches!(one, One::Article { card, .. } if card.seldom().withdrawn.is_none())
}

/// What an article was about, if it could be grouped with others.
fn about(one: One<Box<Card>>) -> Option<Sketch> {
    match one {
        One::Article { card, .. } if card.seldom().withdrawn.is_none() && card.related => {
            Some(card.sketch)
        }
        _ => None,
    }
}
