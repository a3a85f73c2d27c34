//! The list of redirects, `redirects.csv` beside the settings: old addresses of articles whose own files do
//! not name them.
//!
//! A line each: an address as the old site had it, and the article's file in the content folder, with a comma, a
//! semicolon or a tab between, as spreadsheets of all countries write them, in any encoding. Lines that begin with `#`
//! are comments, and a first line of two plain words is a header.

use crate::archive::Alias;
use crate::diag::Diagnostic;
use crate::parse;
use std::collections::BTreeMap;

/// Name of the file at the top of the site folder.
pub const FILE: &str = "redirects.csv";

/// Old addresses by the file of the article.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Redirects(BTreeMap<String, Vec<Alias>>);

impl Redirects {
    /// The old addresses of the article in `file` (relative to the content folder).
    pub fn of(&self, file: &str) -> &[Alias] {
        self.0.get(file).map_or(&[], Vec::as_slice)
    }

    /// All files that are named, each with the line that names it first.
    pub fn files(&self) -> impl Iterator<Item = (&str, u32)> {
        let all = self.0.iter();
        all.filter_map(|(file, aliases)| Some((file.as_str(), aliases.first()?.line)))
    }
}

/// Reads the list. A list that is no text at all is an error. `content` is the content folder as the user knows it, which a line may begin with.
pub fn read(bytes: &[u8], content: &str) -> (Redirects, Vec<Diagnostic>) {
    let mut found = Redirects::default();
    let (text, mut said) = match parse::decoded(FILE, bytes) {
        Ok(decoded) => decoded,
        Err(_) if bytes.trim_ascii().is_empty() => return (found, Vec::new()),
        Err(refusal) => return (found, vec![refusal]),
    };
    // Line by line, since no address goes over two: so one forgotten quote costs one line, and each is
    // named by its number.
    for (number, text) in (1u32..).zip(lines(&text)) {
        let cells = cells(text);
        if cells.iter().all(String::is_empty) || text.starts_with('#') {
            continue;
        }
        let (from, to) = match &cells[..] {
            [from, to] if !from.is_empty() && !to.is_empty() => (from, to),
            _ => {
                said.push(Diagnostic::redirect_shape(FILE, number));
                continue;
            }
        };
        let is_plain = |cell: &str| !cell.contains(['/', '.']);
        if number == 1 && is_plain(from) && is_plain(to) {
            continue;
        }
        let Some(alias) = Alias::new(from, number, true) else {
            said.push(Diagnostic::no_alias(FILE, number, from));
            continue;
        };
        let to = to.trim_start_matches("./").trim_start_matches('/');
        let inside = to.strip_prefix(content).and_then(|t| t.strip_prefix('/'));
        let file = inside.unwrap_or(to).to_owned();
        found.0.entry(file).or_default().push(alias);
    }
    (found, said)
}

/// The lines, which old spreadsheets end with a carriage return alone.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let lines = text
        .split_inclusive('\n')
        .map(|line| line.trim_end_matches(['\r', '\n']));
    lines.flat_map(|line| line.split('\r'))
}

/// The two cells of a line, or as many as commas part it in.
fn cells(line: &str) -> Vec<String> {
    let by_comma = parted(line, b',');
    if by_comma.len() == 2 {
        return by_comma;
    }
    let others = [b';', b'\t'].map(|mark| parted(line, mark));
    others
        .into_iter()
        .find(|cells| cells.len() == 2)
        .unwrap_or(by_comma)
}

fn parted(line: &str, mark: u8) -> Vec<String> {
    let rows = csv::ReaderBuilder::new()
        .delimiter(mark)
        .has_headers(false)
        .buffer_capacity(line.len().max(1))
        .trim(csv::Trim::All)
        .from_reader(line.as_bytes());
    // Reading UTF-8 from memory cannot fail.
    let row = rows.into_records().flatten().next().unwrap_or_default();
    row.iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_an_old_address_of_an_article() {
        let text = "old address,file\r\n# moved in 2009\r\n/news/1.html,a.txt\n\n\"/b, c/\",a.txt\n/news/2/,content/x/b.md\nhttps://old.example/3,/a.txt\n/four\n/5,a.txt,301\n,\n";
        let (found, said) = read(text.as_bytes(), "content");
        let paths = |file| {
            let all = found.of(file).iter();
            all.map(|a| (a.path.to_string(), a.line))
                .collect::<Vec<_>>()
        };
        let at = |path: &str, line| (path.to_owned(), line);
        assert_eq!(
            paths("a.txt"),
            [at("news/1.html", 3), at("3/index.html", 7)]
        );
        assert_eq!(paths("x/b.md"), [at("news/2/index.html", 6)]);
        assert_eq!(
            found.files().collect::<Vec<_>>(),
            [("a.txt", 3), ("x/b.md", 6)]
        );
        let lines: Vec<_> = said.iter().map(|d| (&*d.kind, d.line)).collect();
        assert_eq!(
            lines,
            [
                ("alias", Some(5)),
                ("redirect", Some(8)),
                ("redirect", Some(9))
            ]
        );
    }

    #[test]
    fn lines_may_end_in_any_way() {
        let (found, said) = read(
            b"old,file\r/1,a.txt\r/2,a.txt\r\n/3,a.txt\n/4,a.txt",
            "content",
        );
        let lines: Vec<_> = found.of("a.txt").iter().map(|a| a.line).collect();
        assert_eq!((lines, said), (vec![2, 3, 4, 5], vec![]));
    }

    #[test]
    fn a_name_without_ending_is_no_header_after_the_first_line() {
        let (found, said) = read(b"from,to\nflood,notes\n", "content");
        assert_eq!(found.of("notes").len(), 1);
        assert_eq!(said, []);
    }

    #[test]
    fn spreadsheets_of_all_countries_are_read() {
        for list in [
            b"alt;datei\r\n/strasse;stra\xdfe.txt\r\n".as_slice(),
            "alt;datei\n/strasse;stra\u{df}e.txt\n".as_bytes(),
            "\u{feff}/strasse\tstra\u{df}e.txt\n".as_bytes(),
        ] {
            let (found, said) = read(list, "content");
            assert_eq!(found.of("stra\u{df}e.txt").len(), 1, "{list:?} {said:?}");
        }
        assert_eq!(read(b" \n", "content"), (Redirects::default(), Vec::new()));
        let (_, said) = read(b"%PDF-1.7\n", "content");
        assert_eq!(said.len(), 1);
    }
}
