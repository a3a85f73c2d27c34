//! The headline: what the page shows as its own, checked against what it says of itself.

use super::dom::{Dom, Id};
use super::ld::Article;
use super::plain::{key, overlap, plain};
use super::scan::Scan;
use crate::parse::draft::{Found, Lines};

/// What a page calls itself in places that nobody reads: for telling which of its headings is the
/// article's.
pub(super) struct Titles {
    /// Keys of `og:title`, `<title>` and the like, best first.
    keys: Vec<String>,
}

impl Titles {
    /// Collects them.
    pub(super) fn of(dom: &Dom, scan: &Scan) -> Self {
        let metas = [
            "ogtitle",
            "twittertitle",
            "title",
            "dctitle",
            "citationtitle",
            "parselytitle",
        ];
        let mut keys: Vec<String> = metas
            .iter()
            .filter_map(|name| scan.meta_values(dom, name).next())
            .map(|(title, _)| key(&plain(title)))
            .collect();
        keys.extend(scan.title.map(|id| key(&dom.text(id))));
        keys.retain(|k| !k.is_empty());
        Titles { keys }
    }

    /// How much a text resembles what the page calls itself, from 0 to 1.
    pub(super) fn likeness(&self, text: &str) -> f32 {
        let text = key(text);
        if text.is_empty() {
            return 0.0;
        }
        self.keys
            .iter()
            .map(|title| {
                if *title == text {
                    1.0
                } else {
                    // One word says little.
                    overlap(title, &text) * if text.contains(' ') { 0.95 } else { 0.5 }
                }
            })
            .fold(0.0, f32::max)
    }
}

/// The headline, and the heading element that shows it.
pub(super) struct Headline {
    /// What it says.
    pub(super) found: Option<Found<String>>,
    /// The element, where the page shows one.
    pub(super) element: Option<Id>,
}

/// Finds the headline: a visible heading that the page's own titles confirm, else the only `h1`, else
/// what the metadata says.
pub(super) fn headline(
    dom: &Dom,
    scan: &Scan,
    article: Option<&Article<'_>>,
    titles: &Titles,
) -> Headline {
    let stated = article.and_then(|a| a.text("headline").or_else(|| a.text("name")));
    let stated_key = stated
        .as_ref()
        .map(|(text, _)| key(text))
        .unwrap_or_default();
    let mut best: Option<(f32, Id, String)> = None;
    for id in scan.headings.iter().copied().take(400) {
        let text = heading_text(dom, id);
        if text.is_empty() || text.len() > 600 {
            continue;
        }
        let text_key = key(&text);
        let mut score = titles.likeness(&text);
        if !stated_key.is_empty() {
            let like = if stated_key == text_key {
                2.0
            } else {
                overlap(&stated_key, &text_key) * 0.95
            };
            score = score.max(like);
        }
        score += match dom.name(id) {
            "h1" => 0.45,
            _ => 0.0,
        };
        if best.as_ref().is_none_or(|(s, ..)| score > *s + 0.01) {
            best = Some((score, id, text));
        }
    }
    if let Some((score, id, text)) = best {
        // Outlets write one title for readers and another for search engines, so that an `h1` of
        // some words is the headline even where no title of the page resembles it.
        let is_title = dom.name(id) == "h1"
            && (score > 0.7 || stated.is_none() || is_sentence(dom, id, &text));
        if is_title || score >= 0.9 {
            let lines = Lines::one(dom.line(id));
            return Headline {
                found: Some(Found::new(text, lines, "headline of the page")),
                element: Some(id),
            };
        }
    }
    Headline {
        found: stated
            .map(|(text, lines)| Found::new(text, lines, "JSON-LD `headline`"))
            .or_else(|| from_titles(dom, scan)),
        element: None,
    }
}

/// Whether a heading has the length of a headline and stands in no part of the page that is noise.
fn is_sentence(dom: &Dom, id: Id, text: &str) -> bool {
    let long = text.split(' ').count() >= 4 || text.chars().count() >= 25;
    long && !dom.ancestors(id).any(|a| {
        !matches!(dom.name(a), "body" | "html" | "main") && super::noise::noise(dom, a).is_some()
    })
}

/// The text of a heading without what only machines or tools show in it.
fn heading_text(dom: &Dom, id: Id) -> String {
    dom.text_without(id, |inner| {
        // A colon between kicker and headline is often hidden from the eye, but not from a reader.
        let noise = || super::noise::noise(dom, inner).is_some_and(|why| why != "hidden");
        matches!(dom.name(inner), "button" | "img") || noise()
    })
}

/// `og:title` or `<title>` without the name of the site behind it.
fn from_titles(dom: &Dom, scan: &Scan) -> Option<Found<String>> {
    let meta = scan.meta_value(
        dom,
        &["ogtitle", "twittertitle", "parselytitle", "citationtitle"],
    );
    let (text, id, rule) = match meta {
        Some((text, id)) => (plain(text), id, "meta `og:title`"),
        None => {
            let id = scan.title?;
            (dom.text(id), id, "title of the page")
        }
    };
    let text = without_site(&text, &site_names(dom, scan));
    (!text.is_empty()).then(|| Found::new(text, Lines::one(dom.line(id)), rule))
}

/// Keys of the names under which the site goes.
fn site_names(dom: &Dom, scan: &Scan) -> Vec<String> {
    ["ogsitename", "applicationname", "publisher", "twittersite"]
        .iter()
        .filter_map(|k| scan.meta_values(dom, k).next())
        .map(|(name, _)| key(name))
        .filter(|name| !name.is_empty())
        .collect()
}

/// A title without " | Site" or " - Site" behind it. A bar always parts; a dash only where what
/// follows is known to be the site, since headlines have dashes of their own.
pub(super) fn without_site(title: &str, sites: &[String]) -> String {
    let mut title = title;
    for mark in [" | ", " :: ", " • ", " · "] {
        if let Some((head, _)) = title.split_once(mark)
            && key(head).contains(' ')
        {
            title = head;
        }
    }
    for mark in [" - ", " – ", " — "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let tail = key(tail);
            let joined = tail.replace(' ', "");
            let known = sites
                .iter()
                .any(|s| *s == tail || s.replace(' ', "") == joined);
            if known {
                title = head;
            }
        }
    }
    title.trim().to_owned()
}
