//! What is wrong with addresses, links and templates of the site.

use super::Diagnostic;

impl Diagnostic {
    /// Two articles want one address; `file` gets another. Both are relative to `content`.
    pub fn same_address(content: &str, file: &str, other: &str, wanted: &str, given: &str) -> Self {
        Self::warning(
            "same-address",
            &format!("{content}/{file}"),
            format!(
                "{wanted} is the address of {content}/{other}; this article is published at {given}"
            ),
        )
        .hint("give one of them a `slug` of its own")
    }

    /// A path that cannot be an address on every host and file system.
    pub fn unsafe_address(file: &str) -> Self {
        Self::error(
            "unsafe-address",
            file,
            "its name cannot be an address on every host",
        )
        .hint("use letters, digits, `-`, `_` and `.` only")
    }

    /// Two files of the site claim one address.
    pub fn address_taken(file: &str, path: &str) -> Self {
        Self::error(
            "address-taken",
            file,
            format!("the site has a page of its own at {path}"),
        )
        .hint("give the file another name")
    }

    /// Addresses that an article had on another site, of which `first` is one.
    pub fn aliases_unserved(file: &str, line: u32, first: &str, n: usize) -> Self {
        let others = match n {
            0 | 1 => String::new(),
            2 => " and 1 other".to_owned(),
            n => format!(" and {} others", n - 1),
        };
        Self::note(
            "alias",
            file,
            format!("old address not served yet: {first}{others}"),
        )
        .at(line)
        .hint("where the host can redirect, let it lead to the new one")
    }

    /// A link or picture that leads to nothing that is published.
    pub fn broken_link(file: &str, line: u32, reference: &str) -> Self {
        Self::warning(
            "broken-link",
            file,
            format!("`{reference}` leads to no article and to no file that is published"),
        )
        .at(line)
        .hint("its text is shown without a link")
    }

    /// A link to a place in another article that it does not have.
    pub fn no_place(file: &str, line: u32, reference: &str) -> Self {
        Self::warning(
            "no-place",
            file,
            format!("`{reference}` leads to an article that has no such place"),
        )
        .at(line)
        .hint("the link leads to the top of it; a crosshead's place is its words, as in #the-night-of-the-flood")
    }

    /// A link to a place on the page that it does not have.
    pub fn no_own_place(file: &str, line: u32, reference: &str) -> Self {
        Self::warning(
            "no-place",
            file,
            format!("`{reference}` leads to no place of this article"),
        )
        .at(line)
        .hint("its text is shown without a link; a crosshead's place is its words, as in #the-night-of-the-flood")
    }

    /// A link that leads out of the content folder.
    pub fn link_outside(file: &str, line: u32, reference: &str) -> Self {
        Self::warning(
            "link-outside",
            file,
            format!("`{reference}` leads out of the content folder"),
        )
        .at(line)
        .hint("its text is shown without a link; copy the file beside the article")
    }

    /// What the template engine says of a template. Lines below the first show the place.
    pub fn template(file: &str, message: &str) -> Self {
        Self::error("template", file, message)
    }
}
