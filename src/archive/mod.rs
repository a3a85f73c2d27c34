//! The archive: every article's card, sorted, indexed and frozen. Pure; knows neither disk nor
//! templates.

mod address;
mod alias;
mod anchor;
mod calendar;
mod card;
mod slug;
mod terms;

pub use address::{UNDATED, assign};
pub(crate) use alias::address_key;
pub use alias::{Alias, alias};
pub(crate) use anchor::Ids;
pub use calendar::{Calendar, DaySpan, MonthSpan, YearSpan};
pub use card::{Article, Card, Seldom, cut};
use slug::fold_fnv;
pub use slug::{fnv, fold, is_reserved, slug, tag};
pub use terms::{Term, TermId, TermKind, Terms};

use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

/// Number of an article: its place in the archive, newest first, undated ones last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
pub struct ArticleId(pub u32);

impl ArticleId {
    /// The place as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// All articles and the ways to find them.
#[derive(Debug)]
pub struct Archive {
    articles: Vec<Article>,
    withdrawn: Vec<Article>,
    corrections: Vec<(ArticleId, u32)>,
    dated: usize,
    calendar: Calendar,
    /// By kind.
    terms: Vec<Terms>,
    by_file: Vec<ArticleId>,
    headlines: Headlines,
    formerly: HashMap<u64, Option<ArticleId>>,
    addressed: HashMap<u64, Option<ArticleId>>,
}

impl Archive {
    /// Sorts and indexes. The outcome does not depend on the order of `articles`.
    pub fn new(articles: Vec<Article>) -> Self {
        Archive::beside(articles, [])
    }

    /// The same beside articles that are not published, of whose headlines the keys are given.
    pub fn beside(articles: Vec<Article>, held: impl IntoIterator<Item = u64>) -> Self {
        let (mut withdrawn, mut articles): (Vec<_>, Vec<_>) = articles
            .into_iter()
            .partition(|a| a.card.seldom().withdrawn.is_some());
        withdrawn.sort_by(|a, b| a.card.file.cmp(&b.card.file));
        let by_file = sort(&mut articles);
        let dated = articles.partition_point(|a| a.card.published.is_some());
        let (terms, (headlines, (calendar, addressed))) = rayon::join(
            || {
                let kinds = TermKind::ALL.into_par_iter();
                kinds.map(|kind| Terms::new(kind, &articles)).collect()
            },
            || {
                let times = || (Calendar::new(&articles[..dated]), addressed(&articles));
                rayon::join(|| Headlines::new(&articles), times)
            },
        );
        let mut formerly: HashMap<u64, Option<ArticleId>> = HashMap::new();
        for (id, article) in ids(0..articles.len()).zip(&articles) {
            formerly.extend(article.card.seldom().former.map(|key| (key, Some(id))));
        }
        // Rather no mention of an article than one of what was withdrawn or is not published.
        let withdrawn_keys = withdrawn.iter().filter_map(|a| a.card.seldom().former);
        formerly.extend(withdrawn_keys.chain(held).map(|key| (key, None)));
        Archive {
            addressed,
            formerly,
            calendar,
            terms,
            dated,
            by_file,
            headlines,
            corrections: corrections(&articles),
            withdrawn,
            articles,
        }
    }

    /// All articles, newest first, undated ones last.
    pub fn articles(&self) -> &[Article] {
        &self.articles
    }

    /// One article.
    pub fn get(&self, id: ArticleId) -> &Article {
        &self.articles[id.index()]
    }

    /// Articles that were withdrawn, sorted by file: no list has them, but each keeps its address.
    pub fn withdrawn(&self) -> &[Article] {
        &self.withdrawn
    }

    /// All corrections, newest first, undated ones last: the article, and which of its corrections.
    pub fn corrections(&self) -> &[(ArticleId, u32)] {
        &self.corrections
    }

    /// Numbers of all dated articles, newest first.
    pub fn dated(&self) -> impl DoubleEndedIterator<Item = ArticleId> + use<> {
        ids(0..self.dated)
    }

    /// Numbers of all undated articles, by headline.
    pub fn undated(&self) -> impl DoubleEndedIterator<Item = ArticleId> + use<> {
        ids(self.dated..self.articles.len())
    }

    /// Whether an article has a date.
    pub fn is_dated(&self, id: ArticleId) -> bool {
        id.index() < self.dated
    }

    /// Years, months and days.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Bylines, sections, tags or sources.
    pub fn terms(&self, kind: TermKind) -> &Terms {
        &self.terms[kind as usize]
    }

