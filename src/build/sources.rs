//! The first pass: every original is read and parsed, in parallel, and only its card is kept in memory;
//! the rest of its draft is put aside on disk for its own page. One that has not changed since the build
//! before is taken from memory.

use super::assets::assets;
use super::edits::Edits;
use super::index::Known;
use super::inputs::Inputs;
use super::matched::{Matched, matched};
use super::memory::{Carded, One, Source};
use super::original::article;
use super::parts::Values;
use super::withheld::Withheld;
use super::{Progress, Stage};
use crate::archive::{Archive, ArticleId, Card, assign};
use crate::diag::Diagnostic;
use crate::disk::{Kept, Original, Spool, Stamp};
use crate::parse::Draft;
use crate::search::{Bag, Gather};
use crate::site::{Assets, Site, SourceDigest};
use crate::story::{self, Before};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the first pass yields.
pub(super) struct Read {
    pub(super) archive: Archive,
    pub(super) assets: Assets,
    pub(super) sources: Sources,
    /// The words of those that were read, where they are wanted for the search index.
    pub(super) words: Vec<Bag>,
    /// What grouping articles into stories can build on.
    pub(super) before: Option<Before>,
    /// What has changed of them since the build before, where that is little.
    pub(super) edits: Option<Edits>,
    pub(super) said: Vec<Diagnostic>,
}

/// An original, and where its draft is.
type WithDraft = (Carded, Option<Kept>);

/// Originals whose drafts are put aside together.
const BATCH: usize = 32;

/// All originals, sorted by file, without their cards, which the archive has.
pub(super) struct Sources {
    #[expect(clippy::vec_box, reason = "they are large, and moved a few times")]
    all: Vec<Box<Source>>,
    /// For each article its place among them.
    places: Vec<u32>,
    /// For each of them its place among those of the build before, if it has not changed.
    then: Vec<Option<u32>>,
    /// Where the draft of each is, if it was read in this build.
    kept: Vec<Option<Kept>>,
    spool: Option<Arc<Spool>>,
}

impl Sources {
    fn position(&self, file: &str) -> Option<usize> {
        self.all.binary_search_by(|s| (*s.file).cmp(file)).ok()
    }

    /// One original by its file.
    pub(super) fn get(&self, file: &str) -> Option<&Source> {
        self.all.get(self.position(file)?).map(|source| &**source)
    }

    /// The draft that the first pass put aside; `None` where it did not, and the original must be read
    /// again.
    pub(super) fn draft(&self, file: &str) -> Option<Draft> {
        let kept = (*self.kept.get(self.position(file)?)?)?;
        let bytes = self.spool.as_ref()?.read(kept)?;
        postcard::from_bytes(&bytes).ok()
    }

    /// The digest of an article's file.
    pub(super) fn digest(&self, id: ArticleId) -> Option<&SourceDigest> {
        match &self.all.get(*self.places.get(id.index())? as usize)?.one {
            One::Article { digest, .. } => Some(digest),
            One::Held { .. } | One::Refused => None,
        }
    }

    /// Whether there are originals, and every one of them is marked as a draft or private.
    pub(super) fn are_held(&self) -> bool {
        let mut all = self.all.iter();
        !self.all.is_empty() && all.all(|s| matches!(s.one, One::Held { .. }))
    }

    /// How many originals cannot be published.
    pub(super) fn refused(&self) -> usize {
        self.all
            .iter()
            .filter(|s| matches!(s.one, One::Refused))
            .count()
    }

    /// What comparing articles found, to be remembered by their places among those that are published.
    pub(super) fn stories(&self, site: &Site) -> Option<story::Known> {
        let articles = site.archive.articles().len();
        let withdrawn = site.archive.withdrawn().len();
        let is_article = |s: &Source| matches!(s.one, One::Article { .. });
        // One that found no address would shift the places of all behind it.
        let all = self.all.iter().filter(|s| is_article(s)).count() == articles + withdrawn;
        let mut places = vec![0; articles];
        for (place, id) in (0u32..).zip(site.archive.sorted_by_file()) {
            places[id.index()] = place;
        }
        let known = site.stories.known();
        (all && site.settings.stories).then(|| known.renumbered(&places, articles))
    }

