//! The shapes that templates see. `docs/theming.md` is their description for users; the two change
//! together.

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
        self.push("property", name, content);
    }

    /// One that is called by `name` (all others).
    pub(super) fn named(&mut self, name: &str, content: &str) {
        self.push("name", name, content);
    }

    fn push(&mut self, attribute: &str, name: &str, content: &str) {
        let before = ["\n<meta ", attribute, "=\"", name, "\" content=\""];
        before.iter().for_each(|part| self.0.push_str(part));
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

/// An article as lists show it.
#[derive(Debug, Clone, Serialize)]
pub struct Item<'a> {
    /// Its page.
    pub path: &'a str,
    /// Its headline.
    pub headline: &'a str,
    /// Its standfirst.
    pub standfirst: Option<&'a str>,
    /// Who wrote it.
    pub bylines: Vec<ItemTerm<'a>>,
    /// Its section.
    pub section: Option<ItemTerm<'a>>,
    /// Its language where it is not the site's.
    pub lang: Option<&'a str>,
    /// When it was published.
    pub date: Option<DateView>,
    /// Other articles that have its text, by their outlets.
    pub also: Vec<ItemTerm<'a>>,
}

/// The article at the top of the front page.
#[derive(Debug, Clone, Serialize)]
pub struct Lead<'a> {
    /// The article.
    #[serde(flatten)]
    pub item: Item<'a>,
    /// Its picture.
    pub picture: Option<Picture>,
}

/// A term of an article in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ItemTerm<'a> {
    /// Its name as the article writes it.
    pub name: &'a str,
    /// Its page.
    pub path: &'a str,
}

/// The front page.
#[derive(Debug, Clone, Serialize)]
pub struct Front<'a> {
    /// Years of the oldest and newest article.
    pub span: Option<String>,
    /// Number of articles.
    pub count: usize,
    /// Number of articles, as text.
    pub count_text: String,
    /// The largest sections.
    pub sections: Vec<TermRow<'a>>,
    /// The newest article.
    pub lead: Option<Lead<'a>>,
    /// The newest articles after it.
    pub newest: Vec<Item<'a>>,
    /// All years, newest first.
    pub years: Vec<YearRow>,
    /// Articles by year.
    pub chart: Option<Chart>,
    /// The latest years.
    pub calendars: Vec<YearCalendar>,
    /// The undated articles.
    pub undated: Option<Counted>,
    /// The days of the year.
    pub on_this_day: Option<Today>,
}

/// The search page: the index, and the lists that lead to every article without it.
#[derive(Debug, Clone, Serialize)]
pub struct Search<'a> {
    /// Path of the file that a search begins with.
    pub index: Option<&'a str>,
    /// All years, newest first.
    pub years: Vec<YearRow>,
    /// The undated articles.
    pub undated: Option<Counted>,
    /// The largest sections, then the most frequent bylines.
    pub lists: Vec<NamedTerms<'a>>,
}

/// Terms of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct NamedTerms<'a> {
    /// What they are.
    pub label: &'static str,
    /// The page of all of them.
    pub path: String,
    /// Some of them.
    pub terms: Vec<TermRow<'a>>,
}

/// Where the days of the year are.
#[derive(Debug, Clone, Serialize)]
pub struct Today {
    /// The page of all days.
    pub path: &'static str,
    /// The days that have a page: `01-05 06-16`.
    pub days: String,
}

/// A path with a number of articles.
#[derive(Debug, Clone, Serialize)]
pub struct Counted {
    /// The path.
    pub path: String,
    /// The number as text.
    pub count_text: String,
}

/// A year with its number of articles.
#[derive(Debug, Clone, Serialize)]
pub struct YearRow {
    /// The year.
    pub year: i32,
    /// Its page.
    pub path: String,
    /// Its articles.
    pub count: usize,
    /// The same as text.
    pub count_text: String,
}

