//! Who wrote it: what metadata and the visible page say about it, weighed against each other.

use super::facts::Evidence;
use super::plain::{key, plain};
use crate::diag::Diagnostic;
use crate::parse::byline::{byline_line, is_agency_line};
use crate::parse::draft::{Byline, Found, Lines};
use std::collections::HashSet;

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

/// What Yoast calls the author, in the languages of its sites.
const WRITTEN_BY: [&str; 8] = [
    "written by",
    "verfasst von",
    "geschrieben von",
    "écrit par",
    "escrito por",
    "scritto da",
    "geschreven door",
    "skrevet av",
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

/// No outlet goes under more names; every author is compared with each.
const HOUSE_NAMES: usize = 32;

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
        names.truncate(HOUSE_NAMES);
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
pub(super) fn stated(evidence: &Evidence<'_>, house: &House) -> Stated {
    let mut by_house = false;
    for named in sources(evidence) {
        let bylines = people(&named, house);
        if !bylines.is_empty() {
            let only_organisations = named.iter().all(|n| n.organisation)
                || bylines.iter().all(|f| is_agency_line(&f.value.name));
            return Stated {
                bylines,
                only_organisations,
                by_house,
            };
        }
        by_house |= named.iter().any(|n| house.is(&n.text));
    }
    Stated {
        bylines: Vec::new(),
        only_organisations: false,
        by_house,
    }
}

/// What names authors in metadata, best first.
fn sources(evidence: &Evidence<'_>) -> Vec<Vec<Named>> {
    let (dom, scan) = (evidence.dom, evidence.scan);
    let mut out = Vec::new();
    out.extend(evidence.article.as_ref().map(|article| article.authors()));
    for meta in METAS {
        let metas = scan.meta_values(dom, meta);
        out.push(
            metas
                .map(|(value, id)| {
                    let lines = Lines::one(dom.line(id));
                    named(plain(value), lines, "meta tag of the author")
                })
                .collect(),
        );
    }
    // Yoast's card: `twitter:label1` says what `twitter:data1` is.
    for (label, data) in [
        ("twitterlabel1", "twitterdata1"),
        ("twitterlabel2", "twitterdata2"),
    ] {
        let says = scan.meta_values(dom, label).next().map(|(v, _)| key(v));
        if says.is_some_and(|v| WRITTEN_BY.contains(&v.as_str()))
            && let Some((value, id)) = scan.meta_values(dom, data).next()
        {
            let lines = Lines::one(dom.line(id));
            out.push(vec![named(plain(value), lines, "meta `twitter:data1`")]);
        }
    }
    out
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
    let mut seen = HashSet::new();
    for named in named {
        for mut byline in read(named) {
            if byline.role.is_none() {
                byline.role.clone_from(&named.role);
            }
            if !house.is(&byline.name) && seen.insert(key(&byline.name)) {
                out.push(Found::new(byline, named.lines, named.rule));
            }
        }
    }
    out
}

/// "Roe, Jane", as libraries write names; "jane@lorn.example (Jane Roe)", as feeds do.
fn turned(text: &str) -> Option<String> {
    if let Some((mail, name)) = text.split_once(" (")
        && mail.contains('@')
        && let Some(name) = name.strip_suffix(')')
    {
        return Some(name.to_owned());
    }
    let (family, given) = text.split_once(", ")?;
    let word = |w: &str| {
        w.starts_with(char::is_uppercase)
            && w.contains(char::is_lowercase)
            && !is_agency_line(w)
            && w.chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''))
    };
    (word(family) && word(given)).then(|| format!("{given} {family}"))
}

fn read(named: &Named) -> Vec<Byline> {
    let turned = (!named.rule.starts_with("byline"))
        .then(|| turned(named.text.trim()))
        .flatten();
    let text = turned.as_deref().unwrap_or(&named.text).trim();
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

/// What metadata says of the authors.
pub(super) struct Stated {
    /// The people and agencies it names.
    pub(super) bylines: Vec<Found<Byline>>,
    /// Whether it names nobody but agencies and other organisations.
    pub(super) only_organisations: bool,
    /// Whether it names the outlet itself as the author.
    pub(super) by_house: bool,
}

/// The authors, from what metadata says and what the page shows; and a doubt where these differ.
///
/// A signed line is what readers saw and what the outlet stands by, so that it wins over metadata
/// that names others; a name that merely stands somewhere in the head does not.
pub(super) fn choose(
    stated: Stated,
    seen: Vec<Found<Byline>>,
    signed: bool,
    path: &str,
) -> (Vec<Found<Byline>>, Option<Diagnostic>) {
    let known = |f: &Found<Byline>, all: &[Found<Byline>]| {
        all.iter()
            .any(|other| same_person(&f.value.name, &other.value.name))
    };
    if stated.bylines.is_empty() {
        let weak = stated.by_house && !signed;
        return (if weak { Vec::new() } else { seen }, None);
    }
    if seen.is_empty() {
        return (stated.bylines, None);
    }
    let shared = stated.bylines.iter().filter(|f| known(f, &seen)).count();
    if shared == 0
        && stated.only_organisations
        && seen.iter().any(|f| !is_agency_line(&f.value.name))
    {
        return (seen, None);
    }
    if shared == 0 && signed {
        let doubt = Diagnostic::bylines_differ(
            path,
            seen[0].line(),
            &names(&seen),
            &names(&stated.bylines),
        );
        return (seen, Some(doubt));
    }
    if signed && shared == stated.bylines.len() && seen.len() > shared {
        return (seen, None);
    }
    let mut bylines = stated.bylines;
    for byline in &mut bylines {
        let Some(shown) = seen
            .iter()
            .find(|s| same_person(&s.value.name, &byline.value.name))
        else {
            continue;
        };
        let (value, shown) = (&mut byline.value, &shown.value);
        // Capitals are a matter of style; the page shows how the name is spelt.
        if !value.name.contains(char::is_lowercase) && shown.name.contains(char::is_lowercase) {
            value.name.clone_from(&shown.name);
        }
        value.role = value.role.take().or_else(|| shown.role.clone());
        value.outlet = value.outlet.take().or_else(|| shown.outlet.clone());
    }
    (bylines, None)
}

fn names(bylines: &[Found<Byline>]) -> String {
    let names: Vec<&str> = bylines.iter().map(|f| f.value.name.as_str()).collect();
    names.join(", ")
}

/// Whether two spellings name one person: equal, or with a middle name more on one side.
fn same_person(a: &str, b: &str) -> bool {
    let (a, b) = (key(a), key(b));
    if a == b || a.replace(' ', "") == b.replace(' ', "") {
        return true;
    }
    let ends = |s: &str| {
        Some((
            s.split(' ').next()?.to_owned(),
            s.rsplit_once(' ')?.1.to_owned(),
        ))
    };
    ends(&a).is_some() && ends(&a) == ends(&b)
}
