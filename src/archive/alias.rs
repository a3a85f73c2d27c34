//! Old addresses of articles: where a page can stand that leads on to the new one, and the keys under
//! which an address of the web names an article.

use super::slug::{fnv, is_device};
use super::{Archive, Article};
use crate::path::SitePath;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Most bytes of an old address. Folder by folder a longer one passes what systems allow a whole path,
/// and then nothing could be built.
const LONGEST: usize = 512;

/// An address of this site that an article had before, or on another host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// The file that answers there: `old/flood/index.html`.
    pub path: SitePath,
    /// The key of the address of the web, where it names a host.
    pub address: Option<u64>,
    /// The line that says so.
    pub line: u32,
    /// Whether that is a line of the list of redirects and not of the article's own file.
    pub listed: bool,
}

impl Alias {
    /// The old address that a line states; `None` where no page can stand there.
    pub(crate) fn new(text: &str, line: u32, listed: bool) -> Option<Self> {
        Some(Alias {
            path: alias(text)?,
            address: address_key(text),
            line,
            listed,
        })
    }
}

/// The file that answers at an address as generators write it: `/old/flood/`, `old/flood`,
/// `/story.php`, `https://old.example/flood.html`.
///
/// A host shows `flood/index.html` at `/flood/` and leads there from `/flood`, so that every address
/// but one of a page (`.html`, `.htm`) is a folder. `None` where no file can answer: an address that
/// counts on what follows a `?`, has characters that are no part of a [`SitePath`], or is too long. Names
/// that begin with a dot are for the host and for what this program keeps (`.htaccess`, `.git`), and
/// Windows takes the dot off one that ends with it.
pub fn alias(text: &str) -> Option<SitePath> {
    let text = text.trim();
    let path = match web(text) {
        Some((_, path)) => path,
        None => text,
    };
    let path = path.split_once('#').map_or(path, |(path, _)| path);
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    if !query.is_empty() {
        return None;
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let is_reserved = |part: &&str| is_device(part) || part.starts_with('.') || part.ends_with('.');
    if path.len() > LONGEST || parts.iter().any(is_reserved) {
        return None;
    }
    let is_page = |part: &&str| {
        let lower = part.to_ascii_lowercase();
        lower.ends_with(".html") || lower.ends_with(".htm")
    };
    let own_page = !path.ends_with('/') && parts.last().is_some_and(is_page);
    let file = if own_page { "" } else { "/index.html" };
    let path = format!("{}{file}", parts.join("/"));
    SitePath::new(path.trim_start_matches('/'))
}

/// The host and the rest of an `http` or `https` address.
fn web(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    is_web.then(|| rest.split_at(end))
}

/// Parts of a query that tell where a reader came from, and not what the page is.
fn is_tracking(part: &str) -> bool {
    let name = part.split('=').next().unwrap_or_default();
    name.is_empty()
        || name.starts_with("utm_")
        || ["fbclid", "gclid", "mc_cid", "mc_eid", "ref", "cmpid"].contains(&name)
}

/// The key under which two addresses of the web are the same page: scheme, `www.`, a slash or
/// `index.html` at the end, the fragment and what tells where a reader came from do not count. `None`
/// for what is no address of the web, or that of a whole host.
pub(crate) fn address_key(address: &str) -> Option<u64> {
    let (host, rest) = web(address.trim())?;
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let rest = rest.split('#').next().unwrap_or_default();
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = path.strip_suffix("index.html").unwrap_or(path);
    let path = path.trim_end_matches('/');
    let mut key = format!("//{host}{path}");
    for part in query.split('&').filter(|part| !is_tracking(part)) {
        key.push(if key.contains('?') { '&' } else { '?' });
        key.push_str(part);
    }
    let names_a_page = !host.is_empty() && (!path.is_empty() || key.contains('?'));
    names_a_page.then(|| fnv(&key))
}

/// The key of an old address of this site. No address of the web has it, since those begin with `//`.
pub(crate) fn path_key(path: &SitePath) -> u64 {
    fnv(path.as_str())
}

impl Archive {
    /// Articles that say that they appeared where another did, each with the first of those that say so, by their
    /// files.
    pub fn at_one_address(&self) -> Vec<(&Article, &Article)> {
        let mut first: HashMap<u64, &Article> = HashMap::new();
        let mut all = Vec::new();
        for id in self.sorted_by_file() {
            let article = self.get(*id);
            let Some(address) = article.card.address else {
                continue;
            };
            match first.entry(address) {
                Entry::Vacant(free) => {
                    free.insert(article);
                }
                Entry::Occupied(other) => all.push((article, *other.get())),
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::super::Card;
    use super::super::tests::{archive, card};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn old_addresses_are_files() {
        for (text, want) in [
            ("/old/flood/", Some("old/flood/index.html")),
            ("old/flood", Some("old/flood/index.html")),
            ("/2003/Flood.HTM", Some("2003/Flood.HTM")),
            ("//2003//flood.html#top", Some("2003/flood.html")),
            ("/story.php", Some("story.php/index.html")),
            ("https://old.example/a/b.html?", Some("a/b.html")),
            ("http://old.example", Some("index.html")),
            ("/", Some("index.html")),
            ("/page.html/", Some("page.html/index.html")),
            ("/?p=123", None),
            ("/story.php?id=7", None),
            ("/a/../b/", None),
            ("/nul/x/", None),
            ("/CON.html", None),
            ("/.morgue-manifest", None),
            ("/old/.git/x.html", None),
            ("/old./flood.html", None),
            (&"/d".repeat(3_000), None),
            ("/caf\u{e9}/", None),
            ("/story/0,7369,1.html", None),
        ] {
            assert_eq!(alias(text).as_ref().map(SitePath::as_str), want, "{text}");
        }
    }

    #[test]
    fn addresses_of_one_page_have_one_key() {
        let same = [
            "https://www.Old.example/2003/flood/",
            "http://old.example/2003/flood",
            "https://old.example/2003/flood/index.html#crest",
            "https://old.example/2003/flood?utm_source=x&fbclid=1",
        ];
        let keys: Vec<_> = same.iter().map(|a| address_key(a)).collect();
        assert!(keys[0].is_some() && keys.iter().all(|k| *k == keys[0]));
        for other in [
            "https://old.example/2003/Flood",
            "https://old.example/2003/flood?id=2",
            "https://other.example/2003/flood",
        ] {
            assert_ne!(address_key(other), keys[0], "{other}");
        }
        for none in ["https://old.example/", "mailto:a@b", "/2003/flood", ""] {
            assert_eq!(address_key(none), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_no_address_or_a_page(text in "\\PC{0,40}") {
            if let Some(path) = alias(&text) {
                let lower = path.folded();
                prop_assert!(lower.ends_with(".html") || lower.ends_with(".htm"));
            }
            let _ = address_key(&text);
        }
    }

    #[test]
    fn articles_of_one_address_are_found() {
        let mut all: Vec<Card> = ["c", "a", "b", "d"]
            .map(|name| card(name, name, "2003"))
            .into();
        all[0].address = Some(7);
        all[1].address = Some(7);
        all[2].address = Some(8);
        let archive = archive(all);
        let twice = archive.at_one_address();
        let files = twice
            .iter()
            .map(|(one, first)| (&*one.card.file, &*first.card.file));
        assert_eq!(files.collect::<Vec<_>>(), [("c", "a")]);
    }
}
