//! All files of the index: their names at once, what is in them when it is asked for. An edit changes few of
//! them, and the others need never be made again.

use super::cards;
use super::fields;
use super::forms;
use super::layout::{Layout, Part, Scale};
use super::root;
use super::segment::Segment;
use super::shard::{Shards, Word};
use super::stem;
use super::{File, path};
use crate::site::Site;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// The letters that the names of files of shards begin with, of base and tail.
const LETTERS: [&str; 2] = ["b", "t"];

/// The index of a site.
#[derive(Debug, Default)]
pub struct Index {
    files: Vec<(String, Made)>,
    segments: Vec<Segment>,
    /// How many of these are the base's.
    base: usize,
    parts: [Shards; 2],
    scale: Scale,
}

/// What is in a file.
#[derive(Debug)]
enum Made {
    Bytes(Vec<u8>),
    Cards(usize),
    /// Of a part, by the number of its shard.
    Docs(usize, usize),
    Places(usize, usize),
}

impl Index {
    /// The index of a site of these segments.
    pub fn new(site: &Site, scale: Scale, segments: Vec<Segment>) -> Self {
        let layout = Layout::new(&site.archive, scale);
        let ranges = [Part::Base, Part::Tail].map(|part| layout.segments(part));
        let base = ranges[0].len().min(segments.len());
        let (of_base, of_tail) = segments.split_at(base);
        let (fields, mut words) = rayon::join(
            || fields::all(&site.archive, layout),
            || [words_of(of_base), words_of(of_tail)],
        );
        let [base_words, tail_words] = &mut words;
        let main = stem::code(&site.settings.lang);
        let mut weights = BTreeMap::new();
        forms::weigh(base_words, of_base, &mut weights);
        forms::weigh(tail_words, of_tail, &mut weights);
        let suggestions = root::suggestions(&weights);
        forms::relate(base_words, tail_words, main);
        let [base_words, tail_words] = words;
        let (base_shards, (tail_shards, cards)) = rayon::join(
            || Shards::new(of_base, &ranges[0], &fields, base_words),
            || {
                let tail = Shards::new(of_tail, &ranges[1], &fields, tail_words);
                (tail, cards::names(site, layout))
            },
        );
        let (days, places) = (
            root::days(&site.archive),
            root::places(&base_shards, &tail_shards),
        );
        let names = root::Names {
            base: &base_shards,
            tail: &tail_shards,
            cards: &cards,
            days: &days,
            words: &suggestions,
            places: &places,
        };
        let root = root::root(&site.archive, layout, main, &names);
        let small = [root, days, suggestions, places].into_iter();
        let mut files: Vec<_> = small.map(|f| (f.path, Made::Bytes(f.bytes))).collect();
        let cards = cards.iter().enumerate();
        files.extend(cards.map(|(at, name)| (path("c", name, "js"), Made::Cards(at))));
        let parts = [base_shards, tail_shards];
        for (part, shards) in parts.iter().enumerate() {
            files.extend(of_shards(part, shards));
        }
        Index {
            files,
            parts,
            segments,
            base,
            scale,
        }
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The paths of all files; the first is that which a search begins with.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(path, _)| path.as_str())
    }

    /// What it is made from.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// What is in a file; `None` where the words that an earlier build kept are damaged.
    pub fn bytes(&self, site: &Site, file: usize) -> Option<Cow<'_, [u8]>> {
        let (base, tail) = self.segments.split_at(self.base);
        let segments = [base, tail];
        match &self.files.get(file)?.1 {
            Made::Bytes(bytes) => Some(Cow::Borrowed(bytes)),
            Made::Cards(number) => {
                let layout = Layout::new(&site.archive, self.scale);
                cards::file(site, layout, *number).map(Cow::Owned)
            }
            Made::Docs(part, shard) => {
                let shards = self.parts.get(*part)?;
                shards.docs(segments.get(*part)?, *shard).map(Cow::Owned)
            }
            Made::Places(part, shard) => {
                let shards = self.parts.get(*part)?;
                shards.places(segments.get(*part)?, *shard).map(Cow::Owned)
            }
        }
    }
}

/// The files of a part. Two shards may say the same of their places.
fn of_shards(part: usize, shards: &Shards) -> Vec<(String, Made)> {
    let letter = LETTERS[part];
    let mut seen: HashMap<&str, ()> = HashMap::new();
    let mut out = Vec::new();
    for (shard, (docs, places)) in shards.names.iter().enumerate() {
        out.push((path(letter, docs, "bin"), Made::Docs(part, shard)));
        if seen.insert(places, ()).is_none() {
            let path = path(&format!("{letter}p"), places, "bin");
            out.push((path, Made::Places(part, shard)));
        }
    }
    out
}

/// All files of an index with what is in them; `None` where words that were kept are damaged.
pub fn files(site: &Site, scale: Scale, segments: Vec<Segment>) -> Option<Vec<File>> {
    let index = Index::new(site, scale, segments);
    let file = |(at, path): (usize, &str)| {
        Some(File {
            path: path.to_owned(),
            bytes: index.bytes(site, at)?.into_owned(),
        })
    };
    index.paths().enumerate().map(file).collect()
}

/// All words of some segments, in order.
fn words_of(segments: &[Segment]) -> Vec<Word<'_>> {
    let mut all: Vec<Word<'_>> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (number, segment) in (0u32..).zip(segments) {
        for (form, key) in (0u32..).zip(segment.forms.iter()) {
            let at = *known.entry(key).or_insert_with(|| {
                all.push(Word {
                    key,
                    at: Vec::new(),
                    forms: Vec::new(),
                });
                all.len() - 1
            });
            all[at].at.push((number, form));
        }
    }
    all.sort_unstable_by_key(|word| word.key);
    all
}
