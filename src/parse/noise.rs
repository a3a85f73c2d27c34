//! Lines that pages print around an article: share bars, advertisements, newsletter and paywall
//! blocks, counters. Each has a reason; nothing is left out without one.
//!
//! A form is added by one line in [`WHOLE`] (the whole line), [`BEGINS`] (its beginning) or
//! [`HOLDS`] (anywhere in a line of its length).

use super::phrases::{Folded, Phrases};
use std::sync::LazyLock;

/// Why a line is no part of the article.
pub(in crate::parse) type Reason = &'static str;

const AD: Reason = "advertisement";
const SHARE_BAR: Reason = "share bar";
const COUNTER: Reason = "counter";
const PLAYER: Reason = "player or gallery";
const LETTER: Reason = "newsletter block";
const WALL: Reason = "paywall block";
const COOKIE: Reason = "cookie or privacy line";
const RIGHTS: Reason = "copyright line";
const FOLLOW: Reason = "invitation to follow";
const COMMENTS: Reason = "comments";
const AFFILIATE: Reason = "affiliate notice";
const PAGE: Reason = "page furniture";

/// Whole lines, lower case.
const WHOLE: &[(Reason, &str)] = &[
    (
        AD,
        "ad|ads|advert|advertisement|advertisements|advertising|advertorial|annonce|annons|anuncio|anzeige|\
        article continues after ad|article continues below|continues below|pubblicità|publicidad|\
        publicidade|publicité|reklam|reklame|sponsored|sponsored content|scroll to continue|story continues|\
        story continues below|werbung",
    ),
    (
        PAGE,
        "shareclose panel|about sharing|share page|close panel|article content|continue reading|continue reading the main story|view all|next|previous|menu|home|\
        search|skip to content|skip to main content|back to top|hauptinhalt|auf dieser seite:|weiter|mehr|\
        more|feedback|ausblenden|read full story|read the full story|show more|show less|see more|\
        learn more|tamaño de letra|color de fondo",
    ),
    (
        SHARE_BAR,
        "truth|post|x|free republic|f t w m|hacker news|line|send|copied|link copied|link copied!|link kopiert|link kopiert!|artikel teilen|teilen|\
        diesen artikel teilen|link wurde kopiert|artikel drucken|partager cet article|compartir|comparte|\
        condividi|delen|partager|paylaş|bookmark|bookmark this article|save|saved|save article|\
        save this story|gift this article|share via|x share via|read in app|drucken|kopier link|\
        kopiera länk|del|del artikel|dela",
    ),
    (
        PLAYER,
        "listen|listen to this article|listen to article|anhören|artikel anhören|jetzt in der app anhören|\
        back to gallery|back to video|view gallery|open gallery|view all photos|image|video|close|replay|\
        loading|loading…|loading...|play|play video|watch|watch video|watch now|more videos ...|must watch|\
        just watched|now playing|up next|thanks for watching!|click to play|video player is loading.|\
        media playback is unsupported on your device|expand|enlarge",
    ),
    (
        WALL,
        "sign in|log in|subscribe|register|or|already subscribed?|sign in or create an account|\
        view more offers|support local journalism|support local journalism.|\
        don't have an account? create account",
    ),
    (LETTER, "sign up|free newsletter|newsletter|newsletters"),
    (
        COMMENTS,
        "comment|comments|commentaires|comentarios|kommentare|debatte|join the conversation|\
        join the discussion|leave a comment|leave a reply|post a comment|add a comment|view comments|\
        show comments|read comments|comenta",
    ),
    (
        RIGHTS,
        "all rights reserved|all rights reserved.|tous droits réservés|alle rechte vorbehalten|\
        todos los derechos reservados",
    ),
];

