//! Messages about front matter and sidecars.

use crate::diag::{Diagnostic, Severity};
use crate::parse::facts::Fault;
use crate::parse::front::Node;

/// Where keys are written: the front matter of a file, or a sidecar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) struct Spot<'a> {
    /// The file.
    pub file: &'a str,
    /// Whether it is a sidecar.
    pub sidecar: bool,
}

impl<'a> Spot<'a> {
    /// The front matter of `file`.
    pub(in crate::parse) fn front(file: &'a str) -> Self {
        Spot {
            file,
            sidecar: false,
        }
    }

    /// The sidecar `file`.
    pub(in crate::parse) fn sidecar(file: &'a str) -> Self {
        Spot {
            file,
            sidecar: true,
        }
    }

    fn name(self) -> &'static str {
        if self.sidecar {
            "sidecar"
        } else {
            "front matter"
        }
    }

    fn kind(self) -> &'static str {
        if self.sidecar {
            "bad-sidecar"
        } else {
            "bad-front-matter"
        }
    }

    /// What becomes of the article when this cannot be read.
    fn fate(self) -> &'static str {
        if self.sidecar {
            "its facts are not used"
        } else {
            "the article is not published"
        }
    }
}

/// The opening fence has no closing one.
pub(in crate::parse) fn unclosed(spot: Spot<'_>, fence: &str) -> Box<Diagnostic> {
    let said = Diagnostic::error(
        spot.kind(),
        spot.file,
        format!(
            "the front matter that starts here has no end, so {}",
            spot.fate()
        ),
    )
    .at(1)
    .hint(format!(
        "end it with a line `{fence}`; if there is none, put an empty line above the `{fence}`"
    ));
    Box::new(said)
}

/// The notation is broken.
pub(in crate::parse) fn malformed(
    spot: Spot<'_>,
    line: u32,
    column: u32,
    what: &str,
) -> Diagnostic {
    let what = what.trim().replace('\n', "; ");
    let said = Diagnostic::error(
        spot.kind(),
        spot.file,
        format!("malformed {}, so {}: {what}", spot.name(), spot.fate()),
    )
    .at_column(line, column);
    if what.contains("mapping values") {
        return said.hint("put a value that has a colon in it in quotation marks");
    }
    said
}

/// One key, two values.
pub(in crate::parse) fn duplicate_key(
    spot: Spot<'_>,
    key: &str,
    first: u32,
    second: u32,
) -> Diagnostic {
    Diagnostic::error(
        spot.kind(),
        spot.file,
        format!(
            "`{key}` is given on line {first} and again on line {second}, so {}",
            spot.fate()
        ),
    )
    .at(second)
    .hint("keep one of the two")
}

/// A key that nothing knows.
pub(in crate::parse) fn unknown_key(
    spot: Spot<'_>,
    key: &str,
    line: u32,
    near: Option<&str>,
) -> Diagnostic {
    let said = Diagnostic::warning(
        "unknown-key",
        spot.file,
        format!("unknown key `{key}` in the {}", spot.name()),
    )
    .at(line);
    match near {
        Some(near) => said.hint(format!("did you mean `{near}`?")),
        None => said,
    }
}

/// A second key for a fact that another key gives already.
pub(in crate::parse) fn set_aside(
    spot: Spot<'_>,
    key: &str,
    line: u32,
    first: &str,
    first_line: u32,
) -> Diagnostic {
    Diagnostic::new(
        Severity::Note,
        "set-aside",
        spot.file,
        format!("`{key}` is set aside: `{first}` on line {first_line} says it already"),
    )
    .at(line)
}

/// A time that a note-taking program gives its note.
pub(in crate::parse) fn of_the_note(spot: Spot<'_>, key: &str, line: u32) -> Diagnostic {
    Diagnostic::new(
        Severity::Note,
        "set-aside",
        spot.file,
        format!("`{key}` is set aside: beside `created` it says when the note was changed, not the article"),
    )
    .at(line)
}

/// A value of a type that its key cannot have.
pub(in crate::parse) fn wrong_type(
    spot: Spot<'_>,
    key: &str,
    line: u32,
    wanted: &str,
    node: &Node<'_>,
) -> Diagnostic {
    Diagnostic::warning(
        "wrong-type",
        spot.file,
        format!(
            "`{key}` must be {wanted}, not {}; it is left out",
            node.type_name()
        ),
    )
    .at(line)
}

/// A value that its key cannot have.
pub(in crate::parse) fn wrong_value(
    spot: Spot<'_>,
    key: &str,
    line: u32,
    value: &str,
    why: &str,
) -> Diagnostic {
    Diagnostic::warning(
        "wrong-value",
        spot.file,
        format!("`{key}` cannot be \"{}\": {why}", short(value)),
    )
    .at(line)
}

/// A value that cannot be read, of a key that limits what is shown.
pub(in crate::parse) fn unread_limit(
    spot: Spot<'_>,
    key: &str,
    line: u32,
    value: &str,
    why: &str,
) -> Diagnostic {
    let what = if value.is_empty() {
        format!("`{key}` cannot be read")
    } else {
        format!("`{key}` cannot be \"{}\"", short(value))
    };
    Diagnostic::error(
        "limit",
        spot.file,
        format!("{what}, so the article is not published: {why}"),
    )
    .at(line)
}

/// A sidecar that cannot be read and seems to limit what is shown.
pub(in crate::parse) fn held_by_sidecar(file: &str, line: u32) -> Diagnostic {
    Diagnostic::error(
        "limit",
        file,
        "its article is not published: what cannot be read here seems to limit what may be shown",
    )
    .at(line)
}

/// A date that is none.
pub(in crate::parse) fn bad_date(
    spot: Spot<'_>,
    key: &str,
    line: u32,
    value: &str,
    fault: Fault,
) -> Diagnostic {
    let what = match fault {
        Fault::Form => "which is not a date that can be read",
        Fault::Open(..) => "which can be read in two ways",
        Fault::Impossible => "which the calendar or the clock does not have",
    };
    let said = Diagnostic::warning(
        "bad-date",
        spot.file,
        format!(
            "`{key}` is \"{}\", {what}; it counts as unknown",
            short(value)
        ),
    )
    .at(line);
    match fault {
        Fault::Form => said.hint("write 2021-06-16, 2021-06-16T15:34, 2021-06 or 2021, with ~ behind for circa and ? for doubt"),
        Fault::Open(one, two) => said.hint(format!(
            "write {one} or {two}, or set `date_order` in morgue.toml"
        )),
        Fault::Impossible => said.hint("correct it, or write what is sure: 2021-02 or 2021"),
    }
}

/// The start of a value, so that a message stays a line.
fn short(value: &str) -> String {
    const LONGEST: usize = 60;
    let mut out: String = value.chars().take(LONGEST).collect();
    if value.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out
}
