//! What machines read of an article: Open Graph, Highwire Press and Dublin Core elements (Zotero,
//! search engines, libraries) and JSON-LD (schema.org NewsArticle).

use super::Site;
use super::view::Meta;
use crate::archive::{Article, Card};
use crate::parse::{Correction, Draft};
use serde_json::{Map, Value, json};

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
pub(super) fn elements(
    site: &Site,
    article: &Article,
    draft: &Draft,
    place: &Place<'_>,
) -> Vec<Meta> {
    let card = &article.card;
    let mut out = Vec::with_capacity(24);
    let mut property = |name, content: &str| {
        out.push(Meta {
            attr: "property",
            name,
            content: content.to_owned(),
        })
    };
    property("og:type", "article");
    property("og:title", &card.headline);
    property("og:site_name", &site.settings.title);
    if let Some(summary) = card.summary() {
        property("og:description", summary);
    }
    if let Some(address) = place.canonical {
        property("og:url", address);
    }
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
    card.bylines
        .iter()
        .for_each(|b| property("article:author", &b.name));
    card.tags.iter().for_each(|t| property("article:tag", t));
    bibliographic(site, card, draft, place, &mut out);
    if let Some(robots) = &card.robots {
        out.push(Meta {
            attr: "name",
            name: "robots",
            content: robots.to_string(),
        });
    }
    out
}

/// Highwire Press and Dublin Core.
fn bibliographic(site: &Site, card: &Card, draft: &Draft, place: &Place<'_>, out: &mut Vec<Meta>) {
    let mut named = |name, content: &str| {
        out.push(Meta {
            attr: "name",
            name,
            content: content.to_owned(),
        })
    };
    // What makes Zotero's translator "Embedded Metadata" see a newspaper article.
    named("DC.type", "newspaperArticle");
    named("DC.title", &card.headline);
    named("citation_title", &card.headline);
    named("citation_newspaper_title", publisher(site, card));
    named("DC.publisher", publisher(site, card));
    // Zotero would take `DC.source` for the newspaper's name if this were not here.
    named("prism.publicationName", publisher(site, card));
    for byline in &card.bylines {
        named("citation_author", &byline.name);
        named("DC.creator", &byline.name);
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
        named("DC.identifier", address);
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
    let mut ld = Map::new();
    let mut put = |key: &str, value: Value| {
        ld.insert(key.to_owned(), value);
    };
    put("@context", json!("https://schema.org"));
    put("@type", json!("NewsArticle"));
    put("headline", json!(card.headline));
    if let Some(standfirst) = &card.standfirst {
        put("alternativeHeadline", json!(standfirst));
    }
    if let Some(summary) = card.summary() {
        put("description", json!(summary));
    }
    if !card.bylines.is_empty() {
        put("author", card.bylines.iter().map(author).collect());
    }
    if let Some(when) = &card.published {
        put("datePublished", json!(site.dates.zoned(when).iso()));
    }
    if let Some(when) = &card.updated {
        put("dateModified", json!(site.dates.zoned(when).iso()));
    }
    if let Some(dateline) = &draft.dateline {
        put("dateline", json!(dateline.value));
    }
    if let Some(section) = &card.section {
        put("articleSection", json!(section));
    }
    if !card.tags.is_empty() {
        put("keywords", json!(card.tags));
    }
    put(
        "inLanguage",
        json!(card.lang.as_deref().unwrap_or(&site.settings.lang)),
    );
    put(
        "publisher",
        json!({ "@type": "NewsMediaOrganization", "name": publisher(site, card) }),
    );
    put(
        "isPartOf",
        json!({ "@type": "ArchiveComponent", "name": site.settings.title }),
    );
    if let Some(address) = place.canonical {
        put("url", json!(address));
        put("mainEntityOfPage", json!(address));
    }
    if let Some(picture) = place.picture {
        put("image", json!(picture));
    }
    if let Some(original) = &draft.original {
        put("isBasedOn", json!(original.value));
    }
    if !card.corrections.is_empty() {
        let all = card.corrections.iter().map(|c| correction(site, c));
        put("correction", all.collect());
    }
    for_script(&Value::Object(ld).to_string())
}

/// A schema.org CorrectionComment.
fn correction(site: &Site, correction: &Correction) -> Value {
    let mut value = json!({ "@type": "CorrectionComment", "text": correction.text });
    if let (Some(object), Some(date)) = (value.as_object_mut(), &correction.date) {
        object.insert("datePublished".into(), json!(site.dates.zoned(date).iso()));
    }
    value
}

/// An agency is an organisation, everyone else a person; told by the names of the agencies alone.
fn author(byline: &crate::parse::Byline) -> Value {
    let kind = if crate::parse::is_agency(&byline.name) {
        "Organization"
    } else {
        "Person"
    };
    let mut value = json!({ "@type": kind, "name": byline.name });
    if let Some(object) = value.as_object_mut() {
        if let Some(role) = &byline.role {
            object.insert("jobTitle".into(), json!(role));
        }
        if let Some(outlet) = &byline.outlet {
            object.insert(
                "worksFor".into(),
                json!({ "@type": "Organization", "name": outlet }),
            );
        }
    }
    value
}

/// JSON that cannot end the script element it stands in, nor open a comment in it.
fn for_script(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_cannot_end_the_script() {
        let shown = for_script(
            &json!({ "headline": "</script><script>alert(1)</script><!--" }).to_string(),
        );
        assert!(!shown.contains(['<', '>', '&']), "{shown}");
        let back: Value = serde_json::from_str(&shown).unwrap();
        assert_eq!(back["headline"], "</script><script>alert(1)</script><!--");
    }
}