/// Beginnings of lines, lower case, of lines up to [`LONGEST`] bytes.
const BEGINS: &[(Reason, &str)] = &[
    (
        AD,
        "advertisement |this advertisement has not loaded|story continues below|article continues below|\
        article continues after",
    ),
    (
        SHARE_BAR,
        "share this|share on |share via |share all sharing|share permalink|share article|share story|\
        send this page|show more sharing|click to share|click here to share|den link zum einbetten|\
        copier/coller le lien|die artikel-url wurde|artikel teilen",
    ),
    (PAGE, "dieser artikel wurde im original"),
    (
        LETTER,
        "sign up |sign-up |subscribe to our|subscribe to the|subscribe to |get our |get the latest |\
        get daily |get breaking news|get email |get more |by signing up|by subscribing|\
        by providing your email|by entering your email|by clicking |by submitting |thanks for signing up|\
        thank you for signing up|thank you for subscribing|a welcome email is on its way|enter your email|\
        please enter a valid email|your email address|email address|there was an error, please provide|\
        the next issue of |we encountered an issue signing|interested in more newsletters|\
        i would like to be emailed|want more stories|for free real time breaking news|our newsletter |\
        delivered to your inbox|mit unserem newsletter|jetzt newsletter|newsletter abonnieren|\
        inscrivez-vous|suscríbete|iscriviti|click here to sign|click here to subscribe",
    ),
    (
        WALL,
        "subscribe for|subscribe now|subscribe today|this content is reserved for|\
        this article is reserved for|this story is available exclusively|this article is free to read|\
        this is a subscriber|already a subscriber|already have an account|already registered|\
        create an account|create a free account|don't have an account|register for free|register / sign in|\
        register to |subscribe to unlock|to continue reading|to read the full|you can save this article|\
        you have reached your limit|you've reached your|your subscription|become a member|\
        become a subscriber|become an insider|want to bookmark your favourite|if you are a home delivery|\
        start your free trial|unlimited access|unlimited digital access|unlimited online access|\
        access articles from|enjoy additional articles|weiterlesen mit|sie lesen gerade|jetzt weiterlesen|\
        bereits abonnent|sie haben bereits ein|access your favorite topics",
    ),
    (
        COOKIE,
        "this website uses cookies|this site uses cookies|we use cookies|we and our partners|\
        by using this site|by continuing to|accept cookies|accept all|manage cookies|cookie settings|\
        privacy policy|terms of service|terms of use|terms and conditions|empfohlener redaktioneller inhalt|\
        an dieser stelle finden sie|ich bin damit einverstanden|externer inhalt",
    ),
    (
        FOLLOW,
        "our standards:|follow us|follow @|follow the author|like us on|find us on|join us on|chat with us|\
        click here to get the|click here for more|click here to |download our app|download the app|\
        get the app|follow our whatsapp|make us preferred|add us as a preferred|folgen sie uns|suivez-nous|\
        síguenos|have a tip?|got a tip?|do you have a story|if you have a story|if you get |\
        turn on notifications|enable notifications|turn on alerts",
    ),
    (
        COMMENTS,
        "be the first to comment|commenting has been|comments are closed|this comment section",
    ),
    (
        PLAYER,
        "we apologize, but this video|try refreshing your browser|tap here to see other videos|\
        your browser does not support|please enable javascript|listen here on",
    ),
    (
        AFFILIATE,
        "we independently select|this article contains affiliate|this article may contain affiliate|\
        if you buy ",
    ),
    (RIGHTS, "copyright ©|copyright (c)|© copyright"),
];

/// Phrases anywhere in a line of up to 400 bytes, lower case.
const HOLDS: &[(Reason, &str)] = &[
    (
        AFFILIATE,
        "may earn a commission|may earn an affiliate commission|may earn us a commission|\
        may receive a commission|may receive compensation",
    ),
    (
        LETTER,
        "valid email address|straight to your inbox|delivered to your inbox|in your inbox|our privacy notice|\
        and privacy policy|our privacy policy|our free newsletter|to our newsletter|sign up to our|\
        sign up for our",
    ),
    (
        WALL,
        "for subscribers only|exclusive to subscribers|to unlock more articles|sign in to unlock",
    ),
    (
        RIGHTS,
        "rights reserved|may not be published, broadcast, rewritten",
    ),
    (PLAYER, "failed to load|javascript"),
];

