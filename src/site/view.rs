//! The shapes that templates see. `docs/theming.md` is their description for users; the two change
//! together.

mod article;
mod indexes;
mod lists;

pub(super) use article::*;
pub(super) use indexes::*;
pub(super) use lists::*;

use super::body::escape_into;
use super::dates::DateView;
use serde::Serialize;

/// What is the same on every page.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// The archive's name.
    pub title: String,
    /// The line below it.
    pub tagline: Option<String>,
    /// Its main language.
    pub lang: String,
    /// Whether that is written from right to left.
    pub rtl: bool,
    /// The line at the foot.
    pub footer: Option<String>,
    /// Whether there is a search page.
    pub search: bool,
    /// The kinds of index that exist.
    pub nav: Vec<Labelled>,
    /// What else there is about the archive as a whole: corrections, data.
    pub foot: Vec<Labelled>,
    /// Program and version.
    pub generator: String,
}

/// A path with a text for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Labelled {
    /// The text.
    pub label: String,
    /// The path.
    pub path: String,
}

/// What every page says of itself.
#[derive(Debug, Clone, Serialize, Default)]
pub struct Head {
    /// The kind of page.
    pub kind: &'static str,
    /// Its own path.
    pub path: String,
    /// Its title, without the site's.
    pub title: String,
    /// A sentence about it.
    pub description: Option<String>,
    /// Its absolute address.
    pub canonical: Option<String>,
    /// Feeds that belong to it.
    pub feeds: Vec<FeedLink>,
    /// Meta elements, as HTML.
    pub meta: Metas,
    /// JSON-LD, escaped for a script element.
    pub json_ld: Option<String>,
    /// From the front page down.
    pub crumbs: Vec<Labelled>,
}

/// A feed that a page announces.
#[derive(Debug, Clone, Serialize)]
pub struct FeedLink {
    /// Its title.
    pub title: String,
    /// Its path.
    pub path: String,
    /// Its media type.
    pub kind: &'static str,
}

/// Meta elements, written as they come: a page has two dozen, and as values for its template they
/// would cost more than all the rest of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Metas(String);

impl Metas {
    /// None yet.
    pub(super) fn new() -> Self {
        Metas(String::with_capacity(3072))
    }

    /// One that is called by `property` (Open Graph).
    pub(super) fn property(&mut self, name: &str, content: &str) {
        self.push(&["\n<meta property=\"", name], content);
    }

    /// One that is called by `name` (all others).
    pub(super) fn named(&mut self, name: &str, content: &str) {
        self.push(&["\n<meta name=\"", name], content);
    }

    /// One that is called by both, so that what it says stands on the page once (RDFa Lite 1.1 in HTML).
    pub(super) fn both(&mut self, name: &str, property: &str, content: &str) {
        self.push(
            &["\n<meta name=\"", name, "\" property=\"", property],
            content,
        );
    }

    fn push(&mut self, begin: &[&str], content: &str) {
        begin.iter().for_each(|part| self.0.push_str(part));
        self.0.push_str("\" content=\"");
        escape_into(&mut self.0, content);
        self.0.push_str("\">");
    }
}

/// A page: which template, and what it sees besides the site.
#[derive(Debug, Clone, Serialize)]
pub struct View<'a> {
    /// The template's name.
    #[serde(skip)]
    pub template: &'static str,
    /// What leads to the top of the site.
    pub root: String,
    /// What the page says of itself.
    pub page: Head,
    /// The rest, by kind.
    #[serde(flatten)]
    pub content: Content<'a>,
}

/// What the kinds of page see.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Content<'a> {
    /// The front page.
    Front(Box<Front<'a>>),
    /// An article.
    Article {
        /// The article.
        article: Box<ArticleView<'a>>,
    },
    /// A list of articles.
    List(Box<List<Item<'a>>>),
    /// All terms of a kind.
    Terms(TermsView<'a>),
    /// All stories.
    Stories(StoriesView<'a>),
    /// All days of the year.
    Days {
        /// What they are.
        title: &'static str,
        /// The months.
        months: Vec<DaysOfMonth>,
    },
    /// What is left of a withdrawn article.
    Withdrawn {
        /// When it was published.
        date: Option<DateView>,
        /// Why it was withdrawn.
        reason: Option<&'a str>,
    },
    /// What leads on from an old address.
    Moved {
        /// The headline of the article; none of a withdrawn one.
        headline: Option<&'a str>,
        /// Its page.
        target: &'a str,
    },
    /// The search page.
    Search(Box<Search<'a>>),
    /// All corrections.
    Corrections(Corrections<'a>),
    /// What leads to the exported data.
    Data(Data),
    /// Nothing more.
    Nothing {},
}