    /// All of them with their cards, to be remembered. What changed too recently to be trusted has no
    /// stamp, and so is read again.
    pub(super) fn carded<'a>(&'a self, archive: &'a Archive) -> WithCards<'a> {
        let mut ids = archive.sorted_by_file().iter().peekable();
        let mut card = |source: &Source| {
            let is_of = |id: &&ArticleId| *archive.get(**id).card.file == *source.file;
            let article = match ids.next_if(is_of) {
                Some(id) => Some(archive.get(*id)),
                None => archive.withdrawn_by_file(&source.file),
            };
            article.map(|a| &*a.card)
        };
        let all = self.all.iter().map(|source| (&**source, card(source)));
        // An article that found no address has no card any more.
        let is_whole = |((source, card), _): &((&Source, Option<&Card>), _)| {
            card.is_some() || !matches!(source.one, One::Article { .. })
        };
        let all = all.zip(self.then.iter().copied()).filter(is_whole);
        let (all, places) = all.unzip();
        WithCards { all, places }
    }
}

/// Originals with the cards of those that are articles.
pub(super) struct WithCards<'a> {
    all: Vec<(&'a Source, Option<&'a Card>)>,
    places: Vec<Option<u32>>,
}

impl Values for WithCards<'_> {
    type Value<'v>
        = (&'v Source, Option<&'v Card>)
    where
        Self: 'v;

    fn places(&self) -> &[Option<u32>] {
        &self.places
    }

    fn key(&self, number: usize) -> &str {
        &self.all[number].0.file
    }

    fn value(&self, number: usize) -> (&Source, Option<&Card>) {
        self.all[number]
    }
}

/// Originals whose words share a dictionary, at most: enough of them for it to be small.
const TOGETHER: usize = 512;

/// Reads all originals, or remembers them, after which their list takes no more room. Drafts are put aside in
/// `spool`; words are gathered where it is said which are `known`.
pub(super) fn read(
    inputs: &mut Inputs,
    remembered: Vec<Carded>,
    stories: Option<story::Known>,
    spool: Option<Arc<Spool>>,
    known: Option<&Known>,
    progress: &dyn Progress,
) -> Read {
    let originals = std::mem::take(&mut inputs.listing.originals);
    let inputs = &*inputs;
    progress.begin(Stage::Reading, originals.len());
    let (matched, mut then) = matched(&originals, remembered, known);
    let words_of = known.filter(|_| inputs.settings.search);
    let (all, words) = all_of(inputs, matched, spool.as_deref(), words_of, progress);
    drop(originals);
    let (all, kept): (Vec<Carded>, _) = all.into_iter().flatten().unzip();
    let edits = std::mem::take(&mut then.changed).edits(&all);
    let mut said = inputs.listing.said.clone();
    let parted = parted(all, &mut said);
    let (cards, sources, local) = (parted.cards, parted.sources, parted.local);
    let everywhere = &inputs.settings.anonymise;
    let assets = || {
        let is_withdrawn = |s: &Source| parted.withdrawn.contains(&s.file);
        let withheld = Withheld::new(&sources, &local, everywhere, is_withdrawn);
        assets(inputs, &local, &withheld)
    };
    let ((assets, faults), (articles, doubts)) =
        rayon::join(assets, || assign(cards, &inputs.shown));
    said.extend(faults.into_iter().chain(doubts));
    let held = sources.iter().filter_map(|s| match s.one {
        One::Held { former, .. } => former,
        _ => None,
    });
    let archive = Archive::beside(articles, held);
    let places = places(&sources, &archive);
    Read {
        before: stories.map(|known| then.before(known, &places)),
        archive,
        assets,
        edits,
        sources: Sources {
            places,
            then: then.places,
            all: sources,
            kept,
            spool,
        },
        words,
        said,
    }
}

/// For each article the place of its source.
fn places(sources: &[Box<Source>], archive: &Archive) -> Vec<u32> {
    let mut places = vec![u32::MAX; archive.articles().len()];
    let mut ids = archive.sorted_by_file().iter().peekable();
    for (place, source) in (0u32..).zip(sources) {
        if let Some(id) = ids.next_if(|id| *archive.get(**id).card.file == *source.file) {
            places[id.index()] = place;
        }
    }
    places
}

