//! The text of an article as HTML for its page: blocks written out, local references resolved.

use super::Site;
use super::bytes;
use super::links::{Target, archived, resolve, web_links};
use crate::archive::Ids;
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
            Block::Html { html, .. } => match writer.inside(html.as_str()) {
                Some(html) => writer.html(&html),
                None => writer.html(html.as_str()),
            },
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
    /// A picture with what is said of it; where the picture is not there, its text alternative stands
    /// for a caption that is not there either.
    fn figure(&mut self, figure: &Figure) {
        let picture = figure.picture.as_deref().and_then(|reference| {
            if is_remote(reference) {
                let mut link =
                    "<p class=\"remote\"><a rel=\"external nofollow\" href=\"".to_owned();
                escape_into(&mut link, reference);
                return Some(link + "\">Picture at its source</a></p>");
            }
            let src = self.reference(reference)?;
            let mut img = format!("<img src=\"{src}\" loading=\"lazy\" alt=\"");
            escape_into(&mut img, figure.alt.as_deref().unwrap_or_default());
            Some(img + "\">")
        });
        let alternative = figure.alt.as_deref().filter(|_| picture.is_none());
        let caption = figure.caption.as_deref().or(alternative);
        let words = [("caption", caption), ("credit", figure.credit.as_deref())];
        let words = words.map(|(class, text)| Some((class, text.filter(|t| !t.is_empty())?)));
        if picture.is_none() && words.iter().all(Option::is_none) {
            return;
        }
        let out = &mut self.out;
        match picture {
            Some(picture) => {
                out.push_str("<figure>");
                out.push_str(&picture);
            }
            None => out.push_str("<figure class=\"lost\">"),
        }
        for (i, (class, text)) in words.into_iter().flatten().enumerate() {
            out.push_str(if i == 0 { "<figcaption>" } else { " " });
            let _ = write!(out, "<span class=\"{class}\">");
            escape_into(out, text);
            out.push_str("</span>");
        }
        if words.iter().any(Option::is_some) {
            out.push_str("</figcaption>");
        }
        out.push_str("</figure>\n");
    }

    /// Clean HTML whose links to where articles of this archive appeared lead to those articles; `None`
    /// where it has none.
    fn inside(&self, html: &str) -> Option<String> {
        let mut out = String::new();
        let mut done = 0;
        for (at, address) in web_links(html) {
            let plain = unescaped(address);
            let found = archived(&self.site.archive, self.file, &plain);
            let Some((id, fragment)) = found else {
                continue;
            };
            out.push_str(&html[done..at]);
            let _ = write!(out, "{}{}", self.root, self.site.archive.get(id).path);
            if !fragment.is_empty() {
                out.push('#');
                escape_into(&mut out, fragment);
            }
            done = at + address.len();
        }
        out.push_str(&html[done..]);
        (done > 0).then_some(out)
    }

    /// Clean HTML with its local references put right. Of a link that leads nowhere the text stays,
    /// of a picture that is not there its text alternative. In clean HTML `<` and `>` stand at the
    /// ends of tags only, and no link stands in another.
    fn html(&mut self, html: &str) {
        let mut lost = None;
        let mut open_link = false;
        for (i, piece) in html.split(LOCAL).enumerate() {
            if i % 2 == 1 {
                match self.reference(&unescaped(piece)) {
                    Some(address) => self.out.push_str(&address),
                    None => lost = self.drop_tag(),
                }
                continue;
            }
            let mut rest = piece;
            if let Some(tag) = lost.take() {
                let (end, after) = rest.split_once('>').unwrap_or(("", ""));
                match tag {
                    Lost::Link => open_link = true,
                    Lost::Picture(alt) => self
                        .out
                        .push_str(alt.as_deref().or(attribute(end, "alt")).unwrap_or_default()),
                }
                rest = after;
            }
            if open_link && let Some((text, after)) = rest.split_once("</a>") {
                self.out.push_str(text);
                rest = after;
                open_link = false;
            }
            self.out.push_str(rest);
        }
        self.out.push('\n');
    }

    /// Takes back the tag whose reference leads nowhere, as far as it is written. Where it is neither
    /// link nor picture, such as a quotation that cites, `#` takes the place of the reference.
    fn drop_tag(&mut self) -> Option<Lost> {
        let at = self.out.rfind('<')?;
        let tag = &self.out[at..];
        let lost = if tag.starts_with("<a ") {
            Lost::Link
        } else if tag.starts_with("<img ") {
            Lost::Picture(attribute(tag, "alt").map(str::to_owned))
        } else {
            self.out.push('#');
            return None;
        };
        self.out.truncate(at);
        Some(lost)
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
            Target::Asset(path) | Target::Withdrawn(path) => format!("{}{path}", self.root),
            Target::Unanchored(id) => {
                self.said
                    .push(Diagnostic::no_place(&file(), self.line, reference));
                format!("{}{}", self.root, self.site.archive.get(id).path)
            }
            Target::Fragment(fragment) => format!("#{fragment}"),
            Target::NoFragment => {
                self.said
                    .push(Diagnostic::no_own_place(&file(), self.line, reference));
                return None;
            }
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

/// A tag that was taken back.
enum Lost {
    Link,
    /// With its text alternative, where that stood before the reference.
    Picture(Option<String>),
}

/// The value of an attribute in (a part of) a tag, still escaped.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = tag.split_once(&format!(" {name}=\""))?;
    after.split_once('"').map(|(value, _)| value)
}

