//! Every page of the site, with its address, before anything is rendered.

use super::data::{self, Format};
use super::distinct::sorted;
use super::moved::{Unserved, moved};
use super::paging::Part;
use super::stories::INDEX;
use super::{SITEMAP_LIMIT, Site};
use super::{corrections, feed};
use crate::archive::{Article, ArticleId, TermId, TermKind, UNDATED};
use crate::diag::Diagnostic;
use crate::path::SitePath;
use crate::story::StoryId;

/// The static files that only a site with search has.
const SEARCH_SCRIPTS: [&str; 2] = ["search.js", "search-more.js"];

/// What stands at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Page {
    /// The front page.
    Front,
    /// An article.
    Article(ArticleId),
    /// What is left of a withdrawn article, by its place in [`crate::archive::Archive::withdrawn`].
    Withdrawn(usize),
    /// What leads on from an old address of an article: whose, and which of its aliases.
    Moved(Mover, u32),
    /// A year.
    Year(i32),
    /// A month of a year, in parts.
    Month(i32, u8, Part),
    /// A day, in parts.
    Day(i32, u8, u8, Part),
    /// The undated articles, in parts.
    Undated(Part),
    /// The terms of a kind, in pages that are counted from 0.
    Terms(TermKind, u32),
    /// A byline, section, tag or source, in parts.
    Term(TermKind, TermId, Part),
    /// All stories, in parts.
    Stories(Part),
    /// A story, in parts.
    Story(StoryId, Part),
    /// All days of the year.
    Days,
    /// A day of the year (month, day) in all years, in parts.
    OnThisDay(u8, u8, Part),
    /// The search page.
    Search,
    /// A file of the search index, by its place in [`Site::index`].
    Index(usize),
    /// What a host shows for an address that is not there.
    NotFound,
    /// An Atom feed.
    Feed(FeedOf),
    /// The newest articles as a JSON Feed.
    JsonFeed,
    /// All corrections, in parts.
    Corrections(Part),
    /// An Atom feed of the corrections.
    CorrectionsFeed,
    /// The page that leads to the exported data.
    DataIndex,
    /// What describes the exported data.
    DataPackage,
    /// A part of the exported data, by its place in the list of parts.
    Data(u32, Format),
    /// A part of the site map, counted from 1; 0 where it is the only one.
    Sitemap(u32),
    /// The list of the site map's parts.
    SitemapIndex,
    /// What crawlers may read.
    Robots,
    /// Tells GitHub Pages to publish the files as they are.
    NoJekyll,
    /// A static file of the theme, by its place in the list given to [`Plan::new`].
    Static(usize),
    /// A file beside the articles, by its place in [`super::Assets::list`].
    Asset(usize),
}

/// An article that has a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mover {
    /// One of the archive.
    Article(ArticleId),
    /// A withdrawn one, by its place in [`crate::archive::Archive::withdrawn`].
    Withdrawn(usize),
}

impl Mover {
    /// The article.
    pub(super) fn of(self, site: &Site) -> Option<&Article> {
        match self {
            Mover::Article(id) => Some(site.archive.get(id)),
            Mover::Withdrawn(i) => site.archive.withdrawn().get(i),
        }
    }
}

/// Whose articles a feed carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FeedOf {
    /// The whole archive's.
    Archive,
    /// A year's, in parts: all that the archive's own feed does not hold.
    Year(i32, Part),
    /// A byline's or a section's.
    Term(TermKind, TermId),
}

/// A page at its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Where it stands.
    pub path: SitePath,
    /// What it is.
    pub page: Page,
}

/// All pages, sorted by address, no two at one address on any file system.
#[derive(Debug, Default)]
pub struct Plan {
    pages: Vec<Planned>,
    unserved: Vec<Unserved>,
}

