//! Words before a date that say what it is: "Published", "Last updated on", "Zuletzt aktualisiert am".
//!
//! A form is added by one line in [`LABELS`].

use super::token::{Kind, Lower, Token};

/// What a label says of the date behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::parse) enum Label {
    /// First publication.
    Published,
    /// A later change.
    Updated,
    /// Something else, so that the date is not the article's: an event, a copyright, a visit.
    Other,
}

/// How the day and the month are ordered by the language of a label.
const DAY_FIRST: bool = true;
/// English labels leave the order open.
const OPEN: bool = false;

/// Lower-case phrases, what they say, and whether their language puts the day first.
/// Longer phrases stand before their own beginnings.
const LABELS: &[(&str, Label, bool)] = &[
    // English
    ("first published", Label::Published, OPEN),
    ("originally published", Label::Published, OPEN),
    ("date published", Label::Published, OPEN),
    ("published date", Label::Published, OPEN),
    ("publish date", Label::Published, OPEN),
    ("publication date", Label::Published, OPEN),
    ("published online", Label::Published, OPEN),
    ("published", Label::Published, OPEN),
    ("date posted", Label::Published, OPEN),
    ("posted", Label::Published, OPEN),
    ("created", Label::Published, OPEN),
    ("issued", Label::Published, OPEN),
    ("uploaded", Label::Published, OPEN),
    ("last updated", Label::Updated, OPEN),
    ("latest update", Label::Updated, OPEN),
    ("last update", Label::Updated, OPEN),
    ("date updated", Label::Updated, OPEN),
    ("this article was updated", Label::Updated, OPEN),
    ("this story was updated", Label::Updated, OPEN),
    ("article updated", Label::Updated, OPEN),
    ("updated", Label::Updated, OPEN),
    ("update", Label::Updated, OPEN),
    ("upd", Label::Updated, OPEN),
    ("last modified", Label::Updated, OPEN),
    ("modified", Label::Updated, OPEN),
    ("last edited", Label::Updated, OPEN),
    ("edited", Label::Updated, OPEN),
    ("revised", Label::Updated, OPEN),
    ("copyright", Label::Other, OPEN),
    ("accessed", Label::Other, OPEN),
    ("retrieved", Label::Other, OPEN),
    ("archived", Label::Other, OPEN),
    ("expires", Label::Other, OPEN),
    ("born", Label::Other, OPEN),
    ("died", Label::Other, OPEN),
    ("event date", Label::Other, OPEN),
    ("file photo", Label::Other, OPEN),
    ("joined", Label::Other, OPEN),
    ("since", Label::Other, OPEN),
    ("until", Label::Other, OPEN),
    // German
    ("zuerst veröffentlicht", Label::Published, DAY_FIRST),
    ("erstmals veröffentlicht", Label::Published, DAY_FIRST),
    ("veröffentlicht", Label::Published, DAY_FIRST),
    ("publiziert", Label::Published, DAY_FIRST),
    ("erstellt", Label::Published, DAY_FIRST),
    ("erschienen", Label::Published, DAY_FIRST),
    ("online seit", Label::Published, DAY_FIRST),
    ("zuletzt aktualisiert", Label::Updated, DAY_FIRST),
    ("letzte aktualisierung", Label::Updated, DAY_FIRST),
    ("aktualisiert", Label::Updated, DAY_FIRST),
    ("aktualisierung", Label::Updated, DAY_FIRST),
    ("zuletzt geändert", Label::Updated, DAY_FIRST),
    ("geändert", Label::Updated, DAY_FIRST),
    ("bearbeitet", Label::Updated, DAY_FIRST),
    ("stand", Label::Updated, DAY_FIRST),
    // French
    ("première publication", Label::Published, DAY_FIRST),
    ("publié", Label::Published, DAY_FIRST),
    ("publiée", Label::Published, DAY_FIRST),
    ("publication", Label::Published, OPEN),
    ("mis en ligne", Label::Published, DAY_FIRST),
    ("posté", Label::Published, DAY_FIRST),
    ("mis à jour", Label::Updated, DAY_FIRST),
    ("mise à jour", Label::Updated, DAY_FIRST),
    ("dernière mise à jour", Label::Updated, DAY_FIRST),
    ("actualisé", Label::Updated, DAY_FIRST),
    ("modifié", Label::Updated, DAY_FIRST),
    ("màj", Label::Updated, DAY_FIRST),
    // Spanish and Portuguese
    ("publicado", Label::Published, DAY_FIRST),
    ("publicada", Label::Published, DAY_FIRST),
    ("creado", Label::Published, DAY_FIRST),
    ("criado", Label::Published, DAY_FIRST),
    ("última actualización", Label::Updated, DAY_FIRST),
    ("actualizado", Label::Updated, DAY_FIRST),
    ("actualizada", Label::Updated, DAY_FIRST),
    ("modificado", Label::Updated, DAY_FIRST),
    ("última atualização", Label::Updated, DAY_FIRST),
    ("atualizado", Label::Updated, DAY_FIRST),
    ("atualizada", Label::Updated, DAY_FIRST),
    ("act", Label::Updated, DAY_FIRST),
    // Italian
    ("pubblicato", Label::Published, DAY_FIRST),
    ("pubblicata", Label::Published, DAY_FIRST),
    ("pubblicazione", Label::Published, DAY_FIRST),
    ("ultimo aggiornamento", Label::Updated, DAY_FIRST),
    ("ultima modifica", Label::Updated, DAY_FIRST),
    ("aggiornato", Label::Updated, DAY_FIRST),
    ("aggiornata", Label::Updated, DAY_FIRST),
    ("modificato", Label::Updated, DAY_FIRST),
    // Dutch
    ("gepubliceerd", Label::Published, DAY_FIRST),
    ("geplaatst", Label::Published, DAY_FIRST),
    ("laatst bijgewerkt", Label::Updated, DAY_FIRST),
    ("laatste update", Label::Updated, DAY_FIRST),
    ("bijgewerkt", Label::Updated, DAY_FIRST),
    ("laatst gewijzigd", Label::Updated, DAY_FIRST),
    ("gewijzigd", Label::Updated, DAY_FIRST),
    ("aangepast", Label::Updated, DAY_FIRST),
    // Danish, Norwegian, Swedish
    ("offentliggjort", Label::Published, DAY_FIRST),
    ("udgivet", Label::Published, DAY_FIRST),
    ("publiceret", Label::Published, DAY_FIRST),
    ("oprettet", Label::Published, DAY_FIRST),
    ("publisert", Label::Published, DAY_FIRST),
    ("publicerad", Label::Published, DAY_FIRST),
    ("publicerat", Label::Published, DAY_FIRST),
    ("senest opdateret", Label::Updated, DAY_FIRST),
    ("opdateret", Label::Updated, DAY_FIRST),
    ("sist oppdatert", Label::Updated, DAY_FIRST),
    ("oppdatert", Label::Updated, DAY_FIRST),
    ("senast uppdaterad", Label::Updated, DAY_FIRST),
    ("uppdaterad", Label::Updated, DAY_FIRST),
    ("ändrad", Label::Updated, DAY_FIRST),
    // Turkish, Indonesian, Japanese
    ("giriş", Label::Published, DAY_FIRST),
    ("yayınlanma", Label::Published, DAY_FIRST),
    ("son güncelleme", Label::Updated, DAY_FIRST),
    ("güncelleme", Label::Updated, DAY_FIRST),
    ("diterbitkan", Label::Published, DAY_FIRST),
    ("diperbarui", Label::Updated, DAY_FIRST),
    ("公 開 日", Label::Published, OPEN),
    ("更 新 日", Label::Updated, OPEN),
    ("更 新", Label::Updated, OPEN),
];

