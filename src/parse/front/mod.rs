//! The front matter of a Markdown file, in the notations of Hugo, Zola, Jekyll and Pelican.
//!
//! TOML stands between two lines `+++`, YAML between `---` (or `---` and `...`), both from the first
//! line on, blank lines aside; Hugo's JSON is a `{` and what belongs to it; Pelican's headers have
//! no fence (see `headers`).

mod headers;
mod json;
mod toml;
mod value;
mod yaml;

pub(in crate::parse) use toml::read as read_toml;
pub(in crate::parse) use value::{Entry, Node, Value, truth};

use super::messages::{self, Spot};
use crate::diag::Diagnostic;

/// A Markdown file taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::parse) struct Parts<'a> {
    /// What the front matter says; `None` where there is none, which is not the same as an empty one:
    /// a file without front matter is read as a story.
    pub entries: Option<Vec<Entry<'a>>>,
    /// The rest of the file.
    pub body: &'a str,
    /// The line on which the rest starts.
    pub body_line: u32,
}

/// Takes `text`, whose lines end in LF, apart.
///
/// # Errors
/// Front matter that is not closed or malformed.
pub(in crate::parse) fn split<'a>(text: &'a str, file: &str) -> Result<Parts<'a>, Box<Diagnostic>> {
    let spot = Spot::front(file);
    let start = below_blanks(text);
    let first = super::lines::count(
        text.get(..text.len() - start.len())
            .unwrap_or_default()
            .as_bytes(),
    );
    let (entries, rest) = if let Some(inner) = after_fence(start, "+++") {
        let (head, rest) = close(inner, &["+++"]).ok_or_else(|| messages::unclosed(spot, "+++"))?;
        (toml::read(head, spot, first + 1)?, rest)
    } else if let Some(inner) = after_fence(start, "---") {
        let (head, rest) =
            close(inner, &["---", "..."]).ok_or_else(|| messages::unclosed(spot, "---"))?;
        (yaml::read(head, spot, first + 1)?, rest)
    } else if json::begins(start) {
        json::read(start, spot, first)?
    } else if let Some(length) = headers::length(start) {
        let (head, rest) = start.split_at_checked(length).unwrap_or((start, ""));
        (headers::read(head, spot, first)?, rest)
    } else {
        return Ok(Parts {
            entries: None,
            body: text,
            body_line: 1,
        });
    };
    let head = text.len() - rest.len();
    Ok(Parts {
        entries: Some(entries),
        body: rest,
        body_line: super::lines::count(text.get(..head).unwrap_or_default().as_bytes()),
    })
}

/// The text from its first line with anything on it, where front matter may begin there. Below a
/// blank line, `---` may be a rule: then a key has to follow, and the fence that ends it.
fn below_blanks(text: &str) -> &str {
    let blank: usize = text
        .split_inclusive('\n')
        .take_while(|line| line.trim().is_empty())
        .map(str::len)
        .sum();
    let start = text.get(blank..).unwrap_or_default();
    let Some(inner) = after_fence(start, "---").filter(|_| blank > 0) else {
        return start;
    };
    let keyed = inner.lines().next().is_some_and(|line| {
        let key = line.split_once(':').map_or("", |(key, _)| key);
        !key.is_empty() && !key.contains(char::is_whitespace)
    });
    let closed = close(inner, &["---", "..."]).is_some();
    if keyed && closed { start } else { text }
}

/// What follows a first line that is `fence` and nothing else.
fn after_fence<'a>(text: &'a str, fence: &str) -> Option<&'a str> {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    (line.trim_end() == fence).then_some(rest)
}

/// The text up to the next line that is one of `fences`, and the text after it.
fn close<'a>(text: &'a str, fences: &[&str]) -> Option<(&'a str, &'a str)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if fences.contains(&line.trim_end()) {
            return Some((text.get(..at)?, text.get(at + line.len()..)?));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests;
