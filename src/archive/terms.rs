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
            TermKind::Byline => Box::new(card.bylines.iter().map(|b| b.name.as_str())),
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
        let mut found: BTreeMap<String, Found<'_>> = BTreeMap::new();
        // Archives write the same names again and again: each writing is folded once.
        let mut keys: HashMap<&str, String> = HashMap::new();
        for (id, article) in ids(0..articles.len()).zip(articles) {
            for name in kind.names(&article.card) {
                let key = keys.entry(name).or_insert_with(|| fold(name));
                if key.is_empty() {
                    continue;
                }
                if !found.contains_key(key) {
                    found.insert(key.clone(), Found::default());
                }
                if let Some(found) = found.get_mut(key) {
                    *found.names.entry(name).or_default() += 1;
                    if found.articles.last() != Some(&id) {
                        found.articles.push(id);
                    }
                }
            }
        }
        let slugs = slugs(found.keys());
        let mut numbers: BTreeMap<&str, TermId> = BTreeMap::new();
        for (i, key) in found.keys().enumerate() {
            numbers.insert(key, TermId(u32::try_from(i).unwrap_or(u32::MAX)));
        }
        let mut links = Vec::new();
        let mut starts = vec![0];
        for article in articles {
            let mut seen = HashSet::new();
            for name in kind.names(&article.card) {
                if let Some(id) = keys.get(name).and_then(|key| numbers.get(key.as_str()))
                    && seen.insert(*id)
                {
                    links.push(*id);
                }
            }
            starts.push(u32::try_from(links.len()).unwrap_or(u32::MAX));
        }
        let list = found
            .values()
            .zip(slugs)
            .map(|(found, slug)| Term {
                name: found.common_name(),
                path: format!("{}/{slug}.html", kind.folder()).into(),
                slug,
                articles: found.articles.clone(),
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

/// A term while it is collected.
#[derive(Default)]
struct Found<'a> {
    articles: Vec<ArticleId>,
    /// How often each writing of its name occurs.
    names: BTreeMap<&'a str, usize>,
}

impl Found<'_> {
    /// The writing that most articles use; of equally common ones the first in order.
    fn common_name(&self) -> Box<str> {
        let most = self.names.iter();
        most.max_by_key(|(name, n)| (**n, std::cmp::Reverse(**name)))
            .map_or_else(Box::default, |(name, _)| name.trim().into())
    }
}

/// A distinct slug for each folded name. Where two would share one, or it is reserved, the name's own
/// tag sets it apart, so that a new name moves none that is there unless it sorts before.
fn slugs<'a>(keys: impl Iterator<Item = &'a String>) -> Vec<Box<str>> {
    let mut taken = HashSet::new();
    keys.map(|key| {
        let plain = slug(key);
        let mut name = plain.clone();
        let mut seed = key.clone();
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
    use crate::parse::Byline;

    fn by(file: &str, date: &str, names: &[&str]) -> Card {
        let mut c = card(file, file, date);
        c.bylines = names
            .iter()
            .map(|n| Byline {
                name: (*n).into(),
                role: None,
                outlet: None,
            })
            .collect();
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
