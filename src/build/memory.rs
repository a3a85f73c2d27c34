//! What a build remembers for the next one: cards of originals that have not changed, and fingerprints
//! of pages. Never needed for correctness; nothing else knows of it. A build that finds nothing changed reads
//! no more of it than the head.

use super::Summary;
use crate::archive::Card;
use crate::diag::Diagnostic;
use crate::disk::{Remembered, Stamp};
use crate::parse::Kind;
use crate::site::{Digest, Fingerprint, SourceDigest};
use crate::story::Known;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io;
use std::sync::Arc;

/// What became of an original. `C` is a card, owned or borrowed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum One<C> {
    /// An article.
    Article {
        card: C,
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
pub(super) struct Source<C> {
    pub(super) file: Arc<str>,
    pub(super) kind: Kind,
    pub(super) stamp: Stamp,
    pub(super) sidecar: Option<Arc<(String, Stamp)>>,
    pub(super) one: One<C>,
    pub(super) said: Box<[Diagnostic]>,
}

/// A page as it was written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Written {
    pub(super) path: String,
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

/// An original as it is, to be remembered: the serialised form of [`Source`], of which nothing is copied.
#[derive(Serialize)]
pub(super) struct Borrowed<'a> {
    file: &'a str,
    kind: Kind,
    stamp: &'a Stamp,
    sidecar: &'a Option<Arc<(String, Stamp)>>,
    one: BorrowedOne<'a>,
    said: &'a [Diagnostic],
}

/// [`One`] in the same way.
#[derive(Serialize)]
enum BorrowedOne<'a> {
    Article {
        card: &'a Card,
        local: &'a [String],
        withheld: &'a [String],
        names: &'a [String],
        digest: &'a SourceDigest,
    },
    Held {
        withheld: &'a [String],
        former: Option<u64>,
    },
    Refused,
}

impl Source<()> {
    /// This one with its card, which an article must have.
    pub(super) fn borrowed<'a>(&'a self, card: Option<&'a Card>) -> Option<Borrowed<'a>> {
        let one = match &self.one {
            One::Article {
                local,
                withheld,
                names,
                digest,
                ..
            } => BorrowedOne::Article {
                card: card?,
                local,
                withheld,
                names,
                digest,
            },
            One::Held { withheld, former } => BorrowedOne::Held {
                withheld,
                former: *former,
            },
            One::Refused => BorrowedOne::Refused,
        };
        Some(Borrowed {
            file: &self.file,
            kind: self.kind,
            stamp: &self.stamp,
            sidecar: &self.sidecar,
            one,
            said: &self.said,
        })
    }
}

/// All of it.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Of what decides how originals are read, besides themselves.
    pub(super) reading: Fingerprint,
    pub(super) whole: Option<Whole>,
    pub(super) pages: Vec<Written>,
    /// Sorted by file.
    pub(super) sources: Vec<Source<Box<Card>>>,
    /// What comparing the published articles found, by their places among the sources that are some.
    pub(super) stories: Option<Known>,
}

/// Sources that are read and written together.
const TOGETHER: usize = 512;

impl Memory {
    /// Reads the head of what [`write`] wrote, which is all but the sources and their stories. Whatever else
    /// comes is as if nothing were remembered.
    pub(super) fn head(file: &Remembered) -> Self {
        let head = || {
            let (reading, whole, pages) = part(file, &mut 0)?;
            Some(Memory {
                reading,
                whole,
                pages,
                ..Memory::default()
            })
        };
        head().unwrap_or_default()
    }

    /// Reads the rest, too.
    pub(super) fn with_sources(self, file: &Remembered) -> Self {
        let rest = || {
            let mut at = part_len(file, 0)?;
            let (count, stories): (usize, Option<Known>) = part(file, &mut at)?;
            let mut sources: Vec<Source<Box<Card>>> = Vec::new();
            while at < file.len() {
                sources.append(&mut part(file, &mut at)?);
            }
            (sources.len() == count).then_some((stories, sources))
        };
        let (stories, sources) = rest().unwrap_or_default();
        Memory {
            stories,
            sources,
            ..self
        }
    }
}

/// Reads the value that begins at a byte, and leads on to the next one.
fn part<T: DeserializeOwned>(file: &Remembered, at: &mut u64) -> Option<T> {
    let end = at.checked_add(part_len(file, *at)?)?;
    let sealed = file.read(at.checked_add(8)?..end)?;
    let (payload, seal) = sealed.split_last_chunk::<16>()?;
    if Digest::of_bytes(payload).to_le_bytes() != *seal {
        return None;
    }
    *at = end;
    postcard::from_bytes(payload).ok()
}

/// How many bytes a value takes, which they begin with.
fn part_len(file: &Remembered, at: u64) -> Option<u64> {
    let len = file.read(at..at.checked_add(8)?)?;
    Some(u64::from_le_bytes(*len.first_chunk()?))
}

/// Writes what is to be remembered, each part with a digest behind, so that damage shows.
pub(super) fn write<'a>(
    out: &mut dyn io::Write,
    head: (Fingerprint, &Option<Whole>, &[Written]),
    stories: &Option<Known>,
    sources: impl Iterator<Item = Borrowed<'a>>,
) -> io::Result<()> {
    let sources: Vec<Borrowed<'_>> = sources.collect();
    let mut bytes = Vec::new();
    sealed(out, &mut bytes, &head)?;
    sealed(out, &mut bytes, &(sources.len(), stories))?;
    for some in sources.chunks(TOGETHER) {
        sealed(out, &mut bytes, &some)?;
    }
    Ok(())
}

/// Writes a value; `bytes` are lent.
fn sealed(out: &mut dyn io::Write, bytes: &mut Vec<u8>, value: &impl Serialize) -> io::Result<()> {
    bytes.clear();
    bytes.extend([0; 8]);
    postcard::to_io(value, &mut *bytes).map_err(io::Error::other)?;
    let seal = Digest::of_bytes(&bytes[8..]);
    bytes.extend(seal.to_le_bytes());
    let len = bytes.len() as u64;
    bytes[..8].copy_from_slice(&len.to_le_bytes());
    out.write_all(bytes)
}

#[cfg(test)]
#[allow(
    clippy::disallowed_methods,
    reason = "tests set the scene on the real disk"
)]
mod tests {
    use super::*;
    use crate::disk;

    #[test]
    fn what_is_damaged_is_as_if_nothing_were_remembered() {
        let root = tempfile::tempdir().unwrap();
        let source = Source {
            file: "a.txt".into(),
            kind: Kind::Text,
            stamp: Stamp::default(),
            sidecar: None,
            one: One::<()>::Refused,
            said: Box::default(),
        };
        let read = || match disk::remembered(root.path()) {
            Some(file) => {
                let memory = Memory::head(&file).with_sources(&file);
                (memory.reading, memory.sources.len())
            }
            None => (0, 0),
        };
        disk::remember(root.path(), |out| {
            write(
                out,
                (7, &None, &[]),
                &None,
                source.borrowed(None).into_iter(),
            )
        });
        assert_eq!(read(), (7, 1));
        let file = root.path().join(".morgue/cache");
        let whole = std::fs::read(&file).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            std::fs::write(&file, damaged).unwrap();
            assert_ne!(read(), (7, 1), "byte {at}");
            std::fs::write(&file, &whole[..at]).unwrap();
            assert_ne!(read(), (7, 1), "cut at {at}");
        }
    }
}
