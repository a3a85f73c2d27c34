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

    /// An old address that no file of a site can answer at.
    pub fn no_alias(file: &str, line: u32, address: &str) -> Self {
        Self::warning(
            "alias",
            file,
            format!("`{address}` cannot be led on from: no file can answer at that address"),
        )
        .at(line)
        .hint("where the host can redirect, let it; a page can be at letters, digits, `-`, `_`, `.` and `/`, without a `?`")
    }

    /// An old address where something else is.
    pub fn alias_taken(file: &str, line: u32, path: &str, by: &str) -> Self {
        Self::warning(
            "alias-taken",
            file,
            format!("{path} cannot lead here: {by} has that address"),
        )
        .at(line)
        .hint("take it out on one of the two sides")
    }

    /// A line of the list of redirects that is not an address and a file.
    pub fn redirect_shape(file: &str, line: u32) -> Self {
        Self::warning(
            "redirect",
            file,
            "not an old address and a file, with a comma between",
        )
        .at(line)
        .hint("write `/old/address/,folder/article.txt`")
    }

    /// A line of the list of redirects that names no article.
    pub fn redirect_nowhere(file: &str, line: u32, to: &str) -> Self {
        Self::warning(
            "redirect",
            file,
            format!("`{to}` is no article that is published"),
        )
        .at(line)
        .hint("name the article's file as it stands in the content folder")
    }

    /// An article that says that it appeared where another did.
    pub fn same_original(file: &str, other: &str) -> Self {
        Self::warning(
            "same-original",
            file,
            format!("says that it appeared at the same address as {other}"),
        )
        .hint("links to that address lead to neither; if one is a copy of the other, take it out")
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
