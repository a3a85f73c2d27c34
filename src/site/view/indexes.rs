//! What templates see on the front page and on the pages that lead to lists: terms, stories, corrections,
//! data, search.

use super::{Chart, Group, Item, Labelled, Pager, Picture, YearCalendar};
use crate::site::dates::DateView;
use serde::Serialize;

/// The article at the top of the front page.
#[derive(Debug, Clone, Serialize)]
pub struct Lead<'a> {
    /// The article.
    #[serde(flatten)]
    pub item: Item<'a>,
    /// Its picture.
    pub picture: Option<Picture>,
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

/// All terms of a kind.
#[derive(Debug, Clone, Serialize)]
pub struct TermsView<'a> {
    /// What they are.
    pub title: String,
    /// How many there are.
    pub intro: String,
    /// Those of this page in order.
    pub terms: Vec<TermRow<'a>>,
    /// The same by initial.
    pub letters: Vec<Letter<'a>>,
    /// Where each initial begins, on whichever page; none where there are few terms.
    pub jump: Vec<Labelled>,
    /// The page before.
    pub before: Option<String>,
    /// The page after.
    pub after: Option<String>,
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
