//! A fixed number of neighbouring articles with the lists of their words, as the index holds them. A
//! segment depends on its own articles alone, so that a later build takes it as it stands while they
//! are the same; only its bytes leave this folder.

use super::bag::{Bag, Gather};
use super::bits::{Reader, Writer};
use crate::site::{Digest, Fingerprint};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Articles with their words.
#[derive(Debug, Serialize, Deserialize)]
pub struct Segment {
    /// Keys of the articles, oldest first.
    pub(super) keys: Vec<Fingerprint>,
    /// Forms in order.
    pub(super) forms: Vec<Box<str>>,
    /// For each form the ends of its lists in `docs` and in `places`.
    ends: Vec<(u32, u32)>,
    /// Which articles have a form, and how it weighs there.
    docs: Vec<u8>,
    /// Where in those articles it stands.
    places: Vec<u8>,
}

/// Bits of a gap between `count` numbers of `len`: Rice's parameter.
pub(super) fn rice(len: u32, count: u32) -> u32 {
    (len / count.max(1)).max(1).ilog2()
}

/// Articles are some hundred words long; what is longer costs a bit more.
const LENGTH: u32 = 512;

/// What a word weighs in an article: 0 where it stands once, 1 two or three times, 2 more often, 3 in the
/// headline.
fn weight(count: u32, first: u32) -> u32 {
    match count {
        _ if first < HEADLINE => 3,
        0 | 1 => 0,
        2 | 3 => 1,
        _ => 2,
    }
}

/// The headline is the first paragraph: nothing else stands before this place.
const HEADLINE: u32 = 32;

impl Segment {
    /// What two segments of the same articles share.
    pub fn fingerprint(keys: &[Fingerprint]) -> Fingerprint {
        Digest::of(keys)
    }

    /// The keys of its articles.
    pub fn keys(&self) -> &[Fingerprint] {
        &self.keys
    }

    /// Turns articles, each given by its bag and place there, into lists by word.
    pub(super) fn new(bags: &[Bag], articles: &[(usize, usize)]) -> Self {
        let mut forms: Vec<&str> = Vec::new();
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let mut here: HashMap<usize, Vec<u32>> = HashMap::new();
        // (form, article, place), by article and place.
        let mut all: Vec<(u32, u32, u32)> = Vec::new();
        let mut keys = Vec::with_capacity(articles.len());
        for (number, (bag, article)) in (0u32..).zip(articles) {
            let Some(from) = bags.get(*bag) else { continue };
            keys.extend(from.articles.get(*article).map(|(key, _)| *key));
            let known = here
                .entry(*bag)
                .or_insert_with(|| vec![u32::MAX; from.forms.len()]);
            from.read(*article, |form, place| {
                let Some(slot) = known.get_mut(form as usize) else {
                    return;
                };
                if *slot == u32::MAX {
                    let text = from.forms.get(form);
                    *slot = *numbers.entry(text).or_insert_with(|| {
                        forms.push(text);
                        (forms.len() - 1) as u32
                    });
                }
                all.push((*slot, number, place));
            });
        }
        drop(numbers);
        let mut order: Vec<u32> = (0..forms.len() as u32).collect();
        order.sort_unstable_by_key(|form| forms[*form as usize]);
        let mut rank = vec![0u32; forms.len()];
        for (at, form) in (0u32..).zip(&order) {
            rank[*form as usize] = at;
        }
        let lists = by_form(&all, &rank);
        drop(all);
        let mut segment = Segment {
            forms: order.iter().map(|f| forms[*f as usize].into()).collect(),
            ends: Vec::with_capacity(forms.len()),
            keys,
            docs: Vec::new(),
            places: Vec::new(),
        };
        segment.write(&lists);
        segment
    }

    fn write(&mut self, lists: &Lists) {
        let len = self.keys.len() as u32;
        let (mut docs, mut places) = (Writer::default(), Writer::default());
        for form in 0..self.forms.len() {
            let list = lists.of(form);
            let count = list.chunk_by(|a, b| a.0 == b.0).count() as u32;
            let k = rice(len, count);
            docs.varint(count);
            let mut next = 0;
            for here in list.chunk_by(|a, b| a.0 == b.0) {
                let (article, first) = here[0];
                docs.rice(article - next, k);
                next = article + 1;
                let count = here.len() as u32;
                docs.unary(weight(count, first));
                places.unary(count - 1);
                let k = rice(LENGTH, count);
                let mut next = 0;
                for (_, place) in here {
                    places.rice(place - next, k);
                    next = place + 1;
                }
            }
            docs.align();
            places.align();
            self.ends.push((docs.len() as u32, places.len() as u32));
        }
        self.docs = docs.finish();
        self.places = places.finish();
    }

