//! How what is remembered is cut into files, so that an edit writes few of them anew.

use crate::disk::{Remember, Remembered};
use crate::site::{Digest, Fingerprint};
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io;
use std::ops::Range;

/// A file of the cache: what it is called, a seal that shows damage, and how many values it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Part {
    pub(super) name: Fingerprint,
    seal: u32,
    pub(super) count: u32,
}

/// Reads all values of some parts.
pub(super) fn all<T: DeserializeOwned + Send>(file: &Remembered, parts: &[Part]) -> Option<Vec<T>> {
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
pub(super) fn one<T: DeserializeOwned>(file: &Remembered, part: &Part) -> Option<T> {
    let bytes = file.part(part.name)?;
    if crc32fast::hash(&bytes) != part.seal {
        return None;
    }
    postcard::from_bytes(&bytes).ok()
}

/// Values to be remembered, by their numbers. Each is made when it is written: all at once would take more
/// room than anything else of a build.
pub(super) trait Values: Sync {
    /// What is written of one.
    type Value<'v>: Serialize
    where
        Self: 'v;

    /// For each its place among those of the earlier build, if it is as that one remembered it.
    fn places(&self) -> &[Option<u32>];

    /// What the values are sorted by.
    fn key(&self, number: usize) -> &str;

    /// One of them.
    fn value(&self, number: usize) -> Self::Value<'_>;
}

/// Writes some values in parts, but for those that stand.
pub(super) fn parts(cache: &Remember, values: &impl Values, old: &[Part]) -> io::Result<Vec<Part>> {
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
    let places = values.places();
    let ranges = cut((0..places.len()).map(|number| values.key(number)));
    ranges
        .into_par_iter()
        .map(|range| match standing(&places[range.clone()]) {
            Some(part) => Ok(part),
            None => {
                let count = range.len();
                let all: Vec<_> = range.map(|number| values.value(number)).collect();
                part(cache, &all, count)
            }
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

pub(super) fn part<T: Serialize + ?Sized>(
    cache: &Remember,
    value: &T,
    count: usize,
) -> io::Result<Part> {
    let bytes = postcard::to_stdvec(value).map_err(io::Error::other)?;
    let name = Digest::of_bytes(&bytes);
    cache.part(name, &bytes)?;
    Ok(Part {
        name,
        seal: crc32fast::hash(&bytes),
        count: u32::try_from(count).unwrap_or(u32::MAX),
    })
}
