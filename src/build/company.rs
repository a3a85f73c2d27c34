//! In whose company each article is: the story that it belongs to, and the copies of its text. An edit may change
//! that of articles that are not touched themselves.

use crate::archive::ArticleId;
use crate::path::SitePath;
use crate::site::{Digest, Site};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// For each article that is in company a key of its path, sorted, and a digest of the others, which stand in it by
/// their paths: numbers of articles change with every new one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Company(Vec<(u64, u64)>);

impl Company {
    /// That of all articles.
    pub(super) fn new(site: &Site) -> Self {
        let path = |id: &ArticleId| &site.archive.get(*id).path;
        let mut of: BTreeMap<ArticleId, u64> = BTreeMap::new();
        let copies = site.stories.all_copies().iter();
        for (_, group) in copies.filter(|(id, group)| group.first() == Some(id)) {
            let mut digest = Digest::default();
            group.iter().for_each(|id| digest.add(path(id)));
            of.extend(group.iter().map(|id| (*id, short(&digest))));
        }
        for story in site.stories.list() {
            let mut digest = Digest::default();
            digest.add(&(&story.title, &story.slug));
            // A story shows each text once, so that the copies of all of it count for each.
            let articles = story.articles.iter();
            articles.for_each(|id| digest.add(&(path(id), of.get(id))));
            of.extend(story.articles.iter().map(|id| (*id, short(&digest))));
        }
        let mut all: Vec<_> = of.iter().map(|(id, with)| (key(path(id)), *with)).collect();
        all.sort_unstable();
        Company(all)
    }

    /// The articles that are in other company than `then`, by the keys of their paths.
    pub(super) fn changed(&self, then: &Company) -> BTreeSet<u64> {
        let mut changed = BTreeSet::new();
        for (some, others) in [(self, then), (then, self)] {
            let mut others = others.0.iter().peekable();
            for one in &some.0 {
                while others.next_if(|other| *other < one).is_some() {}
                if others.peek() != Some(&one) {
                    changed.insert(one.0);
                }
            }
        }
        changed
    }
}

/// The key of an article's path.
pub(super) fn key(path: &SitePath) -> u64 {
    let mut digest = Digest::default();
    digest.add_bytes(path.as_str().as_bytes());
    short(&digest)
}

/// Half of a digest: of a hundred million articles no two are likely to share one.
fn short(digest: &Digest) -> u64 {
    digest.finish() as u64
}
