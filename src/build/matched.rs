//! Which originals have not changed since the build before, and what the others were about then.

use super::edits::Changed;
use super::index::Known;
use super::memory::{Carded, One, Source};
use crate::disk::Original;
use crate::story::{self, Before, Sketch};

/// An original to be read, or as it is remembered.
pub(super) type Matched<'a> = (&'a Original, Option<Carded>);

/// What has become of the originals of then.
#[derive(Default)]
pub(super) struct Then {
    /// For each original its place among those of then, if it has not changed.
    pub(super) places: Vec<Option<u32>>,
    /// The same among the articles of then.
    articles: Vec<Option<u32>>,
    /// What the others of then were about.
    gone: Vec<Sketch>,
    /// Those that were read again.
    pub(super) changed: Changed,
}

impl Then {
    /// What grouping articles into stories can build on. `places` are those of articles among the originals.
    pub(super) fn before(&mut self, known: story::Known, places: &[u32]) -> Before {
        let of = |place: &u32| self.articles.get(*place as usize).copied().flatten();
        let same = places.iter().map(of).collect();
        Before {
            known,
            same,
            gone: std::mem::take(&mut self.gone),
        }
    }
}

/// Each original with what is remembered of it, where it has not changed. Both come sorted by file.
pub(super) fn matched<'a>(
    originals: &'a [Original],
    remembered: Vec<Carded>,
    known: Option<&Known>,
) -> (Vec<Matched<'a>>, Then) {
    let unchanged = |o: &Original, s: &Source| {
        s.stamp == o.stamp
            && s.kind == o.kind
            && s.sidecar == o.sidecar
            && known.is_none_or(|k| k.has(&s.one))
    };
    let mut then = Then::default();
    let mut matched = Vec::with_capacity(originals.len());
    let mut count = 0;
    let mut numbered = (0u32..).zip(remembered).map(|(place, source)| {
        let article = is_published(&source).then_some(count);
        count += u32::from(article.is_some());
        (source, place, article)
    });
    let mut next = numbered.next();
    for original in originals {
        while let Some((source, ..)) = next.take_if(|((s, _), ..)| s.file < original.file) {
            then.gone.extend(about(&source));
            then.changed.gone();
            next = numbered.next();
        }
        let (mut same, mut at, mut article) = (None, None, None);
        if let Some((mut source, place, published)) =
            next.take_if(|((s, _), ..)| s.file == original.file)
        {
            if unchanged(original, &source.0) {
                share(original, &mut source);
                (same, at, article) = (Some(source), Some(place), published);
            } else {
                then.gone.extend(about(&source));
                then.changed.replaced(matched.len(), source);
            }
            next = numbered.next();
        } else {
            then.changed.added(matched.len());
        }
        matched.push((original, same));
        then.places.push(at);
        then.articles.push(article);
    }
    for (source, ..) in next.into_iter().chain(numbered) {
        then.gone.extend(about(&source));
        then.changed.gone();
    }
    (matched, then)
}

/// Lets a remembered original have its names from the list of files, which are the same.
fn share(original: &Original, (source, card): &mut Carded) {
    source.file = original.file.clone();
    source.sidecar = original.sidecar.clone();
    if let Some(card) = card {
        card.file = original.file.clone();
    }
}

fn is_published((source, card): &Carded) -> bool {
    matches!(source.one, One::Article { .. })
        && card
            .as_ref()
            .is_some_and(|card| card.seldom().withdrawn.is_none())
}

/// What an article was about, if it could be grouped with others.
fn about((_, card): &Carded) -> Option<Sketch> {
    let card = card
        .as_ref()
        .filter(|card| card.seldom().withdrawn.is_none() && card.related);
    card.map(|card| card.sketch().clone())
}
