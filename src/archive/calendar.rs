//! The archive by time: which years, months and days have articles, and on which day of any year
//! something appeared.

use super::card::Article;
use super::{ArticleId, ids};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;
use std::ops::Range;

/// Years, months and days with articles, newest first, and the days of the year.
#[derive(Debug, Default)]
pub struct Calendar {
    /// The years, newest first.
    pub years: Vec<YearSpan>,
    /// Articles of each day of the year (month, day), newest first.
    pub on_this_day: BTreeMap<(u8, u8), Vec<ArticleId>>,
}

/// A year with at least one article.
#[derive(Debug)]
pub struct YearSpan {
    /// The year.
    pub year: i32,
    /// Its articles: those dated to the year alone first.
    pub articles: Range<u32>,
    /// Its months with articles, newest first.
    pub months: Vec<MonthSpan>,
}

/// A month with at least one article.
#[derive(Debug)]
pub struct MonthSpan {
    /// Month, 1 to 12.
    pub month: u8,
    /// Its articles: those dated to the month alone first.
    pub articles: Range<u32>,
    /// Its days with articles, newest first.
    pub days: Vec<DaySpan>,
}

/// A day with at least one article.
#[derive(Debug)]
pub struct DaySpan {
    /// The day.
    pub date: NaiveDate,
    /// Its articles.
    pub articles: Range<u32>,
}

/// The articles of a span of the archive's order.
pub(super) fn members(
    span: &Range<u32>,
) -> impl DoubleEndedIterator<Item = ArticleId> + Clone + use<> {
    (span.start..span.end).map(ArticleId)
}

impl Calendar {
    /// Indexes the dated articles, which are sorted newest first.
    pub(super) fn new(dated: &[Article]) -> Self {
        let mut calendar = Calendar::default();
        for (id, article) in ids(0..dated.len()).zip(dated) {
            let Some(when) = article.card.published else {
                continue;
            };
            let year = grown(
                &mut calendar.years,
                id,
                |y| y.year == when.year_number(),
                |articles| YearSpan {
                    year: when.year_number(),
                    articles,
                    months: Vec::new(),
                },
            );
            year.articles.end = id.0 + 1;
            let Some(month) = when.month_number() else {
                continue;
            };
            let month = grown(
                &mut year.months,
                id,
                |m| m.month == month,
                |articles| MonthSpan {
                    month,
                    articles,
                    days: Vec::new(),
                },
            );
            month.articles.end = id.0 + 1;
            let Some(date) = when.date() else { continue };
            let day = grown(
                &mut month.days,
                id,
                |d| d.date == date,
                |articles| DaySpan { date, articles },
            );
            day.articles.end = id.0 + 1;
            calendar
                .on_this_day
                .entry((date.month() as u8, date.day() as u8))
                .or_default()
                .push(id);
        }
        calendar
    }

    /// One year.
    pub fn year(&self, year: i32) -> Option<&YearSpan> {
        self.years.iter().find(|y| y.year == year)
    }

    /// The oldest and the newest year.
    pub fn span(&self) -> Option<(i32, i32)> {
        Some((self.years.last()?.year, self.years.first()?.year))
    }
}

impl YearSpan {
    /// Its articles.
    pub fn members(&self) -> impl DoubleEndedIterator<Item = ArticleId> + Clone + use<> {
        members(&self.articles)
    }
}

impl MonthSpan {
    /// Its articles.
    pub fn members(&self) -> impl DoubleEndedIterator<Item = ArticleId> + Clone + use<> {
        members(&self.articles)
    }
}

impl DaySpan {
    /// Its articles.
    pub fn members(&self) -> impl DoubleEndedIterator<Item = ArticleId> + Clone + use<> {
        members(&self.articles)
    }
}

/// The last entry if it is the one wanted, else a new one: the articles come sorted.
fn grown<T>(
    list: &mut Vec<T>,
    id: ArticleId,
    is: impl Fn(&T) -> bool,
    make: impl FnOnce(Range<u32>) -> T,
) -> &mut T {
    if !list.last().is_some_and(is) {
        list.push(make(id.0..id.0));
    }
    let last = list.len() - 1;
    &mut list[last]
}

#[cfg(test)]
mod tests {
    use super::super::tests::{archive, card};

    #[test]
    fn spans_nest_and_count() {
        let a = archive(vec![
            card("a", "A", "2021-06-16"),
            card("b", "B", "2021-06-16T10:00"),
            card("c", "C", "2021-06"),
            card("d", "D", "2021"),
            card("e", "E", "2019-06-16"),
            card("f", "F", ""),
        ]);
        let c = a.calendar();
        assert_eq!(c.span(), Some((2019, 2021)));
        let y = c.year(2021).unwrap();
        assert_eq!(
            (
                y.articles.len(),
                y.months[0].articles.len(),
                y.months[0].days[0].articles.len()
            ),
            (4, 3, 2)
        );
        assert_eq!(c.on_this_day[&(6, 16)].len(), 3);
    }
}
