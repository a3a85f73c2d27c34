//! Articles with their words to words with their articles: how a segment is made from nothing.

use super::bag::{Bag, Forms, read};
use super::lists::{ByForm, Listed};
use super::segment::Segment;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// Makes a segment of articles, each given by its bag and place there; `None` where their words cannot be
/// read.
pub(super) fn inverted(bags: &[Bag], articles: &[(usize, usize)]) -> Option<Segment> {
    let mut dictionaries: BTreeMap<usize, Cow<'_, Forms>> = BTreeMap::new();
    let mut keys = Vec::with_capacity(articles.len());
    for (bag, article) in articles {
        let from = bags.get(*bag)?;
        keys.push(from.articles.get(*article)?.0);
        if !dictionaries.contains_key(bag) {
            dictionaries.insert(*bag, from.forms()?);
        }
    }
    let mut found = Found::default();
    let mut here: HashMap<usize, Vec<u32>> = HashMap::new();
    // Read twice, since the words take less room than what they are sorted into.
    let mut words = Vec::with_capacity(articles.len());
    for (bag, article) in articles {
        let forms = dictionaries.get(bag)?;
        let numbers = here
            .entry(*bag)
            .or_insert_with(|| vec![u32::MAX; forms.len()]);
        let all = bags.get(*bag)?.words(*article)?;
        read(&all, |form, place| found.count(forms, numbers, form, place));
        words.push((*bag, all));
    }
    let Found {
        forms,
        counts,
        last,
        ..
    } = found;
    let mut order: Vec<u32> = (0..forms.len() as u32).collect();
    order.sort_unstable_by_key(|form| forms[*form as usize]);
    let words = words.iter().filter_map(|(bag, words)| {
        let numbers = here.get(bag)?;
        Some((numbers.as_slice(), &**words))
    });
    let small = articles.len().max(last as usize) <= usize::from(u16::MAX);
    let out = ByForm::new(keys);
    Some(match small {
        true => listed::<(u16, u16)>(out, words, &forms, &order, &counts),
        false => listed::<(u32, u32)>(out, words, &forms, &order, &counts),
    })
}

/// Lists the words of all articles, given with the numbers that the forms of their bags have here, by form in
/// an order. Sorting by counting keeps the order of articles and places within a form.
fn listed<'a, E: Entry>(
    mut out: ByForm,
    articles: impl Iterator<Item = (&'a [u32], &'a [u8])>,
    forms: &[&str],
    order: &[u32],
    counts: &[u32],
) -> Segment {
    let mut next = vec![0; counts.len()];
    let mut len = 0;
    for form in order {
        next[*form as usize] = len;
        len += counts[*form as usize];
    }
    let mut entries = vec![E::default(); len as usize];
    for (article, (numbers, words)) in (0u32..).zip(articles) {
        read(words, |form, place| {
            let number = numbers.get(form as usize);
            let Some(slot) = number.and_then(|n| next.get_mut(*n as usize)) else {
                return;
            };
            entries[*slot as usize] = E::new(article, place);
            *slot += 1;
        });
    }
    let mut list = Vec::new();
    let mut entries = entries.into_iter();
    for form in order {
        let count = counts[*form as usize] as usize;
        list.clear();
        list.extend(entries.by_ref().take(count).map(E::both));
        out.add(forms[*form as usize], Listed::Anew(&list));
    }
    out.finish()
}

/// An article and a place in it, in as few bytes as they need.
trait Entry: Copy + Default {
    fn new(article: u32, place: u32) -> Self;
    fn both(self) -> (u32, u32);
}

impl Entry for (u16, u16) {
    fn new(article: u32, place: u32) -> Self {
        (article as u16, place as u16)
    }

    fn both(self) -> (u32, u32) {
        (self.0.into(), self.1.into())
    }
}

impl Entry for (u32, u32) {
    fn new(article: u32, place: u32) -> Self {
        (article, place)
    }

    fn both(self) -> (u32, u32) {
        self
    }
}

/// Forms as they come, and how often each does.
#[derive(Default)]
struct Found<'a> {
    forms: Vec<&'a str>,
    counts: Vec<u32>,
    /// The last place that any word has.
    last: u32,
    numbers: HashMap<&'a str, u32>,
}

impl<'a> Found<'a> {
    /// One more word, a form of a bag; `numbers` are those that its forms have here.
    fn count(&mut self, of_bag: &'a Forms, numbers: &mut [u32], form: u32, place: u32) {
        let Some(slot) = numbers.get_mut(form as usize) else {
            return;
        };
        if *slot == u32::MAX {
            let text = of_bag.get(form);
            *slot = *self.numbers.entry(text).or_insert_with(|| {
                self.forms.push(text);
                self.counts.push(0);
                (self.forms.len() - 1) as u32
            });
        }
        self.counts[*slot as usize] += 1;
        self.last = self.last.max(place);
    }
}
