//! Where an edit changed the texts of a few articles, or added a few, most pages need not be compared one by
//! one: all that they are made of is as it was.

use super::Loaded;
use super::company;
use super::edits::Edits;
use super::standing::Before;
use crate::archive::{Archive, ArticleId, TermId, TermKind};
use crate::site::{self, Digest, FeedOf, Fingerprint, Page};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;
use std::ops::Bound;
use std::sync::Arc;

/// The digest of all that pages are made of, except cards, texts, stories, copies and the search index, as if the
/// articles `without` were not there. Numbers of articles are not in it, since a new one moves those of others.
pub(super) fn frame(loaded: &Loaded<'_>, common: Fingerprint, without: &Flags) -> Fingerprint {
    let mut digest = Digest::default();
    digest.add(&common);
    for template in &loaded.inputs.templates {
        digest.add(&(&template.name, &template.text));
    }
    for asset in loaded.site.assets.list() {
        digest.add(&asset.file);
    }
    let archive = &loaded.site.archive;
    for term in TermKind::ALL.iter().flat_map(|k| &archive.terms(*k).list) {
        if !term.articles.iter().all(|id| without.has(*id)) {
            digest.add(&(&term.name, &term.path));
        }
    }
    digest.finish()
}

/// Some of all articles.
#[derive(Debug, Default)]
pub(super) struct Flags(Vec<bool>);

impl Flags {
    fn of_files(archive: &Archive, files: &[Arc<str>]) -> Self {
        let mut flags = vec![false; archive.articles().len()];
        for id in files.iter().filter_map(|file| archive.by_file(file)) {
            flags[id.index()] = true;
        }
        Flags(flags)
    }

    fn has(&self, id: ArticleId) -> bool {
        self.0.get(id.index()).copied().unwrap_or_default()
    }
}

/// The articles that alone have changed.
pub(super) struct Touched {
    texts: Flags,
    /// Those that are new or in other company than before, if there are any.
    altered: Option<Altered>,
}

/// Articles that pages show otherwise than before, and where lists have them.
struct Altered {
    articles: Flags,
    /// Whether any original is new.
    any_new: bool,
    /// With the days before and after, whose pages lead there. The same goes for months and days of the year.
    days: BTreeSet<NaiveDate>,
    months: BTreeSet<(i32, u8)>,
    days_of_year: BTreeSet<(u8, u8)>,
    terms: BTreeSet<(TermKind, TermId)>,
    undated: bool,
}

impl Touched {
    /// What has changed since the build before; `None` where that may be more than is told of here.
    pub(super) fn new(loaded: &Loaded<'_>, common: Fingerprint, before: &Before) -> Option<Self> {
        let Edits { texts, added } = loaded.edits.as_ref()?;
        let archive = &loaded.site.archive;
        let mut altered = Flags::of_files(archive, added);
        if loaded.parts.frame != frame(loaded, common, &altered) {
            return None;
        }
        // One at the address of another has moved that one; a withdrawn one has an address, too.
        let takes_place = |file: &Arc<str>| {
            let listed = archive.by_file(file).map(|id| archive.get(id));
            let article = listed.or_else(|| archive.withdrawn_by_file(file));
            article.is_some_and(|article| before.has(&article.path))
        };
        if added.iter().any(takes_place) {
            return None;
        }
        let [now, then] = &loaded.company;
        let others = now.changed(then);
        if !others.is_empty() {
            for (flag, article) in altered.0.iter_mut().zip(archive.articles()) {
                *flag |= others.contains(&company::key(&article.path));
            }
        }
        let is_any = altered.0.contains(&true) || !added.is_empty();
        Some(Touched {
            texts: Flags::of_files(archive, texts),
            altered: is_any.then(|| Altered::new(archive, altered, !added.is_empty())),
        })
    }

