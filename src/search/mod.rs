//! The index that a reader's browser searches: every word of every article in files that a static host
//! serves, of which a search reads a few. Pure: texts in, files out.
//!
//! Articles are numbered in the order of time and cut into segments of a fixed number ([`Segment`]); each has
//! for every word the list of its articles and places. The lists of all full segments together are the *base*,
//! those of what is left over the *tail*, which alone changes with today's article. Both are cut into shards
//! of neighbouring words. A file's name is drawn from its content, so that a host may let it be kept for
//! ever.

mod aside;
mod bag;
mod bits;
mod cards;
mod fields;
mod fold;
mod forms;
mod index;
mod invert;
mod layout;
mod lists;
mod patch;
mod root;
mod segment;
mod shard;
mod stem;

pub use aside::Aside;
pub use bag::{Bag, Gather};
pub use index::{Index, files};
pub use layout::Scale;
pub use segment::Segment;

use crate::archive::{Archive, ArticleId};
use crate::site::{Digest, Fingerprint};
use layout::{Layout, Part};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The words of a text as the index knows them, in order.
pub fn words(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    fold::words(text, &mut String::new(), |word| out.push(word.to_owned()));
    out
}

/// The stem of such a word in a language (BCP 47); words of one stem are looked for together.
pub fn stem(word: &str, lang: &str) -> String {
    stem::Stems::of(stem::code(lang)).stem(word)
}

/// The folder of the index.
pub const FOLDER: &str = "search";

/// A file of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Where it stands in the site.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// How files are written. Another number gives all of them other names, so that nobody reads a file of
/// one form as one of another.
const FORM: u32 = 2;

/// A file whose name is drawn from its content.
fn named(kind: &str, ending: &str, bytes: Vec<u8>) -> File {
    let mut digest = Digest::default();
    digest.add_bytes(&bytes);
    File {
        path: path(kind, &short_name(&digest), ending),
        bytes,
    }
}

/// The part of a file's name that is its own: all have the same length, so that they need no signs between.
fn short_name(digest: &Digest) -> String {
    let digest = Digest::of(&(FORM, digest.finish())) >> 80;
    format!("{digest:012x}")
}

fn path(kind: &str, name: &str, ending: &str) -> String {
    format!("{FOLDER}/{kind}-{name}.{ending}")
}

/// The keys of an archive's articles by segment: first those of the base, then those of the tail.
pub fn segments(
    archive: &Archive,
    scale: Scale,
    key: impl Fn(ArticleId) -> Fingerprint,
) -> Vec<Vec<Fingerprint>> {
    let layout = Layout::new(archive, scale);
    let ranges = [Part::Base, Part::Tail].map(|part| layout.segments(part));
    let keys = ranges.into_iter().flatten();
    keys.map(|range| range.map(|n| key(layout.article(n))).collect())
        .collect()
}

/// The segments of `wanted` keys: those of an earlier build where they are the same, and new ones of the
/// words in `fresh` and in the others, which are put aside where there is a place for that. `None` where an
/// article's words are in neither, or are damaged.
pub fn gathered(
    wanted: &[Vec<Fingerprint>],
    fresh: Vec<Bag>,
    mut kept: BTreeMap<Fingerprint, Segment>,
    place: Option<&Arc<dyn Aside>>,
) -> Option<Vec<Segment>> {
    let mut out: Vec<Option<Segment>> = wanted
        .iter()
        .map(|keys| kept.remove(&Segment::fingerprint(keys)))
        .collect();
    if out.iter().all(Option::is_some) {
        return out.into_iter().collect();
    }
    let mut bags = fresh;
    if !kept.is_empty() {
        patch(wanted, &bags, &kept, &mut out);
    }
    if out.iter().all(Option::is_some) {
        return out.into_iter().collect();
    }
    let old = lacking(wanted, &bags, &out, &kept);
    let mut old: Vec<Bag> = old
        .into_par_iter()
        .map(|segment| Some(segment.bag()?.put_aside(place)))
        .collect::<Option<_>>()?;
    bags.append(&mut old);
    let known: HashMap<Fingerprint, (usize, usize)> = keys_of(&bags).collect();
    let new: Vec<Option<Segment>> = wanted
        .par_iter()
        .zip(&out)
        .map(|(keys, same)| match same {
            Some(_) => None,
            None => {
                let places: Option<Vec<_>> = keys.iter().map(|k| known.get(k).copied()).collect();
                let segment = invert::inverted(&bags, &places?)?;
                Some(segment.put_aside(place))
            }
        })
        .collect();
    for (slot, segment) in out.iter_mut().zip(new) {
        *slot = slot.take().or(segment);
    }
    out.into_iter().collect()
}

/// Makes those segments of which few articles changed: there is an old one that begins or goes on with the
/// same articles.
fn patch(
    wanted: &[Vec<Fingerprint>],
    bags: &[Bag],
    kept: &BTreeMap<Fingerprint, Segment>,
    out: &mut [Option<Segment>],
) {
    let known: HashMap<Fingerprint, (usize, usize)> = keys_of(bags).collect();
    for (keys, slot) in wanted.iter().zip(out).filter(|(_, slot)| slot.is_none()) {
        let of_this = |old: &&Segment| {
            let all = keys.iter().zip(old.keys());
            all.filter(|(a, b)| a == b).count() * 2 > keys.len()
        };
        let old = kept.values().find(of_this);
        *slot = old.and_then(|old| patch::patched(old, keys, bags, &known));
    }
}

/// The segments that have the words of articles of new segments which are not in `bags`. One that stands may
/// hold the text of an article twice in the archive.
fn lacking<'a>(
    wanted: &[Vec<Fingerprint>],
    bags: &[Bag],
    out: &'a [Option<Segment>],
    kept: &'a BTreeMap<Fingerprint, Segment>,
) -> Vec<&'a Segment> {
    let here: HashMap<Fingerprint, (usize, usize)> = keys_of(bags).collect();
    let new = wanted.iter().zip(out).filter(|(_, s)| s.is_none());
    let mut missing: std::collections::HashSet<Fingerprint> = new
        .flat_map(|(keys, _)| keys)
        .filter(|key| !here.contains_key(key))
        .copied()
        .collect();
    let all = kept.values().chain(out.iter().flatten());
    all.filter(|segment| {
        let mut has = false;
        for key in segment.keys() {
            has |= missing.remove(key);
        }
        has
    })
    .collect()
}

fn keys_of(bags: &[Bag]) -> impl Iterator<Item = (Fingerprint, (usize, usize))> {
    bags.iter().enumerate().flat_map(|(bag, from)| {
        let articles = from.articles.iter().enumerate();
        articles.map(move |(at, (key, _))| (*key, (bag, at)))
    })
}
