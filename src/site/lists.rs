//! Pages that list articles.

use super::Site;
use super::chart::{self, articles, grouped, span};
use super::paging::Part;
use super::view::{Group, Item, ItemTerm, Labelled, List, MonthRow, PageNumber, Pager};
use crate::archive::{Archive, ArticleId, MonthSpan, TermId, TermKind, YearSpan};
use chrono::Datelike;

/// A year page lists its articles only where they are no more than this; else its months do.
const YEAR_LIST: usize = 100;

/// An article as lists show it. Whatever it is made of is in the digest of its row, too.
pub(super) fn item(site: &Site, id: ArticleId) -> Item<'_> {
    let article = site.archive.get(id);
    let card = &article.card;
    Item {
        path: article.path.as_str(),
        headline: &card.headline,
        standfirst: card.standfirst(),
        bylines: terms_of(&site.archive, id, TermKind::Byline),
        section: terms_of(&site.archive, id, TermKind::Section).pop(),
        lang: site.foreign(card),
        date: card.published.as_ref().map(|p| site.dates.view(p)),
        also: super::stories::also(site, id),
    }
}

/// The terms of an article with their pages, under the names that the article prints.
pub(super) fn terms_of(archive: &Archive, id: ArticleId, kind: TermKind) -> Vec<ItemTerm<'_>> {
    let terms = archive.terms(kind);
    terms
        .of(id)
        .iter()
        .map(|t| ItemTerm {
            name: &terms.get(*t).name,
            path: terms.path(*t),
        })
        .collect()
}

/// Groups of consecutive articles that share a key, each under the label of its key and a page, where there
/// is one.
pub(super) fn groups<K: PartialEq + Copy>(
    ids: &[ArticleId],
    key: impl Fn(ArticleId) -> K,
    heading: impl Fn(K) -> (String, Option<String>),
) -> Vec<Group<ArticleId>> {
    let same = ids.chunk_by(|a, b| key(*a) == key(*b));
    let group = |items: &[ArticleId]| {
        let heading = items.first().map(|id| heading(key(*id)));
        let (label, path) = heading.unzip();
        Group {
            label,
            path: path.flatten(),
            items: items.to_vec(),
            rows: String::new(),
        }
    };
    same.map(group).collect()
}

fn under_years(site: &Site, ids: &[ArticleId]) -> Vec<Group<ArticleId>> {
    let year = |id| site.archive.get(id).card.published.map(|p| p.year_number());
    groups(ids, year, |year| match year {
        Some(year) => (year.to_string(), Some(format!("{year:04}/index.html"))),
        None => ("Undated".into(), Some("undated/index.html".into())),
    })
}

/// The numbers around a page: itself, its neighbours, and the oldest. What stands on an older page
/// never mentions how many newer ones there are, so that it need not change when they come.
pub(super) fn pager(part: Part, head: &str) -> Option<Pager> {
    if part.of == 1 {
        return None;
    }
    let mut numbers: Vec<u32> = (part.number.saturating_sub(2)..=part.number + 1)
        .filter(|n| (1..=part.of).contains(n))
        .collect();
    if numbers.first() != Some(&1) {
        numbers.insert(0, 1);
    }
    numbers.reverse();
    let at = |number| {
        Part {
            number,
            of: part.of,
        }
        .path(head)
    };
    Some(Pager {
        number: part.number,
        newer: part.newer().map(|p| p.path(head)),
        older: part.older().map(|p| p.path(head)),
        pages: numbers
            .into_iter()
            .map(|number| PageNumber {
                number,
                path: at(number),
                current: number == part.number,
            })
            .collect(),
    })
}

pub(super) fn paged_title(title: &str, part: Part) -> String {
    if part.is_head() {
        title.to_owned()
    } else {
        format!("{title}, page {}", part.number)
    }
}

fn neighbours<T>(
    list: &[T],
    at: usize,
    label: impl Fn(&T) -> Labelled,
) -> (Option<Labelled>, Option<Labelled>) {
    // Newest first: what comes after in the list is earlier in time.
    let later = at.checked_sub(1).and_then(|i| list.get(i)).map(&label);
    (list.get(at + 1).map(label), later)
}

