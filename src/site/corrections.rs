//! The page and the feed of all corrections, newest first.

use super::Site;
use super::chart::grouped;
use super::feed::{document, link, text};
use super::lists::{paged_title, pager};
use super::paging::Part;
use super::view::{Corrected, Corrections};
use crate::archive::ArticleId;
use crate::parse::Correction;
use quick_xml::events::BytesText;

/// Where the page stands.
pub(super) const PAGE: &str = "corrections/index.html";

/// Where the feed stands.
pub(super) const FEED: &str = "corrections/feed.xml";

/// Entries of the feed.
const ENTRIES: usize = 50;

/// A page of the list.
pub(super) fn list(site: &Site, part: Part) -> Corrections<'_> {
    let all = site.archive.corrections();
    let lang = &site.settings.lang;
    let rows = part.rows(all).iter().map(|at| {
        let (article, correction) = (site.archive.get(at.0), found(site, *at));
        let card = &article.card;
        Corrected {
            date: correction.date.map(|d| site.dates.view(&d)),
            text: &correction.text,
            headline: &card.headline,
            path: article.path.as_str(),
            lang: card
                .lang
                .as_deref()
                .filter(|l| !l.eq_ignore_ascii_case(lang)),
            published: card.published.as_ref().map(|w| site.dates.view(w)),
        }
    });
    Corrections {
        title: paged_title("Corrections", part),
        count_text: part.is_head().then(|| grouped(all.len())),
        corrections: rows.collect(),
        pager: pager(part, PAGE),
    }
}

fn found(site: &Site, (id, index): (ArticleId, u32)) -> &Correction {
    &site.archive.get(id).card.seldom().corrections[index as usize]
}

/// What a correction is called among those of its article: by its date, so that it keeps its name when others
/// come to it, whether they are written above it or below.
fn name(site: &Site, at: (ArticleId, u32)) -> String {
    let all = &site.archive.get(at.0).card.seldom().corrections;
    let date = found(site, at).date;
    let same = all
        .iter()
        .take(at.1 as usize)
        .filter(|c| c.date == date)
        .count();
    let date = date.map_or_else(|| "undated".to_owned(), |d| d.to_string());
    match same {
        0 => format!("correction-{date}"),
        n => format!("correction-{date}-{}", n + 1),
    }
}

/// An Atom feed of the latest. Empty without a base address.
pub fn corrections_feed(site: &Site) -> Vec<u8> {
    let Some(base) = &site.settings.base_url else {
        return Vec::new();
    };
    let latest = site.archive.corrections().iter().take(ENTRIES);
    // Atom demands a date; a correction that has none is as old as its article's last change.
    let changed = |at: &(ArticleId, u32)| match found(site, *at).date {
        Some(date) => site.dates.rfc3339(&date),
        None => super::feed::updated(site, at.0),
    };
    document(|xml| {
        xml.create_element("feed")
            .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
            .with_attribute(("xml:lang", site.settings.lang.as_str()))
            .write_inner_content(|xml| {
                text(xml, "title", &title(site))?;
                text(xml, "id", &base.join(FEED))?;
                link(xml, "self", &base.join(FEED))?;
                link(xml, "alternate", &base.join(PAGE))?;
                let newest = latest.clone().map(changed).max().unwrap_or_default();
                text(xml, "updated", &newest)?;
                xml.create_element("author")
                    .write_inner_content(|xml| text(xml, "name", &site.settings.title))?;
                for at in latest {
                    let (article, correction) = (site.archive.get(at.0), found(site, *at));
                    let address = base.join(article.path.as_str());
                    xml.create_element("entry").write_inner_content(|xml| {
                        text(
                            xml,
                            "title",
                            &format!("Correction: {}", article.card.headline),
                        )?;
                        text(xml, "id", &format!("{address}#{}", name(site, *at)))?;
                        link(xml, "alternate", &address)?;
                        text(xml, "updated", &changed(at))?;
                        xml.create_element("content")
                            .write_text_content(BytesText::new(&super::feed::clean(
                                &correction.text,
                            )))?;
                        Ok(())
                    })?;
                }
                Ok(())
            })?;
        Ok(())
    })
}

/// The title of the feed.
pub(super) fn title(site: &Site) -> String {
    format!("Corrections \u{2013} {}", site.settings.title)
}

#[cfg(test)]
mod tests {
    use super::super::{Assets, Site};
    use super::*;
    use crate::archive::Seldom;
    use crate::archive::tests::{archive, card};
    use crate::date::When;
    use crate::parse::Correction;
    use crate::settings::Settings;

    #[test]
    fn a_correction_keeps_its_name_when_others_come() {
        let names = |dates: &[Option<When>]| -> Vec<String> {
            let mut card = card("a", "A", "2003");
            let corrections = dates.iter().map(|date| Correction {
                date: *date,
                text: "It was a goose.".into(),
            });
            card.set_seldom(Seldom {
                corrections: corrections.collect(),
                ..Seldom::default()
            });
            let site = Site::new(archive(vec![card]), Settings::default(), Assets::default());
            let (id, _) = site.archive.corrections()[0];
            (0..)
                .take(dates.len())
                .map(|i| name(&site, (id, i)))
                .collect()
        };
        let (one, two) = (When::day(2003, 5, 1), When::day(2003, 5, 2));
        assert_eq!(
            names(&[one, None]),
            ["correction-2003-05-01", "correction-undated"]
        );
        assert_eq!(
            names(&[two, one, one, None]),
            [
                "correction-2003-05-02",
                "correction-2003-05-01",
                "correction-2003-05-01-2",
                "correction-undated"
            ]
        );
    }
}
