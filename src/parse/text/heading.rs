//! Headings of blocks that are no part of the story ("Read more", "Most popular", "Trending") and
//! lines that are related links themselves ("Read more: …").

use super::super::phrases::{self, Folded, Phrases};
use std::sync::LazyLock;

static TABLE: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::of(PHRASES));

/// Marks in front of links.
const MARKS: [char; 9] = ['>', '»', '•', '|', '-', '*', '→', '▶', ' '];

/// What a line says about related matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Related<'a> {
    /// A heading; the links stand below it.
    Heading,
    /// A link of its own: the headline behind the label.
    Link(&'a str),
}

/// Lower-case phrases that head a block of links or label one.
const PHRASES: &[((), &str)] = &[
    // English
    (
        (),
        "read more about|read more on this story|read more here|read more|read next|read also|also read|\
        read the full story|read the story|read full article|read|related articles|related article|\
        related stories|related story|related coverage|related content|related news|related links|\
        related posts|related topics|related video|related videos|related:|related|more on this story|\
        more on this|more on this topic|more stories|more news|more for you|more to read|more from our|\
        more from|more like this|most read|most popular|most viewed|most watched|most shared|popular|\
        popular now|popular stories|trending|trending now|trending stories|top stories|top story|top picks|\
        editors' picks|editor's picks|editors picks|editor's pick|featured|featured stories|recommended|\
        recommended for you|recommended stories|recommended reading|recommended articles|you may also like|\
        you may like|you might also like|you might like|you may be interested in|you may have missed|\
        in case you missed it|what to read next|further reading|don't miss|don't miss these|see also|\
        also see|see more|watch more|watch|watch now|watch below|listen|latest news|latest stories|latest|\
        the latest|up next|next up|explore more|from our partners|from the web|around the web|\
        promoted stories|sponsored|on this topic|in this article|in this story|elsewhere|also|click here|\
        opinion|join the conversation|conversations",
    ),
    // German
    (
        (),
        "mehr zum thema|mehr zu|mehr dazu|mehr|lesen sie auch|lesen sie mehr|lesen sie hier|lesen sie dazu|\
        lesen sie dazu auch|lesetipp|auch interessant|auch lesenswert|das könnte sie auch interessieren|\
        das könnte sie interessieren|das könnte dich auch interessieren|ähnliche artikel|\
        ähnliche nachrichten|weiterlesen|weiterführende links|weitere artikel|weitere themen|\
        weitere nachrichten|meistgelesen|meistgelesene artikel|beliebt|empfehlungen|siehe auch|\
        links zum thema|themen",
    ),
    // French
    (
        (),
        "à lire aussi|a lire aussi|lire aussi|lire plus|lire la suite|sur le même sujet|les plus lus|\
        à voir aussi|voir aussi|articles liés",
    ),
    // Spanish, Portuguese, Italian
    (
        (),
        "leer más|lee también|leer también|lea también|te puede interesar|más información|más noticias|\
        lo más leído|lo más visto|noticias relacionadas|relacionado|ver también|leia também|leia mais|\
        veja também|saiba mais|mais lidas|leggi anche|leggi di più|i più letti|potrebbe interessarti",
    ),
    // Dutch, Danish, Norwegian, Swedish
    (
        (),
        "lees ook|lees meer|lees verder|bekijk ook|meest gelezen|læs også|læs mere|les også|les mer|\
        mest lest|mest læste|läs också|läs mer|läs även|mest läst|relaterede artikler|se også|se också|\
        baca juga",
    ),
];

/// Phrases that are words of plain text as well: they label a link only with a colon, and head a
/// block only alone.
fn is_plain_word(phrase: &str) -> bool {
    !phrase.contains(' ')
}

/// Whether `line` heads a block of links or is one.
pub(super) fn related(line: &str) -> Option<Related<'_>> {
    related_of(line, &Folded::of(line))
}

/// The same for a line whose beginning is folded already.
pub(super) fn related_of<'a>(line: &'a str, folded: &Folded<'_>) -> Option<Related<'a>> {
    if line.len() > 300 {
        return None;
    }
    let bare = line.trim_start_matches(MARKS);
    let (phrase, ()) = if bare.len() == line.len() {
        TABLE.begins_line(folded)?
    } else {
        TABLE.begins_line(&Folded::of(bare))?
    };
    let line = bare;
    let behind = phrases::behind(line, phrase);
    let rest = behind.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '>' | '»' | '→' | '…' | '.')
    });
    if rest.is_empty() {
        return Some(Related::Heading);
    }
    let colon = behind
        .trim_start()
        .starts_with([':', '|', '>', '»', '→', '–'])
        || phrase.ends_with(':');
    if colon {
        return Some(Related::Link(
            behind.trim_start_matches([':', '|', '>', '»', '→', '–', ' ']),
        ));
    }
    // "More from the Bugle": a heading with a name behind it.
    let opens = matches!(
        phrase,
        "more from"
            | "mehr zu"
            | "read more about"
            | "more from our"
            | "trending"
            | "latest"
            | "popular"
            | "most read"
            | "most popular"
            | "recommended"
            | "related coverage"
            | "related"
    );
    let words = line.split_whitespace().count();
    let short =
        (words <= 6 && !line.ends_with(['.', '?', '!'])) || (words <= 10 && line.ends_with(':'));
    if opens && short && !is_plain_word(phrase) {
        return Some(Related::Heading);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_links() {
        for line in [
            "Read More",
            "RELATED ARTICLES",
            "Trending",
            "Mehr zum Thema",
            "More from the Bugle",
            "Editor’s picks",
            "Lees ook:",
        ] {
            assert_eq!(related(line), Some(Related::Heading), "{line}");
        }
        assert_eq!(
            related("Read more: Bridge shut"),
            Some(Related::Link("Bridge shut"))
        );
        assert_eq!(
            related("ALSO READ: Bridge shut"),
            Some(Related::Link("Bridge shut"))
        );
        assert_eq!(
            related("RELATED: Bridge shut"),
            Some(Related::Link("Bridge shut"))
        );
        assert_eq!(
            related("Lesen Sie auch: Brücke zu"),
            Some(Related::Link("Brücke zu"))
        );
    }

    #[test]
    fn stories_are_neither() {
        for line in [
            "Related costs rose, the council said.",
            "More from the fund would help, he said.",
            "Trending upwards since June",
            "Readers wrote in.",
            "The latest figures show a rise.",
        ] {
            assert_eq!(related(line), None, "{line}");
        }
    }
}
