//! One pass over the tokens of any HTML: writes what the allowlist knows, balanced and of bounded
//! depth, in linear time.

use super::super::draft::LOCAL;
use super::address::{Address, address, printable_char};
use super::attributes::few_attributes;
use super::{ATTRIBUTES, GENERIC, TAGS};
use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

/// Elements nested deeper than this are unwrapped. Browsers stop at about 512; text of a newspaper
/// needs fewer than twenty.
const DEPTH: usize = 64;

/// The tokeniser counts in 32 bits, so that it gets its text in pieces.
const PIECE: usize = 1 << 24;

/// Elements without content.
const VOID: [&str; 6] = ["br", "col", "hr", "img", "wbr", "input"];

/// Elements that are left out with all they hold.
const WITH_CONTENT: [&str; 26] = [
    "applet",
    "audio",
    "button",
    "canvas",
    "datalist",
    "frameset",
    "head",
    "iframe",
    "map",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "optgroup",
    "option",
    "plaintext",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
    "xmp",
];

/// Elements that nothing inside them can close.
const CELLS: [&str; 4] = ["caption", "table", "td", "th"];

/// `html` reduced to the allowlist; safe to hand to a parser that is slow on deep nesting.
pub(super) fn bounded(html: &str) -> String {
    let writer = Writer(RefCell::new(State {
        out: String::with_capacity(html.len().min(PIECE)),
        ..State::default()
    }));
    let tokenizer = Tokenizer::new(writer, TokenizerOpts::default());
    let input = BufferQueue::default();
    let html = few_attributes(html);
    let mut rest = &*html;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
        input.push_back(StrTendril::from_slice(piece));
        // Only a sink that asks for a pause gets one, and this one never asks.
        let _ = tokenizer.feed(&input);
        rest = after;
    }
    tokenizer.end();
    let mut state = tokenizer.sink.0.into_inner();
    state.close_to(0);
    state.out
}

/// The token sink; the trait hands out `&self` only.
struct Writer(RefCell<State>);

#[derive(Default)]
struct State {
    out: String,
    /// Open elements that were written, outermost first; at most [`DEPTH`].
    open: Vec<&'static str>,
    /// Start tags that were not written since `open` was full, and not yet closed.
    beyond: usize,
    /// The element whose content is being left out, and how many of its name are open.
    skipping: Option<(LocalName, usize)>,
}