/// Words of share bars. A line of nothing else is one.
const SHARE_WORDS: &str = "app|in|read|and|article|bluesky|by|bookmark|comment|comments|copy|diaspora|e-mail|email|embed|facebook|feedly|\
    flipboard|free|gab|gettr|google|hacker|icon|instagram|kopieren|line|link|linkedin|mail|mastodon|\
    messenger|mewe|more|news|on|parler|permalink|pin|pinterest|pocket|post|print|reddit|republic|save|\
    saved|send|share|shares|skype|sms|snapchat|submit|telegram|this|threads|tiktok|to|truth|tumblr|\
    tweet|twitter|twitter-x|via|viber|vk|wechat|weibo|whatsapp|x|xing|youtube|teilen|drucken|partager|\
    compartir|kommentare|discussion|it|f|t|w|m";

/// Those that are words of plain text as well: a line of nothing but them is no share bar.
const WEAK_SHARE_WORDS: &[&str] = &[
    "and",
    "app",
    "article",
    "by",
    "free",
    "republic",
    "truth",
    "this",
    "to",
    "on",
    "it",
    "in",
    "line",
    "more",
    "news",
    "hacker",
    "post",
    "mail",
    "link",
    "x",
    "google",
    "f",
    "t",
    "w",
    "m",
    "read",
    "send",
    "discussion",
];

/// Longer lines are prose and are not compared.
const LONGEST: usize = 400;

static WHOLES: LazyLock<Phrases<Reason>> = LazyLock::new(|| Phrases::of(WHOLE));
static BEGINNINGS: LazyLock<Phrases<Reason>> = LazyLock::new(|| Phrases::of(BEGINS));
static HELD: LazyLock<Phrases<Reason>> = LazyLock::new(|| Phrases::of(HOLDS));
static COUNT: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::of(&[((), COUNT_WORDS)]));
static SHARE: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::of(&[((), SHARE_WORDS)]));

/// Why `line` is no part of an article, if it is none.
pub(in crate::parse) fn reason(line: &str) -> Option<Reason> {
    reason_of(line, &Folded::of(line))
}

/// Emoji and letters of no alphabet say something; dashes and commas alone do not.
fn is_symbol(c: char) -> bool {
    c > '\u{2fff}'
}

/// The same for a line whose beginning is folded already.
pub(in crate::parse) fn reason_of(line: &str, folded: &Folded) -> Option<Reason> {
    if line.len() > LONGEST {
        return None;
    }
    let lower = folded.as_str();
    if line.len() < 24 && !line.contains(char::is_alphanumeric) && !line.contains(is_symbol) {
        return Some("separator");
    }
    if folded.is_whole() {
        if let Some(reason) = WHOLES.whole(lower) {
            return Some(reason);
        }
        if is_counter(lower) {
            return Some(COUNTER);
        }
    }
    if line.len() <= 200 && is_share_bar(line) {
        return Some(SHARE_BAR);
    }
    if let Some((_, reason)) = BEGINNINGS.begins(lower) {
        return Some(reason);
    }
    (line.len() <= 260).then(|| held(line)).flatten()
}

/// A phrase of [`HOLDS`] at the start of any word.
fn held(line: &str) -> Option<Reason> {
    let bytes = line.as_bytes();
    let mut before = b' ';
    for (at, pair) in bytes.windows(2).enumerate() {
        let start = before == b' ';
        before = pair[0];
        if start
            && HELD_STARTS.may_begin(pair[0], pair[1])
            && let Some(reason) = held_at(bytes, at)
        {
            return Some(reason);
        }
    }
    None
}

fn held_at(bytes: &[u8], at: usize) -> Option<Reason> {
    let first = bytes.get(at)?.to_ascii_lowercase();
    HELD.near_byte(first)
        .iter()
        .find(|(phrase, _)| {
            bytes
                .get(at..at + phrase.len())
                .is_some_and(|here| here.eq_ignore_ascii_case(phrase.as_bytes()))
        })
        .map(|&(_, reason)| reason)
}