/// Originals with their cards taken out, and the local files that articles show.
struct Parted {
    #[expect(
        clippy::vec_box,
        reason = "a card is large, and the archive boxes it, too"
    )]
    cards: Vec<Box<Card>>,
    #[expect(clippy::vec_box, reason = "they are large, and moved a few times")]
    sources: Vec<Box<Source>>,
    local: BTreeSet<String>,
    /// Files of withdrawn articles.
    withdrawn: BTreeSet<Arc<str>>,
}

fn parted(all: Vec<Carded>, said: &mut Vec<Diagnostic>) -> Parted {
    let mut cards = Vec::with_capacity(all.len());
    let (mut local, mut withdrawn) = (BTreeSet::new(), BTreeSet::new());
    let mut sources = Vec::with_capacity(all.len());
    for (source, card) in all {
        said.extend(source.said.iter().cloned());
        if let One::Article {
            beside: Some(beside),
            ..
        } = &source.one
        {
            local.extend(beside.local.iter().cloned());
        }
        let is_withdrawn = |card: &Card| card.seldom().withdrawn.is_some();
        if card.as_deref().is_some_and(is_withdrawn) {
            withdrawn.insert(source.file.clone());
        }
        cards.extend(card);
        sources.push(source);
    }
    Parted {
        cards,
        sources,
        local,
        withdrawn,
    }
}

/// Reads what is not remembered, in parallel; with the words of what was read.
fn all_of(
    inputs: &Inputs,
    matched: Vec<Matched<'_>>,
    spool: Option<&Spool>,
    known: Option<&Known>,
    progress: &dyn Progress,
) -> (Vec<Vec<WithDraft>>, Vec<Bag>) {
    // Few enough that all cores have some.
    let together = matched.len() / (8 * rayon::current_num_threads());
    matched
        .into_par_iter()
        .chunks(together.clamp(BATCH, TOGETHER))
        .map(|some| {
            let mut words = known.map(|_| Gather::default());
            let mut read = Vec::with_capacity(some.len());
            let mut rest = some.into_iter().peekable();
            while rest.peek().is_some() {
                let batch = rest.by_ref().take(BATCH).collect();
                read.extend(read_batch(inputs, batch, spool, words.as_mut(), progress));
            }
            let bag = known.zip(words).map(|(known, words)| known.bag(words));
            (read, bag.unwrap_or_default())
        })
        .unzip()
}

/// Reads a few originals and puts their drafts aside with one call of the system.
fn read_batch(
    inputs: &Inputs,
    batch: Vec<Matched<'_>>,
    spool: Option<&Spool>,
    mut words: Option<&mut Gather>,
    progress: &dyn Progress,
) -> Vec<WithDraft> {
    let mut drafts = Vec::new();
    let read: Vec<_> = batch
        .into_iter()
        .map(|(original, same)| {
            let at = drafts.len();
            let source = same.unwrap_or_else(|| {
                let (source, draft) = read_one(inputs, original, words.as_deref_mut());
                if spool.is_some()
                    && let Some(draft) = draft
                    // Writing to memory cannot fail; were it to, nothing would be kept.
                    && postcard::to_io(&*draft, &mut drafts).is_err()
                {
                    drafts.truncate(at);
                }
                source
            });
            progress.step();
            (source, at..drafts.len())
        })
        .collect();
    let base = spool
        .filter(|_| !drafts.is_empty())
        .and_then(|s| s.keep(&drafts));
    read.into_iter()
        .map(|(source, range)| {
            let kept = |base| Kept::new(base + range.start as u64, range.len());
            let kept = base.and_then(kept);
            (source, kept)
        })
        .collect()
}

/// One original as it is remembered, and its draft where it is an article.
fn read_one(
    inputs: &Inputs,
    original: &Original,
    words: Option<&mut Gather>,
) -> (Carded, Option<Box<Draft>>) {
    let racy = original.stamp.is_racy(inputs.moment)
        || original
            .sidecar
            .as_ref()
            .is_some_and(|beside| beside.1.is_racy(inputs.moment));
    let (one, said, made) = article(inputs, original, words);
    let source = Source {
        file: original.file.clone(),
        kind: original.kind,
        stamp: if racy {
            Stamp::default()
        } else {
            original.stamp
        },
        sidecar: original.sidecar.clone(),
        one,
        said: said.into(),
    };
    let (card, draft) = made.unzip();
    ((Box::new(source), card), draft)
}
