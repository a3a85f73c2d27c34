//! What templates see of an article on its own page.

use super::ItemTerm;
use crate::site::dates::DateView;
use serde::Serialize;

/// A picture on the page.
#[derive(Debug, Clone, Serialize)]
pub struct Picture {
    /// Where it is, ready for use.
    pub src: String,
    /// Text for those who do not see it.
    pub alt: Option<String>,
    /// Its caption.
    pub caption: Option<String>,
    /// Its credit.
    pub credit: Option<String>,
}

/// The story that an article belongs to, as its own page shows it.
#[derive(Debug, Clone, Serialize)]
pub struct StorySoFar<'a> {
    /// What it is called.
    pub title: &'a str,
    /// Its page.
    pub path: String,
    /// Number of its texts, as text.
    pub count_text: String,
    /// Some of its articles, the oldest first, the article itself among them.
    pub articles: Vec<StoryItem<'a>>,
}

/// An article of a story.
#[derive(Debug, Clone, Serialize)]
pub struct StoryItem<'a> {
    /// Its headline.
    pub headline: &'a str,
    /// Its page.
    pub path: &'a str,
    /// When it was published.
    pub date: Option<DateView>,
    /// Whether it is the one on whose page it is shown.
    pub current: bool,
}

/// An article on its own page.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleView<'a> {
    /// Its headline.
    pub headline: &'a str,
    /// Its standfirst.
    pub standfirst: Option<&'a str>,
    /// Its dateline.
    pub dateline: Option<&'a str>,
    /// Its language where it is not the site's.
    pub lang: Option<&'a str>,
    /// `ltr` or `rtl` where its language is stated, else `auto`.
    pub dir: &'static str,
    /// Its section.
    pub section: Option<ItemTerm<'a>>,
    /// When it was published.
    pub date: Option<DateView>,
    /// When it was last changed.
    pub updated: Option<DateView>,
    /// How its clock is labelled.
    pub zone: Option<String>,
    /// Who wrote it.
    pub bylines: Vec<Author<'a>>,
    /// Its lead picture.
    pub picture: Option<Picture>,
    /// Its text, safe as it stands.
    pub body: String,
    /// Whether that is its beginning only.
    pub excerpt: bool,
    /// Its corrections.
    pub corrections: Vec<CorrectionView<'a>>,
    /// The story it belongs to.
    pub story: Option<StorySoFar<'a>>,
    /// Other articles that have its text, by their outlets.
    pub also: Vec<ItemTerm<'a>>,
    /// Related links.
    pub related: Vec<RelatedView<'a>>,
    /// Its tags.
    pub tags: Vec<ItemTerm<'a>>,
    /// Its outlet.
    pub source: Option<ItemTerm<'a>>,
    /// Its address on the web.
    pub original: Option<&'a str>,
    /// The next older article.
    pub earlier: Option<Neighbour<'a>>,
    /// The next newer article.
    pub later: Option<Neighbour<'a>>,
    /// This day in all years.
    pub on_this_day: Option<String>,
    /// How to cite it.
    pub cite: [Citation; 5],
    /// What a reader should know about its facts.
    pub reading: Vec<String>,
}

/// An author of an article.
#[derive(Debug, Clone, Serialize)]
pub struct Author<'a> {
    /// The name.
    pub name: &'a str,
    /// The page of the byline.
    pub path: &'a str,
    /// What the author is.
    pub role: Option<&'a str>,
    /// Whom the author works for.
    pub outlet: Option<&'a str>,
}

/// A correction.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionView<'a> {
    /// When it was made.
    pub date: Option<String>,
    /// What it says.
    pub text: &'a str,
}

/// A related link.
#[derive(Debug, Clone, Serialize)]
pub struct RelatedView<'a> {
    /// The headline shown.
    pub headline: &'a str,
    /// The article in this archive.
    pub path: Option<&'a str>,
    /// Its address on the web.
    pub address: Option<&'a str>,
}

/// An older or newer article.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Neighbour<'a> {
    /// Its headline.
    pub headline: &'a str,
    /// Its page.
    pub path: &'a str,
}

/// A ready-made citation.
#[derive(Debug, Clone, Serialize)]
pub struct Citation {
    /// What form it has: "BibTeX".
    pub label: &'static str,
    /// The citation, as plain text.
    pub text: String,
}
