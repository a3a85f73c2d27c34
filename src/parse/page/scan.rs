//! One walk over the page that notes where everything of interest stands, so that each grammar
//! after it looks at a short list instead of at the whole tree.

use super::dom::{Data, Dom, Id};

/// The places of interest, each list in document order.
#[derive(Default)]
pub(super) struct Scan {
    /// `<script type="application/ld+json">`.
    pub(super) ld: Vec<Id>,
    /// `<meta>` with their key, lower case and without punctuation (`articlepublishedtime`).
    pub(super) metas: Vec<(String, Id)>,
    /// `<link>`.
    pub(super) links: Vec<Id>,
    /// `<title>` of the page.
    pub(super) title: Option<Id>,
    /// `<html lang>`.
    pub(super) html: Option<Id>,
    /// `h1`, `h2` and `h3`.
    pub(super) headings: Vec<Id>,
    /// `<time>`.
    pub(super) times: Vec<Id>,
    /// Elements with `itemprop` or RDFa `property` in the body, with the property in lower case.
    pub(super) props: Vec<(String, Id)>,
    /// `rel=author` links and elements whose class or id speaks of an author or a byline.
    pub(super) authors: Vec<Id>,
    /// Elements whose class or id speaks of a date.
    pub(super) dates: Vec<Id>,
    /// The comment that browsers leave in a saved page.
    pub(super) saved_from: Option<Id>,
}

/// Walks the page once.
pub(super) fn scan(dom: &Dom) -> Scan {
    let mut scan = Scan::default();
    for id in 0..dom.nodes.len() {
        match &dom.nodes[id].data {
            Data::Element(name, _) => scan.element(dom, id, name),
            Data::Comment(text) if text.contains("saved from url=") => {
                scan.saved_from.get_or_insert(id);
            }
            _ => {}
        }
    }
    scan
}

impl Scan {
    fn element(&mut self, dom: &Dom, id: Id, name: &str) {
        match name {
            "script" if dom.attr(id, "type").is_some_and(|t| t.contains("ld+json")) => {
                self.ld.push(id);
            }
            "script" | "style" => return,
            "meta" => return self.meta(dom, id),
            "link" => self.links.push(id),
            "title" if self.title.is_none() => self.title = Some(id),
            "html" => self.html = Some(id),
            "h1" | "h2" | "h3" => self.headings.push(id),
            "time" => self.times.push(id),
            _ => {}
        }
        for key in ["itemprop", "property"] {
            if let Some(prop) = dom.attr(id, key) {
                for word in prop.split_ascii_whitespace() {
                    let word = word.rsplit(':').next().unwrap_or(word);
                    self.props.push((word.to_ascii_lowercase(), id));
                }
            }
        }
        let mut author = dom.attr(id, "rel").is_some_and(|rel| {
            let mut words = rel.split_ascii_whitespace();
            words.any(|word| word == "author")
        });
        let mut date = false;
        for word in class_words(dom, id).split(' ') {
            author |= speaks_of_author(word);
            date |= speaks_of_date(word);
        }
        if author {
            self.authors.push(id);
        }
        if date {
            self.dates.push(id);
        }
    }

    fn meta(&mut self, dom: &Dom, id: Id) {
        for key in ["property", "name", "itemprop"] {
            if let Some(name) = dom.attr(id, key) {
                let name = name
                    .chars()
                    .filter(|c| c.is_ascii_alphanumeric())
                    .map(|c| c.to_ascii_lowercase())
                    .collect();
                self.metas.push((name, id));
                return;
            }
        }
    }

    /// The first filled meta tag of the first key that has one, with its place.
    pub(super) fn meta_value<'a>(
        &'a self,
        dom: &'a Dom,
        keys: &'a [&str],
    ) -> Option<(&'a str, Id)> {
        keys.iter()
            .find_map(|key| self.meta_values(dom, key).next())
    }

    /// All filled meta tags of a key.
    pub(super) fn meta_values<'a>(
        &'a self,
        dom: &'a Dom,
        key: &'a str,
    ) -> impl Iterator<Item = (&'a str, Id)> + 'a {
        self.metas
            .iter()
            .filter(move |(k, _)| k == key)
            .filter_map(|(_, id)| Some((dom.attr(*id, "content")?.trim(), *id)))
            .filter(|(value, _)| !value.is_empty())
    }
}

/// The words of an element's class, id and test names, in lower case: `articleByline_author` gives
/// `article byline author`.
pub(super) fn class_words(dom: &Dom, id: Id) -> String {
    let mut out = String::new();
    for (name, value) in dom.attrs(id) {
        if !matches!(
            name,
            "class" | "id" | "data-testid" | "data-component" | "data-type" | "role"
        ) {
            continue;
        }
        for word in value.split_ascii_whitespace().take(40) {
            out.push(' ');
            push_words(word, &mut out);
        }
    }
    out
}

/// The words of one class name in lower case, parted by spaces.
fn push_words(name: &str, out: &mut String) {
    // Names made by machines (`kAdFq`) are short; what looks like a word in them is none.
    let camel = name.len() > 7;
    let mut lower = false;
    for c in name.chars().take(100) {
        if camel && lower && c.is_ascii_uppercase() {
            out.push(' ');
        }
        lower = c.is_ascii_lowercase();
        out.push(if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            ' '
        });
    }
}

/// Whether any of the words stands in `words` as a word of its own.
pub(super) fn has_word(words: &str, wanted: &[&str]) -> bool {
    words.split(' ').any(|w| wanted.contains(&w))
}

/// Words by which pages name the place of their byline, in the languages that class names are
/// written in.
fn speaks_of_author(word: &str) -> bool {
    matches!(
        word,
        "author"
            | "authors"
            | "byline"
            | "bylines"
            | "writer"
            | "autor"
            | "autoren"
            | "autorin"
            | "auteur"
            | "autores"
            | "credits"
            | "contributor"
            | "contributors"
            | "reporter"
    )
}

/// Words by which pages name the place of their date.
fn speaks_of_date(word: &str) -> bool {
    matches!(
        word,
        "date"
            | "dates"
            | "datetime"
            | "dateline"
            | "time"
            | "timestamp"
            | "published"
            | "publish"
            | "pubdate"
            | "publication"
            | "posted"
            | "updated"
            | "modified"
            | "datum"
            | "fecha"
            | "zeit"
    )
}