    /// Whether a page is made of what is as it was. Pages that are few, or show what is not told of here,
    /// are never among them.
    pub(super) fn spares(&self, loaded: &Loaded<'_>, page: Page) -> bool {
        match page {
            Page::Article(id) if self.texts.has(id) => false,
            Page::Data(part, _) if self.altered.is_none() => {
                let mut members = site::data_members(&loaded.site, part).into_iter();
                !members.any(|id| self.texts.has(id))
            }
            _ => match &self.altered {
                Some(altered) => altered.spares(loaded, page),
                None => is_of_cards(page),
            },
        }
    }
}

/// Whether a page shows cards alone, or is an article's own.
fn is_of_cards(page: Page) -> bool {
    matches!(
        page,
        Page::Article(_)
            | Page::Year(_)
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
            | Page::Sitemap(_)
    )
}

impl Altered {
    fn new(archive: &Archive, articles: Flags, any_new: bool) -> Self {
        let mut out = Altered {
            articles,
            any_new,
            days: BTreeSet::new(),
            months: BTreeSet::new(),
            days_of_year: BTreeSet::new(),
            terms: BTreeSet::new(),
            undated: false,
        };
        let years = &archive.calendar().years;
        let months = || {
            years
                .iter()
                .flat_map(|y| y.months.iter().map(move |m| (y, m)))
        };
        let all_months: BTreeSet<_> = months().map(|(y, m)| (y.year, m.month)).collect();
        let all_days = months().flat_map(|(_, m)| m.days.iter().map(|d| d.date));
        let all_days: BTreeSet<_> = all_days.collect();
        let of_year = &archive.calendar().on_this_day;
        let of_year: BTreeSet<_> = of_year.keys().copied().collect();
        for id in (0u32..).map(ArticleId).take(out.articles.0.len()) {
            if !out.articles.has(id) {
                continue;
            }
            for kind in TermKind::ALL {
                let terms = archive.terms(kind).of(id).iter();
                out.terms.extend(terms.map(|term| (kind, *term)));
            }
            let Some(when) = archive.get(id).card.published else {
                out.undated = true;
                continue;
            };
            if let Some(month) = when.month_number() {
                let month = (when.year_number(), month);
                out.months.extend(around(&all_months, month));
            }
            if let Some(day) = when.date() {
                out.days.extend(around(&all_days, day));
                let day = (day.month() as u8, day.day() as u8);
                out.days_of_year.extend(around(&of_year, day));
            }
        }
        out
    }

    /// Whether a page has nothing to do with these articles.
    fn spares(&self, loaded: &Loaded<'_>, page: Page) -> bool {
        let archive = &loaded.site.archive;
        let stands = |id: Option<ArticleId>| id.is_none_or(|id| !self.articles.has(id));
        match page {
            Page::Article(id) => {
                let (older, newer) = archive.neighbours(id);
                // What is mentioned may be new.
                let mentions = || loaded.sources.digest(id).map(|d| &*d.mentions);
                [Some(id), older, newer].into_iter().all(stands)
                    && (!self.any_new || mentions() == Some(&[]))
            }
            Page::Month(year, month, _) => !self.months.contains(&(year, month)),
            Page::Day(year, month, day, _) => {
                let day = NaiveDate::from_ymd_opt(year, month.into(), day.into());
                day.is_some_and(|day| !self.days.contains(&day))
            }
            Page::OnThisDay(month, day, _) => !self.days_of_year.contains(&(month, day)),
            Page::Undated(_) => !self.undated,
            Page::Term(kind, term, _) | Page::Feed(FeedOf::Term(kind, term)) => {
                !self.terms.contains(&(kind, term))
            }
            Page::Story(story, _) => {
                let first = loaded.site.stories.get(story).articles.first();
                stands(first.copied())
            }
            _ => false,
        }
    }
}

/// What is in order just before, at and just behind a place.
fn around<T: Ord + Copy>(all: &BTreeSet<T>, at: T) -> impl Iterator<Item = T> {
    let before = all.range(..at).next_back().copied();
    let behind = all
        .range((Bound::Excluded(at), Bound::Unbounded))
        .next()
        .copied();
    [before, Some(at), behind].into_iter().flatten()
}
