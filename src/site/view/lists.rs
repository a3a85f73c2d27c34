//! What templates see of lists of articles, charts and calendars.

use super::Labelled;
use crate::site::dates::DateView;
use serde::Serialize;

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

/// A term of an article in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ItemTerm<'a> {
    /// Its name as the article writes it.
    pub name: &'a str,
    /// Its page.
    pub path: &'a str,
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

/// A month of the days of the year.
#[derive(Debug, Clone, Serialize)]
pub struct DaysOfMonth {
    /// Its name.
    pub name: &'static str,
    /// Its days.
    pub days: Vec<DayCell>,
}