    /// The next older and the next newer article, within the dated or within the undated ones.
    pub fn neighbours(&self, id: ArticleId) -> (Option<ArticleId>, Option<ArticleId>) {
        let range = if self.is_dated(id) {
            0..self.dated
        } else {
            self.dated..self.articles.len()
        };
        let at = id.index();
        let older = (at + 1 < range.end).then(|| ArticleId(id.0 + 1));
        let newer = (at > range.start).then(|| ArticleId(id.0 - 1));
        (older, newer)
    }

    /// All articles sorted by file.
    pub fn sorted_by_file(&self) -> &[ArticleId] {
        &self.by_file
    }

    /// The article of a file, by its path relative to the content folder.
    pub fn by_file(&self, file: &str) -> Option<ArticleId> {
        let at = self
            .by_file
            .binary_search_by(|id| (*self.get(*id).card.file).cmp(file))
            .ok()?;
        self.by_file.get(at).copied()
    }

    /// A withdrawn article, by its path relative to the content folder.
    pub fn withdrawn_by_file(&self, file: &str) -> Option<&Article> {
        let at = self
            .withdrawn
            .binary_search_by(|a| (*a.card.file).cmp(file))
            .ok()?;
        self.withdrawn.get(at)
    }

    /// Whether an article bore this headline and none does now: the article, or `Some(None)` for one that
    /// was withdrawn or is not published.
    pub fn formerly(&self, headline: &str) -> Option<Option<ArticleId>> {
        if self.formerly.is_empty() {
            return None;
        }
        let key = headline_key(headline);
        if !self.headlines.of(key).is_empty() {
            return None;
        }
        self.formerly.get(&key).copied()
    }

    /// The one article that says it appeared at this address of the web; `None` where there is none, or
    /// more than one.
    pub fn by_address(&self, address: &str) -> Option<ArticleId> {
        if self.addressed.is_empty() {
            return None;
        }
        *self.addressed.get(&address_key(address)?)?
    }

    /// The one article that was at this address of the site before.
    pub fn by_alias(&self, address: &str) -> Option<ArticleId> {
        if self.addressed.is_empty() {
            return None;
        }
        *self.addressed.get(&alias::path_key(&alias(address)?))?
    }

    /// The one article that bears this headline, whatever the case and kind of quotes; `None` where
    /// there is none or more than one.
    pub fn by_headline(&self, headline: &str) -> Option<ArticleId> {
        let key = fold(headline);
        let [(_, id)] = *self.headlines.of(fnv(&key)) else {
            return None;
        };
        (fold(&self.get(id).card.headline) == key).then_some(id)
    }
}

/// The keys of all headlines with their articles, sorted. A mention of one that two articles bear names neither.
#[derive(Debug)]
struct Headlines(Box<[(u64, ArticleId)]>);

impl Headlines {
    fn new(articles: &[Article]) -> Self {
        let key = |article: &Article| headline_key(&article.card.headline);
        let keys: Vec<u64> = articles.par_iter().map(key).collect();
        let mut all: Box<[_]> = keys.into_iter().zip(ids(0..articles.len())).collect();
        all.par_sort_unstable();
        Headlines(all)
    }