/// A list of articles: year, month, day, undated, term, day of the year. `R` is what stands for an article.
#[derive(Debug, Clone, Serialize)]
pub struct List<R> {
    /// What is listed.
    pub title: String,
    /// The kind of term, for a term's page.
    pub label: Option<&'static str>,
    /// The year, for a year's page.
    pub year: Option<i32>,
    /// The weekday, for a day's page.
    pub weekday: Option<&'static str>,
    /// This day in all years, for a day's page.
    pub on_this_day: Option<String>,
    /// Number of articles, on the newest page of the list.
    pub count_text: Option<String>,
    /// First and last year.
    pub span: Option<String>,
    /// Articles by year.
    pub chart: Option<Chart>,
    /// Calendar of the year or month.
    pub calendars: Vec<YearCalendar>,
    /// Months with articles, for a year's page.
    pub months: Vec<MonthRow>,
    /// The articles.
    pub groups: Vec<Group<R>>,
    /// Other pages of the list.
    pub pager: Option<Pager>,
    /// The neighbour before.
    pub earlier: Option<Labelled>,
    /// The neighbour after.
    pub later: Option<Labelled>,
}

// Written out because deriving it would ask for a default article.
impl<R> Default for List<R> {
    fn default() -> Self {
        List {
            title: String::new(),
            label: None,
            year: None,
            weekday: None,
            on_this_day: None,
            count_text: None,
            span: None,
            chart: None,
            calendars: Vec::new(),
            months: Vec::new(),
            groups: Vec::new(),
            pager: None,
            earlier: None,
            later: None,
        }
    }
}

/// Articles under one heading.
#[derive(Debug, Clone, Serialize)]
pub struct Group<R> {
    /// The heading.
    pub label: Option<String>,
    /// Where the heading leads.
    pub path: Option<String>,
    /// The articles.
    pub items: Vec<R>,
    /// Their rows as HTML.
    pub rows: String,
}

/// A month of a year.
#[derive(Debug, Clone, Serialize)]
pub struct MonthRow {
    /// Its name.
    pub name: &'static str,
    /// Its page; none where it has no articles.
    pub path: Option<String>,
    /// Its number of articles.
    pub count_text: String,
}

/// The other pages of a long list.
#[derive(Debug, Clone, Serialize)]
pub struct Pager {
    /// This page.
    pub number: u32,
    /// The next newer page.
    pub newer: Option<String>,
    /// The next older page.
    pub older: Option<String>,
    /// This page and some around it.
    pub pages: Vec<PageNumber>,
}

/// A page of a list.
#[derive(Debug, Clone, Serialize)]
pub struct PageNumber {
    /// Its number, from the oldest.
    pub number: u32,
    /// Its path.
    pub path: String,
    /// Whether it is this one.
    pub current: bool,
}

/// Bars of articles by year.
#[derive(Debug, Clone, Serialize)]
pub struct Chart {
    /// What it shows.
    pub label: String,
    /// Every year of the span.
    pub years: Vec<Bar>,
}

/// One bar.
#[derive(Debug, Clone, Serialize)]
pub struct Bar {
    /// The year.
    pub year: i32,
    /// Its articles.
    pub count: usize,
    /// The same as text.
    pub count_text: String,
    /// Its page.
    pub path: Option<String>,
    /// Share of the fullest year, 0 to 100.
    pub percent: usize,
    /// Whether there is room for its label.
    pub shown: bool,
}

/// A year day by day.
#[derive(Debug, Clone, Serialize)]
pub struct YearCalendar {
    /// The year.
    pub year: i32,
    /// Its page.
    pub path: String,
    /// Its number of articles.
    pub count_text: String,
    /// Its months.
    pub months: Vec<MonthCalendar>,
}

/// A month day by day.
#[derive(Debug, Clone, Serialize)]
pub struct MonthCalendar {
    /// Its name.
    pub name: &'static str,
    /// Its short name.
    pub short: &'static str,
    /// Its page.
    pub path: Option<String>,
    /// Its number of articles.
    pub count_text: String,
    /// Its weeks, Monday first; none for a day of another month.
    pub weeks: Vec<[Option<DayCell>; 7]>,
}

