//! Whether an edit changed the texts of a few articles and nothing that other pages show of them. Then those
//! pages need not be compared one by one: all that they are made of is as it was.

use super::Loaded;
use super::memory::{Carded, One, Source};
use crate::archive::{ArticleId, Card};
use crate::site::{self, Digest, Fingerprint, Page};
use std::sync::Arc;

/// Originals that may have changed, at most.
const FEW: usize = 64;

/// Originals that were read again, as they were before, by their places among all of now.
pub(super) struct Replaced(Option<Vec<(usize, Carded)>>);

impl Default for Replaced {
    fn default() -> Self {
        Replaced(Some(Vec::new()))
    }
}

impl Replaced {
    /// Takes note of an original that changed.
    pub(super) fn add(&mut self, place: usize, was: Carded) {
        self.0.take_if(|all| all.len() == FEW);
        if let Some(all) = &mut self.0 {
            all.push((place, was));
        }
    }

    /// There is one more of them, or one less.
    pub(super) fn give_up(&mut self) {
        self.0 = None;
    }

    /// The files of those that changed, where they say the same of themselves as before, but for their
    /// texts and for what the whole archive makes of these.
    pub(super) fn texts_only(self, all: &[Carded]) -> Option<Vec<Arc<str>>> {
        let same = |(place, was): &(usize, Carded)| {
            let is = all.get(*place).filter(|is| are_alike(was, is))?;
            Some(is.0.file.clone())
        };
        self.0?.iter().map(same).collect()
    }
}

fn are_alike((was, old): &Carded, (is, new): &Carded) -> bool {
    let same_kind = |was: &Source, is: &Source| match (&was.one, &is.one) {
        (One::Article { .. }, One::Article { .. }) | (One::Refused, One::Refused) => true,
        (One::Held { former: was, .. }, One::Held { former: is, .. }) => was == is,
        _ => false,
    };
    // Stories and copies, which are found by the sketch, are compared by themselves.
    let shown = |card: &Option<Box<Card>>| {
        let mut card = card.clone();
        if let Some(card) = &mut card {
            card.sketch = None;
        }
        card
    };
    same_kind(was, is) && shown(old) == shown(new)
}

/// The digest of all that pages are made of, except cards, texts and the search index.
pub(super) fn frame(loaded: &Loaded<'_>, common: Fingerprint) -> Fingerprint {
    let mut digest = Digest::default();
    digest.add(&common);
    for template in &loaded.inputs.templates {
        digest.add(&(&template.name, &template.text));
    }
    for asset in loaded.site.assets.list() {
        digest.add(&asset.file);
    }
    digest.add(&loaded.site.stories.list());
    digest.add(loaded.site.stories.all_copies());
    digest.finish()
}

/// The articles that alone have changed.
pub(super) struct Touched {
    /// For each article whether it is one.
    articles: Vec<bool>,
}

impl Touched {
    /// What has changed since the build before; `None` where that may be more than texts.
    pub(super) fn new(loaded: &Loaded<'_>, frame: Fingerprint) -> Option<Self> {
        let files = loaded.texts_only.as_ref()?;
        if loaded.parts.frame != frame {
            return None;
        }
        let archive = &loaded.site.archive;
        let mut articles = vec![false; archive.articles().len()];
        for file in files {
            if let Some(id) = archive.by_file(file) {
                articles[id.index()] = true;
            }
        }
        Some(Touched { articles })
    }

    /// Whether a page is made of what is as it was. Pages that are few, or show what is not told of here,
    /// are never among them.
    pub(super) fn spares(&self, loaded: &Loaded<'_>, page: Page) -> bool {
        let stands = |id: ArticleId| self.articles.get(id.index()) == Some(&false);
        match page {
            Page::Article(id) => stands(id),
            Page::Data(part, _) => site::data_members(&loaded.site, part)
                .into_iter()
                .all(stands),
            Page::Year(_)
            | Page::Month(..)
            | Page::Day(..)
            | Page::Undated(_)
            | Page::Term(..)
            | Page::Story(..)
            | Page::OnThisDay(..)
            | Page::Terms(..)
            | Page::Stories(_)
            | Page::Days
            | Page::Withdrawn(_)
            | Page::Moved(..)
            | Page::Feed(_)
            | Page::Sitemap(_) => true,
            _ => false,
        }
    }
}
