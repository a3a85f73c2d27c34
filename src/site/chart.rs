//! Numbers of articles by year and by day: bars and calendars.

use super::Site;
use super::view::{Bar, Chart, DayCell, DaysOfMonth, MonthCalendar, YearCalendar};
use crate::archive::{ArticleId, MonthSpan, YearSpan};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Most labels that fit below a chart.
const LABELS: i32 = 6;

/// `1,204`
pub(super) fn grouped(n: usize) -> String {
    let digits = n.to_string();
    if digits.len() < 4 {
        return digits;
    }
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// `3 articles`
pub(super) fn articles(n: usize) -> String {
    format!("{} article{}", grouped(n), if n == 1 { "" } else { "s" })
}

/// First and last year of dated articles: `1989–2026`, or one year.
pub(super) fn span(first: i32, last: i32) -> String {
    if first == last {
        first.to_string()
    } else {
        format!("{first}\u{2013}{last}")
    }
}

/// Bars of the dated ones of `members` by year; none for fewer than two years.
pub(super) fn by_year(site: &Site, members: impl Iterator<Item = ArticleId>) -> Option<Chart> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for id in members {
        if let Some(when) = site.archive.get(id).card.published {
            *counts.entry(when.year_number()).or_default() += 1;
        }
    }
    bars(site, &counts)
}

/// Bars of the whole archive.
pub(super) fn of_archive(site: &Site) -> Option<Chart> {
    let counts = site
        .archive
        .calendar()
        .years
        .iter()
        .map(|y| (y.year, y.articles.len()))
        .collect();
    bars(site, &counts)
}

fn bars(site: &Site, counts: &BTreeMap<i32, usize>) -> Option<Chart> {
    let (first, last) = (*counts.keys().next()?, *counts.keys().next_back()?);
    // A wrong year far away must not make ten thousand empty bars.
    if first == last || last - first > 400 {
        return None;
    }
    let most = counts.values().copied().max()?;
    let step = (last - first) / LABELS + 1;
    let years = (first..=last).map(|year| {
        let count = counts.get(&year).copied().unwrap_or(0);
        Bar {
            year,
            count,
            count_text: grouped(count),
            path: site
                .archive
                .calendar()
                .year(year)
                .map(|_| format!("{year:04}/index.html")),
            // A year with one article among thousands still shows.
            percent: if count == 0 {
                0
            } else {
                (count * 100 / most).max(1)
            },
            shown: (last - year) % step == 0,
        }
    });
    Some(Chart {
        label: format!("Articles by year, {}", span(first, last)),
        years: years.collect(),
    })
}

/// The calendar of a year.
pub(super) fn of_year(site: &Site, year: &YearSpan) -> YearCalendar {
    let fullest = year
        .months
        .iter()
        .flat_map(|m| &m.days)
        .map(|d| d.articles.len())
        .max()
        .unwrap_or(0);
    let months = (1..=12).map(|m| {
        of_month(
            site,
            year.year,
            m,
            year.months.iter().find(|s| s.month == m),
            fullest,
        )
    });
    framed(year, months.collect())
}

/// The calendar of one month, in the frame of its year.
pub(super) fn of_single_month(site: &Site, year: &YearSpan, month: &MonthSpan) -> YearCalendar {
    let fullest = month
        .days
        .iter()
        .map(|d| d.articles.len())
        .max()
        .unwrap_or(0);
    framed(
        year,
        vec![of_month(site, year.year, month.month, Some(month), fullest)],
    )
}

fn framed(year: &YearSpan, months: Vec<MonthCalendar>) -> YearCalendar {
    YearCalendar {
        year: year.year,
        path: format!("{:04}/index.html", year.year),
        count_text: grouped(year.articles.len()),
        months,
    }
}

fn of_month(
    site: &Site,
    year: i32,
    month: u8,
    span: Option<&MonthSpan>,
    fullest: usize,
) -> MonthCalendar {
    let mut weeks: Vec<[Option<DayCell>; 7]> = Vec::new();
    for day in 1..=31 {
        let Some(date) = NaiveDate::from_ymd_opt(year, month.into(), day) else {
            break;
        };
        let weekday = date.weekday().num_days_from_monday() as usize;
        if weeks.is_empty() || weekday == 0 {
            weeks.push(Default::default());
        }
        let count = span
            .and_then(|s| s.days.iter().find(|d| d.date == date))
            .map_or(0, |d| d.articles.len());
        let path = (count > 0).then(|| format!("{year:04}/{month:02}/{day:02}/index.html"));
        if let Some(week) = weeks.last_mut() {
            week[weekday] = Some(DayCell {
                day: day as u8,
                count,
                level: level(count, fullest),
                path,
                title: articles(count),
            });
        }
    }
    MonthCalendar {
        name: site.dates.month(month),
        short: site.dates.short_month(month),
        path: span.map(|_| format!("{year:04}/{month:02}/index.html")),
        count_text: grouped(span.map_or(0, |s| s.articles.len())),
        weeks,
    }
}

/// All days of the year, those with articles linked.
pub(super) fn of_all_days(site: &Site) -> Vec<DaysOfMonth> {
    let on = &site.archive.calendar().on_this_day;
    let fullest = on.values().map(Vec::len).max().unwrap_or(0);
    let cell = |month: u8, day: u8| {
        let count = on.get(&(month, day)).map_or(0, Vec::len);
        DayCell {
            day,
            count,
            level: level(count, fullest),
            path: (count > 0).then(|| format!("on-this-day/{month:02}-{day:02}.html")),
            title: articles(count),
        }
    };
    (1..=12u8)
        .map(|month| {
            // A leap year, so that 29 February has its place.
            let days = (1..=31u8)
                .filter(|d| NaiveDate::from_ymd_opt(2000, month.into(), (*d).into()).is_some());
            DaysOfMonth {
                name: site.dates.month(month),
                days: days.map(|d| cell(month, d)).collect(),
            }
        })
        .collect()
}

/// Four steps of an equal share of the fullest day.
fn level(count: usize, fullest: usize) -> u8 {
    if count == 0 {
        0
    } else {
        u8::try_from((count * 4).div_ceil(fullest.max(1)))
            .unwrap_or(4)
            .clamp(1, 4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let shown: Vec<_> = [0, 999, 1000, 1_234_567]
            .iter()
            .map(|n| grouped(*n))
            .collect();
        assert_eq!(shown, ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(
            (articles(1), articles(1204)),
            ("1 article".into(), "1,204 articles".into())
        );
    }

    #[test]
    fn levels_are_four_steps() {
        let got: Vec<_> = [0, 1, 3, 5, 8].iter().map(|n| level(*n, 8)).collect();
        assert_eq!(got, [0, 1, 2, 3, 4]);
    }
}
