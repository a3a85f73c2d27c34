//! The first pass: every original is read and parsed, in parallel, and only its card is kept in memory;
//! the rest of its draft is put aside on disk for its own page. One that has not changed since the build
//! before is taken from memory.

use super::index::Known;
use super::inputs::Inputs;
use super::memory::{One, Source as Remembered};
use super::original::article;
use super::withheld::Withheld;
use super::{Progress, Stage};
use crate::archive::{Archive, Card, assign};
use crate::diag::Diagnostic;
use crate::disk::{self, Kept, Original, Spool, Stamp};
use crate::parse::{self, Draft};
use crate::search::{Bag, Gather};
use crate::site::{Assets, Fingerprint, SourceDigest};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What the first pass yields.
pub(super) struct Read {
    pub(super) archive: Archive,
    pub(super) assets: Assets,
    pub(super) sources: Sources,
    /// The words of those that were read, where they are wanted for the search index.
    pub(super) words: Vec<Bag>,
    pub(super) said: Vec<Diagnostic>,
}

/// An original, and where its draft is.
type WithDraft = (Remembered<Box<Card>>, Option<Kept>);

/// Originals whose drafts are put aside together.
const BATCH: usize = 32;

/// All originals, sorted by file, without their cards, which the archive has.
pub(super) struct Sources {
    all: Vec<Remembered<()>>,
    /// Where the draft of each is, if it was read in this build.
    kept: Vec<Option<Kept>>,
    spool: Option<Spool>,
}

impl Sources {
    fn position(&self, file: &str) -> Option<usize> {
        self.all
            .binary_search_by(|s| s.file.as_str().cmp(file))
            .ok()
    }

    /// One original by its file.
    pub(super) fn get(&self, file: &str) -> Option<&Remembered<()>> {
        self.all.get(self.position(file)?)
    }

    /// The draft that the first pass put aside; `None` where it did not, and the original must be read
    /// again.
    pub(super) fn draft(&self, file: &str) -> Option<Draft> {
        let kept = (*self.kept.get(self.position(file)?)?)?;
        let mut bytes = Vec::new();
        let is_read = self.spool.as_ref()?.read(kept, &mut bytes);
        is_read.then(|| postcard::from_bytes(&bytes).ok())?
    }

    /// The digest of an article's file.
    pub(super) fn digest(&self, file: &str) -> Option<SourceDigest> {
        match &self.get(file)?.one {
            One::Article { digest, .. } => Some(digest.clone()),
            One::Held { .. } | One::Refused => None,
        }
    }

    /// The key of an article's words in the search index.
    pub(super) fn words(&self, file: &str) -> Option<Fingerprint> {
        match &self.get(file)?.one {
            One::Article { digest, .. } => Some(digest.words),
            One::Held { .. } | One::Refused => None,
        }
    }

    /// How many originals cannot be published.
    pub(super) fn refused(&self) -> usize {
        self.all
            .iter()
            .filter(|s| matches!(s.one, One::Refused))
            .count()
    }

    /// All of them with their cards, to be remembered. What changed too recently to be trusted is left
    /// out, and so read again.
    pub(super) fn borrowed<'a>(&self, archive: &'a Archive) -> Vec<Remembered<&'a Card>> {
        let known = self.all.iter().filter(|s| s.stamp != Stamp::default());
        known
            .filter_map(|s| {
                let one = match &s.one {
                    One::Article {
                        local,
                        withheld,
                        names,
                        digest,
                        ..
                    } => {
                        let article = match archive.by_file(&s.file) {
                            Some(id) => archive.get(id),
                            None => archive.withdrawn_by_file(&s.file)?,
                        };
                        One::Article {
                            card: &article.card,
                            local: local.clone(),
                            withheld: withheld.clone(),
                            names: names.clone(),
                            digest: digest.clone(),
                        }
                    }
                    One::Held { withheld } => One::Held {
                        withheld: withheld.clone(),
                    },
                    One::Refused => One::Refused,
                };
                Some(Remembered {
                    file: s.file.clone(),
                    kind: s.kind,
                    stamp: s.stamp,
                    sidecar: s.sidecar.clone(),
                    one,
                    said: s.said.clone(),
                })
            })
            .collect()
    }
}

/// Originals whose words share a dictionary, at most: enough of them for it to be small.
const TOGETHER: usize = 512;

/// Reads all originals, or remembers them. Drafts are put aside in `spool`; words are gathered where it is
/// said which are `known`.
pub(super) fn read(
    inputs: &Inputs,
    remembered: Vec<Remembered<Box<Card>>>,
    spool: Option<Spool>,
    known: Option<&Known>,
    progress: &dyn Progress,
) -> Read {
    let originals = &inputs.listing.originals;
    progress.begin(Stage::Reading, originals.len());
    let mut before: HashMap<String, Remembered<Box<Card>>> = remembered
        .into_iter()
        .map(|s| (s.file.clone(), s))
        .collect();
    let unchanged = |o: &Original, s: &Remembered<Box<Card>>| {
        s.stamp == o.stamp
            && s.kind == o.kind
            && s.sidecar == o.sidecar
            && known.is_none_or(|k| k.has(&s.one))
    };
    let matched: Vec<_> = originals
        .iter()
        .map(|o| (o, before.remove(&o.file).filter(|s| unchanged(o, s))))
        .collect();
    let wants_words = known.is_some() && inputs.settings.search;
    let (all, words) = all_of(inputs, matched, spool.as_ref(), wants_words, progress);
    let (all, kept) = all.into_iter().flatten().unzip();
    let mut said = inputs.listing.said.clone();
    let Parted {
        cards,
        sources,
        local,
        withdrawn,
    } = parted(all, &mut said);
    let everywhere = &inputs.settings.anonymise;
    let withheld = Withheld::new(&sources, &local, everywhere, |s| {
        withdrawn.contains(&s.file)
    });
    let assets = assets(inputs, &local, &withheld, &mut said);
    let (articles, doubts) = assign(cards, &inputs.shown);
    said.extend(doubts);
    Read {
        archive: Archive::new(articles),
        assets,
        sources: Sources {
            all: sources,
            kept,
            spool,
        },
        words,
        said,
    }
}

