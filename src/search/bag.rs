//! The words of some articles, in their order: what the first pass over the originals leaves of their
//! texts. One dictionary serves all articles of a bag, so that a word costs a byte or two.

use super::bits::varint;
use super::fold::words;
use super::stem::code;
use crate::archive::Card;
use crate::parse::{Block, Draft};
use crate::site::{Digest, Fingerprint};
use std::collections::HashMap;
use std::hash::{BuildHasher as _, BuildHasherDefault, Hasher, RandomState};

/// Paragraphs begin at multiples of this many words, with at least one free place before: no phrase
/// runs from one paragraph into the next, and a word more or less moves those of its paragraph only.
const PARAGRAPH: u32 = 32;

/// The words of some articles.
#[derive(Debug, Default)]
pub struct Bag {
    /// All forms.
    pub(super) forms: Forms,
    /// For each article its key and the end of its words in `stream`.
    pub(super) articles: Vec<(Fingerprint, usize)>,
    /// Numbers of forms, counted from 1; 0 where a paragraph begins.
    stream: Vec<u8>,
}

/// Words by number, one after another in one text.
#[derive(Debug, Clone, Default)]
pub(super) struct Forms {
    text: String,
    ends: Vec<u32>,
}

impl Forms {
    pub(super) fn push(&mut self, form: &str) {
        self.text.push_str(form);
        self.ends.push(self.text.len() as u32);
    }

    /// Texts one after another, each of which ends at one of `ends`.
    pub(super) fn new(text: String, ends: Vec<u32>) -> Self {
        Forms { text, ends }
    }

    /// All texts, one after another.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where the text of one ends.
    pub(super) fn end(&self, number: usize) -> u32 {
        self.ends.get(number).copied().unwrap_or_default()
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.ends.len()).map(|n| self.get(n as u32))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// One of them.
    pub(super) fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let from = number.checked_sub(1).and_then(|n| self.ends.get(n));
        let from = from.map_or(0, |end| *end as usize);
        let to = self.ends.get(number).map_or(from, |end| *end as usize);
        self.text.get(from..to).unwrap_or_default()
    }
}

impl<'a> FromIterator<&'a str> for Forms {
    fn from_iter<I: IntoIterator<Item = &'a str>>(all: I) -> Self {
        let mut forms = Forms::default();
        all.into_iter().for_each(|form| forms.push(form));
        forms
    }
}

impl Bag {
    /// The words of one article with their places.
    pub(super) fn read(&self, article: usize, mut each: impl FnMut(u32, u32)) {
        let from = match article {
            0 => 0,
            n => self.articles.get(n - 1).map_or(0, |(_, end)| *end),
        };
        let to = self.articles.get(article).map_or(from, |(_, end)| *end);
        let mut place = 0;
        let mut value = 0;
        let mut shift = 0;
        for byte in self.stream.get(from..to).unwrap_or_default() {
            value |= u32::from(byte & 0x7f) << shift;
            shift += 7;
            if *byte >= 0x80 {
                continue;
            }
            match value {
                0 => place = paragraph_after(place),
                form => {
                    each(form - 1, place);
                    place += 1;
                }
            }
            (value, shift) = (0, 0);
        }
    }
}

/// Where the paragraph after a word before `place` begins.
fn paragraph_after(place: u32) -> u32 {
    (place + 1).next_multiple_of(PARAGRAPH)
}

/// Fills a bag, article by article.
#[derive(Debug, Default)]
pub struct Gather {
    /// Numbers of forms by their hash, which nobody can foresee; the next free one where two share it. The
    /// forms themselves stand close together in the bag, where looking at one costs little.
    numbers: HashMap<u64, u32, BuildHasherDefault<Hashed>>,
    random: RandomState,
    bag: Bag,
    room: String,
    word: String,
}

