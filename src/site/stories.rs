//! Stories as pages show them: the story so far beside an article, a story's own page, all stories, and
//! copies of one text shown once.

use super::Site;
use super::chart::grouped;
use super::lists::{groups, paged_title, pager, span_of};
use super::paging::Part;
use super::view::{Group, ItemTerm, List, StoriesView, StoryItem, StoryRow, StorySoFar};
use crate::archive::{ArticleId, fold};
use crate::story::StoryId;
use std::collections::HashSet;

/// The page of all stories.
pub(super) const INDEX: &str = "stories/index.html";

/// Articles that are shown of a story before and after one of its own.
const AROUND: usize = 4;

/// The other articles that have the text of this one, each by the outlet it appeared in.
pub(super) fn also(site: &Site, id: ArticleId) -> Vec<ItemTerm<'_>> {
    let others = site.stories.copies(id).iter().filter(|other| **other != id);
    others
        .map(|other| {
            let article = site.archive.get(*other);
            ItemTerm {
                name: article
                    .card
                    .source
                    .as_deref()
                    .unwrap_or(&article.card.headline),
                path: article.path.as_str(),
            }
        })
        .collect()
}

/// The first of each text, in the order given.
fn once(site: &Site, seen: &mut HashSet<ArticleId>, id: ArticleId) -> bool {
    let copies = site.stories.copies(id);
    copies.first().is_none_or(|text| seen.insert(*text))
}

/// A list in which every text is shown once.
pub(super) fn without_copies(site: &Site, mut list: List<ArticleId>) -> List<ArticleId> {
    let mut seen = HashSet::new();
    for group in &mut list.groups {
        group.items.retain(|id| once(site, &mut seen, *id));
    }
    list.groups.retain(|group| !group.items.is_empty());
    list
}

/// Articles of which every text comes once.
pub(super) fn texts(
    site: &Site,
    ids: impl Iterator<Item = ArticleId>,
) -> impl Iterator<Item = ArticleId> {
    let mut seen = HashSet::new();
    ids.filter(move |id| once(site, &mut seen, *id))
}

/// What came before and after an article in its story, in order of time: a few of each, and the first.
pub(super) fn so_far(site: &Site, id: ArticleId) -> Option<StorySoFar<'_>> {
    let story_id = site.stories.of(id)?;
    let story = site.stories.get(story_id);
    let mine = site.stories.copies(id);
    let mut all: Vec<ArticleId> = texts(site, story.articles.iter().copied()).collect();
    // Its own copy is the one that is shown of its text.
    for other in &mut all {
        if mine.contains(other) {
            *other = id;
        }
    }
    in_time(site, &mut all);
    let at = all.iter().position(|other| *other == id)?;
    let from = at.saturating_sub(AROUND);
    let to = (at + AROUND + 1).min(all.len());
    let mut shown = all[from..to].to_vec();
    if from > 0 {
        shown[0] = all[0];
    }
    let item = |other: &ArticleId| {
        let article = site.archive.get(*other);
        StoryItem {
            headline: &article.card.headline,
            path: article.path.as_str(),
            date: article.card.published.as_ref().map(|w| site.dates.view(w)),
            current: *other == id,
        }
    };
    Some(StorySoFar {
        title: &story.title,
        path: site.stories.path(story_id),
        count_text: grouped(all.len()),
        articles: shown.iter().map(item).collect(),
    })
}

/// From newest first to oldest first; undated ones stay last.
fn in_time(site: &Site, ids: &mut [ArticleId]) {
    let dated = ids.partition_point(|id| site.archive.is_dated(*id));
    ids[..dated].reverse();
}

/// A story's page: its articles under their years, the oldest first.
pub(super) fn page(site: &Site, id: StoryId, part: Part) -> List<ArticleId> {
    let story = site.stories.get(id);
    let mut rows = part.rows(&story.articles).to_vec();
    in_time(site, &mut rows);
    let head = part.is_head();
    let year = |id| site.archive.get(id).card.published.map(|p| p.year_number());
    List {
        title: paged_title(&story.title, part),
        label: Some("Story"),
        count_text: head.then(|| grouped(story.articles.len())),
        span: head.then(|| span_of(site, &story.articles)).flatten(),
        groups: groups(&rows, year, |year| {
            let label = year.map_or_else(|| "Undated".to_owned(), |y| y.to_string());
            (label, None)
        }),
        pager: pager(part, &site.stories.path(id)),
        ..List::default()
    }
}

/// All stories under the years in which they began, the latest first.
pub(super) fn index(site: &Site, part: Part) -> StoriesView<'_> {
    let all: Vec<StoryId> = (0u32..)
        .take(site.stories.list().len())
        .map(StoryId)
        .collect();
    let mut out: Vec<Group<StoryRow<'_>>> = Vec::new();
    for id in part.rows(&all) {
        let story = site.stories.get(*id);
        let dated = story.articles.iter().rev();
        let mut whens = dated.filter_map(|a| site.archive.get(*a).card.published);
        let label = whens
            .next()
            .map_or_else(|| "Undated".to_owned(), |w| w.year_number().to_string());
        let latest = story.articles.first().map(|a| site.archive.get(*a));
        let row = StoryRow {
            name: &story.title,
            path: site.stories.path(*id),
            count_text: grouped(story.articles.len()),
            span: span_of(site, &story.articles),
            latest: latest
                .map(|a| &*a.card.headline)
                .filter(|h| fold(h) != fold(&story.title)),
        };
        match out.last_mut() {
            Some(group) if group.label.as_ref() == Some(&label) => group.items.push(row),
            _ => out.push(Group {
                label: Some(label),
                path: None,
                items: vec![row],
                rows: String::new(),
            }),
        }
    }
    StoriesView {
        title: paged_title("Stories", part),
        intro: part.is_head().then(|| match all.len() {
            1 => "1 story".to_owned(),
            n => format!("{} stories", grouped(n)),
        }),
        stories: out,
        pager: pager(part, INDEX),
    }
}