/// A year.
pub(super) fn year(site: &Site, year: &YearSpan) -> List<ArticleId> {
    let years = &site.archive.calendar().years;
    let at = years
        .iter()
        .position(|y| y.year == year.year)
        .unwrap_or_default();
    let (earlier, later) = neighbours(years, at, |y| Labelled {
        label: y.year.to_string(),
        path: format!("{:04}/index.html", y.year),
    });
    let all: Vec<_> = year.members().collect();
    let of_the_year_alone = all.len() - year.months.iter().map(|m| m.articles.len()).sum::<usize>();
    let listed = if all.len() <= YEAR_LIST {
        &all[..]
    } else {
        &all[..of_the_year_alone.min(YEAR_LIST)]
    };
    let published = |id| site.archive.get(id).card.published;
    let month = |id| published(id).and_then(|p| p.month_number());
    let months = (1..=12u8).map(|m| {
        let span = year.months.iter().find(|s| s.month == m);
        MonthRow {
            name: site.dates.month(m),
            path: span.map(|_| month_path(year.year, m)),
            count_text: grouped(span.map_or(0, |s| s.articles.len())),
        }
    });
    List {
        title: year.year.to_string(),
        year: Some(year.year),
        count_text: Some(grouped(all.len())),
        calendars: vec![chart::of_year(site, year)],
        months: months.collect(),
        groups: groups(listed, month, |month| match month {
            Some(m) => (
                site.dates.month(m).to_owned(),
                Some(month_path(year.year, m)),
            ),
            None => (format!("Some time in {}", year.year), None),
        }),
        earlier,
        later,
        ..List::default()
    }
}

pub(super) fn month_path(year: i32, month: u8) -> String {
    format!("{year:04}/{month:02}/index.html")
}

fn day_path(day: chrono::NaiveDate) -> String {
    format!(
        "{:04}/{:02}/{:02}/index.html",
        day.year(),
        day.month(),
        day.day()
    )
}

/// A month.
pub(super) fn month(
    site: &Site,
    year: &YearSpan,
    month: &MonthSpan,
    part: Part,
) -> List<ArticleId> {
    let all: Vec<_> = site
        .archive
        .calendar()
        .years
        .iter()
        .flat_map(|y| y.months.iter().map(move |m| (y.year, m.month)))
        .collect();
    let at = all
        .iter()
        .position(|m| *m == (year.year, month.month))
        .unwrap_or_default();
    let (earlier, later) = neighbours(&all, at, |(y, m)| Labelled {
        label: site.dates.month_of_year(*y, *m),
        path: month_path(*y, *m),
    });
    let members: Vec<_> = month.members().collect();
    let day = |id: ArticleId| site.archive.get(id).card.published.and_then(|p| p.date());
    let title = site.dates.month_of_year(year.year, month.month);
    let head = part.is_head();
    List {
        title: paged_title(&title, part),
        count_text: head.then(|| grouped(members.len())),
        calendars: if head {
            vec![chart::of_single_month(site, year, month)]
        } else {
            Vec::new()
        },
        groups: groups(part.rows(&members), day, |day| match day {
            Some(d) => (
                format!("{}, {}", site.dates.weekday(d), site.dates.day(d)),
                Some(day_path(d)),
            ),
            None => (format!("Some time in {title}"), None),
        }),
        pager: pager(part, &month_path(year.year, month.month)),
        earlier: if head { earlier } else { None },
        later: if head { later } else { None },
        ..List::default()
    }
}

