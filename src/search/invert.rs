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
        read(&all, |form, _| found.count(forms, numbers, form));
        words.push((*bag, all));
    }
    let Found { forms, counts, .. } = found;
    let mut order: Vec<u32> = (0..forms.len() as u32).collect();
    order.sort_unstable_by_key(|form| forms[*form as usize]);
    let (mut next, ends) = starts(&order, &counts);
    let mut entries = vec![(0, 0); ends.last().map_or(0, |end| *end as usize)];
    for (article, (bag, words)) in (0u32..).zip(&words) {
        let numbers = here.get(bag)?;
        read(words, |form, place| {
            let number = numbers.get(form as usize);
            let Some(slot) = number.and_then(|n| next.get_mut(*n as usize)) else {
                return;
            };
            entries[*slot as usize] = (article, place);
            *slot += 1;
        });
    }
    let mut out = ByForm::new(keys);
    let mut from = 0;
    for (form, end) in order.iter().zip(&ends) {
        let to = *end as usize;
        out.add(forms[*form as usize], Listed::Anew(&entries[from..to]));
        from = to;
    }
    Some(out.finish())
}

/// Forms as they come, and how often each does.
#[derive(Default)]
struct Found<'a> {
    forms: Vec<&'a str>,
    counts: Vec<u32>,
    numbers: HashMap<&'a str, u32>,
}

impl<'a> Found<'a> {
    /// One more word, a form of a bag; `numbers` are those that its forms have here.
    fn count(&mut self, of_bag: &'a Forms, numbers: &mut [u32], form: u32) {
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
    }
}

/// Where the entries of each form begin, and in order where they end. Sorting by counting keeps the order of
/// articles and places within a form.
fn starts(order: &[u32], counts: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0; counts.len()];
    let mut ends = Vec::with_capacity(counts.len());
    let mut at = 0;
    for form in order {
        starts[*form as usize] = at;
        at += counts[*form as usize];
        ends.push(at);
    }
    (starts, ends)
}
