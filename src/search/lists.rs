//! Writes the lists of a segment, form by form.

use super::bag::Forms;
use super::bits::Writer;
use super::segment::{Segment, rice};
use crate::site::{Digest, Fingerprint};

/// Articles are some hundred words long; what is longer costs a bit more.
pub(super) const LENGTH: u32 = 512;

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

/// The lists of a form.
pub(super) enum Listed<'a> {
    /// (article, place), by article and place; there may be none.
    Anew(&'a [(u32, u32)]),
    /// As they stand in another segment, with their digests.
    As([&'a [u8]; 2], [u64; 2]),
}

/// A segment that is made, form by form in order.
#[derive(Default)]
pub(super) struct ByForm {
    keys: Vec<Fingerprint>,
    forms: Forms,
    ends: [Vec<u32>; 2],
    digests: [Vec<u64>; 2],
    /// Of articles, and of places.
    writers: [Writer; 2],
}

impl ByForm {
    /// Begins one of these articles.
    pub(super) fn new(keys: Vec<Fingerprint>) -> Self {
        ByForm {
            keys,
            ..ByForm::default()
        }
    }

    /// The next form, if any article has it.
    pub(super) fn add(&mut self, form: &str, listed: Listed<'_>) {
        let from = [self.writers[0].len(), self.writers[1].len()];
        let known = match listed {
            Listed::Anew([]) => return,
            Listed::Anew(list) => {
                self.write(list);
                None
            }
            Listed::As(lists, digests) => {
                for (writer, list) in self.writers.iter_mut().zip(lists) {
                    writer.bytes(list);
                }
                Some(digests)
            }
        };
        self.forms.push(form);
        for (at, written) in self.writers.iter().enumerate() {
            let digest = known.map_or_else(|| digest(written.since(from[at])), |all| all[at]);
            self.ends[at].push(written.len() as u32);
            self.digests[at].push(digest);
        }
    }

    fn write(&mut self, list: &[(u32, u32)]) {
        let len = self.keys.len() as u32;
        let [docs, places] = &mut self.writers;
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
    }

    /// The segment.
    pub(super) fn finish(mut self) -> Segment {
        // Many segments live at once.
        self.forms.shrink();
        self.ends.iter_mut().for_each(Vec::shrink_to_fit);
        self.digests.iter_mut().for_each(Vec::shrink_to_fit);
        let lists = self.writers.map(Writer::finish);
        Segment::of_lists(self.keys, self.forms, self.ends, self.digests, lists)
    }
}

/// What tells a list from others.
pub(super) fn digest(list: &[u8]) -> u64 {
    Digest::of_bytes(list) as u64
}
