//! Who wrote it: what metadata and the visible page say about it, weighed against each other.

use super::facts::Evidence;
use super::plain::{key, plain};
use crate::parse::byline::byline_line;
use crate::parse::draft::{Byline, Found, Lines};

/// A string that is said to name authors, with all that came with it.
#[derive(Debug, Clone)]
pub(super) struct Named {
    /// The string: a name, several names, or a whole byline.
    pub(super) text: String,
    /// What the person is, where it was given apart.
    pub(super) role: Option<String>,
    /// Whether it is said to be an organisation.
    pub(super) organisation: bool,
    /// Where it stands.
    pub(super) lines: Lines,
    /// The rule that found it.
    pub(super) rule: &'static str,
}

/// Meta tags that name authors, those that mean nothing else first.
const METAS: [&str; 12] = [
    "parselyauthor",
    "sailthruauthor",
    "articleauthor",
    "ogarticleauthor",
    "citationauthor",
    "byl",
    "cxenseparseauthor",
    "dccreator",
    "dctermscreator",
    "articleauthorname",
    "shareaholicarticleauthorname",
    "author",
];

/// Names that content systems put where a name is missing.
const NOBODY: [&str; 24] = [
    "admin",
    "administrator",
    "editor",
    "editors",
    "webmaster",
    "staff",
    "guest",
    "user",
    "root",
    "author",
    "newsdesk",
    "news desk",
    "web desk",
    "online desk",
    "redaktion",
    "redaction",
    "redazione",
    "redacción",
    "redaccion",
    "unknown",
    "none",
    "null",
    "undefined",
    "default",
];

/// Names under which the outlet goes, so that it is not taken for its own reporter.
pub(super) struct House(Vec<String>);

impl House {
    /// Collects them from what the page says of its site and its publisher.
    pub(super) fn of(evidence: &Evidence<'_>, original: Option<&str>) -> Self {
        let mut names: Vec<String> = Vec::new();
        for meta in [
            "ogsitename",
            "publisher",
            "applicationname",
            "dcpublisher",
            "copyright",
            "twittersite",
        ] {
            names.extend(
                evidence
                    .scan
                    .meta_values(evidence.dom, meta)
                    .map(|(v, _)| key(&plain(v))),
            );
        }
        names.extend(
            evidence
                .article
                .as_ref()
                .and_then(|a| a.publisher())
                .map(|(n, _)| key(&n)),
        );
        if let Some(host) = original.and_then(|url| url.split('/').nth(2)) {
            let host = host.strip_prefix("www.").unwrap_or(host).to_lowercase();
            names.push(key(&host));
            names.extend(host.rsplit_once('.').map(|(name, _)| key(name)));
        }
        names.retain(|n| !n.is_empty());
        House(names)
    }

    /// Whether a name is the outlet's own, or nobody's.
    pub(super) fn is(&self, name: &str) -> bool {
        let name = key(name);
        let bare = name.strip_prefix("the ").unwrap_or(&name);
        let joined = bare.replace(' ', "");
        NOBODY.contains(&bare)
            || self.0.iter().any(|house| {
                let house = house.strip_prefix("the ").unwrap_or(house);
                house == bare || house.replace(' ', "") == joined
            })
    }
}

/// What metadata says, best source first; only the first that names somebody counts.
pub(super) fn stated(evidence: &Evidence<'_>, house: &House) -> Vec<Found<Byline>> {
    let (dom, scan) = (evidence.dom, evidence.scan);
    if let Some(article) = &evidence.article {
        let found = people(&article.authors(), house);
        if !found.is_empty() {
            return found;
        }
    }
    for meta in METAS {
        let named: Vec<Named> = scan
            .meta_values(dom, meta)
            .map(|(value, id)| {
                named(
                    plain(value),
                    Lines::one(dom.line(id)),
                    "meta tag of the author",
                )
            })
            .collect();
        let found = people(&named, house);
        if !found.is_empty() {
            return found;
        }
    }
    // Yoast's card: `twitter:label1` says what `twitter:data1` is.
    for (label, data) in [
        ("twitterlabel1", "twitterdata1"),
        ("twitterlabel2", "twitterdata2"),
    ] {
        let says = scan.meta_values(dom, label).next().map(|(v, _)| key(v));
        let is_author = says.is_some_and(|v| {
            matches!(
                v.as_str(),
                "written by"
                    | "verfasst von"
                    | "geschrieben von"
                    | "écrit par"
                    | "escrito por"
                    | "scritto da"
            )
        });
        if is_author && let Some((value, id)) = scan.meta_values(dom, data).next() {
            let found = people(
                &[named(
                    plain(value),
                    Lines::one(dom.line(id)),
                    "meta `twitter:data1`",
                )],
                house,
            );
            if !found.is_empty() {
                return found;
            }
        }
    }
    Vec::new()
}

/// A string of metadata.
pub(super) fn named(text: String, lines: Lines, rule: &'static str) -> Named {
    Named {
        text,
        role: None,
        organisation: false,
        lines,
        rule,
    }
}

/// Strings as people, each once.
pub(super) fn people(named: &[Named], house: &House) -> Vec<Found<Byline>> {
    let mut out: Vec<Found<Byline>> = Vec::new();
    for named in named {
        for mut byline in read(named) {
            if byline.role.is_none() {
                byline.role.clone_from(&named.role);
            }
            let same = |f: &Found<Byline>| key(&f.value.name) == key(&byline.name);
            if !house.is(&byline.name) && !out.iter().any(same) {
                out.push(Found::new(byline, named.lines, named.rule));
            }
        }
    }
    out
}

fn read(named: &Named) -> Vec<Byline> {
    let text = named.text.trim();
    let machine =
        text.contains("://") || text.starts_with(['@', '/', '{', '[']) || text.starts_with("www.");
    if text.is_empty() || machine || text.chars().count() > 300 {
        return Vec::new();
    }
    let simple = !text.contains([',', ';', '|', '/', '&', '•', '(', '@', '\n', ':'])
        && !text.split_whitespace().any(|w| {
            matches!(
                w.to_lowercase().as_str(),
                "and"
                    | "by"
                    | "und"
                    | "von"
                    | "et"
                    | "par"
                    | "y"
                    | "por"
                    | "e"
                    | "di"
                    | "en"
                    | "door"
                    | "og"
                    | "och"
                    | "for"
                    | "with"
                    | "-"
                    | "–"
                    | "—"
            )
        });
    if !simple || named.rule.starts_with("byline") {
        if let Some(line) = byline_line(text) {
            return line.bylines;
        }
        if named.rule.starts_with("byline") {
            return Vec::new();
        }
    }
    // What metadata calls a name is one, unless it is a sentence or a number.
    let words = text.split_whitespace().count();
    if words > 8 || text.contains('@') || !text.chars().any(char::is_alphabetic) {
        return Vec::new();
    }
    let name = text
        .trim_start_matches(['-', '–', '—', '|', ' '])
        .to_owned();
    vec![Byline {
        name,
        role: None,
        outlet: None,
    }]
}
