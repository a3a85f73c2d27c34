//! The headline: what the page shows as its own, checked against what it says of itself.

use super::dom::{Dom, Id};
use super::ld::Article;
use super::plain::{key, overlap, plain};
use super::scan::{Scan, class_words, has_word};
use crate::parse::draft::{Found, Lines};
use crate::parse::text::is_section;

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

    /// Whether the page calls itself so, with the name of its site before or behind it at most.
    fn has(&self, text: &str) -> bool {
        let beside = |title: &String| {
            let rest = title
                .strip_prefix(text)
                .or_else(|| title.strip_suffix(text));
            rest.is_some_and(|rest| rest.split(' ').filter(|w| !w.is_empty()).count() <= 4)
        };
        text.contains(' ') && self.keys.iter().any(beside)
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
    let sites = site_names(dom, scan, article);
    let mut best: Option<(f32, Id, String)> = None;
    for id in scan.headings.iter().copied().take(400) {
        let text = heading_text(dom, id, &stated_key, titles);
        let text_key = key(&text);
        if text.is_empty() || text.len() > 600 || is_masthead(dom, id, &text_key, &sites) {
            continue;
        }
        if dom.name(id) == "h3" && text_key != stated_key && !titles.has(&text_key) {
            continue;
        }
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
            .or_else(|| from_titles(dom, scan, &sites)),
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

/// Whether a heading is the name of the outlet above its page: what it is called, or a link to its
/// front page.
fn is_masthead(dom: &Dom, id: Id, text: &str, sites: &[String]) -> bool {
    let home = |link: Id| {
        let href = dom.attr(link, "href").unwrap_or_default();
        let path = href.split_once("://").map_or(href, |(_, rest)| {
            rest.split_once('/').map_or("", |(_, p)| p)
        });
        matches!(
            path.trim_matches(['/', '.']),
            "" | "index.html" | "index.php" | "index.htm"
        ) && !href.starts_with(['#', '?'])
            && !href.is_empty()
    };
    let around = dom.ancestors(id).filter(|a| dom.name(*a) == "a");
    let linked = dom.elements(id, &["a"]).chain(around.take(1)).any(home);
    linked || sites.iter().any(|site| is_site(text, site))
}

/// The text of a heading without what only machines or tools show in it, and without the kicker above
/// a headline that the page itself gives without it.
fn heading_text(dom: &Dom, id: Id, stated: &str, titles: &Titles) -> String {
    let kept = |extra: &dyn Fn(Id) -> bool| {
        dom.text_without(id, |inner| {
            // A colon between kicker and headline is often hidden from the eye, but not from a reader.
            let noise = || super::noise::noise(dom, inner).is_some_and(|why| why != "hidden");
            matches!(dom.name(inner), "button" | "img") || noise() || extra(inner)
        })
    };
    let whole = kept(&|_| false);
    let parts = dom.children(id).filter(|c| !dom.name(*c).is_empty());
    if parts.take(2).count() == 0 {
        return whole;
    }
    let kicker = |inner: Id| {
        let classed = dom.attr(inner, "class").is_some();
        classed && has_word(&class_words(dom, inner), &KICKER)
    };
    let bare = kept(&kicker);
    let bare_key = key(&bare);
    let confirmed = bare_key == stated
        || titles
            .keys
            .iter()
            .any(|t| *t == bare_key || t.starts_with(&format!("{bare_key} ")));
    if !bare.is_empty() && bare.len() < whole.len() && confirmed {
        bare
    } else {
        whole
    }
}

/// Words by which pages name the line above or in front of a headline.
const KICKER: [&str; 10] = [
    "kicker",
    "eyebrow",
    "overline",
    "rubric",
    "dachzeile",
    "supertitle",
    "pretitle",
    "label",
    "category",
    "section",
];

/// `og:title` or `<title>` without the name of the site behind it.
fn from_titles(dom: &Dom, scan: &Scan, sites: &[String]) -> Option<Found<String>> {
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
    let text = without_site(&text, sites, rule == "title of the page");
    (!text.is_empty()).then(|| Found::new(text, Lines::one(dom.line(id)), rule))
}

/// Keys of the names under which the site goes.
fn site_names(dom: &Dom, scan: &Scan, article: Option<&Article<'_>>) -> Vec<String> {
    let metas = ["ogsitename", "applicationname", "publisher", "twittersite"];
    let mut names: Vec<String> = metas
        .iter()
        .filter_map(|k| scan.meta_values(dom, k).next())
        .map(|(name, _)| key(name))
        .collect();
    names.extend(
        article
            .and_then(Article::publisher)
            .map(|(name, _)| key(&name)),
    );
    let canonical = scan
        .links
        .iter()
        .filter(|id| dom.attr(**id, "rel") == Some("canonical"));
    let address = canonical.filter_map(|id| dom.attr(*id, "href")).next();
    let host = address.and_then(|href| href.split('/').nth(2));
    names.extend(host.map(|host| key(host.strip_prefix("www.").unwrap_or(host))));
    names.retain(|name| !name.is_empty());
    names
}

/// Whether a key is a name of the site: "lorn bugle", "the lorn bugle", "lornbugle com".
fn is_site(text: &str, site: &str) -> bool {
    let bare = |name: &str| {
        let name = name.strip_prefix("the ").unwrap_or(name);
        let ends = [" com", " co uk", " org", " net", " news", " online"];
        let host = ends.iter().find_map(|end| name.strip_suffix(end));
        host.unwrap_or(name).replace(' ', "")
    };
    !text.is_empty() && bare(text) == bare(site)
}

/// A title without the name of the site behind or before it (" | Site", " - Site", "Site: "). A bar
/// always parts; a dash or a colon only where the other side is known to be the site, since headlines
/// have their own. `window` is set for the title of the window, which nearly always ends in the site:
/// there a few capitalised words behind a dash are taken for it.
pub(super) fn without_site(title: &str, sites: &[String], window: bool) -> String {
    let known = |part: &str| {
        let part = key(part);
        sites.iter().any(|site| is_site(&part, site))
    };
    let mut title = title.trim();
    for mark in [
        " | ", " :: ", " • ", " · ", " » ", " « ", " › ", " ‹ ", " ~ ", " < ", " > ",
    ] {
        if let Some((head, tail)) = title.split_once(mark) {
            if known(head) {
                title = tail;
            } else if key(head).contains(' ') {
                title = head;
            }
        }
    }
    let mut cut = false;
    for mark in [" - ", " – ", " — ", " / ", ": "] {
        if let Some((head, tail)) = title.rsplit_once(mark)
            && (known(tail)
                || window && !cut && mark.contains(['-', '–', '—']) && is_name_like(head, tail))
        {
            title = head;
            cut = true;
        }
        if let Some((head, tail)) = title.split_once(mark)
            && known(head)
        {
            title = tail;
        }
    }
    if let Some((head, tail)) = title.rsplit_once(" (")
        && known(tail.trim_end_matches(')'))
    {
        title = head;
    }
    // "Headline - News - Site"
    for mark in [" - ", " – ", " — "] {
        if let Some((head, tail)) = title.rsplit_once(mark)
            && cut
            && is_section(tail)
        {
            title = head;
        }
    }
    title.trim().to_owned()
}

/// Whether `tail` is a few capitalised words behind a title that is a sentence.
fn is_name_like(head: &str, tail: &str) -> bool {
    let upper = |word: &str| word.starts_with(char::is_uppercase);
    let words: Vec<&str> = head.split_whitespace().collect();
    let small = words
        .iter()
        .filter(|w| w.starts_with(char::is_lowercase))
        .count();
    let name = tail.split_whitespace();
    words.len() >= 5
        && small * 3 >= words.len()
        && name.clone().count() <= 4
        && name
            .clone()
            .all(|w| upper(w) || matches!(w, "of" | "the" | "and" | "&"))
}