impl Plan {
    /// Plans the site. `statics` are the paths of the theme's static files.
    ///
    /// # Errors
    /// One diagnostic for every address that two pages claim.
    pub fn new(site: &Site, statics: &[String]) -> Result<Self, Vec<Diagnostic>> {
        let (mut plan, mut said) = (Vec::new(), Vec::new());
        let name = |path: &str, page: Page| match page {
            Page::Static(i) => format!("static/{}", statics[i]),
            _ => path.to_owned(),
        };
        let mut add = |text: String, page: Page| match SitePath::new(&text) {
            Some(path) => plan.push(Planned { path, page }),
            None => said.push(Diagnostic::unsafe_address(&name(&text, page))),
        };
        fixed(site, &mut add);
        by_time(site, &mut add);
        by_term(site, &mut add);
        by_story(site, &mut add);
        let is_needed = |name: &str| !SEARCH_SCRIPTS.contains(&name) || site.is_searchable();
        for (i, name) in statics.iter().enumerate().filter(|(_, n)| is_needed(n)) {
            add(name.clone(), Page::Static(i));
        }
        for (i, path) in site.index.paths().enumerate() {
            add(path.to_owned(), Page::Index(i));
        }
        for (i, asset) in site.assets.list().iter().enumerate() {
            add(asset.path.to_string(), Page::Asset(i));
        }
        let mut pages = plan;
        let planned = |(article, page): (&Article, Page)| Planned {
            path: article.path.clone(),
            page,
        };
        let ids = (0u32..).map(|id| Page::Article(ArticleId(id)));
        pages.extend(site.archive.articles().iter().zip(ids).map(planned));
        let withdrawn = site.archive.withdrawn().iter();
        pages.extend(withdrawn.zip((0..).map(Page::Withdrawn)).map(planned));
        let mut pages = match sorted(pages, name) {
            Ok(pages) if said.is_empty() => pages,
            taken => return Err(taken.err().into_iter().flatten().chain(said).collect()),
        };
        let (moved, unserved) = moved(site, &pages);
        if !moved.is_empty() {
            pages.extend(moved);
            pages.sort_by(|a, b| a.path.cmp(&b.path));
        }
        Ok(Plan { pages, unserved })
    }

    /// The pages.
    pub fn pages(&self) -> &[Planned] {
        &self.pages
    }

    /// Old addresses of articles that no page leads on from.
    pub fn unserved(&self) -> &[Unserved] {
        &self.unserved
    }
}

fn fixed(site: &Site, add: &mut impl FnMut(String, Page)) {
    add("index.html".into(), Page::Front);
    add("404.html".into(), Page::NotFound);
    add("robots.txt".into(), Page::Robots);
    add(".nojekyll".into(), Page::NoJekyll);
    if site.is_searchable() {
        add("search.html".into(), Page::Search);
    }
    let corrected = site.archive.corrections().len();
    if corrected > 0 {
        Part::all(corrected)
            .for_each(|part| add(part.path(corrections::PAGE), Page::Corrections(part)));
    }
    if site.has_data() {
        exported(site, add);
    }
    if site.settings.base_url.is_none() {
        return;
    }
    if corrected > 0 {
        add(corrections::FEED.into(), Page::CorrectionsFeed);
    }
    if site.archive.dated().next().is_some() {
        add("feed.xml".into(), Page::Feed(FeedOf::Archive));
        add("feed.json".into(), Page::JsonFeed);
        for (year, part) in feed::documents(site) {
            add(
                feed::path((year, part)),
                Page::Feed(FeedOf::Year(year, part)),
            );
        }
    }
    let parts = site.archive.articles().len().div_ceil(SITEMAP_LIMIT);
    if parts > 1 {
        add("sitemap.xml".into(), Page::SitemapIndex);
        for number in 1..=u32::try_from(parts).unwrap_or(u32::MAX) {
            add(format!("sitemap-{number}.xml"), Page::Sitemap(number));
        }
    } else {
        add("sitemap.xml".into(), Page::Sitemap(0));
    }
}

fn exported(site: &Site, add: &mut impl FnMut(String, Page)) {
    add(data::PAGE.into(), Page::DataIndex);
    add("data/datapackage.json".into(), Page::DataPackage);
    for (i, part) in (0u32..).zip(data::parts(site)) {
        for format in [Format::Csv, Format::JsonLines] {
            add(part.path(format), Page::Data(i, format));
        }
    }
}

fn by_time(site: &Site, add: &mut impl FnMut(String, Page)) {
    let calendar = site.archive.calendar();
    for year in &calendar.years {
        let y = year.year;
        add(format!("{y:04}/index.html"), Page::Year(y));
        for month in &year.months {
            let m = month.month;
            let head = format!("{y:04}/{m:02}/index.html");
            Part::all(month.articles.len())
                .for_each(|part| add(part.path(&head), Page::Month(y, m, part)));
            for day in &month.days {
                let d = chrono::Datelike::day(&day.date) as u8;
                let head = format!("{y:04}/{m:02}/{d:02}/index.html");
                Part::all(day.articles.len())
                    .for_each(|part| add(part.path(&head), Page::Day(y, m, d, part)));
            }
        }
    }
    if !calendar.on_this_day.is_empty() {
        add("on-this-day/index.html".into(), Page::Days);
    }
    for ((m, d), articles) in &calendar.on_this_day {
        let head = format!("on-this-day/{m:02}-{d:02}.html");
        Part::all(articles.len())
            .for_each(|part| add(part.path(&head), Page::OnThisDay(*m, *d, part)));
    }
    let undated = site.archive.undated().count();
    if undated > 0 {
        let head = format!("{UNDATED}/index.html");
        Part::all(undated).for_each(|part| add(part.path(&head), Page::Undated(part)));
    }
}