/// Originals with their cards taken out, and the local files that articles show.
struct Parted {
    cards: Vec<Card>,
    sources: Vec<Remembered<()>>,
    local: BTreeSet<String>,
    /// Files of withdrawn articles.
    withdrawn: BTreeSet<String>,
}

fn parted(all: Vec<Remembered<Box<Card>>>, said: &mut Vec<Diagnostic>) -> Parted {
    let mut cards = Vec::with_capacity(all.len());
    let (mut local, mut withdrawn) = (BTreeSet::new(), BTreeSet::new());
    let mut sources = Vec::with_capacity(all.len());
    for source in all {
        said.extend(source.said.iter().cloned());
        let one = match source.one {
            One::Article {
                card,
                local: files,
                withheld,
                names,
                digest,
            } => {
                if card.withdrawn.is_some() {
                    withdrawn.insert(source.file.clone());
                }
                cards.push(*card);
                local.extend(files.iter().cloned());
                One::Article {
                    card: (),
                    local: files,
                    withheld,
                    names,
                    digest,
                }
            }
            One::Held { withheld } => One::Held { withheld },
            One::Refused => One::Refused,
        };
        sources.push(Remembered {
            file: source.file,
            kind: source.kind,
            stamp: source.stamp,
            sidecar: source.sidecar,
            said: source.said,
            one,
        });
    }
    Parted {
        cards,
        sources,
        local,
        withdrawn,
    }
}

/// An original to be read, or as it is remembered.
type Matched<'a> = (&'a Original, Option<Remembered<Box<Card>>>);

/// Reads what is not remembered, in parallel; with the words of what was read.
fn all_of(
    inputs: &Inputs,
    matched: Vec<Matched<'_>>,
    spool: Option<&Spool>,
    wants_words: bool,
    progress: &dyn Progress,
) -> (Vec<Vec<WithDraft>>, Vec<Bag>) {
    // Few enough that all cores have some.
    let together = matched.len() / (8 * rayon::current_num_threads());
    matched
        .into_par_iter()
        .chunks(together.clamp(BATCH, TOGETHER))
        .map(|some| {
            let mut words = wants_words.then(Gather::default);
            let mut read = Vec::with_capacity(some.len());
            let mut rest = some.into_iter().peekable();
            while rest.peek().is_some() {
                let batch = rest.by_ref().take(BATCH).collect();
                read.extend(read_batch(inputs, batch, spool, words.as_mut(), progress));
            }
            (read, words.map(Gather::finish).unwrap_or_default())
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
            let kept = base.filter(|_| !range.is_empty()).map(|base| Kept {
                at: base + range.start as u64,
                len: range.len(),
            });
            (source, kept)
        })
        .collect()
}

/// One original as it is remembered, and its draft where it is an article.
fn read_one(
    inputs: &Inputs,
    original: &Original,
    words: Option<&mut Gather>,
) -> (Remembered<Box<Card>>, Option<Box<Draft>>) {
    let racy = original.stamp.is_racy(inputs.moment)
        || original
            .sidecar
            .as_ref()
            .is_some_and(|(_, s)| s.is_racy(inputs.moment));
    let (one, said, draft) = article(inputs, original, words);
    let source = Remembered {
        file: original.file.clone(),
        kind: original.kind,
        stamp: if racy {
            Stamp::default()
        } else {
            original.stamp
        },
        sidecar: original.sidecar.clone(),
        one,
        said,
    };
    (source, draft)
}

/// The files to copy: all beside articles, and of a saved page's own folder those that its article
/// shows. Pictures that could run something are left out and named.
fn assets(
    inputs: &Inputs,
    wanted: &BTreeSet<String>,
    withheld: &Withheld<'_>,
    said: &mut Vec<Diagnostic>,
) -> Assets {
    let shown = &inputs.shown;
    let mut files: Vec<String> = inputs
        .listing
        .assets
        .iter()
        .map(|(name, _)| name.clone())
        .collect();
    let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
    for (part, _) in &inputs.listing.page_parts {
        if wanted.contains(part) && disk::is_asset(part) {
            files.push(part.clone());
        } else {
            let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
            *left_out.entry(format!("{shown}/{folder}")).or_default() += 1;
        }
    }
    said.extend(
        left_out
            .iter()
            .map(|(folder, n)| Diagnostic::page_parts(folder, *n)),
    );
    let all = files.len();
    files.retain(|file| !withheld.has(file));
    if files.len() < all {
        said.push(Diagnostic::withheld_files(shown, all - files.len()));
    }
    let mut faults: Vec<Diagnostic> = Vec::new();
    files.retain(|file| {
        if !file.to_ascii_lowercase().ends_with(".svg") {
            // One that cannot be copied is missed here, so that no page shows or links it.
            let fault = disk::unreadable(&inputs.content, shown, file);
            let sound = fault.is_none();
            faults.extend(fault);
            return sound;
        }
        let fault = match disk::read(&inputs.content, shown, file) {
            Ok(bytes) => parse::active_content(&bytes).map(|(line, what)| {
                Diagnostic::active_picture(&format!("{shown}/{file}"), line, &what)
            }),
            Err(fault) => Some(fault),
        };
        let sound = fault.is_none();
        faults.extend(fault);
        sound
    });
    said.extend(faults);
    Assets::new(files)
}
