//! Why nothing is written, or not all of it.

use super::Diagnostic;
use std::io;

impl Diagnostic {
    /// The disk refused something; nothing else is known than what the system says.
    pub fn disk(what: &str, path: &str, why: &io::Error) -> Self {
        Self::error("disk", path, format!("{what}: {why}"))
    }

    /// Another build holds the output folder.
    pub fn build_running(output: &str, by: Option<u32>) -> Self {
        let who = by.map(|n| format!(" (process {n})")).unwrap_or_default();
        Self::error(
            "build-running",
            output,
            format!("another build is writing here{who}"),
        )
        .hint("wait until it is done")
    }

    /// An output folder that has no name of its own.
    pub fn output_is_root(output: &str) -> Self {
        Self::error("output", output, "the site needs a folder of its own")
            .hint("name one with --output")
    }

    /// The output is a file.
    pub fn output_is_file(output: &str) -> Self {
        Self::error(
            "output",
            output,
            "a file stands where the site's folder should be",
        )
        .hint("name another folder with --output")
    }

    /// Content and output overlap.
    pub fn output_overlaps(output: &str, content: &str) -> Self {
        Self::error(
            "output",
            output,
            format!("the site's folder and the content folder {content} lie inside one another"),
        )
        .hint("name another folder with --output")
    }

    /// The output meets what belongs to the user's root.
    pub fn output_overlaps_own(output: &str, own: &str) -> Self {
        Self::error(
            "output",
            output,
            format!("the site's folder and {own} of the root lie inside one another"),
        )
        .hint("name another folder with --output")
    }

    /// The output is a link to an empty or a missing folder, which a first build would replace.
    pub fn output_is_link(output: &str) -> Self {
        Self::error(
            "output",
            output,
            "it is a symbolic link to an empty or a missing folder, which a first build would replace",
        )
        .hint("name the folder itself with --output")
    }

    /// The output folder holds files that no build wrote.
    pub fn foreign_output(output: &str, example: &str) -> Self {
        Self::error("foreign-output", output, format!("this folder holds files that morgue did not write ({example} is one); nothing was changed"))
            .hint("empty it, or name another folder with --output")
    }

    /// A planned page meets a file that no build wrote.
    pub fn not_ours(path: &str) -> Self {
        Self::error("not-ours", path, "the site needs this place, and morgue did not write what stands there; nothing was changed").hint("move it away")
    }

    /// A site of before that would lose all of its articles.
    pub fn all_articles_gone(output: &str, content: &str) -> Self {
        Self::error(
            "no-articles",
            output,
            format!(
                "there is no article in {content}, and this site has some; nothing was changed"
            ),
        )
        .hint("name the right folder with --content; to begin anew, delete the site yourself")
    }

    /// `init` meets a file that is there already.
    pub fn init_taken(file: &str) -> Self {
        Self::error(
            "init",
            file,
            "this file is there already; nothing was written",
        )
        .hint("name a new folder")
    }
}
