//! The index that a reader's browser searches: every word of every article in files that a static host
//! serves, of which a search reads a few. Pure: texts in, files out.
//!
//! Articles are numbered in the order of time and cut into segments of a fixed number ([`Segment`]); each has
//! for every word the list of its articles and places. The lists of all full segments together are the *base*,
//! those of what is left over the *tail*, which alone changes with today's article. Both are cut into shards
//! of neighbouring words. A file's name is drawn from its content, so that a host may let it be kept for
//! ever.

mod bag;
mod bits;
mod cards;
mod fields;
mod fold;
mod forms;
mod layout;
mod root;
mod segment;
mod shard;
mod stem;

pub use bag::{Bag, Gather};
pub use layout::Scale;
pub use segment::Segment;

use crate::archive::{Archive, ArticleId};
use crate::site::{Digest, Fingerprint, Site};
use layout::{Layout, Part};
use rayon::prelude::*;
use shard::Word;
use std::collections::{BTreeMap, HashMap};

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

/// A file whose name is drawn from its content.
fn named(kind: &str, ending: &str, bytes: Vec<u8>) -> File {
    let digest = Digest::of_bytes(&bytes) >> 80;
    File {
        path: format!("{FOLDER}/{kind}-{digest:012x}.{ending}"),
        bytes,
    }
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
/// words in `fresh` and in the others. `None` where an article's words are in neither.
pub fn gathered(
    wanted: &[Vec<Fingerprint>],
    fresh: Vec<Bag>,
    mut kept: BTreeMap<Fingerprint, Segment>,
) -> Option<Vec<Segment>> {
    let mut out: Vec<Option<Segment>> = wanted
        .iter()
        .map(|keys| kept.remove(&Segment::fingerprint(keys)))
        .collect();
    if out.iter().all(Option::is_some) {
        return out.into_iter().collect();
    }
    let mut bags = fresh;
    let lacking = |bags: &[Bag]| {
        let known: std::collections::HashSet<Fingerprint> = keys_of(bags).map(|(k, _)| k).collect();
        let new = wanted.iter().zip(&out).filter(|(_, s)| s.is_none());
        new.flat_map(|(keys, _)| keys)
            .any(|key| !known.contains(key))
    };
    if lacking(&bags) {
        // Segments that stand may hold the text of an article twice in the archive.
        let old: Vec<&Segment> = kept.values().chain(out.iter().flatten()).collect();
        let mut old: Vec<Bag> = old.into_par_iter().map(Segment::bag).collect();
        bags.append(&mut old);
    }
    let known: HashMap<Fingerprint, (usize, usize)> = keys_of(&bags).collect();
    let new: Vec<Option<Segment>> = wanted
        .par_iter()
        .zip(&out)
        .map(|(keys, same)| match same {
            Some(_) => None,
            None => {
                let places: Option<Vec<_>> = keys.iter().map(|k| known.get(k).copied()).collect();
                places.map(|places| Segment::new(&bags, &places))
            }
        })
        .collect();
    for (slot, segment) in out.iter_mut().zip(new) {
        *slot = slot.take().or(segment);
    }
    out.into_iter().collect()
}

fn keys_of(bags: &[Bag]) -> impl Iterator<Item = (Fingerprint, (usize, usize))> {
    bags.iter().enumerate().flat_map(|(bag, from)| {
        let articles = from.articles.iter().enumerate();
        articles.map(move |(at, (key, _))| (*key, (bag, at)))
    })
}

/// All files of the index; the first one is that which a search begins with.
pub fn files(site: &Site, scale: Scale, segments: &[Segment]) -> Vec<File> {
    let layout = Layout::new(&site.archive, scale);
    let main = stem::code(&site.settings.lang);
    let fields = fields::all(&site.archive, layout);
    let ranges = [Part::Base, Part::Tail].map(|part| layout.segments(part));
    let (base_segments, tail_segments) = segments.split_at(ranges[0].len().min(segments.len()));
    let mut base = words_of(base_segments);
    let mut tail = words_of(tail_segments);
    let mut weights = BTreeMap::new();
    forms::weigh(&base, base_segments, &mut weights);
    forms::weigh(&tail, tail_segments, &mut weights);
    forms::relate(&mut base, &mut tail, main);
    let base = shard::write('b', base_segments, &ranges[0], &fields, &base);
    let tail = shard::write('t', tail_segments, &ranges[1], &fields, &tail);
    let cards = cards::files(site, layout);
    let days = root::days(&site.archive);
    let words = root::suggestions(&weights);
    let places = root::places(&base, &tail);
    let names = root::Names {
        base: &base,
        tail: &tail,
        cards: &cards,
        days: &days,
        words: &words,
        places: &places,
    };
    let mut out = vec![root::root(&site.archive, layout, main, &names)];
    out.extend([days, words, places]);
    out.extend(cards);
    out.extend(base.files);
    out.extend(tail.files);
    out
}

/// All words of some segments, in order.
fn words_of(segments: &[Segment]) -> Vec<Word<'_>> {
    let mut all: Vec<(&str, u32, usize)> = Vec::new();
    for (number, segment) in (0u32..).zip(segments) {
        let forms = segment.forms.iter().enumerate();
        all.extend(forms.map(|(at, form)| (&**form, number, at)));
    }
    all.par_sort_unstable();
    let same = all.chunk_by(|a, b| a.0 == b.0);
    same.map(|same| Word {
        key: same[0].0,
        at: same
            .iter()
            .map(|(_, segment, at)| (*segment, *at))
            .collect(),
        forms: Vec::new(),
    })
    .collect()
}
