//! The whole run as feeds (RFC 5005): the newest articles in `feed.xml`, all others in a document a year
//! that does not change when newer articles come.

use super::super::Site;
use super::super::paging::Part;
use super::super::plan::FeedOf;
use super::ENTRIES;
use crate::archive::{ArticleId, YearSpan};

/// Entries of a full document: a year that has more of them is given in several.
const ROWS: usize = 500;

/// All documents but `feed.xml`, oldest first: each year's, without what `feed.xml` has of the newest.
pub(in crate::site) fn documents(site: &Site) -> Vec<(i32, Part)> {
    let years = &site.archive.calendar().years;
    let mut all: Vec<_> = years
        .iter()
        .rev()
        .flat_map(|y| Part::all_of(y.articles.len(), ROWS).map(|part| (y.year, part)))
        .collect();
    all.pop();
    all
}

/// The articles of a document, newest first.
pub(super) fn members(site: &Site, year: i32, part: Part) -> Vec<ArticleId> {
    let year = site.archive.calendar().year(year);
    let all: Vec<_> = year.into_iter().flat_map(YearSpan::members).collect();
    part.rows_of(&all, ROWS).to_vec()
}

/// The articles of `feed.xml`: of the newest year what no document has, and no fewer than a reader
/// expects.
pub(super) fn newest(site: &Site) -> Vec<ArticleId> {
    let newest = site.archive.calendar().years.first();
    let rows = newest.map_or(0, |year| {
        let head = Part::all_of(year.articles.len(), ROWS).last();
        let all: Vec<_> = year.members().collect();
        head.map_or(0, |part| part.rows_of(&all, ROWS).len())
    });
    site.archive.dated().take(rows.max(ENTRIES)).collect()
}

/// Where a document stands.
pub(in crate::site) fn path((year, part): (i32, Part)) -> String {
    if part.is_head() {
        format!("feeds/{year:04}.xml")
    } else {
        format!("feeds/{year:04}/page-{}.xml", part.number)
    }
}

/// The links of a document to the others, as relation and path.
pub(in crate::site) fn links(site: &Site, of: FeedOf) -> Vec<(&'static str, String)> {
    let all = documents(site);
    match of {
        FeedOf::Archive => all
            .last()
            .map(|d| ("prev-archive", path(*d)))
            .into_iter()
            .collect(),
        FeedOf::Year(year, part) => {
            let at = all
                .iter()
                .position(|d| *d == (year, part))
                .unwrap_or_default();
            let before = at.checked_sub(1).and_then(|i| all.get(i));
            let mut links = vec![("current", "feed.xml".to_owned())];
            links.extend(before.map(|d| ("prev-archive", path(*d))));
            links.extend(all.get(at + 1).map(|d| ("next-archive", path(*d))));
            links
        }
        FeedOf::Term(..) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::tests::{archive, card};
    use crate::settings::Settings;
    use crate::site::Assets;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn site(days: &[(i32, u32)]) -> Site {
        let cards = days.iter().enumerate().map(|(i, (year, day))| {
            let date = format!("{year}-{:02}-{:02}", day / 28 % 12 + 1, day % 28 + 1);
            card(&format!("{i}.txt"), &format!("H{i:05}"), &date)
        });
        Site::new(
            archive(cards.collect()),
            Settings::default(),
            Assets::default(),
        )
    }

    fn files(site: &Site, ids: &[ArticleId]) -> Vec<String> {
        ids.iter()
            .map(|id| site.archive.get(*id).card.file.to_string())
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]
        #[test]
        fn the_chain_holds_every_article_and_newer_ones_change_none_of_it(
            old in prop::collection::vec((2000..2003i32, 0..300u32), 1..1200),
            new in prop::collection::vec((2003..2005i32, 0..300u32), 1..5),
        ) {
            let before = site(&old);
            let docs = documents(&before);
            let mut seen: BTreeSet<String> = files(&before, &newest(&before)).into_iter().collect();
            for (year, part) in &docs {
                seen.extend(files(&before, &members(&before, *year, *part)));
            }
            prop_assert_eq!(seen.len(), old.len());
            let after = site(&[old, new].concat());
            for (year, part) in docs {
                // The part of a year that is complete is its last one, under the year's own address.
                let same = documents(&after).into_iter().find(|d| path(*d) == path((year, part)));
                prop_assert_eq!(
                    same.map(|(y, p)| files(&after, &members(&after, y, p))),
                    Some(files(&before, &members(&before, year, part)))
                );
            }
        }
    }
}
