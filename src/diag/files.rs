//! Which files of the user's are not read, or not published.

use super::{Diagnostic, sidecar};
use std::io;

impl Diagnostic {
    /// The content folder is not there or cannot be read.
    pub fn no_content(file: &str, why: &io::Error) -> Self {
        Self::error("no-content", file, format!("cannot read the content folder: {why}"))
            .hint("put your articles into this folder, name another with --content, or begin with `morgue init`")
    }

    /// A content folder without a single article to publish.
    pub fn no_articles(content: &str) -> Self {
        Self::warning("no-articles", content, "no articles found")
            .hint("put .txt, .md or .html files into it, or name another folder with --content")
    }

    /// A file or folder whose name is not Unicode.
    pub fn unreadable_name(file: &str) -> Self {
        Self::warning("name", file, "not published: its name is not Unicode")
            .hint("give it another name")
    }

    /// A symbolic link, which is not followed.
    pub fn link_not_followed(file: &str) -> Self {
        Self::warning("link", file, "not published: it is a symbolic link")
            .hint("copy the file, or set `follow_links = true` in morgue.toml for links inside the content folder")
    }

    /// A symbolic link that leads out of the content folder.
    pub fn link_leads_out(file: &str) -> Self {
        Self::warning(
            "link",
            file,
            "not published: it is a symbolic link that leads out of the content folder",
        )
        .hint("copy the file")
    }

    /// A symbolic link that leads to a folder above it.
    pub fn link_loop(file: &str) -> Self {
        Self::warning(
            "link",
            file,
            "not followed: it is a symbolic link to a folder above it",
        )
    }

    /// A symbolic link among the static files or templates.
    pub fn own_link(file: &str) -> Self {
        Self::warning("link", file, "not published: it is a symbolic link").hint("copy the file")
    }

    /// A hidden file, or one that an editor or a system left behind.
    pub fn hidden(file: &str) -> Self {
        Self::note(
            "hidden",
            file,
            "not published: hidden, or left behind by an editor or system",
        )
    }

    /// Hugo and Zola keep a section's settings in `_index.md`.
    pub fn section_page(file: &str) -> Self {
        Self::note(
            "section-page",
            file,
            "not published: it describes a section for another generator; morgue makes section pages itself",
        )
    }

    /// A pipe, socket or device.
    pub fn not_a_file(file: &str) -> Self {
        Self::warning(
            "not-a-file",
            file,
            "not published: it is not a regular file",
        )
    }

    /// A file of a kind that is not published.
    pub fn unknown_kind(file: &str) -> Self {
        Self::warning(
            "unknown-kind",
            file,
            "not published: files of this kind are neither articles nor known to be harmless",
        )
        .hint("an article is .txt, .md or .html; pictures, PDFs, sound, film and data are copied")
    }

    /// Files of a saved page that its article does not show.
    pub fn page_parts(folder: &str, n: usize) -> Self {
        let files = if n == 1 {
            "1 file".to_owned()
        } else {
            format!("{n} files")
        };
        Self::note(
            "page-parts",
            folder,
            format!(
                "{files} not published: parts of the saved page that its article does not show"
            ),
        )
    }

    /// A picture with scripts in it.
    pub fn active_picture(file: &str, line: u32, what: &str) -> Self {
        Self::warning(
            "active-picture",
            file,
            format!("not published: this picture contains {what}"),
        )
        .at(line)
        .hint("save it again without scripts and outside references")
    }

    /// A file or folder that cannot be read.
    pub fn unreadable(file: &str, why: &io::Error) -> Self {
        Self::error(
            "unreadable",
            file,
            format!("not published: cannot read it: {why}"),
        )
    }

    /// A file of the user's theme or settings that cannot be read; without it there is no site.
    pub fn unreadable_input(file: &str, why: &io::Error) -> Self {
        Self::error("unreadable", file, format!("cannot read it: {why}"))
    }

    /// An article whose sidecar cannot be read.
    pub fn unreadable_sidecar(file: &str) -> Self {
        Self::error(
            "unreadable",
            file,
            format!("not published: cannot read its sidecar {}", sidecar(file)),
        )
        .hint("without it the article may state what a person corrected")
    }

    /// A sidecar with more than one article of its name.
    pub fn sidecar_of_several(file: &str, names: &[&str]) -> Self {
        Self::error(
            "sidecar",
            file,
            format!("more than one article has this name: {}", names.join(", ")),
        )
        .hint("give the articles different names")
    }

    /// A sidecar without an article.
    pub fn sidecar_of_none(file: &str) -> Self {
        Self::warning("sidecar", file, "no article of this name stands beside it")
            .hint("a sidecar has the name of its article, with the ending .toml")
    }

    /// A file that was an article a moment ago.
    pub fn changed_meanwhile(file: &str) -> Self {
        Self::error("changed", file, "it changed while the site was being built")
            .hint("build again")
    }
}
