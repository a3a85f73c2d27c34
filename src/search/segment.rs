//! A fixed number of neighbouring articles with the lists of their words, as the index holds them. A
//! segment depends on its own articles alone, so that a later build takes it as it stands while they
//! are the same. Of one that an earlier build kept only the head is read, which says what lists there are
//! and has a digest of each; the lists themselves stay where they are until a file is made of them.

use super::aside::{Aside, Put};
use super::bag::{Bag, Forms, Gather};
use super::bits::Reader;
use super::lists::{LENGTH, digest};
use crate::site::{Digest, Fingerprint};
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// Articles with their words.
#[derive(Debug)]
pub struct Segment {
    /// Keys of the articles, oldest first.
    pub(super) keys: Vec<Fingerprint>,
    /// Forms in order.
    pub(super) forms: Forms,
    /// For each form where its lists end.
    ends: [Vec<u32>; 2],
    /// For each form a digest of its lists.
    digests: [Vec<u64>; 2],
    lists: Lists,
}

/// The two lists of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// Which articles have it, and how it weighs there.
    Docs,
    /// Where in those articles it stands.
    Places,
}

impl Which {
    const ALL: [Which; 2] = [Which::Docs, Which::Places];
}

/// Reads a range of bytes of what an earlier build kept; `None` where it is not there.
type ReadAt = dyn Fn(Range<u64>) -> Option<Vec<u8>> + Send + Sync;

/// Where the lists are.
enum Lists {
    Here([Vec<u8>; 2]),
    /// Put aside by this build, which need not doubt them.
    Aside([Put; 2]),
    /// As an earlier build kept them, from this byte on.
    Kept(Box<ReadAt>, u64),
}

impl fmt::Debug for Lists {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Lists::Here(_) => "Here",
            Lists::Aside(_) => "Aside",
            Lists::Kept(..) => "Kept",
        })
    }
}

/// Bits of a gap between `count` numbers of `len`: Rice's parameter.
pub(super) fn rice(len: u32, count: u32) -> u32 {
    (len / count.max(1)).max(1).ilog2()
}

impl Segment {
    /// What two segments of the same articles share.
    pub fn fingerprint(keys: &[Fingerprint]) -> Fingerprint {
        Digest::of(keys)
    }

    /// The keys of its articles.
    pub fn keys(&self) -> &[Fingerprint] {
        &self.keys
    }

    /// Puts a segment together.
    pub(super) fn of_lists(
        keys: Vec<Fingerprint>,
        forms: Forms,
        ends: [Vec<u32>; 2],
        digests: [Vec<u64>; 2],
        lists: [Vec<u8>; 2],
    ) -> Self {
        Segment {
            keys,
            forms,
            ends,
            digests,
            lists: Lists::Here(lists),
        }
    }

    /// The same with its lists put aside; where there is no room, they stay here.
    pub(super) fn put_aside(mut self, place: Option<&Arc<dyn Aside>>) -> Self {
        if let (Lists::Here([docs, places]), Some(place)) = (&self.lists, place)
            && let Some(docs) = Put::new(place, docs)
            && let Some(places) = Put::new(place, places)
        {
            self.lists = Lists::Aside([docs, places]);
        }
        self
    }

    /// How many bytes a list of a form has.
    pub(super) fn len(&self, which: Which, form: usize) -> usize {
        let range = self.range(which, form..form + 1);
        range.end.saturating_sub(range.start)
    }

    /// A digest of a list of a form: equal ones, equal lists.
    pub(super) fn digest(&self, which: Which, form: usize) -> u64 {
        let all = &self.digests[which as usize];
        all.get(form).copied().unwrap_or_default()
    }

    fn range(&self, which: Which, forms: Range<usize>) -> Range<usize> {
        let ends = &self.ends[which as usize];
        let before = |form: usize| match form {
            0 => 0,
            n => ends.get(n - 1).map_or(0, |end| *end as usize),
        };
        before(forms.start)..before(forms.end)
    }

    /// Where the list of a form is among those that begin with that of `first`.
    pub(super) fn within(&self, which: Which, first: usize, form: usize) -> Range<usize> {
        let base = self.range(which, first..first).start;
        let range = self.range(which, form..form + 1);
        range.start - base..range.end - base
    }

