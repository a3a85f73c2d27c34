//! What a build remembers for the next one: cards of originals that have not changed, and fingerprints
//! of pages. Never needed for correctness; nothing else knows of it.

use super::Summary;
use crate::archive::Card;
use crate::diag::Diagnostic;
use crate::disk::Stamp;
use crate::parse::Kind;
use crate::site::{Digest, Fingerprint, SourceDigest};
use serde::{Deserialize, Serialize};
use std::io;

/// What became of an original. `C` is a card, owned or borrowed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum One<C> {
    /// An article.
    Article {
        card: C,
        /// The local files that it shows.
        local: Vec<String>,
        /// Those that it would show without its limits.
        withheld: Vec<String>,
        /// Names that it shows initials of.
        names: Vec<String>,
        digest: SourceDigest,
    },
    /// Marked as a draft or private, with the local files that it would show.
    Held { withheld: Vec<String> },
    /// Not published.
    Refused,
}

/// An original as it was.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Source<C> {
    pub(super) file: String,
    pub(super) kind: Kind,
    pub(super) stamp: Stamp,
    pub(super) sidecar: Option<(String, Stamp)>,
    pub(super) one: One<C>,
    pub(super) said: Vec<Diagnostic>,
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

/// All of it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Memory<C> {
    /// Of what decides how originals are read, besides themselves.
    pub(super) reading: Fingerprint,
    pub(super) whole: Option<Whole>,
    pub(super) pages: Vec<Written>,
    /// Sorted by file.
    pub(super) sources: Vec<Source<C>>,
    /// What comparing the published articles found, by their places among the sources that are some.
    pub(super) stories: Option<crate::story::Known>,
}

impl<C> Default for Memory<C> {
    fn default() -> Self {
        Memory {
            reading: 0,
            whole: None,
            pages: Vec::new(),
            sources: Vec::new(),
            stories: None,
        }
    }
}

impl Memory<Box<Card>> {
    /// Reads what [`Memory::write`] wrote; whatever else comes is as if nothing were remembered.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let Some((payload, seal)) = bytes.split_last_chunk::<16>() else {
            return Memory::default();
        };
        if Digest::of_bytes(payload).to_le_bytes() != *seal {
            return Memory::default();
        }
        postcard::from_bytes(payload).unwrap_or_default()
    }
}

impl<C: Serialize> Memory<C> {
    /// Writes it with a digest behind, so that damage shows.
    pub(super) fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let mut sealed = Sealed {
            out,
            digest: Digest::default(),
        };
        postcard::to_io(self, &mut sealed).map_err(io::Error::other)?;
        let seal = sealed.digest.finish();
        sealed.out.write_all(&seal.to_le_bytes())
    }
}

/// Passes bytes on and digests them.
struct Sealed<'a> {
    out: &'a mut dyn io::Write,
    digest: Digest,
}

impl io::Write for Sealed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.out.write(bytes)?;
        let _ = self.digest.write(&bytes[..n])?;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_damaged_is_as_if_nothing_were_remembered() {
        let memory: Memory<Box<Card>> = Memory {
            reading: 7,
            ..Memory::default()
        };
        let mut bytes = Vec::new();
        memory.write(&mut bytes).unwrap();
        assert_eq!(Memory::read(&bytes).reading, 7);
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert_eq!(Memory::read(&damaged).reading, 0, "byte {at}");
            assert_eq!(Memory::read(&bytes[..at]).reading, 0, "cut at {at}");
        }
    }
}
