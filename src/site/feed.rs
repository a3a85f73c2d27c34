//! Atom feeds (RFC 4287), the site map (sitemaps.org 0.9) and robots.txt.

mod archived;
mod json;

pub(super) use archived::{documents, links, path};
pub use json::json_feed;

use super::bytes;
use super::lists::terms_of;
use super::plan::FeedOf;
use super::{Page, Plan, Planned, Site};
use crate::archive::{ArticleId, TermKind};
use crate::settings::BaseUrl;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::borrow::Cow;
use std::io;

/// Most addresses of one site map (sitemaps.org).
pub const SITEMAP_LIMIT: usize = 50_000;

/// Entries of a feed.
const ENTRIES: usize = 50;

type Xml = Writer<Vec<u8>>;

/// The feed of the newest articles of the archive, a byline or a section. Empty without a base
/// address, since every address in a feed is absolute.
pub fn atom(site: &Site, of: FeedOf) -> Vec<u8> {
    let Some(base) = &site.settings.base_url else {
        return Vec::new();
    };
    let (title, members) = (title(site, of), sorted(site, of));
    let (home, itself) = match of {
        FeedOf::Archive => ("index.html".to_owned(), "feed.xml".to_owned()),
        FeedOf::Year(year, part) => (format!("{year:04}/index.html"), path((year, part))),
        FeedOf::Term(kind, id) => {
            let terms = site.archive.terms(kind);
            (
                terms.path(id).to_owned(),
                format!("{}/{}.xml", kind.folder(), terms.get(id).slug),
            )
        }
    };
    document(|xml| {
        xml.create_element("feed")
            .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
            .with_attribute(("xml:lang", site.settings.lang.as_str()))
            .write_inner_content(|xml| {
                text(xml, "title", &title)?;
                // The documents of one feed have one name.
                let id = if matches!(of, FeedOf::Year(..)) {
                    "feed.xml"
                } else {
                    &itself
                };
                text(xml, "id", &base.join(id))?;
                link(xml, "self", &base.join(&itself))?;
                link(xml, "alternate", &base.join(&home))?;
                for (rel, path) in links(site, of) {
                    link(xml, rel, &base.join(&path))?;
                }
                if matches!(of, FeedOf::Year(..)) {
                    xml.create_element("fh:archive")
                        .with_attribute(("xmlns:fh", "http://purl.org/syndication/history/1.0"))
                        .write_empty()?;
                }
                // The newest change of what the feed holds: no clock, so that two builds are the same.
                let newest = members
                    .iter()
                    .map(|id| updated(site, *id))
                    .max()
                    .unwrap_or_default();
                text(xml, "updated", &newest)?;
                xml.create_element("generator")
                    .write_text_content(BytesText::new("morgue"))?;
                members
                    .iter()
                    .try_for_each(|id| entry(xml, site, base, *id))
            })?;
        Ok(())
    })
}

/// The articles of a feed as readers expect them, by what they see: in a feed a date without a clock
/// stands for its first instant.
fn sorted(site: &Site, of: FeedOf) -> Vec<ArticleId> {
    let mut members = members(site, of);
    members.sort_by_key(|id| std::cmp::Reverse(published(site, *id)));
    members
}

/// The title of a feed.
pub(super) fn title(site: &Site, of: FeedOf) -> String {
    match of {
        FeedOf::Archive => site.settings.title.clone(),
        FeedOf::Year(year, _) => format!("{}, {year}", site.settings.title),
        FeedOf::Term(kind, id) => format!(
            "{} \u{2013} {}",
            site.archive.terms(kind).get(id).name,
            site.settings.title
        ),
    }
}

/// The newest articles of a feed. Undated ones have no place in it.
pub(super) fn members(site: &Site, of: FeedOf) -> Vec<ArticleId> {
    match of {
        FeedOf::Archive => archived::newest(site),
        FeedOf::Year(year, part) => archived::members(site, year, part),
        FeedOf::Term(kind, id) => {
            let all = site.archive.terms(kind).get(id).articles.iter().copied();
            all.filter(|a| site.archive.is_dated(*a))
                .take(ENTRIES)
                .collect()
        }
    }
}

fn published(site: &Site, id: ArticleId) -> String {
    site.archive
        .get(id)
        .card
        .published
        .map(|w| site.dates.rfc3339(&w))
        .unwrap_or_default()
}

pub(super) fn updated(site: &Site, id: ArticleId) -> String {
    let card = &site.archive.get(id).card;
    card.updated
        .or(card.published)
        .map(|w| site.dates.rfc3339(&w))
        .unwrap_or_default()
}

