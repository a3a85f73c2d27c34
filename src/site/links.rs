//! Where references inside articles lead: to another article, to a file beside it, or nowhere.

use super::body::{is_remote, unescaped};
use crate::archive::{Archive, ArticleId, Card, is_reserved, slug, tag};
use crate::parse::{Block, Draft, LOCAL};
use crate::path::SitePath;
use std::collections::HashSet;

/// Folder of the site that holds the files beside articles.
const FOLDER: &str = "files";

/// A picture, PDF or other file of the content folder that the site copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its path relative to the content folder.
    pub file: String,
    /// Where it stands in the site.
    pub path: SitePath,
}

/// All assets, sorted by file.
#[derive(Debug, Clone, Default)]
pub struct Assets(Vec<Asset>);

impl Assets {
    /// Gives every file an address below `files/` that mirrors its place in the content folder, with
    /// every part cleaned. Files whose cleaned paths are equal are set apart by their own names.
    pub fn new(mut files: Vec<String>) -> Self {
        files.sort();
        files.dedup();
        let mut taken = HashSet::new();
        let list = files.into_iter().filter_map(|file| {
            let mut path = cleaned(&file, "");
            let mut seed = file.clone();
            while !taken.insert(path.clone()) {
                path = cleaned(&file, &tag(&seed));
                seed.push('+');
            }
            Some(Asset {
                path: SitePath::new(&path)?,
                file,
            })
        });
        Assets(list.collect())
    }

    /// All of them, sorted by file.
    pub fn list(&self) -> &[Asset] {
        &self.0
    }

    /// The address of a file.
    pub fn path(&self, file: &str) -> Option<&SitePath> {
        let at = self
            .0
            .binary_search_by(|a| a.file.as_str().cmp(file))
            .ok()?;
        self.0.get(at).map(|a| &a.path)
    }
}

fn cleaned(file: &str, apart: &str) -> String {
    let mut out = FOLDER.to_owned();
    let mut parts = file.split('/').peekable();
    while let Some(part) = parts.next() {
        out.push('/');
        let last = parts.peek().is_none();
        let (stem, ending) = if last {
            part.rsplit_once('.').unwrap_or((part, ""))
        } else {
            (part, "")
        };
        let name = slug(stem);
        let unsafe_name = name.is_empty() || (is_reserved(&name) && name.parse::<u64>().is_err());
        out.push_str(if name.is_empty() { "file" } else { &name });
        if unsafe_name {
            out.push('-');
            out.push_str(&tag(stem));
        }
        if last && !apart.is_empty() {
            out.push('-');
            out.push_str(apart);
        }
        if !ending.is_empty() {
            out.push('.');
            out.push_str(&slug(ending));
        }
    }
    out
}

