//! A body as stretches that are read one by one, so that memory is bounded by the largest that anybody
//! writes: the reader of Markdown needs up to a hundred bytes for each mark.

/// A run of lines without an empty one between that is longer than this is no writing, and is taken as
/// plain text. The longest chapters have a tenth of it.
const MOST: usize = 4 << 20;

/// A piece of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// Its first line, counted from 0.
    pub(super) line: u32,
    /// Whether it is to be taken as plain text.
    pub(super) plain: bool,
}

/// The stretches of `body`, whose lines end in LF; nearly always one.
pub(super) fn stretches(body: &str) -> Vec<Stretch<'_>> {
    parted(body, MOST)
}

fn parted(body: &str, most: usize) -> Vec<Stretch<'_>> {
    let mut out = Vec::new();
    let (mut from, mut line) = (0, 0);
    let mut add = |to: usize, plain: bool| {
        if let Some(text) = body.get(from..to).filter(|t| !t.is_empty()) {
            out.push(Stretch { text, line, plain });
            let lines = text.bytes().filter(|b| *b == b'\n').count();
            line = line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
            from = to;
        }
    };
    let mut run = 0;
    if body.len() > most {
        for (gap, _) in body.match_indices("\n\n") {
            let end = gap + 2;
            if end - run > most {
                add(run, false);
                add(end, true);
            }
            run = end;
        }
        if body.len() - run > most {
            add(run, false);
            add(body.len(), true);
        }
    }
    add(body.len(), false);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_a_stretch_of_its_own() {
        let shown = |body| -> Vec<_> {
            let all = parted(body, 9).into_iter();
            all.map(|s| (s.text, s.line, s.plain)).collect()
        };
        assert_eq!(shown("a\n\nb"), [("a\n\nb", 0, false)]);
        assert_eq!(shown("a\n\nb\n\nc\n\nd"), [("a\n\nb\n\nc\n\nd", 0, false)]);
        assert_eq!(
            shown("a\n\nb\n\nlong enough\n\nc"),
            [
                ("a\n\nb\n\n", 0, false),
                ("long enough\n\n", 4, true),
                ("c", 6, false)
            ]
        );
        assert_eq!(shown("long enough"), [("long enough", 0, true)]);
        assert_eq!(shown(""), []);
    }

    #[test]
    fn nobody_writes_one() {
        assert_eq!(stretches("# A\n\nText.\n").len(), 1);
    }
}
