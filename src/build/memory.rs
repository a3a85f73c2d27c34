//! What a build remembers for the next one: cards of originals that have not changed, and fingerprints
//! of pages. Never needed for correctness; nothing else knows of it. A build that finds nothing changed reads
//! no more of it than the pages; one that finds little changed writes little of it anew.

use super::Summary;
use crate::archive::Card;
use crate::diag::Diagnostic;
use crate::disk::{Remember, Remembered, Stamp};
use crate::parse::Kind;
use crate::path::SitePath;
use crate::site::{Digest, Fingerprint, SourceDigest};
use crate::story::Known;
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// What became of an original.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum One {
    /// An article, whose card stands beside it.
    Article {
        /// The local files that it shows.
        local: Box<[String]>,
        /// Those that it would show without its limits.
        withheld: Box<[String]>,
        /// Names that it shows initials of.
        names: Box<[String]>,
        digest: SourceDigest,
    },
    /// Marked as a draft or private.
    Held {
        /// The local files that it would show.
        withheld: Vec<String>,
        /// The key of its headline, which is not for others to show.
        former: Option<u64>,
    },
    /// Not published.
    Refused,
}

/// An original as it was.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Source {
    pub(super) file: Arc<str>,
    pub(super) kind: Kind,
    pub(super) stamp: Stamp,
    pub(super) sidecar: Option<Arc<(String, Stamp)>>,
    pub(super) one: One,
    pub(super) said: Box<[Diagnostic]>,
}

/// An original with the card of an article. Both are large, and often moved.
pub(super) type Carded = (Box<Source>, Option<Box<Card>>);

/// A page as it was written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Written {
    pub(super) path: SitePath,
    pub(super) fingerprint: Fingerprint,
    pub(super) stamp: Stamp,
    pub(super) said: Vec<Diagnostic>,
}

/// What a whole build was made of and what it said, for a build that finds nothing changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Whole {
    pub(super) inputs: Fingerprint,
    pub(super) said: Vec<Diagnostic>,
    pub(super) summary: Summary,
}

/// A file of the cache: what it is called, a seal that shows damage, and how many values it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Part {
    name: Fingerprint,
    seal: u32,
    count: u32,
}

/// All files of the cache.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Parts {
    /// Of what all pages were made of; see [`super::touched::frame`].
    pub(super) frame: Fingerprint,
    pages: Vec<Part>,
    sources: Vec<Part>,
    stories: Option<Part>,
}

impl Parts {
    fn names(&self) -> BTreeSet<Fingerprint> {
        let all = self.pages.iter().chain(&self.sources).chain(&self.stories);
        all.map(|part| part.name).collect()
    }
}

/// All of it.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Of what decides how originals are read, besides themselves.
    pub(super) reading: Fingerprint,
    pub(super) whole: Option<Whole>,
    /// Sorted by path.
    pub(super) pages: Vec<Written>,
    /// Sorted by file; an article has a card.
    pub(super) sources: Vec<Carded>,
    /// What comparing the published articles found, by their places among the sources that are some.
    pub(super) stories: Option<Known>,
    /// Where it was read from.
    pub(super) parts: Parts,
}

impl Memory {
    /// Reads what [`write`] wrote, but for the sources and their stories. Whatever else comes is as if
    /// nothing were remembered.
    pub(super) fn head(file: &Remembered) -> Self {
        let head = || {
            let (payload, seal) = file.head().split_last_chunk::<16>()?;
            if Digest::of_bytes(payload).to_le_bytes() != *seal {
                return None;
            }
            let (reading, whole, parts): (_, _, Parts) = postcard::from_bytes(payload).ok()?;
            Some(Memory {
                reading,
                whole,
                pages: all(file, &parts.pages)?,
                parts,
                ..Memory::default()
            })
        };
        head().unwrap_or_default()
    }

    /// Reads the rest, too.
    pub(super) fn with_sources(self, file: &Remembered) -> Self {
        let rest = || {
            let (sources, stories) = rayon::join(
                || all(file, &self.parts.sources),
                || self.parts.stories.map(|part| one(file, &part)),
            );
            let (sources, stories): (Vec<Carded>, _) = (sources?, stories??);
            let is_whole = |(source, card): &Carded| {
                matches!(source.one, One::Article { .. }) == card.is_some()
            };
            sources.iter().all(is_whole).then_some((sources, stories))
        };
        let (sources, stories) = rest().unwrap_or_default();
        Memory {
            stories,
            sources,
            ..self
        }
    }
}