/// What a reference in an article leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target<'a, 'r> {
    /// An article of this archive, with the fragment of the reference.
    Article(ArticleId, &'r str),
    /// A file that the site copies.
    Asset(&'a SitePath),
    /// The page that says that an article was withdrawn.
    Withdrawn(&'a SitePath),
    /// An article of this archive that has no such place in it as the reference names.
    Unanchored(ArticleId),
    /// A place on the page itself.
    Fragment(&'r str),
    /// A place that the page itself does not have.
    NoFragment,
    /// A file that is not there, or is not published.
    Missing,
    /// A place outside the content folder.
    Outside,
}

/// Resolves a relative reference that stands in `file`.
pub(super) fn resolve<'a, 'r>(
    archive: &'a Archive,
    assets: &'a Assets,
    file: &str,
    reference: &'r str,
) -> Target<'a, 'r> {
    let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let path = path.split('?').next().unwrap_or_default();
    if path.is_empty() {
        let own = archive.by_file(file).map(|id| &archive.get(id).card);
        return match own {
            Some(card) if !has_place(card, fragment) => Target::NoFragment,
            _ => Target::Fragment(fragment),
        };
    }
    let decoded = percent_decoded(path);
    let Some(full) = joined(file, &decoded) else {
        return Target::Outside;
    };
    let article = |file: &str| match archive.by_file(file) {
        Some(id) => Some(at(archive, id, fragment)),
        None => archive
            .withdrawn_by_file(file)
            .map(|a| Target::Withdrawn(&a.path)),
    };
    article(&full)
        .or_else(|| assets.path(&full).map(Target::Asset))
        .or_else(|| {
            // Site generators link to pages without the ending of their source.
            let stem = full
                .strip_suffix(".html")
                .or_else(|| full.strip_suffix('/'))
                .unwrap_or(&full);
            ["md", "txt", "html"]
                .iter()
                .find_map(|e| article(&format!("{stem}.{e}")))
        })
        .or_else(|| {
            // Text that came from the old site links to its addresses from the top.
            let id = archive
                .by_alias(&decoded)
                .filter(|_| path.starts_with('/'))?;
            Some(at(archive, id, fragment))
        })
        .unwrap_or(Target::Missing)
}

/// A place in an article, or its top where it has no such place.
fn at<'a, 'r>(archive: &Archive, id: ArticleId, fragment: &'r str) -> Target<'a, 'r> {
    if has_place(&archive.get(id).card, fragment) {
        Target::Article(id, fragment)
    } else {
        Target::Unanchored(id)
    }
}

/// An article of the archive that appeared at an address of the web, with the fragment of the address where
/// it has that place. What `file` itself says of where it appeared is no link to another.
pub(super) fn archived<'r>(
    archive: &Archive,
    file: &str,
    address: &'r str,
) -> Option<(ArticleId, &'r str)> {
    let id = archive.by_address(address)?;
    let card = &archive.get(id).card;
    let (_, fragment) = address.split_once('#').unwrap_or((address, ""));
    let is_named = fragment != "top" && has_place(card, fragment);
    let fragment = if is_named { fragment } else { "" };
    (*card.file != *file).then_some((id, fragment))
}

/// What a link to the web begins with in [`CleanHtml`](crate::parse::CleanHtml); the address and `"` follow.
const WEB_LINK: &str = "<a href=\"";

/// The links of clean HTML that lead to the web: where their addresses stand, and those as they are written.
pub(super) fn web_links(html: &str) -> impl Iterator<Item = (usize, &str)> {
    html.match_indices(WEB_LINK).filter_map(|(at, _)| {
        let at = at + WEB_LINK.len();
        let rest = html.get(at..)?;
        let address = &rest[..rest.find('"')?];
        is_remote(address).then_some((at, address))
    })
}

/// Whether an article has a place of this name. The top of a page needs none.
fn has_place(card: &Card, fragment: &str) -> bool {
    fragment.is_empty() || fragment == "top" || card.has_anchor(&percent_decoded(fragment))
}

/// The files of the content folder that a draft refers to, as paths relative to it.
pub fn local_files(file: &str, draft: &Draft) -> Vec<String> {
    let mut found = Vec::new();
    let mut add = |reference: &str| {
        if !reference.contains("://") {
            let path = reference.split(['#', '?']).next().unwrap_or_default();
            found.extend(joined(file, &percent_decoded(path)));
        }
    };
    if let Some(image) = &draft.image {
        add(&image.value);
    }
    for block in &draft.body {
        match &block.value {
            Block::Figure(figure) => figure.picture.as_deref().into_iter().for_each(&mut add),
            Block::Html { html, .. } => html
                .as_str()
                .split(LOCAL)
                .skip(1)
                .step_by(2)
                .for_each(&mut add),
            _ => {}
        }
    }
    found
}

/// What a draft's text refers to, in the form that `mentioned` resolves: local references as they
/// stand, headlines of related links behind a U+0001.
pub fn mentions(draft: &Draft) -> Box<[Box<str>]> {
    let mut found: Vec<String> = draft.image.iter().map(|i| i.value.clone()).collect();
    for block in &draft.body {
        match &block.value {
            Block::Figure(figure) => found.extend(figure.picture.clone()),
            Block::Html { html, .. } => {
                let html = html.as_str();
                found.extend(html.split(LOCAL).skip(1).step_by(2).map(str::to_owned));
                found.extend(web_links(html).map(|(_, address)| address.to_owned()));
            }
            Block::Related(related) => {
                found.push(format!("{LOCAL}{}", related.headline));
                found.extend(related.address.clone());
            }
            Block::Paragraph(_) | Block::Crosshead(_) => {}
        }
    }
    found.into_iter().map(Into::into).collect()
}

/// Where something mentioned in `file` leads: to an address of the site, or nowhere; and whether it
/// names a place there that is missing.
pub(super) fn mentioned<'a>(
    archive: &'a Archive,
    assets: &'a Assets,
    file: &str,
    mention: &str,
) -> Option<(&'a SitePath, bool)> {
    if let Some(headline) = mention.strip_prefix(LOCAL) {
        return archive
            .by_headline(headline)
            .map(|id| (&archive.get(id).path, false));
    }
    if is_remote(mention) {
        let plain = unescaped(mention);
        let (id, fragment) = archived(archive, file, &plain)?;
        return Some((&archive.get(id).path, fragment.is_empty()));
    }
    match resolve(archive, assets, file, &unescaped(mention)) {
        Target::Article(id, _) => Some((&archive.get(id).path, false)),
        Target::Unanchored(id) => Some((&archive.get(id).path, true)),
        Target::Asset(path) | Target::Withdrawn(path) => Some((path, false)),
        Target::Fragment(_) | Target::NoFragment | Target::Missing | Target::Outside => None,
    }
}

/// `reference` from the folder of `file`, or from the content folder where it begins with a slash;
/// `None` where it leads out.
fn joined(file: &str, reference: &str) -> Option<String> {
    let mut parts: Vec<&str> = if reference.starts_with('/') {
        Vec::new()
    } else {
        file.split('/').collect()
    };
    if !reference.starts_with('/') {
        parts.pop();
    }
    for part in reference.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// `%20` and the like decoded; text that is no UTF-8 after that stays as it was.
fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten();
        match hex
            .filter(|h| h.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|h| u8::from_str_radix(h, 16).ok())
        {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::tests::{archive, card};

    #[test]
    fn references_lead_to_articles_assets_or_nowhere() {
        let a = archive(vec![
            card("1994/night.md", "Night", "1994"),
            card("b c.txt", "B", "2000"),
        ]);
        let assets = Assets::new(vec!["1994/Tower Pic.svg".into(), "x.pdf".into()]);
        let id = |f| a.by_file(f).unwrap();
        let at = |r| resolve(&a, &assets, "1994/day.md", r);
        assert_eq!(at("night.md#h"), Target::Unanchored(id("1994/night.md")));
        assert_eq!(
            at("night.md#top"),
            Target::Article(id("1994/night.md"), "top")
        );
        assert_eq!(at("./night.html"), Target::Article(id("1994/night.md"), ""));
        assert_eq!(at("../b%20c.txt"), Target::Article(id("b c.txt"), ""));
        assert_eq!(at("/b c"), Target::Article(id("b c.txt"), ""));
        assert!(
            matches!(at("Tower%20Pic.svg"), Target::Asset(p) if p.as_str() == "files/1994/tower-pic.svg")
        );
        assert_eq!(at("#top"), Target::Fragment("top"));
        assert_eq!(at("gone.md"), Target::Missing);
        assert_eq!(at("../../etc/passwd"), Target::Outside);
        assert_eq!(at("..%2f..%2fetc/passwd"), Target::Outside);
    }

    #[test]
    fn assets_that_fold_alike_are_set_apart() {
        let assets = Assets::new(vec![
            "a/É.PNG".into(),
            "a/e.png".into(),
            "con.pdf".into(),
            "…/☃".into(),
        ]);
        let paths: HashSet<_> = assets.list().iter().map(|a| a.path.folded()).collect();
        assert_eq!(paths.len(), 4);
        assert!(
            assets
                .path("con.pdf")
                .unwrap()
                .as_str()
                .starts_with("files/con-")
        );
    }
}