    /// The lists of neighbouring forms, one behind the other; `None` where what was kept is damaged.
    pub(super) fn lists(&self, which: Which, forms: Range<usize>) -> Option<Cow<'_, [u8]>> {
        let range = self.range(which, forms.clone());
        match &self.lists {
            Lists::Here(lists) => lists[which as usize].get(range).map(Cow::Borrowed),
            Lists::Aside(lists) => lists[which as usize].read(range).map(Cow::Owned),
            Lists::Kept(read, base) => {
                let behind = match which {
                    Which::Docs => 0,
                    Which::Places => self.ends[0].last().copied().unwrap_or_default(),
                };
                let base = base + u64::from(behind);
                let bytes = read(base + range.start as u64..base + range.end as u64)?;
                let mut at = 0;
                for form in forms {
                    let list = bytes.get(at..at + self.len(which, form))?;
                    at += list.len();
                    if digest(list) != self.digest(which, form) {
                        return None;
                    }
                }
                Some(Cow::Owned(bytes))
            }
        }
    }

    /// The words of its articles again, in their order; `None` where what was kept is damaged.
    pub(super) fn bag(&self) -> Option<Bag> {
        let all = 0..self.forms.len();
        let docs = self.lists(Which::Docs, all.clone())?;
        let places = self.lists(Which::Places, all.clone())?;
        let mut articles: Vec<Vec<(u32, u32)>> = vec![Vec::new(); self.keys.len()];
        for form in all {
            let part = |which, from| <[u8]>::get(from, self.range(which, form..form + 1));
            let (docs, places) = (part(Which::Docs, &*docs)?, part(Which::Places, &*places)?);
            self.postings(docs, places, |article, place| {
                if let Some(words) = articles.get_mut(article as usize) {
                    words.push((place, form as u32));
                }
            });
        }
        let mut gather = Gather::with_forms(self.forms.clone());
        for (key, words) in self.keys.iter().zip(&mut articles) {
            words.sort_unstable();
            gather.known(*key, words);
        }
        Some(gather.finish())
    }

    /// Gives every article of a form with each of its places in it.
    pub(super) fn postings(&self, docs: &[u8], places: &[u8], mut each: impl FnMut(u32, u32)) {
        let (mut docs, mut places) = (Reader::new(docs), Reader::new(places));
        let count = docs.varint().min(self.keys.len() as u32);
        let k = rice(self.keys.len() as u32, count);
        let mut next = 0;
        for _ in 0..count {
            let article = next + docs.rice(k);
            next = article + 1;
            let _weight = docs.unary();
            let count = places.unary() + 1;
            let k = rice(LENGTH, count);
            let mut next = 0;
            for _ in 0..count {
                let place = next + places.rice(k);
                next = place + 1;
                each(article, place);
            }
        }
    }

    /// Its bytes in parts, to be kept for the next build; `None` of one that is kept.
    pub fn parts(&self) -> Option<[Cow<'_, [u8]>; 3]> {
        if matches!(self.lists, Lists::Kept(..)) {
            return None;
        }
        let all = 0..self.forms.len();
        let docs = self.lists(Which::Docs, all.clone())?;
        let places = self.lists(Which::Places, all)?;
        let mut head = vec![0; 8];
        let number = |n: usize| (n as u32).to_le_bytes();
        head.extend(number(self.keys.len()));
        self.keys.iter().for_each(|k| head.extend(k.to_le_bytes()));
        head.extend(number(self.forms.len()));
        for form in 0..self.forms.len() {
            head.extend(self.forms.end(form).to_le_bytes());
            for which in Which::ALL {
                head.extend(self.ends[which as usize][form].to_le_bytes());
                head.extend(self.digests[which as usize][form].to_le_bytes());
            }
        }
        head.extend(self.forms.text().as_bytes());
        let seal = Digest::of_bytes(&head[8..]);
        let len = head.len() as u64 - 8;
        head[..8].copy_from_slice(&len.to_le_bytes());
        head.extend(seal.to_le_bytes());
        Some([head.into(), docs, places])
    }

    /// Opens what the parts of a segment are together, of which `read` reads a range; `None` for whatever else comes,
    /// and for a segment of other articles than `fingerprint` says.
    pub fn open(
        read: impl Fn(Range<u64>) -> Option<Vec<u8>> + Send + Sync + 'static,
        fingerprint: Fingerprint,
    ) -> Option<Self> {
        let len = u64::from_le_bytes(*read(0..8)?.first_chunk()?);
        let base = len.checked_add(8 + 16)?;
        let sealed = read(8..base)?;
        let (head, seal) = sealed.split_last_chunk::<16>()?;
        if Digest::of_bytes(head).to_le_bytes() != *seal {
            return None;
        }
        let mut segment = Segment::of_head(head)?;
        segment.lists = Lists::Kept(Box::new(read), base);
        (Segment::fingerprint(&segment.keys) == fingerprint).then_some(segment)
    }

    fn of_head(head: &[u8]) -> Option<Self> {
        let (count, rest) = head.split_first_chunk()?;
        let (keys, rest) = rest.split_at_checked(u32::from_le_bytes(*count) as usize * 16)?;
        let (count, rest) = rest.split_first_chunk()?;
        let (rows, text) = rest.split_at_checked(u32::from_le_bytes(*count) as usize * ROW)?;
        let rows = || rows.as_chunks::<ROW>().0.iter();
        let u32_at = |at: usize| {
            let number =
                move |row: &[u8; ROW]| row[at..].first_chunk().copied().unwrap_or_default();
            rows().map(move |row| u32::from_le_bytes(number(row)))
        };
        let u64_at = |at: usize| {
            let number =
                move |row: &[u8; ROW]| row[at..].first_chunk().copied().unwrap_or_default();
            rows().map(move |row| u64::from_le_bytes(number(row)))
        };
        let text = String::from_utf8(text.to_vec()).ok()?;
        Some(Segment {
            keys: keys
                .as_chunks()
                .0
                .iter()
                .map(|k| u128::from_le_bytes(*k))
                .collect(),
            forms: Forms::new(text, u32_at(0).collect()),
            ends: [u32_at(4).collect(), u32_at(16).collect()],
            digests: [u64_at(8).collect(), u64_at(20).collect()],
            lists: Lists::Here([Vec::new(), Vec::new()]),
        })
    }
}

/// Bytes that a form takes in a head: where its text ends, and where each of its lists and its digest.
const ROW: usize = 28;
