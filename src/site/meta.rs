//! What machines read of an article: Open Graph, Highwire Press and Dublin Core elements (Zotero,
//! search engines, libraries) and JSON-LD (schema.org NewsArticle).

use super::Site;
use super::bytes;
use super::view::Metas;
use crate::archive::{Article, Card};
use crate::date::When;
use crate::parse::{Correction, Draft};
use serde::Serialize;

/// Absolute addresses of a page, where the base is known.
pub(super) struct Place<'a> {
    /// The page's.
    pub(super) canonical: Option<&'a str>,
    /// The lead picture's.
    pub(super) picture: Option<&'a str>,
}

/// The outlet that an article appeared in, or the archive where none is known.
pub(super) fn publisher<'a>(site: &'a Site, card: &'a Card) -> &'a str {
    card.source.as_deref().unwrap_or(&site.settings.title)
}

/// The meta elements of an article.
pub(super) fn elements(site: &Site, article: &Article, draft: &Draft, place: &Place<'_>) -> Metas {
    let card = &article.card;
    let mut out = Metas::new();
    if let Some(summary) = card.summary() {
        out.both("description", "og:description", summary);
    }
    let mut property = |name, content: &str| out.property(name, content);
    property("og:type", "article");
    if let Some(picture) = place.picture {
        property("og:image", picture);
    }
    let published = card.published.as_ref().map(|w| site.dates.zoned(w).iso());
    let updated = card.updated.as_ref().map(|w| site.dates.zoned(w).iso());
    if let Some(date) = &published {
        property("article:published_time", date);
    }
    if let Some(date) = &updated {
        property("article:modified_time", date);
    }
    if let Some(section) = &card.section {
        property("article:section", section);
    }
    card.tags.iter().for_each(|t| property("article:tag", t));
    bibliographic(site, card, draft, place, &mut out);
    if let Some(robots) = &card.seldom().robots {
        out.named("robots", robots);
    }
    out
}

/// Highwire Press and Dublin Core.
fn bibliographic(site: &Site, card: &Card, draft: &Draft, place: &Place<'_>, out: &mut Metas) {
    out.both("DC.title", "og:title", &card.headline);
    let archive = site.settings.title.as_str();
    if publisher(site, card) == archive {
        out.both("DC.publisher", "og:site_name", archive);
    } else {
        out.property("og:site_name", archive);
        out.named("DC.publisher", publisher(site, card));
    }
    for name in &card.bylines {
        out.both("DC.creator", "article:author", name);
    }
    if let Some(address) = place.canonical {
        out.both("DC.identifier", "og:url", address);
    }
    let mut named = |name, content: &str| out.named(name, content);
    // What makes Zotero's translator "Embedded Metadata" see a newspaper article.
    named("DC.type", "newspaperArticle");
    named("citation_title", &card.headline);
    named("citation_newspaper_title", publisher(site, card));
    // Zotero would take `DC.source` for the newspaper's name if this were not here.
    named("prism.publicationName", publisher(site, card));
    for name in &card.bylines {
        named("citation_author", name);
    }
    if let Some(when) = &card.published {
        let day = when.iso();
        let day = day.split('T').next().unwrap_or_default();
        named("citation_publication_date", &day.replace('-', "/"));
        named("DC.date", day);
    }
    named(
        "DC.language",
        card.lang.as_deref().unwrap_or(&site.settings.lang),
    );
    named(
        "citation_language",
        card.lang.as_deref().unwrap_or(&site.settings.lang),
    );
    if let Some(address) = place.canonical {
        named("citation_public_url", address);
    }
    if let Some(original) = &draft.original {
        named("DC.source", &original.value);
    }
}

/// The JSON-LD of an article, ready for a script element: `<`, `>` and `&` are written as escapes, so
/// that no headline can end the element.
pub(super) fn json_ld(site: &Site, article: &Article, draft: &Draft, place: &Place<'_>) -> String {
    let card = &article.card;
    let lang = card.lang.as_deref().unwrap_or(&site.settings.lang);
    let mut ld = Ld::new("NewsArticle");
    ld.put("headline", &card.headline);
    ld.put_some("alternativeHeadline", card.standfirst());
    // A standfirst is not said twice.
    ld.put_some("description", card.excerpt());
    if !draft.bylines.is_empty() {
        let bylines = draft.bylines.iter();
        ld.put(
            "author",
            bylines.map(|b| author(&b.value)).collect::<Vec<_>>(),
        );
    }
    let iso = |when: &When| site.dates.zoned(when).iso();
    ld.put_some("datePublished", card.published.as_ref().map(iso));
    ld.put_some("dateModified", card.updated.as_ref().map(iso));
    ld.put_some("dateline", draft.dateline.as_ref().map(|d| &d.value));
    ld.put_some("articleSection", card.section.as_ref());
    if !card.tags.is_empty() {
        ld.put("keywords", &card.tags);
    }
    ld.put("inLanguage", lang);
    let outlet = Named::new("NewsMediaOrganization", publisher(site, card));
    ld.put("publisher", outlet);
    let whole = Named::new("ArchiveComponent", &site.settings.title);
    ld.put("isPartOf", whole);
    ld.put_some("url", place.canonical);
    ld.put_some("image", place.picture);
    ld.put_some("isBasedOn", draft.original.as_ref().map(|o| &o.value));
    let corrections = &card.seldom().corrections;
    if !corrections.is_empty() {
        let all = corrections.iter().map(|c| Comment::new(site, c));
        ld.put("correction", all.collect::<Vec<_>>());
    }
    ld.finish()
}

