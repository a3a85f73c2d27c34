//! Drafts to cards: what every reader of an archive expects an article to say, and what is said where
//! it does not.

use crate::archive::alias;
use crate::diag::Diagnostic;
use crate::parse::{Block, Draft};

/// What a draft lacks. `path` is the file as the user knows it.
pub(crate) fn lacking(path: &str, draft: &Draft) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    let first = draft.headline.as_ref().map_or(1, |h| h.line());
    if draft.headline.is_none() {
        said.push(Diagnostic::no_headline(
            path,
            1,
            path.rsplit('/').next().unwrap_or(path),
        ));
    }
    if draft.published.is_none() {
        let mentioned = draft.not_before.as_ref().map(|d| d.value.to_string());
        said.push(Diagnostic::no_date(path, first, mentioned.as_deref()));
    }
    if draft.bylines.is_empty() {
        said.push(Diagnostic::no_byline(path, first));
    }
    let unserved = draft.aliases.iter().filter(|a| alias(&a.value).is_none());
    said.extend(unserved.map(|a| Diagnostic::no_alias(path, a.line(), &a.value)));
    let has_text = draft.body.iter().any(|b| match &b.value {
        Block::Paragraph(_) => true,
        Block::Html { text, .. } => !text.trim().is_empty(),
        Block::Figure(_) => true,
        Block::Crosshead(_) | Block::Related(_) => false,
    });
    if !has_text {
        said.push(Diagnostic::no_body(path, first));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Found, Lines};

    #[test]
    fn an_empty_draft_lacks_everything() {
        let kinds: Vec<_> = lacking("content/a.txt", &Draft::default())
            .iter()
            .map(|d| d.kind.to_string())
            .collect();
        assert_eq!(kinds, ["no-headline", "no-date", "no-byline", "no-body"]);
    }

    #[test]
    fn an_old_address_that_cannot_be_served_is_named() {
        let alias = |text: &str, line| Found::new(text.to_owned(), Lines::one(line), "test");
        let draft = Draft {
            aliases: vec![alias("/1984/", 4), alias("/?p=7", 5)],
            ..Draft::default()
        };
        let said = lacking("content/a.md", &draft);
        let named: Vec<_> = said.iter().filter(|d| d.kind == "alias").collect();
        assert_eq!(named.len(), 1);
        assert!(named[0].line == Some(5) && named[0].message.starts_with("`/?p=7`"));
    }
}