impl Gather {
    /// Takes in what an article's page shows as text, and returns a key that two articles of the same
    /// words share. `main` is the archive's own language.
    pub fn add(&mut self, card: &Card, draft: &Draft, main: &str) -> Fingerprint {
        let language = code(card.lang.as_deref().unwrap_or(main));
        let is_main = language == code(main);
        let mut digest = Digest::default();
        digest.add(if is_main { "" } else { language });
        digest.add(language);
        texts(card, draft, |text| {
            digest.add(text);
            self.paragraph(text, (!is_main).then_some(language));
        });
        let key = digest.finish();
        self.bag.articles.push((key, self.bag.stream.len()));
        key
    }

    /// Takes in a paragraph. A form of another language than the archive's own has its code behind.
    fn paragraph(&mut self, text: &str, language: Option<&str>) {
        let mut room = std::mem::take(&mut self.room);
        words(text, &mut room, |word| match language {
            None => self.number(word),
            Some(code) => {
                let mut form = std::mem::take(&mut self.word);
                form.clear();
                form.push_str(word);
                form.push(' ');
                form.push_str(code);
                self.number(&form);
                self.word = form;
            }
        });
        self.room = room;
        self.bag.stream.push(0);
    }

    fn number(&mut self, form: &str) {
        let mut hash = self.random.hash_one(form);
        let number = loop {
            match self.numbers.get(&hash) {
                Some(number) if self.bag.forms.get(*number) == form => break *number,
                Some(_) => hash = hash.wrapping_add(1),
                None => {
                    let number = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
                    self.numbers.insert(hash, number);
                    self.bag.forms.push(form);
                    break number;
                }
            }
        };
        varint(&mut self.bag.stream, number + 1);
    }

    /// Takes in an article as an earlier build knew it: its words with their places, in order.
    pub(super) fn known(&mut self, key: Fingerprint, words: &[(u32, u32)]) {
        let mut next = 0;
        for (place, form) in words {
            while next < *place {
                self.bag.stream.push(0);
                next = paragraph_after(next);
            }
            varint(&mut self.bag.stream, form + 1);
            next += 1;
        }
        self.bag.articles.push((key, self.bag.stream.len()));
    }

    /// The bag. Forms are taken as they are where `Gather::known` filled it.
    pub fn finish(self) -> Bag {
        self.bag
    }

    /// A bag whose forms are known beforehand.
    pub(super) fn with_forms(forms: Forms) -> Self {
        Gather {
            bag: Bag {
                forms,
                ..Bag::default()
            },
            ..Gather::default()
        }
    }
}

/// Takes a hash for what it is.
#[derive(Debug, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |h, b| h << 8 | u64::from(*b));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// The texts that an article's page shows, the headline first; that of pages which are only linked to is
/// not its own.
fn texts<'a>(card: &'a Card, draft: &'a Draft, mut each: impl FnMut(&'a str)) {
    each(&card.headline);
    draft.standfirst.iter().for_each(|s| each(&s.value));
    draft.dateline.iter().for_each(|d| each(&d.value));
    draft.corrections.iter().for_each(|c| each(&c.value.text));
    for block in &draft.body {
        match &block.value {
            Block::Paragraph(text) | Block::Crosshead(text) | Block::Html { text, .. } => {
                each(text)
            }
            Block::Figure(figure) => {
                figure.caption.iter().for_each(|c| each(c));
                figure.credit.iter().for_each(|c| each(c));
            }
            Block::Related(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_places_and_paragraphs_their_distance() {
        let mut gather = Gather::default();
        gather.paragraph("One two", None);
        gather.paragraph(&"word ".repeat(32), None);
        gather.paragraph("two, three", Some("de"));
        gather.bag.articles.push((7, gather.bag.stream.len()));
        let bag = gather.finish();
        let mut places = Vec::new();
        bag.read(0, |form, place| places.push((place, form)));
        assert_eq!((places[1], places[2]), ((1, 1), (32, 2)));
        assert_eq!(places[34..], [(96, 3), (97, 4)]);
        assert_eq!(bag.forms.get(3), "two de");
        let mut again = Gather::with_forms(bag.forms.clone());
        again.known(7, &places);
        let mut same = Vec::new();
        again
            .finish()
            .read(0, |form, place| same.push((place, form)));
        assert_eq!(same, places);
    }
}