/// A day of a calendar.
#[derive(Debug, Clone, Serialize)]
pub struct DayCell {
    /// The day.
    pub day: u8,
    /// Its number of articles.
    pub count: usize,
    /// The same in four steps, 0 for none.
    pub level: u8,
    /// Its page.
    pub path: Option<String>,
    /// "16 June 2021: 3 articles".
    pub title: String,
}

/// All terms of a kind.
#[derive(Debug, Clone, Serialize)]
pub struct TermsView<'a> {
    /// What they are.
    pub title: &'static str,
    /// How many there are.
    pub intro: String,
    /// All of them in order.
    pub terms: Vec<TermRow<'a>>,
    /// The same by initial.
    pub letters: Vec<Letter<'a>>,
}

/// The terms of one initial.
#[derive(Debug, Clone, Serialize)]
pub struct Letter<'a> {
    /// The initial.
    pub letter: String,
    /// Its anchor.
    pub id: String,
    /// The terms.
    pub terms: Vec<TermRow<'a>>,
}

/// A term with its number of articles.
#[derive(Debug, Clone, Serialize)]
pub struct TermRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its page.
    pub path: &'a str,
    /// Its articles.
    pub count: usize,
    /// The same as text.
    pub count_text: String,
    /// First and last year.
    pub span: Option<String>,
}

/// All stories.
#[derive(Debug, Clone, Serialize)]
pub struct StoriesView<'a> {
    /// What they are.
    pub title: String,
    /// How many there are, on the newest page of the list.
    pub intro: Option<String>,
    /// The stories, under the years in which they began.
    pub stories: Vec<Group<StoryRow<'a>>>,
    /// Other pages of the list.
    pub pager: Option<Pager>,
}

/// A story in the list of all.
#[derive(Debug, Clone, Serialize)]
pub struct StoryRow<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Its page.
    pub path: String,
    /// Number of articles, as text.
    pub count_text: String,
    /// First and last year.
    pub span: Option<String>,
    /// The headline of its newest article, where that is not its name.
    pub latest: Option<&'a str>,
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

/// A month of the days of the year.
#[derive(Debug, Clone, Serialize)]
pub struct DaysOfMonth {
    /// Its name.
    pub name: &'static str,
    /// Its days.
    pub days: Vec<DayCell>,
}

/// A page of all corrections.
#[derive(Debug, Clone, Serialize)]
pub struct Corrections<'a> {
    /// What they are.
    pub title: String,
    /// How many there are, on the newest page.
    pub count_text: Option<String>,
    /// The corrections, newest first.
    pub corrections: Vec<Corrected<'a>>,
    /// Other pages of the list.
    pub pager: Option<Pager>,
}

/// A correction with its article.
#[derive(Debug, Clone, Serialize)]
pub struct Corrected<'a> {
    /// When it was made.
    pub date: Option<DateView>,
    /// What it says.
    pub text: &'a str,
    /// The article's headline.
    pub headline: &'a str,
    /// Its page.
    pub path: &'a str,
    /// Its language where it is not the site's.
    pub lang: Option<&'a str>,
    /// When it was published.
    pub published: Option<DateView>,
}

/// What leads to the exported data.
#[derive(Debug, Clone, Serialize)]
pub struct Data {
    /// What it is.
    pub title: &'static str,
    /// How many articles there are.
    pub count_text: String,
    /// The file that describes the others.
    pub package: &'static str,
    /// The files.
    pub files: Vec<DataFile>,
    /// What is known of each article.
    pub fields: Vec<DataField>,
}

/// A part of the exported data.
#[derive(Debug, Clone, Serialize)]
pub struct DataFile {
    /// What is in it.
    pub label: String,
    /// How many articles it has.
    pub count_text: String,
    /// As CSV.
    pub csv: String,
    /// As compressed JSON Lines.
    pub jsonl: String,
}

/// A column of the exported data.
#[derive(Debug, Clone, Serialize)]
pub struct DataField {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub about: &'static str,
}

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
    /// Its day, month and year.
    pub up: Vec<Labelled>,
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