/// Whether a reference names a place on the web.
pub(super) fn is_remote(reference: &str) -> bool {
    reference.starts_with("https://") || reference.starts_with("http://")
}

/// `text` escaped for HTML text and double-quoted attributes, without the control characters and
/// noncharacters that HTML cannot hold.
pub(super) fn escape_into(out: &mut String, text: &str) {
    let mut done = 0;
    let mut at = 0;
    while let Some(found) = bytes::next(text.as_bytes(), at, may_be_written_otherwise) {
        at = found;
        let c = text[at..].chars().next().unwrap_or_default();
        let instead = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            c if is_unwritable(c) => "",
            c => {
                at += c.len_utf8();
                continue;
            }
        };
        out.push_str(&text[done..at]);
        out.push_str(instead);
        at += c.len_utf8();
        done = at;
    }
    out.push_str(&text[done..]);
}

/// Bytes at which a character may stand that is written otherwise: the four of HTML, ASCII controls, and
/// the first bytes of the other controls (C2) and of the noncharacters (EF, F0 to F4).
#[inline]
fn may_be_written_otherwise(b: u8) -> bool {
    (b < b' ')
        | (b == b'&')
        | (b == b'<')
        | (b == b'>')
        | (b == b'"')
        | (b == 0x7f)
        | (b == 0xc2)
        | (b >= 0xef)
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
    use crate::archive::Archive;
    use crate::parse::{Hints, Kind, Outcome, Source, parse};
    use crate::settings::Settings;
    use crate::site::Assets;
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
    fn what_leads_nowhere_leaves_its_text() {
        let site = Site::new(
            Archive::new(Vec::new()),
            Settings::default(),
            Assets::new(vec!["here.pdf".into()]),
        );
        let source = Source {
            path: "content/a.md",
            kind: Kind::Markdown,
            bytes: b"+++\ntitle = \"T\"\n+++\n\
                one [gone *away*](gone.md \"T\") [here](here.pdf) [two](x.md)[three](here.pdf) four\n\n\
                five ![a \"pic\"](x.png) six [![lost](y.png)](z.md) seven\n\n\
                <blockquote cite=\"q.md\">eight</blockquote>\n\n\
                ![nine](n.png)\n\n![](m.png)\n",
            sidecar: None,
        };
        let Outcome::Article(draft) = parse(&source, &Hints::default()) else {
            panic!("refused");
        };
        let body = write(&site, "content", "a.md", "", &draft);
        insta::assert_snapshot!(body.html, @r##"
        <p>one gone <em>away</em> <a href="files/here.pdf">here</a> two<a href="files/here.pdf">three</a> four</p>

        <p>five a &quot;pic&quot; six lost seven</p>

        <blockquote cite="#">eight</blockquote>


        <figure class="lost"><figcaption><span class="caption">nine</span></figcaption></figure>
        "##);
        assert_eq!(body.said.len(), 8, "{:?}", body.said);
    }

    #[test]
    fn what_html_cannot_hold_is_left_out() {
        let mut out = String::new();
        escape_into(&mut out, "a\0b\u{ffff}c\u{1f}d\te");
        assert_eq!(out, "abcd\te");
    }
}