fn by_term(site: &Site, add: &mut impl FnMut(String, Page)) {
    for kind in TermKind::ALL {
        let terms = site.archive.terms(kind);
        if terms.list.is_empty() {
            continue;
        }
        for page in 0..site.alphabet(kind).pages() {
            add(super::terms::path(kind, page), Page::Terms(kind, page));
        }
        for (i, term) in terms.list.iter().enumerate() {
            let id = TermId(u32::try_from(i).unwrap_or(u32::MAX));
            let head = terms.path(id);
            Part::all(term.articles.len())
                .for_each(|part| add(part.path(head), Page::Term(kind, id, part)));
            let has_feed = matches!(kind, TermKind::Byline | TermKind::Section)
                && site.settings.base_url.is_some();
            if has_feed && term.articles.iter().any(|a| site.archive.is_dated(*a)) {
                add(
                    format!("{}/{}.xml", kind.folder(), term.slug),
                    Page::Feed(FeedOf::Term(kind, id)),
                );
            }
        }
    }
}

fn by_story(site: &Site, add: &mut impl FnMut(String, Page)) {
    let list = site.stories.list();
    if list.is_empty() {
        return;
    }
    Part::all(list.len()).for_each(|part| add(part.path(INDEX), Page::Stories(part)));
    for (id, story) in (0u32..).map(StoryId).zip(list) {
        let head = site.stories.path(id);
        Part::all(story.articles.len())
            .for_each(|part| add(part.path(&head), Page::Story(id, part)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Assets, Site};
    use super::*;
    use crate::archive::tests::{archive, card};
    use crate::settings::Settings;
    use proptest::prelude::*;

    fn plan(
        cards: Vec<crate::archive::Card>,
        assets: Vec<String>,
        statics: &[&str],
    ) -> Result<Plan, Vec<Diagnostic>> {
        let statics: Vec<_> = statics.iter().map(|s| (*s).to_owned()).collect();
        Plan::new(
            &Site::new(archive(cards), Settings::default(), Assets::new(assets)),
            &statics,
        )
    }

    #[test]
    fn two_pages_at_one_address_are_refused_by_name() {
        let said = plan(vec![], vec![], &["morgue.css", "INDEX.html", "a b"])
            .map(|_| ())
            .unwrap_err();
        let shown: Vec<_> = said.iter().map(|d| (&*d.kind, d.file.as_str())).collect();
        assert_eq!(
            shown,
            [
                ("address-taken", "static/INDEX.html"),
                ("unsafe-address", "static/a b")
            ]
        );
    }

    #[test]
    fn an_empty_archive_has_its_fixed_pages_only() {
        let pages = plan(vec![], vec![], &[]).unwrap();
        let paths: Vec<_> = pages.pages().iter().map(|p| p.path.to_string()).collect();
        assert_eq!(paths, [".nojekyll", "404.html", "index.html", "robots.txt"]);
    }

    proptest! {
        #[test]
        fn addresses_are_unique_and_inside_whatever_the_content(
            rows in prop::collection::vec(("\\PC{0,12}", "(20(20|21)(-0[12](-0[12])?)?)?", "\\PC{0,4}"), 0..60),
            assets in prop::collection::vec("[a-zA-Z.é/ ]{1,8}", 0..10),
        ) {
            let cards = rows.iter().enumerate().map(|(i, (headline, date, name))| {
                let mut c = card(&format!("{name}{i}.txt"), headline, date);
                c.tags = [name.as_str().into(), headline.as_str().into()].into();
                c.section = Some(name.as_str().into());
                c
            }).collect();
            let plan = plan(cards, assets, &["morgue.css"]).unwrap();
            let folded: std::collections::HashSet<_> = plan.pages().iter().map(|p| p.path.folded()).collect();
            prop_assert_eq!(folded.len(), plan.pages().len());
            prop_assert_eq!(plan.pages().iter().filter(|p| matches!(p.page, Page::Article(_))).count(), rows.len());
        }
    }
}
