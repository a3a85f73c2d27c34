//! A strict reader of published HTML: whatever it does not know is an error.

/// Elements without an end tag.
const VOID: [&str; 5] = ["br", "col", "hr", "img", "wbr"];

/// Attributes that hold an address.
const ADDRESSES: [&str; 3] = ["cite", "href", "src"];

/// Attributes that originals may bring.
const KNOWN: [&str; 17] = [
    "alt", "cite", "colspan", "datetime", "dir", "height", "href", "hreflang", "lang", "reversed",
    "rowspan", "scope", "span", "src", "start", "title", "value",
];

/// Attributes that morgue writes on top of those.
const OURS: [&str; 5] = ["class", "id", "loading", "rel", "width"];

/// HTML of the parsers: local references stand between U+0001, and nothing else does.
pub(crate) fn clean(html: &str) {
    assert_eq!(html.matches('\u{1}').count() % 2, 0, "marks in pairs");
    read(html, true);
}

/// HTML of the site: references are put right.
pub(crate) fn fragment(html: &str) {
    assert!(!html.contains('\u{1}'), "a mark is left");
    read(html, false);
}

fn read(html: &str, marked: bool) {
    assert!(
        !html.contains(
            |c: char| (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{1}'))
                || matches!(c, '\u{fdd0}'..='\u{fdef}')
                || u32::from(c) & 0xfffe == 0xfffe
        ),
        "what HTML cannot hold: {html:?}"
    );
    let mut open: Vec<&str> = Vec::new();
    let mut pieces = html.split('<');
    text(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (tag, after) = split_tag(piece);
        text(after);
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "balanced: {html:?}");
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(
            !name.is_empty()
                && name
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()),
            "the name of an element: {name:?}"
        );
        assert!(
            !matches!(
                name,
                "script"
                    | "style"
                    | "iframe"
                    | "object"
                    | "embed"
                    | "form"
                    | "input"
                    | "link"
                    | "meta"
                    | "base"
                    | "svg"
                    | "math"
                    | "template"
                    | "article"
            ),
            "<{name}> in {html:?}"
        );
        read_attributes(attributes, marked);
        if !VOID.contains(&name) {
            open.push(name);
            assert!(open.len() <= 256, "depth is bounded");
        }
    }
    assert!(open.is_empty(), "open at the end: {open:?} in {html:?}");
}

fn text(text: &str) {
    assert!(!text.contains(['>', '\u{1}']), "text: {text:?}");
}

/// Up to the `>` that no quotes hold.
fn split_tag(piece: &str) -> (&str, &str) {
    let mut quoted = false;
    for (at, c) in piece.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return (&piece[..at], &piece[at + 1..]),
            _ => {}
        }
    }
    panic!("a tag without an end: {piece:?}")
}

fn read_attributes(mut rest: &str, marked: bool) {
    while !rest.is_empty() {
        let (name, after) = rest.split_once("=\"").expect("a value");
        let (value, after) = after.split_once('"').expect("closing quotes");
        rest = after.strip_prefix(' ').unwrap_or(after);
        assert!(
            KNOWN.contains(&name) || OURS.contains(&name),
            "attribute {name:?}"
        );
        if ADDRESSES.contains(&name) {
            address(value, marked);
        } else {
            assert!(!value.contains('\u{1}'), "a mark in {name}");
        }
    }
}

fn address(value: &str, marked: bool) {
    let absolute = ["http://", "https://", "mailto:"]
        .iter()
        .any(|s| value.starts_with(s));
    // A footnote and the way back: both ends are ours.
    let local = if marked && !value.starts_with('#') {
        value
            .strip_prefix('\u{1}')
            .and_then(|v| v.strip_suffix('\u{1}'))
    } else {
        Some(value)
    };
    let Some(local) = local.filter(|_| !absolute) else {
        assert!(absolute && !value.contains('\u{1}'), "address {value:?}");
        return;
    };
    // What a browser drops before it looks for a scheme.
    let read: String = local.chars().filter(|c| !c.is_control()).collect();
    let read = read.trim_start();
    let head = read.split(['/', '?', '#', '&']).next().unwrap_or_default();
    let scheme = head.split_once(':').is_some_and(|(s, _)| {
        s.starts_with(|c: char| c.is_ascii_alphabetic())
            && s.chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    });
    assert!(!scheme && !read.starts_with("//"), "address {value:?}");
}
