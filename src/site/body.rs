//! The text of an article as HTML for its page: blocks written out, local references resolved.

use super::Site;
use super::links::{Ids, Target, resolve};
use crate::diag::Diagnostic;
use crate::parse::{Block, Draft, Figure, LOCAL};
use std::fmt::Write as _;

/// The body's HTML with what was found wrong in it.
pub(super) struct Body {
    /// Safe to publish.
    pub(super) html: String,
    /// Broken links and the like.
    pub(super) said: Vec<Diagnostic>,
}

/// Writes the body of the article in `file` (relative to the content folder, which the user knows as
/// `content`) for a page from which `root` leads to the top.
pub(super) fn write(site: &Site, content: &str, file: &str, root: &str, draft: &Draft) -> Body {
    let mut writer = Writer {
        site,
        content,
        file,
        root,
        line: 1,
        ids: Ids::default(),
        out: String::with_capacity(4096),
        said: Vec::new(),
    };
    for block in &draft.body {
        writer.line = block.line();
        match &block.value {
            Block::Paragraph(text) => {
                writer.out.push_str("<p>");
                escape_into(&mut writer.out, text);
                writer.out.push_str("</p>\n");
            }
            Block::Crosshead(text) => {
                let id = writer.ids.make(text);
                let _ = write!(writer.out, "<h2 class=\"crosshead\" id=\"{id}\">");
                escape_into(&mut writer.out, text);
                writer.out.push_str("</h2>\n");
            }
            Block::Figure(figure) => writer.figure(figure),
            // They stand together below the text.
            Block::Related(_) => {}
            Block::Html { html, .. } => writer.html(html.as_str()),
        }
    }
    Body {
        html: writer.out,
        said: writer.said,
    }
}

struct Writer<'a> {
    site: &'a Site,
    content: &'a str,
    file: &'a str,
    root: &'a str,
    line: u32,
    ids: Ids,
    out: String,
    said: Vec<Diagnostic>,
}

impl Writer<'_> {
    fn figure(&mut self, figure: &Figure) {
        let out = &mut self.out;
        out.push_str(if figure.picture.is_some() {
            "<figure>"
        } else {
            "<figure class=\"lost\">"
        });
        if let Some(reference) = &figure.picture {
            if is_remote(reference) {
                out.push_str("<p class=\"remote\"><a rel=\"external nofollow\" href=\"");
                escape_into(out, reference);
                out.push_str("\">Picture at its source</a></p>");
            } else if let Some(src) = self.reference(reference) {
                let _ = write!(self.out, "<img src=\"{src}\" loading=\"lazy\" alt=\"");
                escape_into(&mut self.out, figure.alt.as_deref().unwrap_or_default());
                self.out.push_str("\">");
            }
        }
        let out = &mut self.out;
        if figure.caption.is_some() || figure.credit.is_some() {
            out.push_str("<figcaption>");
            if let Some(caption) = &figure.caption {
                out.push_str("<span class=\"caption\">");
                escape_into(out, caption);
                out.push_str("</span>");
            }
            if let Some(credit) = &figure.credit {
                out.push_str(if figure.caption.is_some() {
                    " <span class=\"credit\">"
                } else {
                    "<span class=\"credit\">"
                });
                escape_into(out, credit);
                out.push_str("</span>");
            }
            out.push_str("</figcaption>");
        }
        out.push_str("</figure>\n");
    }

    /// Clean HTML with its local references put right. A link that leads nowhere becomes `#`, so that
    /// its text stays; a picture that is not there is left out.
    fn html(&mut self, html: &str) {
        let mut inside_lost_picture = false;
        for (i, piece) in html.split(LOCAL).enumerate() {
            if i % 2 == 0 {
                let rest = if inside_lost_picture {
                    piece.split_once('>').map_or("", |(_, rest)| rest)
                } else {
                    piece
                };
                self.out.push_str(rest);
                inside_lost_picture = false;
            } else if let Some(address) = self.reference(&unescaped(piece)) {
                self.out.push_str(&address);
            } else if let Some(at) = self
                .out
                .rfind('<')
                .filter(|at| self.out[*at..].starts_with("<img"))
            {
                self.out.truncate(at);
                inside_lost_picture = true;
            } else {
                self.out.push('#');
            }
        }
        self.out.push('\n');
    }

    /// The address of a local reference, escaped for an attribute.
    fn reference(&mut self, reference: &str) -> Option<String> {
        let file = || format!("{}/{}", self.content, self.file);
        let mut address = match resolve(&self.site.archive, &self.site.assets, self.file, reference)
        {
            Target::Article(id, fragment) => {
                let path = &self.site.archive.get(id).path;
                let hash = if fragment.is_empty() { "" } else { "#" };
                format!("{}{path}{hash}{fragment}", self.root)
            }
            Target::Asset(path) => format!("{}{path}", self.root),
            Target::Fragment(fragment) => format!("#{fragment}"),
            Target::Missing => {
                self.said
                    .push(Diagnostic::broken_link(&file(), self.line, reference));
                return None;
            }
            Target::Outside => {
                self.said
                    .push(Diagnostic::link_outside(&file(), self.line, reference));
                return None;
            }
        };
        if address.contains(['"', '&', '<', '>', ' ']) {
            let mut escaped = String::with_capacity(address.len() + 8);
            escape_into(&mut escaped, &address.replace(' ', "%20"));
            address = escaped;
        }
        Some(address)
    }
}

/// Whether a reference names a place on the web.
pub(super) fn is_remote(reference: &str) -> bool {
    reference.starts_with("https://") || reference.starts_with("http://")
}

/// `text` escaped for HTML text and double-quoted attributes, without the control characters and
/// noncharacters that HTML cannot hold.
pub(super) fn escape_into(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| matches!(c, '&' | '<' | '>' | '"') || is_unwritable(c))
    {
        out.push_str(&rest[..at]);
        let c = rest[at..].chars().next().unwrap_or_default();
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => {}
        }
        rest = &rest[at + c.len_utf8()..];
    }
    out.push_str(rest);
}

fn is_unwritable(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        || (c as u32 & 0xfffe) == 0xfffe
        || ('\u{fdd0}'..='\u{fdef}').contains(&c)
}

/// The few entities that serialisers write in attributes, undone.
pub(super) fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    text.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn escaped_text_closes_nothing(text in "\\PC*") {
            let mut out = String::new();
            escape_into(&mut out, &text);
            prop_assert!(!out.contains(['<', '>', '"']));
            prop_assert_eq!(unescaped(&out), text.chars().filter(|c| !is_unwritable(*c)).collect::<String>());
        }
    }

    #[test]
    fn what_html_cannot_hold_is_left_out() {
        let mut out = String::new();
        escape_into(&mut out, "a\0b\u{ffff}c\u{1f}d\te");
        assert_eq!(out, "abcd\te");
    }
}