/// A JSON-LD object in the making, written as it comes.
struct Ld(Vec<u8>);

impl Ld {
    fn new(kind: &str) -> Self {
        let mut ld = Ld(Vec::with_capacity(2048));
        ld.0.extend_from_slice(b"{\"@context\":\"https://schema.org\"");
        ld.put("@type", kind);
        ld
    }

    fn put<T: Serialize>(&mut self, key: &str, value: T) {
        self.0.extend_from_slice(b",\"");
        self.0.extend_from_slice(key.as_bytes());
        self.0.extend_from_slice(b"\":");
        let written = serde_json::to_writer(&mut self.0, &value);
        debug_assert!(written.is_ok(), "writing to memory");
    }

    /// What is not known is left out.
    fn put_some<T: Serialize>(&mut self, key: &str, value: Option<T>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    fn finish(mut self) -> String {
        self.0.push(b'}');
        for_script(String::from_utf8(self.0).unwrap_or_default())
    }
}

/// Something with a name, and what an author may have besides.
#[derive(Serialize)]
struct Named<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(rename = "jobTitle", skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    #[serde(rename = "worksFor", skip_serializing_if = "Option::is_none")]
    outlet: Option<Box<Named<'a>>>,
}

impl<'a> Named<'a> {
    fn new(kind: &'static str, name: &'a str) -> Self {
        Named {
            kind,
            name,
            role: None,
            outlet: None,
        }
    }
}

/// A schema.org CorrectionComment.
#[derive(Serialize)]
struct Comment<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    text: &'a str,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    date: Option<String>,
}

impl<'a> Comment<'a> {
    fn new(site: &Site, correction: &'a Correction) -> Self {
        let iso = |date: &When| site.dates.zoned(date).iso();
        Comment {
            kind: "CorrectionComment",
            text: &correction.text,
            date: correction.date.as_ref().map(iso),
        }
    }
}

/// An agency is an organisation, everyone else a person; told by the names of the agencies alone.
fn author(byline: &crate::parse::Byline) -> Named<'_> {
    let kind = if crate::parse::is_agency(&byline.name) {
        "Organization"
    } else {
        "Person"
    };
    let outlet = |name| Box::new(Named::new("Organization", name));
    Named {
        role: byline.role.as_deref(),
        outlet: byline.outlet.as_deref().map(outlet),
        ..Named::new(kind, &byline.name)
    }
}

/// JSON that cannot end the script element it stands in, nor open a comment in it.
fn for_script(json: String) -> String {
    // The first byte of the two separators begins curly quotes, too.
    let may_be = |b: u8| (b == b'<') | (b == b'>') | (b == b'&') | (b == 0xe2);
    let Some(mut at) = bytes::next(json.as_bytes(), 0, may_be) else {
        return json;
    };
    let mut out = String::with_capacity(json.len() + 64);
    let mut done = 0;
    loop {
        let c = json[at..].chars().next().unwrap_or_default();
        let instead = match c {
            '<' => "\\u003c",
            '>' => "\\u003e",
            '&' => "\\u0026",
            '\u{2028}' => "\\u2028",
            '\u{2029}' => "\\u2029",
            _ => "",
        };
        let behind = at + c.len_utf8();
        if !instead.is_empty() {
            out.push_str(&json[done..at]);
            out.push_str(instead);
            done = behind;
        }
        match bytes::next(json.as_bytes(), behind, may_be) {
            Some(next) => at = next,
            None => break,
        }
    }
    out.push_str(&json[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn a_headline_cannot_end_the_script() {
        let shown =
            for_script(json!({ "headline": "</script><script>alert(1)</script><!--" }).to_string());
        assert!(!shown.contains(['<', '>', '&']), "{shown}");
        let back: Value = serde_json::from_str(&shown).unwrap();
        assert_eq!(back["headline"], "</script><script>alert(1)</script><!--");
    }
}
