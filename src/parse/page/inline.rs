//! The markup of a paragraph that is worth keeping: links and emphasis.

use super::dom::{Data, Dom, Id, is_unseen};
use super::place::Base;
use super::runs::Run;
use crate::parse::clean::Address;

/// A paragraph as HTML that is still to be cleaned, or `None` where it is text alone.
pub(super) fn markup(dom: &Dom, run: &Run, base: &Base, quoted: bool) -> Option<String> {
    let (html, marked) = inner(dom, run, base);
    if quoted {
        return Some(format!("<blockquote><p>{html}</p></blockquote>"));
    }
    marked.then(|| format!("<p>{html}</p>"))
}

/// An item of a list as HTML that is still to be cleaned.
pub(super) fn item(dom: &Dom, run: &Run, base: &Base) -> String {
    format!("<li>{}</li>", inner(dom, run, base).0)
}

/// What a run says with its markup, and whether there is any.
fn inner(dom: &Dom, run: &Run, base: &Base) -> (String, bool) {
    let mut html = String::new();
    let mut open: Vec<(Id, &str)> = Vec::new();
    let mut marked = false;
    let mut gap = false;
    let mut at = run.start;
    while at < run.end {
        match &dom.nodes[at].data {
            Data::Text(text) => {
                let chain = chain(dom, at, run.block, base);
                let shared = open
                    .iter()
                    .zip(&chain)
                    .take_while(|(o, c)| o.0 == c.0)
                    .count();
                while open.len() > shared {
                    if let Some((_, name)) = open.pop() {
                        html.push_str("</");
                        html.push_str(name);
                        html.push('>');
                    }
                }
                let mut plain = String::new();
                write_gap(&mut html, text, gap);
                super::dom::collapse(text, &mut plain, &mut false);
                for (id, name, tag) in chain.into_iter().skip(shared) {
                    html.push_str(&tag);
                    open.push((id, name));
                    marked = true;
                }
                escape(&plain, &mut html);
                gap = text.ends_with(char::is_whitespace);
            }
            Data::Element(name, _) if is_unseen(name) || &**name == "button" => {
                at = dom.nodes[at].end as Id;
                continue;
            }
            Data::Element(name, _) if &**name == "br" => {
                html.push_str("<br>");
                marked = true;
            }
            _ => {}
        }
        at += 1;
    }
    while let Some((_, name)) = open.pop() {
        html.push_str("</");
        html.push_str(name);
        html.push('>');
    }
    (html, marked)
}

/// Writes the space that is due before a text, outside of the elements it opens.
fn write_gap(html: &mut String, text: &str, gap: bool) {
    if (gap || text.starts_with(char::is_whitespace)) && !html.is_empty() && !html.ends_with(' ') {
        html.push(' ');
    }
}

/// The elements around a text that are kept, outermost first, with their start tags.
fn chain(dom: &Dom, at: Id, block: Id, base: &Base) -> Vec<(Id, &'static str, String)> {
    let mut out: Vec<(Id, &'static str, String)> = dom
        .ancestors(at)
        .take_while(|id| *id > block)
        .filter_map(|id| {
            let name = match dom.name(id) {
                "a" => {
                    let href = base.resolve(dom.attr(id, "href")?)?;
                    let (Address::Absolute(href) | Address::Local(href)) = href;
                    let mut tag = "<a href=\"".to_owned();
                    escape(&href, &mut tag);
                    tag.push_str("\">");
                    return Some((id, "a", tag));
                }
                "em" | "i" | "cite" => "em",
                "strong" | "b" => "strong",
                "q" => "q",
                "sub" => "sub",
                "sup" => "sup",
                "code" => "code",
                "mark" => "mark",
                "s" | "del" => "s",
                _ => return None,
            };
            Some((id, name, format!("<{name}>")))
        })
        .collect();
    out.reverse();
    out
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}