fn entry(xml: &mut Xml, site: &Site, base: &BaseUrl, id: ArticleId) -> io::Result<()> {
    let article = site.archive.get(id);
    let card = &article.card;
    let address = base.join(article.path.as_str());
    let mut element = xml.create_element("entry");
    if let Some(lang) = &card.lang {
        element = element.with_attribute(("xml:lang", &**lang));
    }
    element.write_inner_content(|xml| {
        text(xml, "title", &card.headline)?;
        // The address of an article never moves, so it is its identity too.
        text(xml, "id", &address)?;
        link(xml, "alternate", &address)?;
        if let Some(published) = &card.published {
            text(xml, "published", &site.dates.rfc3339(published))?;
        }
        text(xml, "updated", &updated(site, id))?;
        let nobody = [super::meta::publisher(site, card)];
        let names: Vec<&str> = card.bylines.iter().map(|b| &**b).collect();
        // Atom demands an author; where none is known the outlet answers for it.
        for name in if names.is_empty() {
            &nobody[..]
        } else {
            &names[..]
        } {
            xml.create_element("author")
                .write_inner_content(|xml| text(xml, "name", name))?;
        }
        for kind in [TermKind::Section, TermKind::Tag] {
            for term in terms_of(&site.archive, id, kind) {
                xml.create_element("category")
                    .with_attribute(("term", &*clean(term.name)))
                    .write_empty()?;
            }
        }
        card.summary()
            .map_or(Ok(()), |summary| text(xml, "summary", summary))
    })?;
    Ok(())
}

/// The articles of a part of the site map.
pub(super) fn addresses<'a>(
    site: &'a Site,
    plan: &'a Plan,
    number: u32,
) -> impl Iterator<Item = (&'a Planned, ArticleId)> {
    let listed = plan.pages().iter().filter_map(|p| match p.page {
        Page::Article(id) if !site.archive.get(id).card.is_unlisted() => Some((p, id)),
        _ => None,
    });
    let skip = (number.max(1) as usize - 1) * SITEMAP_LIMIT;
    listed.skip(skip).take(SITEMAP_LIMIT)
}

/// A part of the site map, or the whole where `number` is 0. `pages` are those of the plan.
pub fn sitemap(site: &Site, plan: &Plan, number: u32) -> Vec<u8> {
    let Some(base) = &site.settings.base_url else {
        return Vec::new();
    };
    document(|xml| {
        xml.create_element("urlset")
            .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
            .write_inner_content(|xml| {
                for (planned, id) in addresses(site, plan, number) {
                    xml.create_element("url").write_inner_content(|xml| {
                        text(xml, "loc", &base.join(planned.path.as_str()))?;
                        let card = &site.archive.get(id).card;
                        let changed = card
                            .updated
                            .or(card.published)
                            .map(|w| site.dates.zoned(&w));
                        // W3C datetime demands an offset with a clock, so without one the day alone is given.
                        match changed {
                            Some(w) if w.offset().is_some() => text(xml, "lastmod", &w.iso()),
                            Some(w) => text(
                                xml,
                                "lastmod",
                                w.iso().split('T').next().unwrap_or_default(),
                            ),
                            None => Ok(()),
                        }
                    })?;
                }
                Ok(())
            })?;
        Ok(())
    })
}

/// The list of the site map's parts.
pub fn sitemap_index(site: &Site) -> Vec<u8> {
    let Some(base) = &site.settings.base_url else {
        return Vec::new();
    };
    document(|xml| {
        xml.create_element("sitemapindex")
            .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
            .write_inner_content(|xml| {
                for number in 1..=site.archive.articles().len().div_ceil(SITEMAP_LIMIT) {
                    xml.create_element("sitemap").write_inner_content(|xml| {
                        text(xml, "loc", &base.join(&format!("sitemap-{number}.xml")))
                    })?;
                }
                Ok(())
            })?;
        Ok(())
    })
}

/// robots.txt: everything may be read, and where the site map is.
pub fn robots(site: &Site) -> Vec<u8> {
    let mut out = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(base) = &site.settings.base_url {
        out.push_str(&format!("\nSitemap: {}\n", base.join("sitemap.xml")));
    }
    out.into_bytes()
}

/// Writing to memory cannot fail, so neither can a document.
pub(super) fn document(content: impl FnOnce(&mut Xml) -> io::Result<()>) -> Vec<u8> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    let written = xml
        .write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))
        .and_then(|()| content(&mut xml));
    debug_assert!(written.is_ok(), "writing to memory");
    let mut out = xml.into_inner();
    out.push(b'\n');
    out
}

pub(super) fn text(xml: &mut Xml, name: &str, value: &str) -> io::Result<()> {
    xml.create_element(name)
        .write_text_content(BytesText::new(&clean(value)))?;
    Ok(())
}

pub(super) fn link(xml: &mut Xml, rel: &str, href: &str) -> io::Result<()> {
    xml.create_element("link")
        .with_attribute(("rel", rel))
        .with_attribute(("href", href))
        .write_empty()?;
    Ok(())
}

/// Without the characters that XML 1.0 cannot hold (§2.2).
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let holds = |c: char| {
        matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
            && !('\u{7f}'..='\u{9f}').contains(&c)
    };
    // Such a character is a control of ASCII, or begins with one of two bytes.
    let may_be = |b: u8| (b < b' ') | (b == 0x7f) | (b == 0xc2) | (b == 0xef);
    if bytes::next(text.as_bytes(), 0, may_be).is_none() || text.chars().all(holds) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| holds(*c)).collect())
}
