//! Zone letters behind a clock: GMT, EST, MESZ, UTC+1.

use chrono::FixedOffset;

/// Abbreviations with one meaning in newspapers, and their offset from UTC in minutes.
///
/// Letters that name different offsets in different countries (IST, CST, AMT, BST in Dhaka) or
/// through the year (ET, PT) say that a zone stands there, but not which offset.
const ZONES: &[(&str, Option<i32>)] = &[
    ("acdt", Some(630)),
    ("acst", Some(570)),
    ("aedt", Some(660)),
    ("aest", Some(600)),
    ("akdt", Some(-480)),
    ("akst", Some(-540)),
    ("amt", None),
    ("ast", None),
    ("awst", Some(480)),
    ("bst", Some(60)),
    ("cat", Some(120)),
    ("cdt", Some(-300)),
    ("cest", Some(120)),
    ("cet", Some(60)),
    ("cst", None),
    ("ct", None),
    ("eat", Some(180)),
    ("edt", Some(-240)),
    ("eest", Some(180)),
    ("eet", Some(120)),
    ("est", Some(-300)),
    ("et", None),
    ("gmt", Some(0)),
    ("gst", Some(240)),
    ("hkt", Some(480)),
    ("hst", Some(-600)),
    ("ist", None),
    ("jst", Some(540)),
    ("kst", Some(540)),
    ("mdt", Some(-360)),
    ("mesz", Some(120)),
    ("mez", Some(60)),
    ("msk", Some(180)),
    ("mst", Some(-420)),
    ("mt", None),
    ("myt", Some(480)),
    ("nzdt", Some(780)),
    ("nzst", Some(720)),
    ("pdt", Some(-420)),
    ("pht", Some(480)),
    ("pkt", Some(300)),
    ("pst", Some(-480)),
    ("pt", None),
    ("sast", Some(120)),
    ("sgt", Some(480)),
    ("trt", Some(180)),
    ("utc", Some(0)),
    ("wast", Some(120)),
    ("wat", Some(60)),
    ("west", Some(60)),
    ("wet", Some(0)),
    ("wib", Some(420)),
    ("wita", Some(480)),
    ("z", Some(0)),
];

/// Zones of North America, where numeric dates put the month first.
const AMERICAN: &[&str] = &[
    "akdt", "akst", "cdt", "cst", "ct", "edt", "est", "et", "hst", "mdt", "mst", "mt", "pdt",
    "pst", "pt",
];

/// What zone letters say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Zone {
    /// The offset, where the letters have one meaning.
    pub(super) offset: Option<FixedOffset>,
    /// Whether it is a zone of North America.
    pub(super) american: bool,
}

/// Reads lower-case zone letters.
pub(super) fn zone(lower: &str) -> Option<Zone> {
    let at = ZONES
        .binary_search_by(|(name, _)| (*name).cmp(lower))
        .ok()?;
    let minutes = ZONES.get(at)?.1;
    Some(Zone {
        offset: minutes.and_then(|m| FixedOffset::east_opt(m * 60)),
        american: AMERICAN.contains(&lower),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(ZONES.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn letters_of_many_meanings_have_no_offset() {
        assert_eq!(zone("ist").unwrap().offset, None);
        assert_eq!(zone("est").unwrap().offset, FixedOffset::west_opt(5 * 3600));
        assert!(zone("et").unwrap().american);
        assert!(zone("xyz").is_none());
    }
}