/// A day.
pub(super) fn day(site: &Site, month: &MonthSpan, day: u8, part: Part) -> Option<List<ArticleId>> {
    // The neighbours of a day are days of its month or of the months around it.
    let years = site.archive.calendar().years.iter();
    let months: Vec<_> = years
        .flat_map(|y| &y.months)
        .filter(|m| !m.days.is_empty())
        .collect();
    let here = months.iter().position(|m| std::ptr::eq(*m, month))?;
    let near = months.iter().take(here + 2).skip(here.saturating_sub(1));
    let days: Vec<_> = near.flat_map(|m| &m.days).collect();
    let span = month.days.iter().find(|d| d.date.day() == u32::from(day))?;
    let at = days
        .iter()
        .position(|d| d.date == span.date)
        .unwrap_or_default();
    let (earlier, later) = neighbours(&days, at, |d| Labelled {
        label: site.dates.day(d.date),
        path: day_path(d.date),
    });
    let members: Vec<_> = span.members().collect();
    let head = part.is_head();
    Some(List {
        title: paged_title(&site.dates.day(span.date), part),
        weekday: Some(site.dates.weekday(span.date)),
        count_text: head.then(|| grouped(members.len())),
        on_this_day: Some(format!("on-this-day/{:02}-{day:02}.html", month.month)),
        groups: vec![Group {
            label: None,
            path: None,
            items: part.rows(&members).to_vec(),
            rows: String::new(),
        }],
        pager: pager(part, &day_path(span.date)),
        earlier: if head { earlier } else { None },
        later: if head { later } else { None },
        ..List::default()
    })
}

/// The undated articles.
pub(super) fn undated(site: &Site, part: Part) -> List<ArticleId> {
    let members: Vec<_> = site.archive.undated().collect();
    List {
        title: paged_title("Undated", part),
        count_text: part.is_head().then(|| grouped(members.len())),
        groups: vec![Group {
            label: None,
            path: None,
            items: part.rows(&members).to_vec(),
            rows: String::new(),
        }],
        pager: pager(part, "undated/index.html"),
        ..List::default()
    }
}

/// A byline, section, tag or source.
pub(super) fn term(site: &Site, kind: TermKind, id: TermId, part: Part) -> List<ArticleId> {
    let terms = site.archive.terms(kind);
    let term = terms.get(id);
    let head = part.is_head();
    List {
        title: paged_title(&term.name, part),
        label: Some(match kind {
            TermKind::Byline => "Byline",
            TermKind::Section => "Section",
            TermKind::Tag => "Tag",
            TermKind::Source => "Source",
        }),
        count_text: head.then(|| grouped(term.articles.len())),
        span: if head {
            span_of(site, &term.articles)
        } else {
            None
        },
        chart: if head {
            chart::by_year(site, term.articles.iter().copied())
        } else {
            None
        },
        groups: under_years(site, part.rows(&term.articles)),
        pager: pager(part, terms.path(id)),
        ..List::default()
    }
}

/// First and last year of the dated ones of a list that is sorted newest first.
pub(super) fn span_of(site: &Site, members: &[ArticleId]) -> Option<String> {
    let mut years = members
        .iter()
        .filter_map(|id| site.archive.get(*id).card.published)
        .map(|p| p.year_number());
    let last = years.next()?;
    Some(span(years.next_back().unwrap_or(last), last))
}

/// A day of the year.
pub(super) fn on_this_day(site: &Site, month: u8, day: u8, part: Part) -> Option<List<ArticleId>> {
    let on = &site.archive.calendar().on_this_day;
    let members = on.get(&(month, day))?;
    let label = |(m, d): &(u8, u8)| Labelled {
        label: site.dates.day_of_year(*m, *d),
        path: format!("on-this-day/{m:02}-{d:02}.html"),
    };
    let head = part.is_head();
    Some(List {
        title: paged_title(&site.dates.day_of_year(month, day), part),
        count_text: head.then(|| articles(members.len())),
        groups: under_years(site, part.rows(members)),
        pager: pager(part, &format!("on-this-day/{month:02}-{day:02}.html")),
        earlier: if head {
            on.range(..(month, day)).next_back().map(|(k, _)| label(k))
        } else {
            None
        },
        later: if head {
            on.range((month, day + 1)..).next().map(|(k, _)| label(k))
        } else {
            None
        },
        ..List::default()
    })
}
