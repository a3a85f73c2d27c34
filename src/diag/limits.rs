//! What is not shown, or not in full, and why.

use super::{Diagnostic, sidecar};

impl Diagnostic {
    /// An article that is kept and not shown; `line` is where it says so itself.
    pub fn private(file: &str, line: Option<u32>) -> Self {
        let said = Self::note("private", file, "not published: its rights are private");
        match line {
            Some(line) => said.at(line),
            None => said.hint("morgue.toml says so, for its section or for the whole archive"),
        }
    }

    /// An article of which its address is left.
    pub fn withdrawn(file: &str, line: u32) -> Self {
        Self::note(
            "withdrawn",
            file,
            "withdrawn: its page says so, and nothing else of it is published",
        )
        .at(line)
        .hint("where the folder is a public repository, its history still has the text")
    }

    /// An excerpt that leads nowhere.
    pub fn excerpt_without_original(file: &str) -> Self {
        Self::warning(
            "excerpt",
            file,
            "its rights allow an excerpt only, and it does not say where the whole can be read",
        )
        .hint(format!(
            "add `source_url = \"https://…\"` to {}",
            sidecar(file)
        ))
    }

    /// A name to be shown as initials that is nowhere in the article.
    pub fn name_not_met(file: &str, name: &str) -> Self {
        Self::warning(
            "anonymise",
            file,
            format!("`anonymise` names \"{name}\", which is nowhere in the article"),
        )
        .hint("write the name as the article does; each other form of it is a name of its own")
    }

    /// Files that belong to articles that are not published.
    pub fn withheld_files(content: &str, n: usize) -> Self {
        let files = if n == 1 {
            "1 file".to_owned()
        } else {
            format!("{n} files")
        };
        Self::note(
            "withheld-files",
            content,
            format!(
                "{files} not published: shown only by articles that are not shown, or not in full"
            ),
        )
    }
}
