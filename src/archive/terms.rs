//! What articles have in common: bylines, sections, tags and sources.

use super::card::{Article, Card};
use super::slug::{fold, is_reserved, slug, tag};
use super::{ArticleId, ids};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The four kinds of things that articles share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TermKind {
    /// Who wrote it.
    Byline,
    /// The section it stood in.
    Section,
    /// What it is about.
    Tag,
    /// The outlet it appeared in.
    Source,
}

impl TermKind {
    /// All kinds, in the order of their discriminants.
    pub const ALL: [TermKind; 4] = [
        TermKind::Byline,
        TermKind::Section,
        TermKind::Tag,
        TermKind::Source,
    ];

    /// The folder of their pages.
    pub fn folder(self) -> &'static str {
        match self {
            TermKind::Byline => "bylines",
            TermKind::Section => "sections",
            TermKind::Tag => "tags",
            TermKind::Source => "sources",
        }
    }

    /// The names that an article gives of this kind, in its order.
    fn names(self, card: &Card) -> Box<dyn Iterator<Item = &str> + '_> {
        match self {
            TermKind::Byline => Box::new(card.bylines.iter().map(|b| &**b)),
            TermKind::Section => Box::new(card.section.as_deref().into_iter()),
            TermKind::Tag => Box::new(card.tags.iter().map(|t| &**t)),
            TermKind::Source => Box::new(card.source.as_deref().into_iter()),
        }
    }
}

/// Number of a term within its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TermId(pub u32);

/// A byline, section, tag or source with its articles.
#[derive(Debug)]
pub struct Term {
    /// Its name as most articles write it.
    pub name: Box<str>,
    /// The last part of its address, without ending.
    pub slug: Box<str>,
    /// The address of its page.
    pub path: Box<str>,
    /// Its articles, newest first, undated ones last.
    pub articles: Vec<ArticleId>,
}

/// All terms of one kind, in alphabetical order.
#[derive(Debug)]
pub struct Terms {
    /// Which kind.
    pub kind: TermKind,
    /// The terms.
    pub list: Vec<Term>,
    /// For each article the terms it stands in, in its own order: `links[starts[i]..starts[i + 1]]`.
    links: Vec<TermId>,
    starts: Vec<u32>,
}

impl Terms {
    /// Collects the terms of sorted articles. Names that differ only in case, accents or spaces are
    /// one term.
    pub(super) fn new(kind: TermKind, articles: &[Article]) -> Self {
        let mut writings = Writings::default();
        // Of each article the writings that it has of such names.
        let mut all: Vec<u32> = Vec::with_capacity(articles.len());
        let mut ends: Vec<usize> = Vec::with_capacity(articles.len());
        for article in articles {
            all.extend(kind.names(&article.card).map(|name| writings.number(name)));
            ends.push(all.len());
        }
        let mut found: BTreeMap<&str, Found<'_>> = BTreeMap::new();
        for (name, key, count) in writings.list.iter().filter(|(_, key, _)| !key.is_empty()) {
            let found = found.entry(key).or_default();
            found.names.push((name, *count));
        }
        let slugs = slugs(found.keys());
        let mut numbers: HashMap<&str, TermId> = HashMap::with_capacity(found.len());
        for (i, key) in (0u32..).zip(found.keys()) {
            numbers.insert(key, TermId(i));
        }
        let of = writings.list.iter().map(|(_, key, _)| numbers.get(&**key));
        let of: Vec<Option<TermId>> = of.map(Option::<&_>::copied).collect();
        let mut members: Vec<Vec<ArticleId>> = vec![Vec::new(); found.len()];
        let mut links = Vec::with_capacity(all.len());
        let mut starts = Vec::with_capacity(articles.len() + 1);
        starts.push(0);
        let mut from = 0;
        for (id, end) in ids(0..articles.len()).zip(ends) {
            let first = links.len();
            for writing in &all[from..end] {
                if let Some(term) = of[*writing as usize]
                    && !links[first..].contains(&term)
                {
                    links.push(term);
                    members[term.0 as usize].push(id);
                }
            }
            from = end;
            starts.push(u32::try_from(links.len()).unwrap_or(u32::MAX));
        }
        let list = found
            .values()
            .zip(slugs)
            .zip(members)
            .map(|((found, slug), articles)| Term {
                name: found.common_name(),
                path: format!("{}/{slug}.html", kind.folder()).into(),
                slug,
                articles,
            })
            .collect();
        Terms {
            kind,
            list,
            links,
            starts,
        }
    }

