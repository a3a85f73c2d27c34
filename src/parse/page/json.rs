//! JSON as pages embed it: wrapped in comments, with raw line breaks in strings, trailing commas and
//! escaped markup. What can be mended without guessing is mended; the rest is not read.

use serde_json::Value;

/// Reads all JSON values of a script; nothing where it cannot be understood.
pub(super) fn values(script: &str) -> Vec<Value> {
    let text = unwrap(script);
    let strict = stream(text);
    if !strict.is_empty() {
        return strict;
    }
    let mended = mend(text);
    let values = stream(&mended);
    if values.is_empty() && !text.contains('"') && text.contains("&quot;") {
        return stream(&mend(&text.replace("&quot;", "\"").replace("&amp;", "&")));
    }
    values
}

/// The values that stand one after the other, up to the first that is none. Some pages end with a
/// semicolon, others put two objects into one script.
fn stream(text: &str) -> Vec<Value> {
    serde_json::Deserializer::from_str(text)
        .into_iter::<Value>()
        .map_while(Result::ok)
        .filter(|value| value.is_object() || value.is_array())
        .collect()
}

/// Takes off the comment marks that hid scripts from old browsers and from XML.
fn unwrap(script: &str) -> &str {
    let marks: [&str; 9] = [
        "<!--",
        "-->",
        "//",
        "/*",
        "*/",
        "<![CDATA[",
        "]]>",
        "\u{feff}",
        ";",
    ];
    let mut text = script.trim();
    loop {
        let before = text;
        for mark in marks {
            text = text.strip_prefix(mark).unwrap_or(text);
            text = text.strip_suffix(mark).unwrap_or(text).trim();
        }
        if text.len() == before.len() {
            return text;
        }
    }
}

/// Escapes raw control characters in strings, drops backslashes that escape nothing, and drops a
/// comma before a closing bracket.
fn mend(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut in_string = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                in_string = !in_string;
                out.push(c);
            }
            '\\' if in_string => {
                if chars
                    .peek()
                    .is_some_and(|next| "\"\\/bfnrtu".contains(*next))
                {
                    out.push(c);
                    out.extend(chars.next());
                }
            }
            '\n' if in_string => out.push_str("\\n"),
            _ if in_string && c.is_ascii_control() => out.push(' '),
            ']' | '}' if !in_string => {
                let kept = out.trim_end().trim_end_matches(',').len();
                if out[kept..].contains(',') {
                    out.truncate(kept);
                }
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::values;

    #[test]
    fn what_pages_do_to_json_is_undone() {
        for (script, headline) in [
            ("{\"headline\": \"A\"}", "A"),
            ("\n//<![CDATA[\n{\"headline\": \"A\"}\n//]]>\n", "A"),
            ("<!-- {\"headline\": \"A\"} -->", "A"),
            ("{\"headline\": \"A\"};", "A"),
            ("{\"headline\": \"A\nb\t\",}", "A\nb "),
            ("{\"x\": [1, 2, ], \"headline\": \"A\\'s\", }", "A's"),
            ("{&quot;headline&quot;: &quot;A&quot;}", "A"),
            ("{\"headline\": \"A\"} {\"headline\": \"B\"}", "A"),
            ("{\"headline\": \"a, }\"}", "a, }"),
        ] {
            let first = values(script).into_iter().next();
            assert_eq!(
                first.as_ref().and_then(|v| v["headline"].as_str()),
                Some(headline),
                "{script}"
            );
        }
    }

    #[test]
    fn what_cannot_be_mended_is_not_read() {
        for script in ["", "null", "{\"a\": ", "var x = 1", "{a: 1}", "\"text\""] {
            assert!(values(script).is_empty(), "{script}");
        }
        assert!(values(&"[".repeat(100_000)).is_empty());
        assert!(values(&format!("{{\"a\": [{}", "1,]".repeat(50_000))).is_empty());
    }
}
