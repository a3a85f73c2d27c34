//! The newest articles as a JSON Feed (jsonfeed.org, version 1.1).

use super::super::Site;
use super::super::meta::publisher;
use super::super::plan::FeedOf;
use super::{published, sorted, updated};
use serde_json::{Map, Value, json};

/// The feed. Empty without a base address, since every address in it is absolute.
pub fn json_feed(site: &Site) -> Vec<u8> {
    let Some(base) = &site.settings.base_url else {
        return Vec::new();
    };
    let items = sorted(site, FeedOf::Archive).into_iter().map(|id| {
        let article = site.archive.get(id);
        let card = &article.card;
        let address = base.join(article.path.as_str());
        let mut item = Map::new();
        let mut put = |key: &str, value: Value| {
            item.insert(key.to_owned(), value);
        };
        put("id", json!(address));
        put("url", json!(address));
        put("title", json!(card.headline));
        // The format demands some content; the article's own first words are what a feed gives of it.
        let summary = card.summary().unwrap_or(&card.headline);
        put("content_text", json!(summary));
        put("date_published", json!(published(site, id)));
        put("date_modified", json!(updated(site, id)));
        let nobody = [publisher(site, card)];
        let names: Vec<&str> = card.bylines.iter().map(|b| &**b).collect();
        let names = if names.is_empty() {
            &nobody[..]
        } else {
            &names
        };
        put(
            "authors",
            names.iter().map(|name| json!({ "name": name })).collect(),
        );
        if !card.tags.is_empty() {
            put("tags", json!(card.tags));
        }
        if let Some(lang) = &card.lang {
            put("language", json!(lang));
        }
        Value::Object(item)
    });
    let mut feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.settings.title,
        "home_page_url": base.join("index.html"),
        "feed_url": base.join("feed.json"),
    });
    if let Some(feed) = feed.as_object_mut() {
        if let Some(tagline) = &site.settings.tagline {
            feed.insert("description".into(), json!(tagline));
        }
        feed.insert("language".into(), json!(site.settings.lang));
        feed.insert("items".into(), items.collect());
    }
    let mut out = feed.to_string().into_bytes();
    out.push(b'\n');
    out
}