/// Reads all values of some parts.
fn all<T: DeserializeOwned + Send>(file: &Remembered, parts: &[Part]) -> Option<Vec<T>> {
    let read = |part| one::<Vec<T>>(file, part).filter(|all| all.len() == part.count as usize);
    let all: Vec<Option<Vec<T>>> = parts.par_iter().map(read).collect();
    let count = parts.iter().map(|part| part.count as usize).sum();
    let mut out = Vec::with_capacity(count);
    for mut some in all {
        out.append(some.as_mut()?);
    }
    Some(out)
}

/// Reads a part.
fn one<T: DeserializeOwned>(file: &Remembered, part: &Part) -> Option<T> {
    let bytes = file.part(part.name)?;
    if crc32fast::hash(&bytes) != part.seal {
        return None;
    }
    postcard::from_bytes(&bytes).ok()
}

/// Values of which each is as an earlier build remembered it, at the place that is given, or new.
pub(super) struct Values<T> {
    pub(super) all: Vec<T>,
    pub(super) places: Vec<Option<u32>>,
}

/// Remembers all of it. What stands in a part of the `old` cache is not written again.
pub(super) fn write(
    root: &Path,
    head: (Fingerprint, &Option<Whole>, Fingerprint),
    pages: &Values<Cow<'_, Written>>,
    stories: &Option<Known>,
    sources: &Values<(&Source, Option<&Card>)>,
    old: &Parts,
) {
    let Some(cache) = Remember::begin(root) else {
        return;
    };
    let written = || -> io::Result<Parts> {
        let parts = Parts {
            frame: head.2,
            pages: parts(&cache, pages, |page| page.path.as_str(), &old.pages)?,
            sources: parts(&cache, sources, |(source, _)| &source.file, &old.sources)?,
            stories: Some(part(&cache, stories, 1)?),
        };
        let mut bytes = postcard::to_stdvec(&(head.0, head.1, &parts)).map_err(io::Error::other)?;
        let seal = Digest::of_bytes(&bytes);
        bytes.extend(seal.to_le_bytes());
        cache.head(&bytes)?;
        Ok(parts)
    };
    // Where a disk is full, the old cache is still whole.
    let names = written().map_or_else(|_| old.names(), |parts| parts.names());
    cache.retain(&names);
}

/// Writes some values in parts, but for those that stand.
fn parts<T: Serialize + Sync>(
    cache: &Remember,
    values: &Values<T>,
    key: impl Fn(&T) -> &str,
    old: &[Part],
) -> io::Result<Vec<Part>> {
    let mut starts = Vec::with_capacity(old.len());
    let mut next = 0;
    for part in old {
        starts.push(next);
        next += part.count;
    }
    let standing = |places: &[Option<u32>]| {
        let first = (*places.first()?)?;
        let part = old.get(starts.binary_search(&first).ok()?)?;
        let mut wanted = (first..first + part.count).map(Some);
        let stands = part.count as usize == places.len()
            && places.iter().all(|place| wanted.next() == Some(*place));
        stands.then_some(*part)
    };
    let ranges = cut(values.all.iter().map(key));
    ranges
        .into_par_iter()
        .map(|range| match standing(&values.places[range.clone()]) {
            Some(part) => Ok(part),
            None => part(cache, &values.all[range.clone()], range.len()),
        })
        .collect()
}

/// One value in so many ends a part. Which ones do is told by their own keys, so that a new one moves no
/// other into another part. Where tests run, their small sites take several, too.
const MEAN: u32 = if cfg!(debug_assertions) { 3 } else { 512 };

fn cut<'a>(keys: impl Iterator<Item = &'a str>) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut len) = (0, 0);
    for key in keys {
        len += 1;
        if crc32fast::hash(key.as_bytes()).is_multiple_of(MEAN) {
            ranges.push(start..len);
            start = len;
        }
    }
    if start < len {
        ranges.push(start..len);
    }
    ranges
}

