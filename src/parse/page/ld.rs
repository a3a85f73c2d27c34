//! JSON-LD: of all that a page says about itself, its site, its pictures and other articles, the
//! object that describes this article.

use super::dom::{Dom, Id};
use super::json;
use super::names::Named;
use super::plain::plain;
use super::scan::Scan;
use crate::parse::draft::Lines;
use serde_json::Value;
use std::collections::HashMap;

/// schema.org types that an article has, best first.
const TYPES: [&str; 18] = [
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "ReviewNewsArticle",
    "AskPublicNewsArticle",
    "LiveBlogPosting",
    "Article",
    "BlogPosting",
    "SocialMediaPosting",
    "Report",
    "AdvertiserContentArticle",
    "SatiricalArticle",
    "TechArticle",
    "ScholarlyArticle",
    "Review",
    "ClaimReview",
];

/// Objects that are looked at, at most; a page has a few dozen.
const OBJECTS: usize = 20_000;

/// How many entries of a list are given their own line.
const EXACT: usize = 100;

/// A script with its parsed values.
struct Script<'a> {
    text: &'a str,
    line: u32,
    values: Vec<Value>,
}

/// All JSON-LD of a page.
pub(super) struct Ld<'a> {
    scripts: Vec<Script<'a>>,
}

/// The object that describes the article.
pub(super) struct Article<'l> {
    object: &'l Value,
    script: &'l Script<'l>,
    all: &'l [Script<'l>],
}

impl<'a> Ld<'a> {
    /// Reads every script of JSON-LD.
    pub(super) fn read(dom: &'a Dom, scan: &Scan) -> Self {
        let script = |id: &Id| {
            let child = dom.children(*id).next()?;
            let text = dom.text_node(child)?;
            let values = json::values(text);
            let line = dom.line(child);
            (!values.is_empty()).then_some(Script { text, line, values })
        };
        Ld {
            scripts: scan.ld.iter().filter_map(script).collect(),
        }
    }

    /// The article's own object: the best type, then the headline that the page shows, then the one
    /// that says more.
    pub(super) fn article(&self, resembles: impl Fn(&str) -> bool) -> Option<Article<'_>> {
        let mut best: Option<(u32, Article<'_>)> = None;
        for script in &self.scripts {
            for object in objects(&script.values) {
                let Some(rank) = rank(object, &resembles) else {
                    continue;
                };
                if best.as_ref().is_none_or(|(r, _)| rank > *r) {
                    let all = &self.scripts;
                    best = Some((
                        rank,
                        Article {
                            object,
                            script,
                            all,
                        },
                    ));
                }
            }
        }
        best.map(|(_, article)| article)
    }

    /// A value of the page's own object (`WebPage`), for what the article's leaves out.
    pub(super) fn web_page(&self) -> Option<Article<'_>> {
        self.scripts.iter().find_map(|script| {
            let object = objects(&script.values).into_iter().find(|o| {
                types(o).any(|t| t == "WebPage" || t == "ItemPage")
                    && o["datePublished"].is_string()
            })?;
            let all = &self.scripts;
            Some(Article {
                object,
                script,
                all,
            })
        })
    }
}

/// The objects of a script: its values, their graphs and main entities, but not what they merely
/// mention.
fn objects(values: &[Value]) -> Vec<&Value> {
    let mut out = Vec::new();
    let mut left: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = left.pop() {
        if out.len() >= OBJECTS {
            break;
        }
        match value {
            Value::Array(items) => left.extend(items.iter().rev()),
            Value::Object(map) => {
                out.push(value);
                for key in ["mainEntityOfPage", "mainEntity", "@graph"] {
                    left.extend(map.get(key).filter(|v| v.is_array() || v.is_object()));
                }
            }
            _ => {}
        }
    }
    out
}

fn types(object: &Value) -> impl Iterator<Item = &str> {
    let types = &object["@type"];
    let one = types.as_str();
    let many = types
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    one.into_iter()
        .chain(many)
        .map(|t| t.rsplit(['/', ':']).next().unwrap_or(t))
}

fn rank(object: &Value, resembles: &impl Fn(&str) -> bool) -> Option<u32> {
    let best = types(object)
        .filter_map(|t| TYPES.iter().position(|known| *known == t))
        .min()?;
    let headline = ["headline", "name"]
        .iter()
        .find_map(|k| object[*k].as_str());
    let mut rank = if best < 8 {
        4
    } else {
        u32::from(best < 16) * 2
    };
    rank += match headline {
        Some(h) if resembles(&plain(h)) => 16,
        Some(_) => 0,
        None => 2,
    };
    rank += u32::from(object["datePublished"].is_string()) * 4;
    rank += u32::from(!object["author"].is_null());
    Some(rank)
}