    /// The articles whose headlines have this key.
    fn of(&self, key: u64) -> &[(u64, ArticleId)] {
        let from = self.0.partition_point(|(other, _)| *other < key);
        let rest = &self.0[from..];
        let len = rest.iter().take_while(|(other, _)| *other == key).count();
        &rest[..len]
    }
}

/// Articles by the keys of where they were before. A key of two articles names neither.
fn addressed(articles: &[Article]) -> HashMap<u64, Option<ArticleId>> {
    let mut all = HashMap::new();
    for (id, article) in ids(0..articles.len()).zip(articles) {
        let card = &article.card;
        let aliases = card.seldom().aliases.iter();
        let old = aliases.flat_map(|a| [Some(alias::path_key(&a.path)), a.address]);
        for key in old.chain([card.address]).flatten() {
            let entry = all.entry(key).or_insert(Some(id));
            entry.take_if(|known| *known != id);
        }
    }
    all
}

fn corrections(articles: &[Article]) -> Vec<(ArticleId, u32)> {
    let of = |id: &ArticleId| articles[id.index()].card.seldom().corrections.iter();
    let mut all: Vec<_> = ids(0..articles.len())
        .flat_map(|id| {
            of(&id)
                .zip(0..)
                .map(move |(c, i)| (c.date.map(|d| d.order()), id, i))
        })
        .collect();
    all.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    all.into_iter().map(|(_, id, i)| (id, i)).collect()
}

/// The key under which headlines are the same.
pub(crate) fn headline_key(headline: &str) -> u64 {
    fold_fnv(headline)
}

fn ids(range: Range<usize>) -> impl DoubleEndedIterator<Item = ArticleId> + use<> {
    // An archive of four thousand million articles does not fit a machine.
    range.map(|i| ArticleId(u32::try_from(i).unwrap_or(u32::MAX)))
}

/// Sorts articles: published descending, ties by headline, then by file; undated ones last by headline and
/// file. With their numbers then, by file.
fn sort(articles: &mut Vec<Article>) -> Vec<ArticleId> {
    // Builds give them by file.
    if !articles.is_sorted_by(|a, b| a.card.file <= b.card.file) {
        articles.sort_by(|a, b| a.card.file.cmp(&b.card.file));
    }
    let date = |a: &Article| Reverse(a.card.published.map(|p| p.order()));
    let keys = (0u32..).zip(articles.iter());
    let mut keys: Vec<_> = keys.map(|(at, a)| (date(a), at)).collect();
    keys.sort_unstable_by(|(x, i), (y, j)| {
        let headline = |at: &u32| &articles[*at as usize].card.headline;
        x.cmp(y)
            .then_with(|| headline(i).cmp(headline(j)))
            .then(i.cmp(j))
    });
    let mut by_file = vec![ArticleId(0); keys.len()];
    let mut from: Vec<Option<Article>> = articles.drain(..).map(Some).collect();
    for (id, (_, at)) in ids(0..keys.len()).zip(keys) {
        by_file[at as usize] = id;
        articles.extend(from[at as usize].take());
    }
    by_file
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::parse::{Draft, Found, Kind, Lines};
    use proptest::prelude::*;

    /// A card with a headline and a date, for the tests of this folder.
    pub(crate) fn card(file: &str, headline: &str, date: &str) -> Card {
        let line = Lines::one(1);
        let draft = Draft {
            headline: Some(Found::new(headline.to_owned(), line, "test")),
            published: crate::date::parse(date)
                .ok()
                .map(|d| Found::new(d, line, "test")),
            ..Draft::default()
        };
        Card::new(file.into(), Kind::Text, &draft, None)
    }

    pub(crate) fn archive(cards: Vec<Card>) -> Archive {
        Archive::new(assign(cards, "content").0)
    }

    #[test]
    fn newest_first_then_headline_then_file_and_undated_last() {
        let a = archive(vec![
            card("u.txt", "U", ""),
            card("b.txt", "Same", "2021-06-16T10:00"),
            card("a.txt", "Same", "2021-06-16T10:00"),
            card("c.txt", "Early", "2021-06-16T10:00"),
            card("d.txt", "Month", "2021-06"),
            card("e.txt", "Old", "1987"),
        ]);
        let files: Vec<_> = a.articles().iter().map(|x| &*x.card.file).collect();
        assert_eq!(
            files,
            ["d.txt", "c.txt", "a.txt", "b.txt", "e.txt", "u.txt"]
        );
        assert_eq!(a.neighbours(ArticleId(0)), (Some(ArticleId(1)), None));
        assert_eq!(a.neighbours(ArticleId(4)), (None, Some(ArticleId(3))));
        assert_eq!(a.neighbours(ArticleId(5)), (None, None));
    }

    #[test]
    fn a_headline_names_one_article_or_none() {
        let a = archive(vec![
            card("a.txt", "‘Flood’ at night", "2021"),
            card("b.txt", "Twice", "2020"),
            card("c.txt", "TWICE", "2019"),
        ]);
        assert_eq!(
            a.by_headline("'FLOOD' at  night")
                .map(|id| &*a.get(id).card.file),
            Some("a.txt")
        );
        assert_eq!(a.by_headline("Twice"), None);
        assert_eq!(a.by_headline("Thrice"), None);
        assert_eq!(
            a.by_file("c.txt").map(|id| a.get(id).path.as_str()),
            Some("2019/twice.html")
        );
    }

    proptest! {
        #[test]
        fn order_of_reading_does_not_matter(dates in prop::collection::vec(prop::option::of(1990..1993i32), 0..30), seed in any::<u64>()) {
            let cards: Vec<_> = dates.iter().enumerate()
                .map(|(i, d)| card(&format!("{i}.txt"), &format!("H{}", i % 3), &d.map(|y| y.to_string()).unwrap_or_default())).collect();
            let mut shuffled = cards.clone();
            shuffled.sort_by_key(|c| fnv(&format!("{seed}{}", c.file)));
            let files = |a: &Archive| a.articles().iter().map(|x| x.card.file.clone()).collect::<Vec<_>>();
            prop_assert_eq!(files(&archive(cards)), files(&archive(shuffled)));
        }
    }
}
