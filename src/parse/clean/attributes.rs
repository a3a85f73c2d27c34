//! A bound on how many attributes a tag has: the tokeniser compares each with all before it, so that
//! its time grows with their square.

use std::borrow::Cow;

/// What a tag keeps. Pages of newspapers have a dozen at most.
const MOST: usize = 200;

/// Elements whose content is not markup, up to their end tag.
const RAW: [&str; 8] = [
    "iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp",
];

/// `html` with the attributes of each tag beyond [`MOST`] left out; nearly always as it is.
pub(in crate::parse) fn few_attributes(html: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(open) = html[at..].find('<').map(|i| at + i) {
        let tag = &html[open + 1..];
        if let Some(comment) = tag.strip_prefix("!--") {
            at = comment.find("-->").map_or(html.len(), |i| open + 4 + i);
            continue;
        }
        let closing = tag.starts_with('/');
        let name_at = open + 1 + usize::from(closing);
        if !html[name_at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            at = open + 1;
            continue;
        }
        let scanned = scan(html.as_bytes(), name_at);
        if let Some(cut) = scanned.cut {
            out.push_str(&html[copied..cut]);
            copied = scanned.end;
        }
        at = scanned.end;
        let name = &html[name_at..scanned.name_end];
        if !closing && RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)) {
            at = raw_end(html, at, name);
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[copied..]);
    Cow::Owned(out)
}

/// A tag as far as it was looked at.
struct Scanned {
    /// Behind its name.
    name_end: usize,
    /// Where its surplus attributes begin.
    cut: Option<usize>,
    /// Its `>`, or the end of the text.
    end: usize,
}

/// Reads the tag whose name begins at `from`, as the tokeniser would.
fn scan(bytes: &[u8], from: usize) -> Scanned {
    let blank = |b: u8| b.is_ascii_whitespace() || b == b'/';
    let ends = |b: u8| blank(b) || b == b'>';
    let name_end = find(bytes, from, ends);
    let (mut at, mut count, mut cut) = (name_end, 0, None);
    loop {
        at = find(bytes, at, |b| !blank(b));
        if at >= bytes.len() || bytes[at] == b'>' {
            return Scanned {
                name_end,
                cut,
                end: at,
            };
        }
        count += 1;
        if count > MOST && cut.is_none() {
            cut = Some(at);
        }
        // A name may begin with `=`.
        at = find(bytes, at + 1, |b| ends(b) || b == b'=');
        let equals = find(bytes, at, |b| !b.is_ascii_whitespace());
        if bytes.get(equals) != Some(&b'=') {
            continue;
        }
        at = find(bytes, equals + 1, |b| !b.is_ascii_whitespace());
        at = match bytes.get(at) {
            Some(&quote @ (b'"' | b'\'')) => find(bytes, at + 1, |b| b == quote) + 1,
            _ => find(bytes, at, |b| b.is_ascii_whitespace() || b == b'>'),
        };
    }
}

/// The first byte from `from` on for which `wanted` holds, or the end.
fn find(bytes: &[u8], from: usize, wanted: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let found = rest.iter().position(|b| wanted(*b));
    found.map_or(bytes.len(), |i| from + i)
}

/// Where the end tag of a raw text element begins, or the end.
fn raw_end(html: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(end) = html[at..].find("</").map(|i| at + i) {
        let tag = html.as_bytes().get(end + 2..end + 2 + name.len());
        if tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes())) {
            return end;
        }
        at = end + 2;
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surplus_attributes_go_and_nothing_else_does() {
        let many: String = (0..500).map(|i| format!(" a{i}='x > y'")).collect();
        let html = format!("<p>1 < 2</p><p{many}>text</p><a href=\"b\">c</a>");
        let few = few_attributes(&html);
        assert_eq!(few.matches(" a").count(), MOST);
        assert!(
            few.starts_with("<p>1 < 2</p><p a0=") && few.ends_with(">text</p><a href=\"b\">c</a>")
        );
    }

    #[test]
    fn what_has_few_stays_as_it_is() {
        let words = " word".repeat(600);
        for html in [
            format!("<script>if (a <b{words}) c</script>"),
            format!("<!-- <b{words} --><p>text"),
            format!("<title>a <b{words}</title>"),
            format!("<p title=\"{words}\">text{words}</p>"),
            format!("1 <2{words}"),
            "<p a=<b c='d".to_owned(),
            "<é <".to_owned(),
            "</script".to_owned(),
        ] {
            assert!(matches!(few_attributes(&html), Cow::Borrowed(_)), "{html}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_goes_through(html in "[<>/='\" a-cé!-]{0,60}") {
            proptest::prop_assert_eq!(&*few_attributes(&html), &*html);
        }
    }
}
