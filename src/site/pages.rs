//! Every page but an article's: from its place in the plan to what its template sees.

use super::Site;
use super::chart::{self, articles};
use super::front::front;
use super::lists;
use super::plan::{Page, Planned};
use super::rows;
use super::stories;
use super::terms::{terms, title_of};
use super::view::{Content, FeedLink, Head, Labelled, List, Metas, SiteView, View};
use super::{corrections, data, search};
use crate::archive::{Article, ArticleId, TermKind};

/// Media type of Atom.
pub(super) const ATOM: &str = "application/atom+xml";

impl SiteView {
    /// What is the same on every page.
    pub fn new(site: &Site) -> Self {
        let mut nav = Vec::new();
        let mut entry = |label: &str, path: &str| {
            nav.push(Labelled {
                label: label.into(),
                path: path.into(),
            })
        };
        for (kind, label) in [
            (TermKind::Byline, "Bylines"),
            (TermKind::Section, "Sections"),
            (TermKind::Tag, "Tags"),
            (TermKind::Source, "Sources"),
        ] {
            if !site.archive.terms(kind).list.is_empty() {
                entry(label, &format!("{}/index.html", kind.folder()));
            }
        }
        if !site.stories.list().is_empty() {
            entry("Stories", stories::INDEX);
        }
        if !site.archive.calendar().on_this_day.is_empty() {
            entry("On this day", "on-this-day/index.html");
        }
        if site.archive.undated().next().is_some() {
            entry("Undated", "undated/index.html");
        }
        let mut foot = Vec::new();
        let mut also = |label: &str, path: &str| {
            foot.push(Labelled {
                label: label.into(),
                path: path.into(),
            })
        };
        if !site.archive.corrections().is_empty() {
            also("Corrections", corrections::PAGE);
        }
        if site.has_data() {
            also("Data", data::PAGE);
        }
        SiteView {
            foot,
            title: site.settings.title.clone(),
            tagline: site.settings.tagline.clone(),
            lang: site.settings.lang.clone(),
            rtl: super::lang::is_rtl(&site.settings.lang),
            footer: site.settings.footer.clone(),
            search: site.is_searchable(),
            nav,
            generator: concat!("morgue ", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

/// What a page's template sees; none for files that no template makes and for articles, which
/// [`super::article()`] makes from their originals.
///
/// `list` is what [`listed`] says of the page. Its articles are there as values, too, where `with_items`
/// says that a template asks for them; the built-in ones use their rows.
pub fn view<'a>(
    site: &'a Site,
    planned: &Planned,
    list: Option<Listed>,
    with_items: bool,
) -> Option<View<'a>> {
    let (template, content) = match list {
        Some(Listed(template, list)) => {
            let style = rows::Style::of(planned.page);
            let list = list.shown(site, &planned.path.root(), style, with_items);
            (template, Content::List(Box::new(list)))
        }
        None => match planned.page {
            Page::Front => ("index.html", Content::Front(Box::new(front(site)))),
            Page::Terms(kind, n) => ("terms.html", Content::Terms(terms(site, kind, n))),
            Page::Stories(part) => ("stories.html", Content::Stories(stories::index(site, part))),
            Page::Days => {
                let months = chart::of_all_days(site);
                (
                    "days.html",
                    Content::Days {
                        title: "On this day",
                        months,
                    },
                )
            }
            Page::Search => ("search.html", Content::Search(Box::new(search::page(site)))),
            Page::NotFound => ("404.html", Content::Nothing {}),
            Page::Corrections(part) => {
                let list = corrections::list(site, part);
                ("corrections.html", Content::Corrections(list))
            }
            Page::DataIndex => ("data.html", Content::Data(data::page(site))),
            Page::Withdrawn(i) => ("withdrawn.html", withdrawn(site, i)?),
            Page::Moved(mover, _) => ("moved.html", moved(mover.of(site)?)),
            _ => return None,
        },
    };
    // A host shows the 404 page at any depth, so its links begin at the site's own root.
    let root = match planned.page {
        Page::NotFound => site
            .settings
            .base_url
            .as_ref()
            .map_or("/", |b| b.path())
            .to_owned(),
        _ => planned.path.root(),
    };
    Some(View {
        template,
        root,
        page: head(site, planned, kind(planned.page), &content),
        content,
    })
}

/// The template and the list of a page that lists articles.
#[derive(Debug)]
pub struct Listed(pub(super) &'static str, pub(super) List<ArticleId>);

/// What a page lists; none for a page that is no list.
pub fn listed(site: &Site, page: Page) -> Option<Listed> {
    list(site, page).map(|(template, list)| Listed(template, list))
}

fn list(site: &Site, page: Page) -> Option<(&'static str, List<ArticleId>)> {
    let calendar = site.archive.calendar();
    let month_of = |y: i32, m: u8| {
        let year = calendar.year(y)?;
        Some((year, year.months.iter().find(|s| s.month == m)?))
    };
    let (template, list) = match page {
        Page::Year(y) => ("year.html", lists::year(site, calendar.year(y)?)),
        Page::Month(y, m, part) => {
            let (year, month) = month_of(y, m)?;
            ("month.html", lists::month(site, year, month, part))
        }
        Page::Day(y, m, d, part) => ("day.html", lists::day(site, month_of(y, m)?.1, d, part)?),
        Page::Undated(part) => ("undated.html", lists::undated(site, part)),
        Page::Term(kind, id, part) => ("term.html", lists::term(site, kind, id, part)),
        Page::OnThisDay(m, d, part) => ("on-this-day.html", lists::on_this_day(site, m, d, part)?),
        Page::Story(id, part) => ("story.html", stories::page(site, id, part)),
        _ => return None,
    };
    Some((template, stories::without_copies(site, list)))
}

/// The kind of a page as templates know it.
fn kind(page: Page) -> &'static str {
    match page {
        Page::Front => "front",
        Page::Year(_) => "year",
        Page::Month(..) => "month",
        Page::Day(..) => "day",
        Page::Undated(_) => "undated",
        Page::Terms(..) => "terms",
        Page::Term(..) => "term",
        Page::Stories(_) => "stories",
        Page::Story(..) => "story",
        Page::Days => "days",
        Page::OnThisDay(..) => "on_this_day",
        Page::Search => "search",
        Page::NotFound => "404",
        Page::Withdrawn(_) => "withdrawn",
        Page::Moved(..) => "moved",
        Page::Corrections(_) => "corrections",
        Page::DataIndex => "data",
        _ => "",
    }
}

fn head(site: &Site, planned: &Planned, kind: &'static str, content: &Content<'_>) -> Head {
    let title = match content {
        Content::List(l) => match planned.page {
            // A person may be a tag, too, and a section a source: the pages of the two need two titles.
            Page::Term(TermKind::Byline, ..) => format!("Articles by {}", l.title),
            Page::Term(TermKind::Section, ..) => format!("Section: {}", l.title),
            Page::Term(TermKind::Tag, ..) => format!("Tag: {}", l.title),
            Page::Term(TermKind::Source, ..) => format!("From {}", l.title),
            Page::Story(..) => format!("Story: {}", l.title),
            Page::OnThisDay(..) => format!("On this day: {}", l.title),
            _ => l.title.clone(),
        },
        Content::Terms(t) => t.title.clone(),
        Content::Stories(s) => s.title.clone(),
        Content::Days { title, .. } => (*title).to_owned(),
        Content::Search(_) => "Search".to_owned(),
        Content::Nothing {} => "Not found".to_owned(),
        Content::Corrections(c) => c.title.clone(),
        Content::Data(d) => d.title.to_owned(),
        Content::Withdrawn { .. } => "Article withdrawn".to_owned(),
        Content::Moved { .. } => "This page has moved".to_owned(),
        Content::Front(_) | Content::Article { .. } => site.settings.title.clone(),
    };
    let description = match (planned.page, content) {
        (Page::Front, Content::Front(f)) => {
            Some(site.settings.tagline.clone().unwrap_or_else(|| {
                let span = f
                    .span
                    .as_deref()
                    .map(|s| format!(", {s}"))
                    .unwrap_or_default();
                format!("{}: {}{span}", site.settings.title, articles(f.count))
            }))
        }
        (Page::NotFound | Page::Withdrawn(_) | Page::Moved(..), _) => None,
        _ => Some(format!("{title} in {}", site.settings.title)),
    };
    let canonical = canonical(site, planned);
    Head {
        kind,
        path: planned.path.to_string(),
        meta: meta(
            site,
            planned,
            &title,
            description.as_deref(),
            canonical.as_deref(),
        ),
        feeds: feeds(site, planned.page),
        crumbs: crumbs(site, planned.page),
        title,
        description,
        canonical,
        json_ld: None,
    }
}

/// The absolute address of a page; of one at an old address, that which it leads to.
fn canonical(site: &Site, planned: &Planned) -> Option<String> {
    let base = site.settings.base_url.as_ref()?;
    match planned.page {
        Page::NotFound => None,
        Page::Moved(mover, _) => Some(base.join(mover.of(site)?.path.as_str())),
        _ => Some(base.join(planned.path.as_str())),
    }
}

fn meta(
    site: &Site,
    planned: &Planned,
    title: &str,
    description: Option<&str>,
    canonical: Option<&str>,
) -> Metas {
    let mut out = Metas::default();
    let is_left_out = |page| matches!(page, Page::NotFound | Page::Withdrawn(_) | Page::Moved(..));
    if is_left_out(planned.page) {
        out.named("robots", "noindex");
        return out;
    }
    if let Some(description) = description {
        out.both("description", "og:description", description);
    }
    let mut property = |name, content: &str| out.property(name, content);
    property("og:type", "website");
    property("og:title", title);
    property("og:site_name", &site.settings.title);
    if let Some(address) = canonical {
        property("og:url", address);
    }
    out
}

fn feeds(site: &Site, page: Page) -> Vec<FeedLink> {
    if site.settings.base_url.is_none() {
        return Vec::new();
    }
    let link = |title: String, path: String, kind| FeedLink { title, path, kind };
    match page {
        Page::Front if site.archive.dated().next().is_some() => {
            let title = &site.settings.title;
            vec![
                link(title.clone(), "feed.xml".into(), ATOM),
                link(
                    format!("{title} (JSON)"),
                    "feed.json".into(),
                    "application/feed+json",
                ),
            ]
        }
        Page::Corrections(_) => {
            vec![link(
                corrections::title(site),
                corrections::FEED.into(),
                ATOM,
            )]
        }
        Page::Term(kind @ (TermKind::Byline | TermKind::Section), id, _) => {
            let term = site.archive.terms(kind).get(id);
            let dated = term.articles.iter().any(|a| site.archive.is_dated(*a));
            let path = format!("{}/{}.xml", kind.folder(), term.slug);
            let link = link(term.name.to_string(), path, ATOM);
            if dated { vec![link] } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

fn crumbs(site: &Site, page: Page) -> Vec<Labelled> {
    let year = |y: i32| Labelled {
        label: y.to_string(),
        path: format!("{y:04}/index.html"),
    };
    match page {
        Page::Month(y, ..) => vec![year(y)],
        Page::Day(y, m, ..) => vec![
            year(y),
            Labelled {
                label: site.dates.month_of_year(y, m),
                path: lists::month_path(y, m),
            },
        ],
        Page::Story(..) => vec![Labelled {
            label: "Stories".into(),
            path: stories::INDEX.into(),
        }],
        Page::Term(kind, ..) | Page::Terms(kind, 1..) => vec![Labelled {
            label: title_of(kind).into(),
            path: format!("{}/index.html", kind.folder()),
        }],
        Page::OnThisDay(..) => vec![Labelled {
            label: "On this day".into(),
            path: "on-this-day/index.html".into(),
        }],
        _ => Vec::new(),
    }
}

/// What is left of a withdrawn article: when it appeared, and why it is gone.
fn withdrawn(site: &Site, index: usize) -> Option<Content<'_>> {
    let card = &site.archive.withdrawn().get(index)?.card;
    Some(Content::Withdrawn {
        date: card.published.as_ref().map(|w| site.dates.view(w)),
        reason: card.seldom().withdrawn.as_deref().filter(|r| !r.is_empty()),
    })
}

/// What leads on from an old address of an article.
fn moved(article: &Article) -> Content<'_> {
    let headline = Some(&*article.card.headline).filter(|h| !h.is_empty());
    Content::Moved {
        headline,
        target: article.path.as_str(),
    }
}
