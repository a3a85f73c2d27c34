//! Addresses: where the page was published, and which of its references lead to files beside it.

use super::dom::Dom;
use super::facts::Evidence;
use super::scan::Scan;
use crate::parse::clean::{Address, address};
use crate::parse::draft::{Found, Lines};
use ammonia::Url;

/// What references of the page are relative to.
pub(super) struct Base {
    /// The address of the page.
    url: Option<Url>,
    /// The name of the file without its extension: browsers save the pictures of `NAME.html` in a
    /// folder whose name begins with `NAME`.
    stem: String,
    /// Whether a browser saved the page, and so made every relative reference one to a file beside it.
    saved: bool,
}

impl Base {
    /// Finds out what the page says of its address.
    pub(super) fn of(dom: &Dom, scan: &Scan, path: &str, original: Option<&str>) -> Self {
        let file = path.rsplit('/').next().unwrap_or(path);
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let declared = dom
            .elements(0, &["base"])
            .find_map(|id| dom.attr(id, "href"));
        let url = declared
            .and_then(|href| Url::parse(href).ok())
            .or_else(|| original.and_then(|o| Url::parse(o).ok()));
        Base {
            url: url.filter(|u| matches!(u.scheme(), "http" | "https")),
            stem: stem.to_owned(),
            saved: scan.saved_from.is_some(),
        }
    }

    /// What a reference of the page leads to: a file beside it, an address, or nothing.
    pub(super) fn resolve(&self, reference: &str) -> Option<Address> {
        match address(reference)? {
            Address::Local(path) if self.is_beside(&path) => Some(Address::Local(path)),
            Address::Local(path) => {
                let url = self.url.as_ref()?.join(&path).ok()?;
                address(url.as_str())
            }
            absolute => Some(absolute),
        }
    }

    fn is_beside(&self, path: &str) -> bool {
        if path.starts_with(['/', '#', '?', '\\']) {
            return false;
        }
        let path = path.strip_prefix("./").unwrap_or(path);
        // No browser saves a picture above its page.
        if path
            .split(['/', '\\'])
            .any(|part| part == ".." || part.eq_ignore_ascii_case("%2e%2e"))
        {
            return false;
        }
        let Some((folder, _)) = path.split_once('/') else {
            return self.saved || self.url.is_none();
        };
        self.saved || self.url.is_none() || is_folder_of(folder, &self.stem)
    }
}

/// Whether a browser would call the folder of `stem` so: `NAME_files`, `NAME-Dateien`,
/// `NAME_archivos`; spaces may be written as `%20`.
fn is_folder_of(folder: &str, stem: &str) -> bool {
    let folder = folder.replace("%20", " ");
    !stem.is_empty()
        && folder
            .strip_prefix(stem)
            .is_some_and(|rest| rest.starts_with(['_', '-', '.']) && rest.len() > 1)
}

impl Evidence<'_> {
    /// The address it was published at.
    pub(super) fn original(&self) -> Option<Found<String>> {
        let (dom, scan) = (self.dom, self.scan);
        let canonical = scan.links.iter().find_map(|id| {
            let is = dom.attr(*id, "rel")?.eq_ignore_ascii_case("canonical");
            let href = dom.attr(*id, "href").filter(|_| is)?;
            Some((web(href)?, *id, "link `canonical`"))
        });
        let meta = || {
            let (url, id) = scan.meta_value(dom, &["ogurl", "parselylink", "twitterurl"])?;
            Some((web(url)?, id, "meta `og:url`"))
        };
        let saved = || {
            let id = scan.saved_from?;
            let super::dom::Data::Comment(text) = &dom.nodes[id].data else {
                return None;
            };
            // Internet Explorer's form, which all browsers kept: `saved from url=(0023)https://…`.
            let url = text.split("saved from url=").nth(1)?.trim();
            let url = url.split_once(')').map_or(url, |(_, url)| url);
            Some((
                web(url.split_whitespace().next()?)?,
                id,
                "comment of the browser that saved it",
            ))
        };
        if let Some((url, id, rule)) = canonical.or_else(meta).or_else(saved) {
            return Some(Found::new(url, Lines::one(dom.line(id)), rule));
        }
        let (url, lines) = self.article.as_ref()?.text("url")?;
        Some(Found::new(web(&url)?, lines, "JSON-LD `url`"))
    }

    /// The lead picture: the page's own choice.
    pub(super) fn image(&self, base: &Base) -> Option<Found<String>> {
        let (url, id) = self.scan.meta_value(
            self.dom,
            &[
                "ogimage",
                "ogimageurl",
                "twitterimage",
                "twitterimagesrc",
                "parselyimageurl",
            ],
        )?;
        let url = match base.resolve(url)? {
            Address::Absolute(url) | Address::Local(url) => url,
        };
        Some(Found::new(
            url,
            Lines::one(self.dom.line(id)),
            "meta `og:image`",
        ))
    }
}

/// An absolute address of the web with a page behind it, not merely a site.
fn web(url: &str) -> Option<String> {
    match address(url)? {
        Address::Absolute(url) if url.starts_with("http") => Some(url),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::is_folder_of;

    #[test]
    fn folders_of_saved_pages_are_known_in_any_language() {
        for (folder, stem, is) in [
            ("Flood_files", "Flood", true),
            ("Flood-Dateien", "Flood", true),
            ("The%20flood_archivos", "The flood", true),
            ("images", "Flood", false),
            ("Flood", "Flood", false),
            ("Flooding", "Flood", false),
            ("_files", "", false),
        ] {
            assert_eq!(is_folder_of(folder, stem), is, "{folder}");
        }
    }
}