impl<'l> Article<'l> {
    /// A property as it is.
    pub(super) fn get(&self, key: &str) -> &'l Value {
        &self.object[key]
    }

    /// A property that is text, or the first text of a list, as a reader would see it.
    pub(super) fn text(&self, key: &str) -> Option<(String, Lines)> {
        let value = match self.get(key) {
            Value::Array(items) => items.iter().find(|v| v.is_string())?,
            value => value,
        };
        let raw = value.as_str()?;
        let text = plain(raw);
        (!text.is_empty()).then(|| (text, self.line_of(key, raw)))
    }

    /// Texts of a list, or of one string with commas.
    pub(super) fn list(&self, key: &str) -> Vec<(String, Lines)> {
        let mut out = Vec::new();
        // The line of an entry is looked for from the top; of very many, those of the list will do.
        let of_list = self.line_of(key, "");
        let mut add = |raw: &str| {
            let lines = if out.len() < EXACT {
                self.line_of(key, raw)
            } else {
                of_list
            };
            for part in raw.split(',') {
                let text = plain(part);
                if !text.is_empty() {
                    out.push((text, lines));
                }
            }
        };
        match self.get(key) {
            Value::String(s) => add(s),
            Value::Array(items) => {
                for item in items {
                    if let Some(s) = item.as_str().or_else(|| item["name"].as_str()) {
                        add(s);
                    }
                }
            }
            _ => {}
        }
        out
    }

    /// `publisher.name`, whether the object stands here or is referred to.
    pub(super) fn publisher(&self) -> Option<(String, Lines)> {
        let ids = self.ids();
        let publisher = resolve(first(self.get("publisher")), &ids);
        let name = publisher["name"].as_str().or_else(|| publisher.as_str())?;
        let text = plain(name);
        (!text.is_empty()).then(|| (text, self.line_of("publisher", name)))
    }

    /// Everyone that the object names as its author.
    pub(super) fn authors(&self) -> Vec<Named> {
        let mut out = Vec::new();
        let ids = self.ids();
        for key in ["author", "creator"] {
            self.people(self.get(key), key, &ids, &mut out);
            if !out.is_empty() {
                break;
            }
        }
        out
    }

    fn people(&self, value: &Value, key: &str, ids: &Ids<'_>, out: &mut Vec<Named>) {
        let mut left = vec![value];
        while let Some(value) = left.pop() {
            if out.len() > 50 {
                return;
            }
            if let Value::Array(items) = value {
                left.extend(items.iter().rev());
                continue;
            }
            let object = resolve(value, ids);
            let names: Vec<&str> = match object {
                Value::String(name) => vec![name.as_str()],
                _ => match &object["name"] {
                    Value::String(name) => vec![name.as_str()],
                    Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
                    _ => Vec::new(),
                },
            };
            if let (true, Some(given), Some(family)) = (
                names.is_empty(),
                object["givenName"].as_str(),
                object["familyName"].as_str(),
            ) {
                out.push(Named {
                    text: plain(&format!("{given} {family}")),
                    role: None,
                    organisation: false,
                    lines: self.line_of(key, given),
                    rule: "JSON-LD `author`",
                });
            }
            let organisation =
                types(object).any(|t| t.contains("Organization") || t == "Corporation");
            let role = object["jobTitle"]
                .as_str()
                .map(plain)
                .filter(|r| !r.is_empty());
            for name in names {
                out.push(Named {
                    text: plain(name),
                    role: role.clone(),
                    organisation,
                    lines: self.line_of(key, name),
                    rule: "JSON-LD `author`",
                });
            }
        }
    }

    /// The named objects of the page by their `@id`.
    fn ids(&self) -> Ids<'_> {
        let mut ids = Ids::new();
        for object in self.all.iter().flat_map(|s| objects(&s.values)) {
            if let Some(id) = object["@id"].as_str().filter(|_| !object["name"].is_null()) {
                ids.entry(id).or_insert(object);
            }
        }
        ids
    }

    /// The line of a property: where its value follows its key for the first time.
    pub(super) fn line_of(&self, key: &str, value: &str) -> Lines {
        let text = self.script.text;
        let key = text.find(&format!("\"{key}\"")).unwrap_or(0);
        let at = text[key..].find(value).map_or(key, |i| key + i);
        let breaks = text[..at].bytes().filter(|b| *b == b'\n').count();
        Lines::one(
            self.script
                .line
                .saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX)),
        )
    }
}

/// Named objects by their `@id`.
type Ids<'v> = HashMap<&'v str, &'v Value>;

/// The object that `{"@id": …}` refers to, or the value itself.
fn resolve<'v>(value: &'v Value, ids: &Ids<'v>) -> &'v Value {
    let id = match value {
        Value::Object(map) if !map.contains_key("name") => map.get("@id").and_then(Value::as_str),
        _ => None,
    };
    id.and_then(|id| ids.get(id).copied()).unwrap_or(value)
}

fn first(value: &Value) -> &Value {
    value
        .as_array()
        .and_then(|items| items.first())
        .unwrap_or(value)
}
