//! Cleaning: any HTML to [`CleanHtml`].
//!
//! Two steps, each of which is enough on its own against scripts. `write` is one pass over the
//! tokens that keeps an allowlist, balances it and bounds its depth, so that what follows is linear
//! in time however hostile the input is. Ammonia then parses the result as a browser would and
//! applies the same allowlist, so that no difference between our reading and a browser's can matter.

pub(in crate::parse) mod address;
mod attributes;
mod write;

#[cfg(test)]
mod tests;

pub(in crate::parse) use address::{Address, address, printable_char};
pub(in crate::parse) use attributes::few_attributes;

use super::draft::CleanHtml;
use ammonia::{Builder, UrlRelative};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Elements that may be published. None of them can run, load, frame or submit anything but `img`,
/// whose source is a local reference.
const TAGS: [&str; 58] = [
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Attributes that any element may have.
const GENERIC: [&str; 3] = ["dir", "lang", "title"];

/// Attributes by element.
const ATTRIBUTES: [(&str, &[&str]); 12] = [
    ("a", &["href", "hreflang"]),
    ("blockquote", &["cite"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("del", &["cite", "datetime"]),
    ("img", &["alt", "height", "src", "width"]),
    ("ins", &["cite", "datetime"]),
    ("li", &["value"]),
    ("ol", &["reversed", "start"]),
    ("q", &["cite"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
];

/// The judge, made once: it holds no state.
static JUDGE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    let mut attributes: HashMap<&str, HashSet<&str>> = ATTRIBUTES
        .iter()
        .map(|(tag, names)| (*tag, names.iter().copied().collect()))
        .collect();
    attributes.insert("time", HashSet::from(["datetime"]));
    builder
        .tags(HashSet::from(TAGS))
        .generic_attributes(HashSet::from(GENERIC))
        .tag_attributes(attributes)
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None);
    builder
});

/// Whatever is safe and meaningful of `html`: an allowlist of text markup without scripts, styles,
/// forms, frames, event handlers, classes and ids; balanced; without control characters and
/// noncharacters.
///
/// Relative references stand between two [`LOCAL`](super::LOCAL); absolute ones are `http`, `https`
/// or `mailto`, and `//host` becomes `https`. Headings become `h2` (from `h1`, `h2`) or `h3`. A picture
/// from another host becomes a link to it, since a page loads nothing from elsewhere.
pub(in crate::parse) fn clean(html: &str) -> CleanHtml {
    CleanHtml::trusted(JUDGE.clean(&write::bounded(html)).to_string())
}
