//! What a build remembers for the next one: cards of originals that have not changed, and fingerprints
//! of pages. Never needed for correctness; nothing else knows of it. A build that finds nothing changed reads
//! no more of it than the pages; one that finds little changed writes little of it anew.

use super::Summary;
use super::company::Company;
use super::parts::{Part, Values, all, one, part, parts};
use crate::archive::Card;
use crate::diag::Diagnostic;
use crate::disk::{Remember, Remembered, Stamp};
use crate::parse::Kind;
use crate::path::SitePath;
use crate::site::{Digest, Fingerprint, SourceDigest};
use crate::story::Known;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// What became of an original.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum One {
    /// An article, whose card stands beside it.
    Article {
        digest: SourceDigest,
        /// Where it has something to do with other files.
        beside: Option<Box<Beside>>,
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

/// What an article has to do with other files. Most have nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Beside {
    /// The local files that it shows.
    pub(super) local: Vec<String>,
    /// Those that it would show without its limits.
    pub(super) withheld: Vec<String>,
    /// Names that it shows initials of, which other files may have in theirs.
    pub(super) names: Vec<String>,
}

impl Beside {
    pub(super) fn boxed(self) -> Option<Box<Self>> {
        (self != Beside::default()).then(|| Box::new(self))
    }
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
pub(super) struct Whole<'a> {
    pub(super) inputs: Fingerprint,
    pub(super) said: Cow<'a, [Diagnostic]>,
    pub(super) summary: Cow<'a, Summary>,
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
    pub(super) whole: Option<Whole<'static>>,
    /// Sorted by path.
    pub(super) pages: Vec<Written>,
    /// Sorted by file; an article has a card.
    pub(super) sources: Vec<Carded>,
    /// What comparing the published articles found, by their places among the sources that are some.
    pub(super) stories: Option<Known>,
    /// In whose company articles were.
    pub(super) company: Company,
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
            let (sources, groups): (Vec<Carded>, Option<(Option<Known>, Company)>) =
                (sources?, stories?);
            let is_whole = |(source, card): &Carded| {
                matches!(source.one, One::Article { .. }) == card.is_some()
            };
            sources.iter().all(is_whole).then_some((sources, groups?))
        };
        let (sources, (stories, company)) = rest().unwrap_or_default();
        Memory {
            stories,
            company,
            sources,
            ..self
        }
    }
}

/// Takes a digest of what goes by.
struct Sealed<'a>(&'a mut dyn io::Write, Digest);

impl io::Write for Sealed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.0.write(bytes)?;
        self.1.add_bytes(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Remembers all of it. What stands in a part of the `old` cache is not written again.
pub(super) fn write(
    root: &Path,
    head: (Fingerprint, &Option<Whole<'_>>, Fingerprint),
    pages: &impl Values,
    groups: &(Option<Known>, &Company),
    sources: &impl Values,
    old: &Parts,
) {
    let Some(cache) = Remember::begin(root) else {
        return;
    };
    let written = || -> io::Result<Parts> {
        let parts = Parts {
            frame: head.2,
            pages: parts(&cache, pages, &old.pages)?,
            sources: parts(&cache, sources, &old.sources)?,
            stories: Some(part(&cache, groups, 1)?),
        };
        // A large archive has a great deal to say, which is not put together in memory.
        cache.head(|out| {
            let mut sealed = Sealed(out, Digest::default());
            postcard::to_io(&(head.0, head.1, &parts), &mut sealed).map_err(io::Error::other)?;
            let Sealed(out, digest) = sealed;
            out.write_all(&digest.finish().to_le_bytes())
        })?;
        Ok(parts)
    };
    // Where a disk is full, the old cache is still whole.
    let names = written().map_or_else(|_| old.names(), |parts| parts.names());
    cache.retain(&names);
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

    struct Given<T> {
        all: Vec<T>,
        key: fn(&T) -> &str,
        places: Vec<Option<u32>>,
    }

    impl<T: Serialize + Sync> Values for Given<T> {
        type Value<'v>
            = &'v T
        where
            T: 'v;

        fn places(&self) -> &[Option<u32>] {
            &self.places
        }

        fn key(&self, number: usize) -> &str {
            (self.key)(&self.all[number])
        }

        fn value(&self, number: usize) -> &T {
            &self.all[number]
        }
    }

    /// Remembers sources of these names, of which some stand at places in the old cache.
    fn remember(root: &Path, files: &[(String, Option<u32>)], old: &Parts) {
        let sources = Given {
            all: files
                .iter()
                .map(|(file, _)| (source(file), None::<Card>))
                .collect(),
            key: |(source, _)| &*source.file,
            places: files.iter().map(|(_, place)| *place).collect(),
        };
        let page = Written {
            path: SitePath::new("a.html").unwrap(),
            fingerprint: 1,
            stamp: Stamp::default(),
            said: Vec::new(),
        };
        let pages = Given {
            all: vec![page],
            key: |page| page.path.as_str(),
            places: vec![None],
        };
        let groups = (None, &Company::default());
        write(root, (7, &None, 0), &pages, &groups, &sources, old);
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
