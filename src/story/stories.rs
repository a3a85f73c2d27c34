//! The stories of an archive: each with its name, its address and its articles.

use super::{Before, Known, Member, day, grouped};
use crate::archive::{Archive, ArticleId, fold, is_reserved, slug, tag};
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};

/// Number of a story within its archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StoryId(pub u32);

/// A running story.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Story {
    /// What it is called: as its articles say, or the headline it began with.
    pub title: Box<str>,
    /// The last part of its address, without ending.
    pub slug: Box<str>,
    /// Its articles, newest first, undated ones last.
    pub articles: Vec<ArticleId>,
}

/// All stories, those that began last first, and the copies of texts.
#[derive(Debug, Default)]
pub struct Stories {
    list: Vec<Story>,
    /// For each article its story.
    of: Vec<Option<StoryId>>,
    /// The articles that have a text in common, by each of them.
    copies: BTreeMap<ArticleId, std::sync::Arc<[ArticleId]>>,
    known: Known,
}

impl Stories {
    /// Finds the stories among the articles of an archive.
    pub fn new(archive: &Archive) -> Self {
        Stories::again(archive, None)
    }

    /// Finds the same with less work, where it is told what an earlier build knew.
    pub fn again(archive: &Archive, before: Option<&Before>) -> Self {
        let articles = archive.articles();
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        let members: Vec<Member<'_>> = articles
            .iter()
            .map(|a| Member {
                sketch: a.card.sketch(),
                day: a.card.published.map(day),
                named: a.card.seldom().story.as_deref().map(|name| {
                    let next = numbers.len() as u32;
                    *numbers.entry(fold(name)).or_insert(next)
                }),
                related: a.card.related,
            })
            .collect();
        let known = before
            .and_then(|before| Known::again(&members, before))
            .unwrap_or_else(|| Known::new(&members));
        let found = grouped(&members, &known);
        let ids = |numbers: &[u32]| numbers.iter().map(|n| ArticleId(*n)).collect::<Vec<_>>();
        let mut list: Vec<Story> = found
            .stories
            .iter()
            .map(|s| story(archive, ids(s)))
            .collect();
        list.sort_by_key(|s| first(archive, &s.articles));
        name_apart(archive, &mut list);
        let mut of = vec![None; articles.len()];
        for (id, story) in (0u32..).map(StoryId).zip(&list) {
            for article in &story.articles {
                of[article.index()] = Some(id);
            }
        }
        let mut copies = BTreeMap::new();
        for group in &found.copies {
            let group: std::sync::Arc<[ArticleId]> = ids(group).into();
            copies.extend(group.iter().map(|id| (*id, group.clone())));
        }
        Stories {
            list,
            of,
            copies,
            known,
        }
    }

    /// What comparing the articles found, by their numbers in the archive.
    pub fn known(&self) -> &Known {
        &self.known
    }

    /// All of them.
    pub fn list(&self) -> &[Story] {
        &self.list
    }

    /// One of them.
    pub fn get(&self, id: StoryId) -> &Story {
        &self.list[id.0 as usize]
    }

    /// The story that an article belongs to.
    pub fn of(&self, article: ArticleId) -> Option<StoryId> {
        self.of.get(article.index()).copied().flatten()
    }

    /// The articles that have the text of this one, itself among them, newest first; none where it is the
    /// only one.
    pub fn copies(&self, article: ArticleId) -> &[ArticleId] {
        self.copies.get(&article).map_or(&[], |group| group)
    }

    /// All articles that have a text in common with others, each with all of these.
    pub fn all_copies(&self) -> &BTreeMap<ArticleId, std::sync::Arc<[ArticleId]>> {
        &self.copies
    }

    /// Address of a story's page.
    pub fn path(&self, id: StoryId) -> String {
        format!("stories/{}.html", self.get(id).slug)
    }
}

/// The article that a story began with: the oldest, or where none is dated the first.
fn first(archive: &Archive, articles: &[ArticleId]) -> ArticleId {
    let dated = articles.iter().rev().find(|id| archive.is_dated(**id));
    dated.or(articles.first()).copied().unwrap_or(ArticleId(0))
}

/// A story under its name, or under what it began with: a later article moves neither.
fn story(archive: &Archive, articles: Vec<ArticleId>) -> Story {
    let named = articles
        .iter()
        .rev()
        .find_map(|id| archive.get(*id).card.seldom().story.as_deref());
    let begun = archive.get(first(archive, &articles));
    let (title, slug) = match named {
        Some(name) => (name, slug(name)),
        None => {
            let path = begun.path.as_str().trim_end_matches(".html");
            (&*begun.card.headline, path.replace('/', "-"))
        }
    };
    Story {
        title: title.into(),
        slug: slug.into(),
        articles,
    }
}

/// Sets apart stories that would share an address, or that want a reserved one, by the file that each
/// began with; the one that began first keeps the plain name.
fn name_apart(archive: &Archive, list: &mut [Story]) {
    let mut taken: HashSet<Box<str>> = HashSet::new();
    for story in list.iter_mut().rev() {
        let plain = story.slug.clone();
        let file = &archive.get(first(archive, &story.articles)).card.file;
        let mut seed = file.to_string();
        while story.slug.is_empty() || is_reserved(&story.slug) || !taken.insert(story.slug.clone())
        {
            let stem = if plain.is_empty() { "story" } else { &plain };
            story.slug = format!("{stem}-{}", tag(&seed)).into();
            seed.push('+');
        }
    }
}