    /// One term.
    pub fn get(&self, id: TermId) -> &Term {
        &self.list[id.0 as usize]
    }

    /// The terms that an article stands in, in its own order, each once.
    pub fn of(&self, article: ArticleId) -> &[TermId] {
        let at = article.index();
        &self.links[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Address of a term's page.
    pub fn path(&self, id: TermId) -> &str {
        &self.get(id).path
    }
}

/// Names as articles write them. Archives write the same ones again and again: each is folded once.
#[derive(Default)]
struct Writings<'a> {
    numbers: HashMap<&'a str, u32>,
    /// Each with its key and how often it occurs.
    list: Vec<(&'a str, String, usize)>,
}

impl<'a> Writings<'a> {
    /// The number of a name that occurs once more.
    fn number(&mut self, name: &'a str) -> u32 {
        let next = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(name).or_insert(next);
        if number == next {
            self.list.push((name, fold(name), 0));
        }
        if let Some((.., count)) = self.list.get_mut(number as usize) {
            *count += 1;
        }
        number
    }
}

/// A term while it is collected.
#[derive(Default)]
struct Found<'a> {
    /// How often each writing of its name occurs.
    names: Vec<(&'a str, usize)>,
}

impl Found<'_> {
    /// The writing that most articles use; of equally common ones the first in order.
    fn common_name(&self) -> Box<str> {
        let most = self.names.iter();
        most.max_by_key(|(name, n)| (*n, std::cmp::Reverse(*name)))
            .map_or_else(Box::default, |(name, _)| name.trim().into())
    }
}

/// A distinct slug for each folded name. Where two would share one, or it is reserved, the name's own
/// tag sets it apart, so that a new name moves none that is there unless it sorts before.
fn slugs<'a>(keys: impl Iterator<Item = &'a &'a str>) -> Vec<Box<str>> {
    let mut taken = HashSet::new();
    keys.map(|key| {
        let plain = slug(key);
        let mut name = plain.clone();
        let mut seed = (*key).to_owned();
        while name.is_empty() || is_reserved(&name) || !taken.insert(name.clone()) {
            let stem = if plain.is_empty() { "name" } else { &plain };
            name = format!("{stem}-{}", tag(&seed));
            seed.push('+');
        }
        name.into()
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{archive, card};
    use super::*;

    fn by(file: &str, date: &str, names: &[&str]) -> Card {
        let mut c = card(file, file, date);
        c.bylines = names.iter().copied().map(Into::into).collect();
        c
    }

    #[test]
    fn writings_of_one_name_are_one_term_under_the_common_one() {
        let a = archive(vec![
            by("a", "2020", &["José Núñez", "AP"]),
            by("b", "2021", &["JOSE NUNEZ"]),
            by("c", "2022", &["José Núñez", "José  Núñez"]),
        ]);
        let t = a.terms(TermKind::Byline);
        let shown: Vec<_> = t
            .list
            .iter()
            .map(|t| (&*t.name, &*t.slug, t.articles.len()))
            .collect();
        assert_eq!(shown, [("AP", "ap", 1), ("José Núñez", "jose-nunez", 3)]);
        assert_eq!(t.of(ArticleId(0)), [TermId(1)]);
        assert_eq!(t.of(ArticleId(2)), [TermId(1), TermId(0)]);
        assert_eq!(t.path(TermId(1)), "bylines/jose-nunez.html");
    }

    #[test]
    fn slugs_are_distinct_and_never_reserved() {
        let a = archive(vec![by(
            "a",
            "2020",
            &["A-B", "A B", "Index", "🙂", "2021", "con"],
        )]);
        let t = a.terms(TermKind::Byline);
        let slugs: HashSet<_> = t.list.iter().map(|t| t.slug.clone()).collect();
        assert_eq!(slugs.len(), 6);
        assert!(
            slugs.iter().all(|s| !is_reserved(s) && !s.is_empty()),
            "{slugs:?}"
        );
    }
}