/// Words that may stand between a label and its date, or before a date without a label.
const LINKS: &[&str] = &[
    "on", "at", "in", "the", "am", "um", "den", "dem", "der", "le", "à", "a", "el", "la", "las",
    "em", "às", "il", "alle", "ore", "op", "om", "den", "kl", "klokken", "d", "date", "it", "by",
    "this", "article", "was", "time",
];

/// A label and the token behind it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Labelled {
    /// What it says.
    pub(super) label: Label,
    /// Whether its language puts the day before the month.
    pub(super) day_first: bool,
    /// Index of the token behind the label.
    pub(super) next: usize,
}

/// The label that begins at token `at`, if one does.
pub(super) fn label_at(text: &str, tokens: &[Token], at: usize) -> Option<Labelled> {
    let first = tokens.get(at)?;
    if first.kind == Kind::Mark('©') {
        return Some(Labelled {
            label: Label::Other,
            day_first: OPEN,
            next: at + 1,
        });
    }
    let word = Lower::of(word_at(text, first)?)?;
    let mut best: Option<Labelled> = None;
    for &(phrase, label, day_first) in LABELS {
        if !phrase.starts_with(word.as_str()) {
            continue;
        }
        let Some(next) = phrase_at(text, tokens, at, phrase) else {
            continue;
        };
        if best.is_none_or(|b| b.next < next) {
            best = Some(Labelled {
                label,
                day_first,
                next,
            });
        }
    }
    best
}

/// Whether the token is a link word or a mark that keeps a label alive up to its date.
pub(super) fn is_link(text: &str, token: &Token) -> bool {
    match token.kind {
        Kind::Mark(c) => matches!(
            c,
            ':' | '：' | '.' | ',' | '-' | '–' | '—' | '(' | '[' | '*'
        ),
        Kind::Word => word_at(text, token)
            .and_then(Lower::of)
            .is_some_and(|w| LINKS.contains(&w.as_str())),
        Kind::Number { .. } => false,
    }
}

/// Whether the words of `phrase` stand at `at`; the index behind them.
fn phrase_at(text: &str, tokens: &[Token], at: usize, phrase: &str) -> Option<usize> {
    let mut next = at;
    for part in phrase.split(' ') {
        let word = Lower::of(word_at(text, tokens.get(next)?)?)?;
        if word.as_str() != part {
            return None;
        }
        next += 1;
    }
    Some(next)
}

/// The text of a word token.
pub(super) fn word_at<'a>(text: &'a str, token: &Token) -> Option<&'a str> {
    (token.kind == Kind::Word)
        .then(|| text.get(token.start..token.end))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn read(text: &str) -> Option<(Label, usize)> {
        label_at(text, &tokens(text), 0).map(|l| (l.label, l.next))
    }

    #[test]
    fn the_longest_phrase_wins() {
        assert_eq!(read("Last updated on 3 May"), Some((Label::Updated, 2)));
        assert_eq!(read("Published: 3 May"), Some((Label::Published, 1)));
        assert_eq!(read("MISE À JOUR le 3 mai"), Some((Label::Updated, 3)));
        assert_eq!(read("Son Güncelleme : 3"), Some((Label::Updated, 2)));
        assert_eq!(read("Publishers of books"), None);
    }
}