    /// The lists of a form: articles, and places.
    pub(super) fn lists(&self, form: usize) -> (&[u8], &[u8]) {
        let start = match form {
            0 => (0, 0),
            n => self.ends.get(n - 1).copied().unwrap_or_default(),
        };
        let end = self.ends.get(form).copied().unwrap_or_default();
        let part = |bytes, from, to| <[u8]>::get(bytes, from as usize..to as usize);
        (
            part(&self.docs, start.0, end.0).unwrap_or_default(),
            part(&self.places, start.1, end.1).unwrap_or_default(),
        )
    }

    /// The words of its articles again, in their order.
    pub(super) fn bag(&self) -> Bag {
        let mut articles: Vec<Vec<(u32, u32)>> = vec![Vec::new(); self.keys.len()];
        for form in 0..self.forms.len() {
            for (article, places) in self.postings(form) {
                if let Some(words) = articles.get_mut(article as usize) {
                    words.extend(places.into_iter().map(|place| (place, form as u32)));
                }
            }
        }
        let mut gather = Gather::with_forms(self.forms.iter().map(|f| &**f).collect());
        for (key, mut words) in self.keys.iter().zip(articles) {
            words.sort_unstable();
            gather.known(*key, &words);
        }
        gather.finish()
    }

    /// The articles of a form with its places in each.
    fn postings(&self, form: usize) -> Vec<(u32, Vec<u32>)> {
        let (docs, places) = self.lists(form);
        let (mut docs, mut places) = (Reader::new(docs), Reader::new(places));
        let count = docs.varint().min(self.keys.len() as u32);
        let k = rice(self.keys.len() as u32, count);
        let mut next = 0;
        let mut out = Vec::with_capacity(count as usize);
        for _ in 0..count {
            let article = next + docs.rice(k);
            next = article + 1;
            let _weight = docs.unary();
            let count = places.unary() + 1;
            let k = rice(LENGTH, count);
            let mut next = 0;
            let here = (0..count).map(|_| {
                let place = next + places.rice(k);
                next = place + 1;
                place
            });
            out.push((article, here.collect()));
        }
        out
    }

    /// Its bytes, to be kept for the next build.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = postcard::to_allocvec(self).unwrap_or_default();
        let seal = Digest::of_bytes(&bytes);
        bytes.extend(seal.to_le_bytes());
        bytes
    }

    /// Reads [`Segment::to_bytes`]; `None` for whatever else comes, and for a segment of other articles
    /// than `fingerprint` says.
    pub fn from_bytes(bytes: &[u8], fingerprint: Fingerprint) -> Option<Self> {
        let (payload, seal) = bytes.split_last_chunk::<16>()?;
        if Digest::of_bytes(payload).to_le_bytes() != *seal {
            return None;
        }
        let segment: Segment = postcard::from_bytes(payload).ok()?;
        (Segment::fingerprint(&segment.keys) == fingerprint).then_some(segment)
    }
}

/// (article, place) of every form, by form, article and place.
struct Lists {
    starts: Vec<u32>,
    entries: Vec<(u32, u32)>,
}

impl Lists {
    fn of(&self, form: usize) -> &[(u32, u32)] {
        let range = self.starts[form] as usize..self.starts[form + 1] as usize;
        &self.entries[range]
    }
}

/// Sorts by counting, which keeps the order of articles and places within a form.
fn by_form(all: &[(u32, u32, u32)], rank: &[u32]) -> Lists {
    let mut starts = vec![0u32; rank.len() + 1];
    for (form, ..) in all {
        starts[rank[*form as usize] as usize + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut next = starts.clone();
    let mut entries = vec![(0, 0); all.len()];
    for (form, article, place) in all {
        let slot = &mut next[rank[*form as usize] as usize];
        entries[*slot as usize] = (*article, *place);
        *slot += 1;
    }
    Lists { starts, entries }
}
