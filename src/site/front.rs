//! The front page, and what other pages show of it.

use super::Site;
use super::chart::{self, grouped, span};
use super::links::{Target, resolve};
use super::lists;
use super::stories;
use super::terms::largest;
use super::view::{Counted, Front, Lead, Picture, Today, YearRow};
use crate::archive::TermKind;

/// Articles on the front page, the lead among them.
const NEWEST: usize = 13;

/// Years whose calendars the front page shows.
const CALENDARS: usize = 2;

/// Sections that the front page names.
const SECTIONS: usize = 12;

pub(super) fn front(site: &Site) -> Front<'_> {
    let calendar = site.archive.calendar();
    let all = site.archive.dated().chain(site.archive.undated());
    let newest = stories::texts(site, all).take(NEWEST);
    let mut newest: Vec<_> = newest.map(|id| lists::item(site, id)).collect();
    let lead = (!newest.is_empty()).then(|| lead(site, newest.remove(0)));
    let on = &calendar.on_this_day;
    Front {
        span: calendar.span().map(|(first, last)| span(first, last)),
        count: site.archive.articles().len(),
        count_text: grouped(site.archive.articles().len()),
        sections: largest(site, TermKind::Section, SECTIONS),
        lead,
        newest,
        years: years(site),
        chart: chart::of_archive(site),
        calendars: calendar
            .years
            .iter()
            .filter(|y| !y.months.is_empty())
            .take(CALENDARS)
            .map(|y| chart::of_year(site, y))
            .collect(),
        undated: undated(site),
        on_this_day: (!on.is_empty()).then(|| Today {
            path: "on-this-day/index.html",
            days: on
                .keys()
                .map(|(m, d)| format!("{m:02}-{d:02}"))
                .collect::<Vec<_>>()
                .join(" "),
        }),
    }
}

/// The newest article with its picture, where the site has it. The picture says nothing that the
/// headline beside it does not, so it needs no text of its own.
fn lead<'a>(site: &'a Site, item: super::view::Item<'a>) -> Lead<'a> {
    let first = site.archive.dated().chain(site.archive.undated()).next();
    let card = first.map(|id| &site.archive.get(id).card);
    let src = card.and_then(|card| {
        match resolve(
            &site.archive,
            &site.assets,
            &card.file,
            card.picture.as_deref()?,
        ) {
            Target::Asset(path) => Some(path.to_string()),
            _ => None,
        }
    });
    Lead {
        item,
        picture: src.map(|src| Picture {
            src,
            alt: None,
            caption: None,
            credit: None,
        }),
    }
}

/// All years, newest first.
pub(super) fn years(site: &Site) -> Vec<YearRow> {
    let years = site.archive.calendar().years.iter();
    years
        .map(|y| YearRow {
            year: y.year,
            path: format!("{:04}/index.html", y.year),
            count: y.articles.len(),
            count_text: grouped(y.articles.len()),
        })
        .collect()
}

/// The page of the undated articles.
pub(super) fn undated(site: &Site) -> Option<Counted> {
    let undated = site.archive.undated().count();
    (undated > 0).then(|| Counted {
        path: "undated/index.html".into(),
        count_text: grouped(undated),
    })
}
