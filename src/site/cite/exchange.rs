//! Citations for reference managers: RIS (the tags that EndNote, Zotero and Mendeley share) and CSL-JSON
//! (citationstyles.org, schema 1.0.2).

use super::{Cited, day_iso, parted};
use crate::date::Span;
use chrono::Datelike;
use serde_json::{Map, Value, json};

/// A RIS record. Each line is a tag of two letters; a value cannot hold a line break.
pub(super) fn ris(cited: &Cited<'_>) -> String {
    let card = &cited.article.card;
    let mut out = String::from("TY  - NEWS\n");
    let mut line = |tag: &str, value: &str| {
        let value: String = value
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        out.push_str(&format!("{tag}  - {value}\n"));
    };
    for byline in &card.bylines {
        match parted(&byline.name) {
            Some((first, last)) => line("AU", &format!("{last}, {first}")),
            None => line("AU", &byline.name),
        }
    }
    line("TI", &card.headline);
    line("T2", cited.publisher);
    if let Some(when) = &card.published {
        line("PY", &format!("{:04}", when.year_number()));
        line("DA", &day_iso(&when.iso()).replace('-', "/"));
    }
    if let Some(summary) = card.summary() {
        line("AB", summary);
    }
    card.tags.iter().for_each(|tag| line("KW", tag));
    line("LA", card.lang.as_deref().unwrap_or(cited.lang));
    if let Some(address) = cited.address {
        line("UR", address);
    }
    out.push_str("ER  - ");
    out
}

/// A list of one CSL item.
pub(super) fn csl(cited: &Cited<'_>) -> String {
    let card = &cited.article.card;
    let mut item = Map::new();
    let mut put = |key: &str, value: Value| {
        item.insert(key.to_owned(), value);
    };
    let id = cited.address.unwrap_or(cited.article.path.as_str());
    put("id", json!(id));
    put("type", json!("article-newspaper"));
    put("title", json!(card.headline));
    if !card.bylines.is_empty() {
        let names = card.bylines.iter().map(|b| match parted(&b.name) {
            Some((first, last)) => json!({ "family": last, "given": first }),
            None => json!({ "literal": b.name }),
        });
        put("author", names.collect());
    }
    put("container-title", json!(cited.publisher));
    if let Some(when) = &card.published {
        let parts = match when.span {
            Span::Year(y) => json!([y]),
            Span::Month(y, m) => json!([y, m]),
            Span::Day(d) | Span::Minute(d, ..) => json!([d.year(), d.month(), d.day()]),
        };
        let mut issued = json!({ "date-parts": [parts] });
        if (when.circa || when.uncertain)
            && let Some(issued) = issued.as_object_mut()
        {
            issued.insert("circa".into(), json!(true));
        }
        put("issued", issued);
    }
    if let Some(section) = &card.section {
        put("section", json!(section));
    }
    put(
        "language",
        json!(card.lang.as_deref().unwrap_or(cited.lang)),
    );
    if let Some(address) = cited.address {
        put("URL", json!(address));
    }
    Value::from(vec![item]).to_string()
}
