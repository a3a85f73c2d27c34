//! Answers by reading every text from the beginning: what the index must equal.

use crate::papers::{Article, Paper};
use crate::query::{Clause, Date, Query};
use morgue::search::{stem, words};
use std::collections::{BTreeMap, BTreeSet};

/// The words of an article by paragraph, the headline first.
struct Read<'a> {
    article: &'a Article,
    lang: &'static str,
    paragraphs: Vec<Vec<String>>,
    /// How often each word stands there.
    counts: BTreeMap<String, usize>,
}

/// A paper, read from the beginning.
pub(crate) struct Scan<'a> {
    /// Dated articles from the oldest, then undated ones.
    all: Vec<Read<'a>>,
    dated: usize,
    /// The stem of every word of a language.
    stems: BTreeMap<(&'static str, String), String>,
    /// Every whole name of a kind.
    wholes: BTreeSet<(&'static str, String)>,
}

impl<'a> Scan<'a> {
    pub(crate) fn new(paper: &'a Paper) -> Self {
        let order = paper.order().into_iter().map(|i| &paper.articles[i]);
        let mut order: Vec<&Article> = order.collect();
        let dated = order.iter().filter(|a| !a.date.is_empty()).count();
        order[..dated].reverse();
        let all: Vec<Read<'a>> = order.into_iter().map(read).collect();
        let words_of = |r: &Read<'a>| -> Vec<(&'static str, String)> {
            r.counts.keys().map(|w| (r.lang, w.clone())).collect()
        };
        let forms: BTreeSet<(&'static str, String)> = all.iter().flat_map(words_of).collect();
        let whole = |(kind, name): (&'static str, &str)| (kind, words(name).join(" "));
        Scan {
            dated,
            stems: forms
                .into_iter()
                .map(|(l, w)| ((l, w.clone()), stem(&w, l)))
                .collect(),
            wholes: all.iter().flat_map(names).map(whole).collect(),
            all,
        }
    }

    /// Numbers of the articles that a query finds, in its order.
    pub(crate) fn find(&self, query: &Query) -> Vec<usize> {
        let (all, dated) = (&self.all, self.dated);
        let weight = |clause: &Clause| -> Vec<usize> {
            all.iter().map(|r| weigh(clause, r, self)).collect()
        };
        let wanted: Vec<Vec<usize>> = query.all.iter().map(weight).collect();
        let unwanted: Vec<Vec<usize>> = query.not.iter().map(weight).collect();
        let mut found: Vec<usize> = (0..all.len())
            .filter(|n| wanted.iter().all(|w| w[*n] > 0) && unwanted.iter().all(|w| w[*n] == 0))
            .filter(|n| is_between(all[*n].article, query))
            .collect();
        if query.sort != "oldest" {
            found.sort_by_key(|n| (*n >= dated, if *n < dated { all.len() - n } else { *n }));
        }
        if query.sort == "relevance" {
            let score = |n: usize| -> u32 {
                let of = |list: &Vec<usize>| {
                    let df = list.iter().filter(|w| **w > 0).count().max(1);
                    (32 - ((all.len() / df) as u32).leading_zeros()) * [0, 2, 3, 4, 8][list[n]]
                };
                wanted.iter().map(of).sum()
            };
            found.sort_by_key(|n| std::cmp::Reverse(score(*n)));
        }
        found
    }
}

fn read(article: &Article) -> Read<'_> {
    let mut paragraphs = vec![words(&article.headline)];
    paragraphs.extend(article.paragraphs.iter().map(|p| words(p)));
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for word in paragraphs.iter().flatten() {
        *counts.entry(word.clone()).or_default() += 1;
    }
    Read {
        article,
        lang: if article.lang.is_some() { "de" } else { "en" },
        paragraphs,
        counts,
    }
}

fn names<'a>(read: &Read<'a>) -> Vec<(&'static str, &'a str)> {
    let a = read.article;
    let mut out: Vec<(&str, &str)> = a.bylines.iter().map(|n| ("by", n.as_str())).collect();
    out.extend(a.section.map(|s| ("section", s)));
    out.extend(a.tags.iter().map(|t| ("tag", *t)));
    out.extend(a.source.map(|s| ("source", s)));
    out
}

/// 0 where the article is not found, else one more than how much the clause weighs there.
fn weigh(clause: &Clause, read: &Read<'_>, scan: &Scan<'_>) -> usize {
    let one = |word: &str| match read.counts.get(word) {
        None => 0,
        _ if read.paragraphs[0].iter().any(|w| w == word) => 4,
        Some(1) => 1,
        Some(2 | 3) => 2,
        Some(_) => 3,
    };
    let best = |is: &dyn Fn(&str) -> bool| {
        let forms = read.counts.keys().filter(|w| is(w));
        forms.map(|w| one(w)).max().unwrap_or(0)
    };
    match clause {
        Clause::Word(word) => match scan.stems.get(&(read.lang, word.clone())) {
            // A form that no article of this language has has no relatives.
            None => 0,
            Some(own) => best(&|w| scan.stems[&(read.lang, w.to_owned())] == *own),
        },
        Clause::Begins(start) => best(&|w| w.starts_with(start.as_str())),
        Clause::Phrase(phrase) => {
            let stands = |p: &Vec<String>| p.windows(phrase.len()).any(|w| w == phrase);
            if read.paragraphs.iter().any(stands) {
                one(&phrase[0])
            } else {
                0
            }
        }
        Clause::Field(kind, of, _) => {
            let own: Vec<Vec<String>> = names(read)
                .into_iter()
                .filter(|(k, _)| k == kind)
                .map(|(_, n)| words(n))
                .collect();
            usize::from(if scan.wholes.contains(&(*kind, of.join(" "))) {
                own.contains(of)
            } else {
                of.iter()
                    .all(|word| own.iter().flatten().any(|w| w == word))
            })
        }
    }
}

/// What is dated to a month or year alone stands at its end.
fn is_between(article: &Article, query: &Query) -> bool {
    if query.from.is_none() && query.to.is_none() {
        return true;
    }
    let mut parts = article.date.split(['-', 'T']);
    let Some(Ok(year)) = parts.next().map(str::parse::<u32>) else {
        return false;
    };
    let mut next = || parts.next().and_then(|p| p.parse().ok()).unwrap_or(99);
    let date = (year, next(), next());
    let limit = |(y, m, d): Date, rest: u32| (y, m.unwrap_or(rest), d.unwrap_or(rest));
    query.from.is_none_or(|d| date >= limit(d, 0)) && query.to.is_none_or(|d| date <= limit(d, 99))
}