fn part<T: Serialize + ?Sized>(cache: &Remember, value: &T, count: usize) -> io::Result<Part> {
    let bytes = postcard::to_stdvec(value).map_err(io::Error::other)?;
    let name = Digest::of_bytes(&bytes);
    cache.part(name, &bytes)?;
    Ok(Part {
        name,
        seal: crc32fast::hash(&bytes),
        count: u32::try_from(count).unwrap_or(u32::MAX),
    })
}

#[cfg(test)]
#[allow(
    clippy::disallowed_methods,
    reason = "tests set the scene on the real disk"
)]
mod tests {
    use super::*;
    use crate::disk;
    use std::fs;
    use std::path::PathBuf;

    fn source(file: &str) -> Source {
        Source {
            file: file.into(),
            kind: Kind::Text,
            stamp: Stamp::default(),
            sidecar: None,
            one: One::Refused,
            said: Box::default(),
        }
    }

    /// Remembers sources of these names, of which some stand at places in the old cache.
    fn remember(root: &Path, files: &[(String, Option<u32>)], old: &Parts) {
        let all: Vec<Source> = files.iter().map(|(file, _)| source(file)).collect();
        let sources = Values {
            all: all.iter().map(|s| (s, None)).collect(),
            places: files.iter().map(|(_, place)| *place).collect(),
        };
        let page = Written {
            path: SitePath::new("a.html").unwrap(),
            fingerprint: 1,
            stamp: Stamp::default(),
            said: Vec::new(),
        };
        let pages = Values {
            all: vec![Cow::Owned(page)],
            places: vec![None],
        };
        write(root, (7, &None, 0), &pages, &None, &sources, old);
    }

    fn read(root: &Path) -> Option<Memory> {
        let file = disk::remembered(root)?;
        Some(Memory::head(&file).with_sources(&file))
    }

    fn parts_in(root: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(root.join(".morgue/parts")).unwrap();
        let mut all: Vec<_> = entries.map(|e| e.unwrap().path()).collect();
        all.sort();
        all
    }

    #[test]
    fn what_is_damaged_is_as_if_nothing_were_remembered() {
        let root = tempfile::tempdir().unwrap();
        remember(root.path(), &[("a.txt".into(), None)], &Parts::default());
        let whole = || {
            read(root.path()).map(|m| (m.reading, m.pages.len(), m.sources.len()))
                == Some((7, 1, 1))
        };
        assert!(whole());
        let mut files = parts_in(root.path());
        assert_eq!(files.len(), 3);
        files.push(root.path().join(".morgue/cache"));
        for file in files {
            let bytes = fs::read(&file).unwrap();
            for at in 0..bytes.len() {
                let mut damaged = bytes.clone();
                damaged[at] ^= 1;
                fs::write(&file, damaged).unwrap();
                assert!(!whole(), "byte {at}");
                fs::write(&file, &bytes[..at]).unwrap();
                assert!(!whole(), "cut at {at}");
            }
            fs::remove_file(&file).unwrap();
            assert!(!whole());
            fs::write(&file, bytes).unwrap();
        }
        assert!(whole());
    }

    #[test]
    fn parts_that_stand_are_not_written_again_and_others_go() {
        let root = tempfile::tempdir().unwrap();
        let names = |skip: Option<usize>| {
            let all = (0..5000).filter(move |n| Some(*n) != skip);
            all.map(|n| format!("{n:05}.txt"))
        };
        let all: Vec<_> = names(None).map(|name| (name, None)).collect();
        remember(root.path(), &all, &Parts::default());
        let old = read(root.path()).unwrap().parts;
        let before = parts_in(root.path());
        assert!(old.sources.len() > 4);
        // One is new, one is gone.
        let mut all: Vec<_> = (0u32..).zip(names(Some(2500))).collect();
        all.iter_mut().skip(2500).for_each(|(place, _)| *place += 1);
        let mut all: Vec<_> = all
            .into_iter()
            .map(|(place, name)| (name, Some(place)))
            .collect();
        all.insert(1200, ("01199.new".into(), None));
        remember(root.path(), &all, &old);
        let now = read(root.path()).unwrap();
        let files = now.sources.iter().map(|(s, _)| s.file.to_string());
        let files: Vec<_> = files.collect();
        assert_eq!(
            files,
            all.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
        );
        let after = parts_in(root.path());
        let fresh = after.iter().filter(|part| !before.contains(part)).count();
        assert!((1..=3).contains(&fresh), "{fresh}");
        assert_eq!(after.len(), now.parts.names().len());
    }
}
