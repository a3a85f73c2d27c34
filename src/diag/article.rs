//! What an article lacks, or says in two ways.

use super::{Diagnostic, sidecar};
use crate::date::When;

impl Diagnostic {
    /// An article without a headline.
    pub fn no_headline(file: &str, line: u32, shown: &str) -> Self {
        Self::warning("no-headline", file, "no headline")
            .at(line)
            .hint(format!(
                "add `headline = \"…\"` to {}; until then lists show the name of the file, {shown}",
                sidecar(file)
            ))
    }

    /// An article without a publication date; `not_before` is the latest day its text mentions.
    pub fn no_date(file: &str, line: u32, not_before: Option<&str>) -> Self {
        let hint = match not_before {
            Some(day) => format!(
                "its text mentions {day}, so it is not older than that; add `published = \"…\"` to {}; until then it is listed under Undated",
                sidecar(file)
            ),
            None => format!(
                "add `published = \"2021-12\"` or as much as is known to {}; until then it is listed under Undated",
                sidecar(file)
            ),
        };
        Self::warning("no-date", file, "no publication date")
            .at(line)
            .hint(hint)
    }

    /// An article that does not say who wrote it.
    pub fn no_byline(file: &str, line: u32) -> Self {
        Self::warning("no-byline", file, "no byline")
            .at(line)
            .hint(format!(
                "many have none; where the author is known add `byline = \"…\"` to {}",
                sidecar(file)
            ))
    }

    /// An article without any text of its own.
    pub fn no_body(file: &str, line: u32) -> Self {
        Self::warning("no-body", file, "a headline and nothing below it")
            .at(line)
            .hint("it is published as it is")
    }

    /// An article that its author does not want published yet.
    pub fn is_draft(file: &str, line: u32) -> Self {
        Self::note("draft", file, "not published: it is marked as a draft").at(line)
    }

    /// A numeric date that reads as two days: 03/04/2021. It was not used.
    pub fn open_date_order(file: &str, line: u32, day_first: &When, month_first: &When) -> Self {
        let sidecar = sidecar(file);
        Self::warning(
            "open-date-order",
            file,
            format!("the date reads as {day_first} or {month_first}, so it was not used"),
        )
        .at(line)
        .hint(format!(
            "add `published = \"{day_first}\"` (or the other) to {sidecar}, or set `date_order` to \"day-first\" or \"month-first\" in morgue.toml"
        ))
    }

    /// A date that the calendar does not have: 31 February 2021. It was not used.
    pub fn impossible_date(file: &str, line: u32, text: &str) -> Self {
        let sidecar = sidecar(file);
        let shown: String = text.chars().take(80).collect();
        Self::warning(
            "impossible-date",
            file,
            format!("the calendar has no such date: {shown}"),
        )
        .at(line)
        .hint(format!(
            "add `published = \"…\"` with the right one to {sidecar}"
        ))
    }

    /// A page's signed byline and its metadata name different people. The byline was used.
    pub fn bylines_differ(file: &str, line: u32, shown: &str, stated: &str) -> Self {
        let sidecar = sidecar(file);
        let names: Vec<String> = stated.split(", ").map(|n| format!("\"{n}\"")).collect();
        let names = names.join(", ");
        Self::warning(
            "bylines-differ",
            file,
            format!("the page is signed {shown}, but its metadata names {stated}"),
        )
        .at(line)
        .hint(format!(
            "the byline was used; add `authors = [{names}]` to {sidecar} if the metadata is right"
        ))
    }

    /// A page shows another date than its metadata gives. The metadata was used.
    pub fn dates_differ(file: &str, line: u32, shown: &When, stated: &When) -> Self {
        let sidecar = sidecar(file);
        Self::warning(
            "dates-differ",
            file,
            format!("the page shows {shown} as its date, but its metadata says {stated}"),
        )
        .at(line)
        .hint(format!(
            "the metadata was used; add `published = \"{shown}\"` to {sidecar} if the page is right"
        ))
    }
}