/// Which pairs of letters the phrases of [`HOLDS`] begin with, by the low five bits of both: one
/// look tells nearly every word of a text from them.
struct Starts([u32; 32]);

static HELD_STARTS: LazyLock<Starts> = LazyLock::new(|| {
    let mut bits = [0u32; 32];
    for phrase in HOLDS.iter().flat_map(|(_, list)| list.split('|')) {
        if let [a, b, ..] = phrase.as_bytes() {
            bits[usize::from(a & 31)] |= 1 << (b & 31);
        }
    }
    Starts(bits)
});

impl Starts {
    fn may_begin(&self, a: u8, b: u8) -> bool {
        self.0[usize::from(a & 31)] >> (b & 31) & 1 == 1
    }
}

/// Words of counters.
const COUNT_WORDS: &str = "k|m|min|mins|minute|minutes|minuten|minutos|minuti|shares|share|comments|comment|kommentare|\
    kommentar|commentaires|comentarios|views|view|read|reads|likes|new|lesezeit|lesedauer|of|\
    bilder|photos|videos|images|sec|watch|listen|time|reading|lecture|de|lectura|leestijd|votes|\
    points|retweets|s|kommentarer|svar|temps|tiempo|tempo|di|lettura|anhören|fotostrecke|öffnen|ago";

/// "84.1K", "1 / 23", "195Shares", "0 Comments", "4 min read", "New, 15 comments", "00:00".
fn is_counter(lower: &str) -> bool {
    let mut digits = false;
    for word in lower.split(|c: char| !c.is_alphanumeric()) {
        if word.is_empty() {
            continue;
        }
        let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
        digits |= unit.len() < word.len();
        let known = unit.is_empty() || COUNT.whole(unit).is_some();
        if !known {
            return false;
        }
    }
    // A year alone may be a crosshead or a headline.
    digits && !(lower.len() == 4 && lower.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether all words are of share bars, and one of them of nothing else.
fn is_share_bar(line: &str) -> bool {
    let mut strong = false;
    for word in line.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            continue;
        }
        let folded = Folded::of(word);
        if SHARE.whole(folded.as_str()).is_none() {
            return false;
        }
        strong |= !WEAK_SHARE_WORDS.contains(&folded.as_str());
    }
    strong
}

/// "4 minute read", "Lesezeit: 5 Minuten", "0 Comments" as a part of a date line.
pub(in crate::parse) fn is_count(part: &str) -> bool {
    part.len() <= 60 && is_counter(Folded::of(part).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_has_a_reason() {
        for (line, want) in [
            ("ADVERTISEMENT", AD),
            ("Story continues below advertisement", AD),
            ("Facebook Twitter Flipboard Send Reddit", SHARE_BAR),
            ("Share this article", SHARE_BAR),
            ("84.1K", COUNTER),
            ("1 / 23", COUNTER),
            ("0 Comments", COUNTER),
            ("4 minute read", COUNTER),
            ("Lesezeit: 5 Minuten", COUNTER),
            ("Sign up to our free morning email", LETTER),
            ("Already have an account? Sign in", WALL),
            ("We use cookies to improve your stay.", COOKIE),
            ("Follow us on every network", FOLLOW),
            ("Leave a comment", COMMENTS),
            ("Play video", PLAYER),
            (
                "Our shop may earn a commission on things you buy.",
                AFFILIATE,
            ),
            ("Copyright © 2021 The Bugle", RIGHTS),
        ] {
            assert_eq!(reason(line), Some(want), "{line}");
        }
    }

    #[test]
    fn stories_are_no_noise() {
        for line in [
            "The mayor said the bridge would stay shut until June.",
            "2021",
            "Share prices fell",
            "Jane Roe",
            "“Save the bridge”",
            "Facebook to close office",
        ] {
            assert_eq!(reason(line), None, "{line}");
        }
    }
}
