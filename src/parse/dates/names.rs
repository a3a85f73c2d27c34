//! Month and weekday names of the supported languages, from glibc's locale data.
//!
//! A form is added by naming its locale in [`tables`], or, where neither CLDR nor glibc has it, in
//! [`EXTRA_MONTHS`].

use super::super::phrases::length_bit;
use std::sync::LazyLock;

/// Abbreviations that newspapers print and no locale lists.
const EXTRA_MONTHS: &[(&str, u8)] = &[
    ("sept", 9),
    ("febr", 2),
    ("mrz", 3),
    ("mär", 3),
    ("jän", 1),
    ("jänner", 1),
    ("feber", 2),
    ("juin", 6),
    ("juil", 7),
    ("sett", 9),
    ("setiembre", 9),
    ("mrt", 3),
    ("augusti", 8),
    ("avr", 4),
    ("fevr", 2),
    ("fév", 2),
    ("ocak", 1),
    ("haz", 6),
];

/// Abbreviated weekdays that no locale lists.
const EXTRA_WEEKDAYS: &[(&str, u8)] = &[
    ("tues", 1),
    ("weds", 2),
    ("thur", 3),
    ("thurs", 3),
    ("sábado", 5),
    ("segunda", 0),
    ("terça", 1),
    ("quarta", 2),
    ("quinta", 3),
    ("sexta", 4),
];

/// Names and their numbers.
struct Names {
    /// By first byte.
    buckets: Vec<Vec<(String, u8)>>,
    /// The lengths of each bucket's names as bits: nearly every word of a text is told from all names
    /// by one look.
    lengths: Vec<u32>,
}

impl Names {
    /// The first number wins where two languages disagree.
    fn of(all: Vec<(String, u8)>) -> Self {
        let mut buckets = Vec::new();
        buckets.resize_with(256, Vec::new);
        for (name, number) in all {
            if let Some(&first) = name.as_bytes().first() {
                let bucket: &mut Vec<(String, u8)> = &mut buckets[usize::from(first)];
                if bucket.iter().all(|(known, _)| *known != name) {
                    bucket.push((name, number));
                }
            }
        }
        let lengths = buckets
            .iter()
            .map(|bucket| bucket.iter().fold(0, |l, (n, _)| l | length_bit(n.len())))
            .collect();
        Names { buckets, lengths }
    }

    fn find(&self, name: &str) -> Option<u8> {
        let first = usize::from(*name.as_bytes().first()?);
        if self.lengths.get(first)? & length_bit(name.len()) == 0 {
            return None;
        }
        let bucket = self.buckets.get(first)?;
        bucket
            .iter()
            .find(|(known, _)| known == name)
            .map(|&(_, number)| number)
    }
}

struct Table {
    months: Names,
    weekdays: Names,
}

static TABLE: LazyLock<Table> = LazyLock::new(tables);

fn tables() -> Table {
    macro_rules! locales {
        ($($locale:ident),*) => {
            [$((
                pure_rust_locales::$locale::LC_TIME::MON,
                pure_rust_locales::$locale::LC_TIME::ABMON,
                pure_rust_locales::$locale::LC_TIME::DAY,
                pure_rust_locales::$locale::LC_TIME::ABDAY,
            )),*]
        };
    }
    let mut months = Vec::new();
    let mut weekdays = Vec::new();
    for (mon, abmon, day, abday) in locales![
        en_GB, de_DE, de_AT, fr_FR, es_ES, it_IT, nl_NL, pt_PT, pt_BR, da_DK, sv_SE, nb_NO, tr_TR,
        id_ID, fi_FI
    ] {
        add(&mut months, mon, 1);
        add(&mut months, abmon, 1);
        // glibc's week begins on Sunday, ours on Monday as ISO 8601 has it.
        add(&mut weekdays, day, 6);
        add(&mut weekdays, abday, 6);
    }
    months.extend(EXTRA_MONTHS.iter().map(|&(n, m)| (n.to_owned(), m)));
    weekdays.extend(EXTRA_WEEKDAYS.iter().map(|&(n, d)| (n.to_owned(), d)));
    for (_, day) in &mut weekdays {
        *day %= 7;
    }
    Table {
        months: Names::of(months),
        weekdays: Names::of(weekdays),
    }
}

fn add(table: &mut Vec<(String, u8)>, names: &[&str], first: u8) {
    for (name, number) in names.iter().zip(first..) {
        let name = name.trim_end_matches('.').to_lowercase();
        // "segunda-feira" is two words and a hyphen to the tokens; its first word tells.
        let name = name.split('-').next().unwrap_or_default();
        if name.chars().count() > 1 {
            table.push((name.to_owned(), number));
        }
    }
}

/// The month of a lower-case name or abbreviation without its full stop, 1 to 12.
pub(super) fn month(lower: &str) -> Option<u8> {
    TABLE.months.find(lower)
}

/// All names of months and weekdays.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    let table = &*TABLE;
    let names = [&table.months, &table.weekdays];
    let names = names.into_iter().flat_map(|names| names.buckets.iter());
    names.flatten().map(|(name, _)| name.as_str())
}

/// The weekday of a lower-case name or abbreviation, Monday 0.
pub(super) fn weekday(lower: &str) -> Option<u8> {
    TABLE.weekdays.find(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_every_supported_language() {
        for (name, number) in [
            ("january", 1),
            ("sept", 9),
            ("märz", 3),
            ("jänner", 1),
            ("août", 8),
            ("enero", 1),
            ("gennaio", 1),
            ("maart", 3),
            ("março", 3),
            ("fev", 2),
            ("maj", 5),
            ("juni", 6),
            ("desember", 12),
            ("oct", 10),
            ("ott", 10),
        ] {
            assert_eq!(month(name), Some(number), "{name}");
        }
        assert_eq!(month("monday"), None);
    }

    #[test]
    fn weekdays_begin_on_monday() {
        for (name, number) in [
            ("monday", 0),
            ("sunday", 6),
            ("sonntag", 6),
            ("mercredi", 2),
            ("viernes", 4),
            ("lørdag", 5),
            ("segunda", 0),
            ("tues", 1),
        ] {
            assert_eq!(weekday(name), Some(number), "{name}");
        }
    }
}
