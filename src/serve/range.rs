//! The one range of a file that a request may ask for.

/// What to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// From this byte, so many.
    Range {
        /// Counted from 0.
        from: u64,
        /// At least 1.
        length: u64,
    },
    /// The range begins behind the end.
    Beyond,
}

/// Reads a `Range` header for a file of `size` bytes. Whatever is not one range of bytes may be, and
/// is, answered with the whole file.
pub(super) fn part(header: &str, size: u64) -> Part {
    let read = || {
        let (from, to) = header.strip_prefix("bytes=")?.trim().split_once('-')?;
        let number = |text: &str| -> Option<Option<u64>> {
            let digits = text.bytes().all(|b| b.is_ascii_digit());
            // A number too large for the type is one behind the end of any file.
            digits.then(|| (!text.is_empty()).then(|| text.parse().unwrap_or(u64::MAX)))
        };
        match (number(from)?, number(to)?) {
            (None, None) => None,
            (None, Some(last)) => Some(tail(last, size)),
            (Some(from), Some(to)) if to < from => None,
            (Some(from), to) => Some(if from >= size {
                Part::Beyond
            } else {
                let to = to.unwrap_or(u64::MAX).min(size - 1);
                let length = to - from + 1;
                Part::Range { from, length }
            }),
        }
    };
    read().unwrap_or(Part::Whole)
}

fn tail(last: u64, size: u64) -> Part {
    let length = last.min(size);
    if length == 0 {
        Part::Beyond
    } else {
        let from = size - length;
        Part::Range { from, length }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_of_bytes() {
        let range = |from, length| Part::Range { from, length };
        for (header, size, want) in [
            ("bytes=0-0", 10, range(0, 1)),
            ("bytes=2-5", 10, range(2, 4)),
            ("bytes=2-", 10, range(2, 8)),
            ("bytes=2-99", 10, range(2, 8)),
            ("bytes=-3", 10, range(7, 3)),
            ("bytes=-99", 10, range(0, 10)),
            ("bytes=2-99999999999999999999999999", 10, range(2, 8)),
            ("bytes=10-", 10, Part::Beyond),
            ("bytes=99999999999999999999999999-", 10, Part::Beyond),
            ("bytes=-0", 10, Part::Beyond),
            ("bytes=0-", 0, Part::Beyond),
            ("bytes=-5", 0, Part::Beyond),
            ("bytes=5-2", 10, Part::Whole),
            ("bytes=-", 10, Part::Whole),
            ("bytes=+1-2", 10, Part::Whole),
            ("bytes=0-1,4-5", 10, Part::Whole),
            ("pages=0-1", 10, Part::Whole),
            ("", 10, Part::Whole),
        ] {
            assert_eq!(part(header, size), want, "{header} of {size}");
        }
    }
}
