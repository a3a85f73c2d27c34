//! The archive as data: all articles as CSV and as compressed JSON Lines, what describes them (a data
//! package of frictionlessdata.io), and the page that leads to them.
//!
//! A part holds about a thousand articles: the whole archive, else a year, else a month. One file of
//! everything would have to be written anew with every edit, and every original read for it; so an edit
//! touches the one part that has the article. JSON Lines can be put together by writing one file
//! after the other, compressed as they are.

mod table;

pub use table::{Format, Table};

use super::Site;
use super::chart::grouped;
use super::view::{Data, DataField, DataFile};
use crate::archive::ArticleId;
use serde_json::{Value, json};
use std::ops::Range;

/// Articles of a part, where its year or month has no more.
const ROWS: usize = 1_000;

/// Where the page stands.
pub(super) const PAGE: &str = "data/index.html";

/// Articles that are exported together, as numbers in the archive's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// The files' name, without folder and ending: `articles-2021-06`.
    pub(super) name: String,
    /// What is in it, for readers.
    pub(super) label: String,
    ids: Range<u32>,
}

impl Part {
    /// Where it stands.
    pub(super) fn path(&self, format: Format) -> String {
        format!("data/{}.{}", self.name, format.ending())
    }
}

/// What the articles of a part have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    All,
    Year(i32),
    /// Those of a year whose month is not known.
    YearAlone(i32),
    Month(i32, u8),
    Undated,
}

/// The articles of all parts, oldest first, the undated ones last.
fn scopes(site: &Site) -> Vec<(Scope, Range<u32>)> {
    let archive = &site.archive;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let all = count(archive.articles().len());
    if all as usize <= ROWS {
        return vec![(Scope::All, 0..all)];
    }
    let mut out = Vec::new();
    for year in archive.calendar().years.iter().rev() {
        let (y, range) = (year.year, &year.articles);
        if range.len() <= ROWS {
            out.push((Scope::Year(y), range.clone()));
            continue;
        }
        // Those of the year alone stand before its months.
        let end = year.months.first().map_or(range.end, |m| m.articles.start);
        if range.start < end {
            out.push((Scope::YearAlone(y), range.start..end));
        }
        let months = year.months.iter().rev();
        out.extend(months.map(|m| (Scope::Month(y, m.month), m.articles.clone())));
    }
    let dated = count(archive.dated().count());
    if dated < all {
        out.push((Scope::Undated, dated..all));
    }
    out
}

/// All parts in the same order.
pub(super) fn parts(site: &Site) -> Vec<Part> {
    let part = |(scope, ids): (Scope, Range<u32>)| {
        let (name, label) = match scope {
            Scope::All => ("articles".to_owned(), "All articles".to_owned()),
            Scope::Year(y) => (format!("articles-{y:04}"), y.to_string()),
            Scope::YearAlone(y) => (format!("articles-{y:04}"), format!("{y}, month not known")),
            Scope::Month(y, m) => (
                format!("articles-{y:04}-{m:02}"),
                site.dates.month_of_year(y, m),
            ),
            Scope::Undated => ("articles-undated".to_owned(), "Undated".to_owned()),
        };
        Part { name, label, ids }
    };
    scopes(site).into_iter().map(part).collect()
}

/// The articles of a part, oldest first, undated ones last.
pub fn data_members(site: &Site, part: u32) -> Vec<ArticleId> {
    let all = scopes(site);
    let ids = all.get(part as usize).map(|(_, ids)| ids.clone());
    let ids = ids.unwrap_or_default().map(ArticleId);
    let (mut dated, undated): (Vec<_>, Vec<_>) = ids.partition(|id| site.archive.is_dated(*id));
    dated.reverse();
    dated.extend(undated);
    dated
}

/// `datapackage.json`: the files, and what is in each column.
pub fn data_package(site: &Site) -> Vec<u8> {
    let name = Some(crate::archive::slug(&site.settings.title)).filter(|n| !n.is_empty());
    let parts = parts(site);
    let resources = parts.iter().flat_map(|part| {
        let csv = json!({
            "name": part.name,
            "title": part.label,
            "profile": "tabular-data-resource",
            "path": format!("{}.csv", part.name),
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": { "fields": table::schema(), "primaryKey": "path", "missingValues": [""] },
        });
        let lines = json!({
            "name": format!("{}-jsonl", part.name),
            "title": part.label,
            "path": format!("{}.jsonl.gz", part.name),
            "format": "jsonl",
            "compression": "gz",
            "mediatype": "application/gzip",
            "encoding": "utf-8",
        });
        [csv, lines]
    });
    let mut package = json!({
        "profile": "data-package",
        "name": name.as_deref().unwrap_or("archive"),
        "title": site.settings.title,
    });
    if let Some(package) = package.as_object_mut() {
        if let Some(tagline) = &site.settings.tagline {
            package.insert("description".into(), json!(tagline));
        }
        if let Some(base) = &site.settings.base_url {
            package.insert("homepage".into(), json!(base.as_str()));
        }
        package.insert("resources".into(), Value::Array(resources.collect()));
    }
    let mut out = serde_json::to_vec_pretty(&package).unwrap_or_default();
    out.push(b'\n');
    out
}

/// What the page of the data shows.
pub(super) fn page(site: &Site) -> Data {
    let parts = parts(site);
    Data {
        title: "Data",
        count_text: grouped(site.archive.articles().len()),
        package: "data/datapackage.json",
        files: parts
            .iter()
            .map(|part| DataFile {
                label: part.label.clone(),
                count_text: grouped(part.ids.len()),
                csv: part.path(Format::Csv),
                jsonl: part.path(Format::JsonLines),
            })
            .collect(),
        fields: table::FIELDS
            .iter()
            .map(|(name, about)| DataField { name, about })
            .collect(),
    }
}