impl TokenSink for Writer {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) if state.skipping.is_none() => state.text(&text),
            Token::TagToken(tag) => return state.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        if let Some((name, depth)) = &mut self.skipping {
            if tag.name == *name {
                match tag.kind {
                    TagKind::StartTag if !tag.self_closing => *depth += 1,
                    TagKind::StartTag => {}
                    TagKind::EndTag => *depth -= 1,
                }
                if *depth == 0 {
                    self.skipping = None;
                }
            }
            return TokenSinkResult::Continue;
        }
        match tag.kind {
            TagKind::StartTag if WITH_CONTENT.contains(&&*tag.name) => self.skip(tag),
            TagKind::StartTag => {
                self.start(tag);
                TokenSinkResult::Continue
            }
            TagKind::EndTag => {
                if let Some(name) = published(&tag.name) {
                    self.end(name);
                }
                TokenSinkResult::Continue
            }
        }
    }

    /// Begins to leave out an element, and tells the tokeniser where its content is not markup.
    fn skip(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let foreign = matches!(&*tag.name, "svg" | "math");
        if foreign && tag.self_closing {
            return TokenSinkResult::Continue;
        }
        self.skipping = Some((tag.name.clone(), 1));
        match &*tag.name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
                TokenSinkResult::RawData(RawKind::Rawtext)
            }
            "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
            "plaintext" => TokenSinkResult::Plaintext,
            _ => TokenSinkResult::Continue,
        }
    }

    fn start(&mut self, tag: &Tag) {
        let Some(name) = published(&tag.name) else {
            return;
        };
        if name == "img" {
            return self.picture(tag);
        }
        self.imply_ends(name);
        let void = VOID.contains(&name);
        if !void {
            if self.open.len() == DEPTH {
                self.beyond += 1;
                return;
            }
            // A link inside a link closes the outer one, as in a browser; within a table that stands in
            // a link it cannot, and only its text is kept.
            if name == "a" {
                self.end("a");
                if self.open.contains(&"a") {
                    return;
                }
                if !tag
                    .attrs
                    .iter()
                    .any(|a| &*a.name.local == "href" && address(&a.value).is_some())
                {
                    return;
                }
            }
            self.open.push(name);
        }
        self.out.push('<');
        self.out.push_str(name);
        self.attributes(name, tag);
        self.out.push('>');
    }

    /// Closes what an author leaves open and a browser closes: the paragraph before a block, the item
    /// before an item, the cell before a cell.
    fn imply_ends(&mut self, name: &str) {
        let (ended, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            "p" | "div" | "ul" | "ol" | "dl" | "table" | "blockquote" | "h2" | "h3" | "hr"
            | "figure" | "figcaption" | "pre" | "details" => (&["p"], &["table", "td", "th"]),
            _ => return,
        };
        for (i, open) in self.open.iter().enumerate().rev() {
            if ended.contains(open) {
                return self.close_to(i);
            }
            if within.contains(open) || CELLS.contains(open) && matches!(name, "li" | "dt" | "dd") {
                return;
            }
        }
    }

    fn end(&mut self, name: &'static str) {
        if VOID.contains(&name) {
            return;
        }
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        for (i, open) in self.open.iter().enumerate().rev() {
            if *open == name {
                return self.close_to(i);
            }
            let of_table = matches!(
                name,
                "table" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr"
            );
            if CELLS.contains(open) && !of_table {
                return;
            }
        }
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            if let Some(name) = self.open.pop() {
                self.out.push_str("</");
                self.out.push_str(name);
                self.out.push('>');
            }
        }
    }

    /// A local picture stays; one from another host becomes a link to it, or its text where it
    /// stands in a link already.
    fn picture(&mut self, tag: &Tag) {
        let value = |name: &str| {
            let found = tag.attrs.iter().find(|a| &*a.name.local == name);
            found.map(|a| a.value.trim().to_owned()).unwrap_or_default()
        };
        match address(&value("src")) {
            Some(Address::Local(_)) => {
                self.out.push_str("<img");
                self.attributes("img", tag);
                if !tag.attrs.iter().any(|a| &*a.name.local == "alt") {
                    self.out.push_str(" alt=\"\"");
                }
                self.out.push('>');
            }
            Some(Address::Absolute(url)) if url.starts_with("http") => {
                let alt = value("alt");
                let path = url.split(['?', '#']).next().unwrap_or_default();
                let file = path.rsplit('/').next().unwrap_or_default();
                let label = if alt.is_empty() { file } else { &alt };
                if self.open.contains(&"a") {
                    self.text(&alt);
                } else if !label.is_empty() {
                    self.out.push_str("<a href=\"");
                    escape(&mut self.out, &url);
                    self.out.push_str("\">");
                    self.text(label);
                    self.out.push_str("</a>");
                }
            }
            _ => self.text(&value("alt")),
        }
    }

    fn attributes(&mut self, element: &str, tag: &Tag) {
        for attribute in &tag.attrs {
            let name = &*attribute.name.local;
            let known = GENERIC.contains(&name)
                || (element, name) == ("time", "datetime")
                || ATTRIBUTES
                    .iter()
                    .any(|(e, names)| *e == element && names.contains(&name));
            if !known {
                continue;
            }
            let value = match name {
                "href" | "src" | "cite" => match address(&attribute.value) {
                    Some(Address::Absolute(url)) => url,
                    Some(Address::Local(path)) => format!("{LOCAL}{path}{LOCAL}"),
                    None => continue,
                },
                _ if !sound(name, &attribute.value) => continue,
                _ => attribute
                    .value
                    .chars()
                    .filter(|c| printable_char(*c))
                    .collect(),
            };
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(&mut self.out, &value);
            self.out.push('"');
        }
    }

    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(|c| matches!(c, '&' | '<' | '>') || !printable_char(c)) {
            let (before, after) = rest.split_at(at);
            self.out.push_str(before);
            let mut chars = after.chars();
            match chars.next() {
                Some('&') => self.out.push_str("&amp;"),
                Some('<') => self.out.push_str("&lt;"),
                Some('>') => self.out.push_str("&gt;"),
                _ => {}
            }
            rest = chars.as_str();
        }
        self.out.push_str(rest);
    }
}

/// Whether the value of an attribute is one that the attribute can have and that cannot blow up a
/// layout.
fn sound(name: &str, value: &str) -> bool {
    match name {
        "colspan" | "rowspan" | "span" | "value" | "start" | "width" | "height" => {
            value.len() <= 4 && !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit())
        }
        "dir" => matches!(value, "ltr" | "rtl" | "auto"),
        "lang" | "hreflang" => {
            value.len() <= 35
                && value
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        }
        "scope" => matches!(value, "row" | "col" | "rowgroup" | "colgroup"),
        _ => true,
    }
}

/// What an element is published as; `None` where only its content is kept.
fn published(name: &str) -> Option<&'static str> {
    match name {
        "h1" => Some("h2"),
        "h4" | "h5" | "h6" => Some("h3"),
        "strike" => Some("s"),
        "tt" => Some("code"),
        "acronym" => Some("abbr"),
        _ => TAGS.iter().copied().find(|t| *t == name),
    }
}

fn escape(out: &mut String, value: &str) {
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => out.push(c),
        }
    }
}
