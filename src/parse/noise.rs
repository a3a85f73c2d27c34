//! Lines that pages print around an article: share bars, advertisements, newsletter and paywall
//! blocks, counters. Each has a reason; nothing is left out without one.
//!
//! A form is added by one line in [`WHOLE`] (the whole line), [`BEGINS`] (its beginning) or
//! [`HOLDS`] (anywhere in a line of its length).

/// Why a line is no part of the article.
pub(in crate::parse) type Reason = &'static str;

const AD: Reason = "advertisement";
const SHARE: Reason = "share bar";
const COUNT: Reason = "counter";
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
const WHOLE: &[(&str, Reason)] = &[
    ("ad", AD),
    ("ads", AD),
    ("advert", AD),
    ("advertisement", AD),
    ("advertisements", AD),
    ("advertising", AD),
    ("advertorial", AD),
    ("annonce", AD),
    ("annons", AD),
    ("anuncio", AD),
    ("anzeige", AD),
    ("article content", PAGE),
    ("article continues after ad", AD),
    ("article continues below", AD),
    ("continue reading", PAGE),
    ("continue reading the main story", PAGE),
    ("continues below", AD),
    ("pubblicità", AD),
    ("publicidad", AD),
    ("publicidade", AD),
    ("publicité", AD),
    ("reklam", AD),
    ("reklame", AD),
    ("sponsored", AD),
    ("sponsored content", AD),
    ("scroll to continue", AD),
    ("story continues", AD),
    ("story continues below", AD),
    ("werbung", AD),
    ("copied", SHARE),
    ("link copied", SHARE),
    ("link copied!", SHARE),
    ("link kopiert", SHARE),
    ("link kopiert!", SHARE),
    ("artikel teilen", SHARE),
    ("teilen", SHARE),
    ("diesen artikel teilen", SHARE),
    ("link wurde kopiert", SHARE),
    ("artikel drucken", SHARE),
    ("partager cet article", SHARE),
    ("compartir", SHARE),
    ("comparte", SHARE),
    ("condividi", SHARE),
    ("delen", SHARE),
    ("partager", SHARE),
    ("paylaş", SHARE),
    ("bookmark", SHARE),
    ("bookmark this article", SHARE),
    ("save", SHARE),
    ("saved", SHARE),
    ("save article", SHARE),
    ("save this story", SHARE),
    ("gift this article", SHARE),
    ("share via", SHARE),
    ("x share via", SHARE),
    ("read in app", SHARE),
    ("listen", PLAYER),
    ("listen to this article", PLAYER),
    ("listen to article", PLAYER),
    ("anhören", PLAYER),
    ("artikel anhören", PLAYER),
    ("jetzt in der app anhören", PLAYER),
    ("back to gallery", PLAYER),
    ("back to video", PLAYER),
    ("view gallery", PLAYER),
    ("open gallery", PLAYER),
    ("view all photos", PLAYER),
    ("view all", PAGE),
    ("image", PLAYER),
    ("video", PLAYER),
    ("close", PLAYER),
    ("replay", PLAYER),
    ("loading", PLAYER),
    ("loading…", PLAYER),
    ("loading...", PLAYER),
    ("play", PLAYER),
    ("play video", PLAYER),
    ("watch", PLAYER),
    ("watch video", PLAYER),
    ("watch now", PLAYER),
    ("more videos ...", PLAYER),
    ("must watch", PLAYER),
    ("just watched", PLAYER),
    ("now playing", PLAYER),
    ("up next", PLAYER),
    ("thanks for watching!", PLAYER),
    ("click to play", PLAYER),
    ("video player is loading.", PLAYER),
    ("media playback is unsupported on your device", PLAYER),
    ("expand", PLAYER),
    ("enlarge", PLAYER),
    ("next", PAGE),
    ("previous", PAGE),
    ("menu", PAGE),
    ("home", PAGE),
    ("search", PAGE),
    ("skip to content", PAGE),
    ("skip to main content", PAGE),
    ("back to top", PAGE),
    ("hauptinhalt", PAGE),
    ("auf dieser seite:", PAGE),
    ("weiter", PAGE),
    ("mehr", PAGE),
    ("more", PAGE),
    ("drucken", SHARE),
    ("feedback", PAGE),
    ("ausblenden", PAGE),
    ("read full story", PAGE),
    ("read the full story", PAGE),
    ("show more", PAGE),
    ("show less", PAGE),
    ("see more", PAGE),
    ("learn more", PAGE),
    ("sign in", WALL),
    ("log in", WALL),
    ("sign up", LETTER),
    ("subscribe", WALL),
    ("register", WALL),
    ("or", WALL),
    ("already subscribed?", WALL),
    ("sign in or create an account", WALL),
    ("view more offers", WALL),
    ("support local journalism", WALL),
    ("support local journalism.", WALL),
    ("don't have an account? create account", WALL),
    ("free newsletter", LETTER),
    ("newsletter", LETTER),
    ("newsletters", LETTER),
    ("comment", COMMENTS),
    ("comments", COMMENTS),
    ("commentaires", COMMENTS),
    ("comentarios", COMMENTS),
    ("kommentare", COMMENTS),
    ("debatte", COMMENTS),
    ("join the conversation", COMMENTS),
    ("join the discussion", COMMENTS),
    ("leave a comment", COMMENTS),
    ("leave a reply", COMMENTS),
    ("post a comment", COMMENTS),
    ("add a comment", COMMENTS),
    ("view comments", COMMENTS),
    ("show comments", COMMENTS),
    ("read comments", COMMENTS),
    ("all rights reserved", RIGHTS),
    ("all rights reserved.", RIGHTS),
    ("tous droits réservés", RIGHTS),
    ("alle rechte vorbehalten", RIGHTS),
    ("todos los derechos reservados", RIGHTS),
    ("tamaño de letra", PAGE),
    ("color de fondo", PAGE),
    ("comenta", COMMENTS),
    ("kopier link", SHARE),
    ("kopiera länk", SHARE),
    ("del", SHARE),
    ("del artikel", SHARE),
    ("dela", SHARE),
];

/// Beginnings of lines, lower case, of lines up to [`LONGEST`] bytes.
const BEGINS: &[(&str, Reason)] = &[
    ("advertisement ", AD),
    ("this advertisement has not loaded", AD),
    ("story continues below", AD),
    ("article continues below", AD),
    ("article continues after", AD),
    ("share this", SHARE),
    ("share on ", SHARE),
    ("share via ", SHARE),
    ("share all sharing", SHARE),
    ("share permalink", SHARE),
    ("share article", SHARE),
    ("share story", SHARE),
    ("send this page", SHARE),
    ("show more sharing", SHARE),
    ("click to share", SHARE),
    ("click here to share", SHARE),
    ("den link zum einbetten", SHARE),
    ("copier/coller le lien", SHARE),
    ("die artikel-url wurde", SHARE),
    ("artikel teilen", SHARE),
    ("dieser artikel wurde im original", PAGE),
    ("sign up ", LETTER),
    ("sign-up ", LETTER),
    ("subscribe to our", LETTER),
    ("subscribe to the", LETTER),
    ("subscribe to ", LETTER),
    ("subscribe for", WALL),
    ("subscribe now", WALL),
    ("subscribe today", WALL),
    ("get our ", LETTER),
    ("get the latest ", LETTER),
    ("get daily ", LETTER),
    ("get breaking news", LETTER),
    ("get email ", LETTER),
    ("get more ", LETTER),
    ("by signing up", LETTER),
    ("by subscribing", LETTER),
    ("by providing your email", LETTER),
    ("by entering your email", LETTER),
    ("by clicking ", LETTER),
    ("by submitting ", LETTER),
    ("thanks for signing up", LETTER),
    ("thank you for signing up", LETTER),
    ("thank you for subscribing", LETTER),
    ("a welcome email is on its way", LETTER),
    ("enter your email", LETTER),
    ("please enter a valid email", LETTER),
    ("your email address", LETTER),
    ("email address", LETTER),
    ("there was an error, please provide", LETTER),
    ("the next issue of ", LETTER),
    ("we encountered an issue signing", LETTER),
    ("interested in more newsletters", LETTER),
    ("i would like to be emailed", LETTER),
    ("want more stories", LETTER),
    ("for free real time breaking news", LETTER),
    ("our newsletter ", LETTER),
    ("delivered to your inbox", LETTER),
    ("mit unserem newsletter", LETTER),
    ("jetzt newsletter", LETTER),
    ("newsletter abonnieren", LETTER),
    ("inscrivez-vous", LETTER),
    ("suscríbete", LETTER),
    ("iscriviti", LETTER),
    ("this content is reserved for", WALL),
    ("this article is reserved for", WALL),
    ("this story is available exclusively", WALL),
    ("this article is free to read", WALL),
    ("this is a subscriber", WALL),
    ("already a subscriber", WALL),
    ("already have an account", WALL),
    ("already registered", WALL),
    ("create an account", WALL),
    ("create a free account", WALL),
    ("don't have an account", WALL),
    ("register for free", WALL),
    ("register / sign in", WALL),
    ("register to ", WALL),
    ("subscribe to unlock", WALL),
    ("to continue reading", WALL),
    ("to read the full", WALL),
    ("you can save this article", WALL),
    ("you have reached your limit", WALL),
    ("you've reached your", WALL),
    ("your subscription", WALL),
    ("become a member", WALL),
    ("become a subscriber", WALL),
    ("become an insider", WALL),
    ("want to bookmark your favourite", WALL),
    ("if you are a home delivery", WALL),
    ("start your free trial", WALL),
    ("unlimited access", WALL),
    ("unlimited digital access", WALL),
    ("unlimited online access", WALL),
    ("access articles from", WALL),
    ("enjoy additional articles", WALL),
    ("weiterlesen mit", WALL),
    ("sie lesen gerade", WALL),
    ("jetzt weiterlesen", WALL),
    ("bereits abonnent", WALL),
    ("sie haben bereits ein", WALL),
    ("this website uses cookies", COOKIE),
    ("this site uses cookies", COOKIE),
    ("we use cookies", COOKIE),
    ("we and our partners", COOKIE),
    ("by using this site", COOKIE),
    ("by continuing to", COOKIE),
    ("accept cookies", COOKIE),
    ("accept all", COOKIE),
    ("manage cookies", COOKIE),
    ("cookie settings", COOKIE),
    ("privacy policy", COOKIE),
    ("terms of service", COOKIE),
    ("terms of use", COOKIE),
    ("terms and conditions", COOKIE),
    ("empfohlener redaktioneller inhalt", COOKIE),
    ("an dieser stelle finden sie", COOKIE),
    ("ich bin damit einverstanden", COOKIE),
    ("externer inhalt", COOKIE),
    ("follow us", FOLLOW),
    ("follow @", FOLLOW),
    ("follow the author", FOLLOW),
    ("like us on", FOLLOW),
    ("find us on", FOLLOW),
    ("join us on", FOLLOW),
    ("chat with us", FOLLOW),
    ("click here to get the", FOLLOW),
    ("click here to sign", LETTER),
    ("click here to subscribe", LETTER),
    ("click here for more", FOLLOW),
    ("click here to ", FOLLOW),
    ("download our app", FOLLOW),
    ("download the app", FOLLOW),
    ("get the app", FOLLOW),
    ("follow our whatsapp", FOLLOW),
    ("make us preferred", FOLLOW),
    ("add us as a preferred", FOLLOW),
    ("folgen sie uns", FOLLOW),
    ("suivez-nous", FOLLOW),
    ("síguenos", FOLLOW),
    ("be the first to comment", COMMENTS),
    ("commenting has been", COMMENTS),
    ("comments are closed", COMMENTS),
    ("this comment section", COMMENTS),
    ("we apologize, but this video", PLAYER),
    ("try refreshing your browser", PLAYER),
    ("tap here to see other videos", PLAYER),
    ("your browser does not support", PLAYER),
    ("please enable javascript", PLAYER),
    ("listen here on", PLAYER),
    ("we independently select", AFFILIATE),
    ("this article contains affiliate", AFFILIATE),
    ("this article may contain affiliate", AFFILIATE),
    ("if you buy ", AFFILIATE),
    ("copyright ©", RIGHTS),
    ("copyright (c)", RIGHTS),
    ("© copyright", RIGHTS),
    ("have a tip?", FOLLOW),
    ("got a tip?", FOLLOW),
    ("do you have a story", FOLLOW),
    ("if you have a story", FOLLOW),
    ("if you get ", FOLLOW),
    ("access your favorite topics", WALL),
];

/// Phrases anywhere in a line of up to 400 bytes, lower case.
const HOLDS: &[(&str, Reason)] = &[
    ("may earn a commission", AFFILIATE),
    ("may earn an affiliate commission", AFFILIATE),
    ("may earn us a commission", AFFILIATE),
    ("may receive a commission", AFFILIATE),
    ("may receive compensation", AFFILIATE),
    ("valid email address", LETTER),
    ("straight to your inbox", LETTER),
    ("delivered to your inbox", LETTER),
    ("in your inbox", LETTER),
    ("our privacy notice", LETTER),
    ("and privacy policy", LETTER),
    ("our privacy policy", LETTER),
    ("our free newsletter", LETTER),
    ("to our newsletter", LETTER),
    ("sign up to our", LETTER),
    ("sign up for our", LETTER),
    ("for subscribers only", WALL),
    ("exclusive to subscribers", WALL),
    ("to unlock more articles", WALL),
    ("sign in to unlock", WALL),
    ("rights reserved", RIGHTS),
    ("may not be published, broadcast, rewritten", RIGHTS),
    ("failed to load", PLAYER),
    ("javascript", PLAYER),
];

/// Words of share bars. A line of nothing else is one.
const SHARE_WORDS: &[&str] = &[
    "and",
    "article",
    "bluesky",
    "by",
    "bookmark",
    "comment",
    "comments",
    "copy",
    "diaspora",
    "e-mail",
    "email",
    "embed",
    "facebook",
    "feedly",
    "flipboard",
    "free",
    "gab",
    "gettr",
    "google",
    "hacker",
    "icon",
    "instagram",
    "kopieren",
    "line",
    "link",
    "linkedin",
    "mail",
    "mastodon",
    "messenger",
    "mewe",
    "more",
    "news",
    "on",
    "parler",
    "permalink",
    "pin",
    "pinterest",
    "pocket",
    "post",
    "print",
    "reddit",
    "republic",
    "save",
    "saved",
    "send",
    "share",
    "shares",
    "skype",
    "sms",
    "snapchat",
    "submit",
    "telegram",
    "this",
    "threads",
    "tiktok",
    "to",
    "truth",
    "tumblr",
    "tweet",
    "twitter",
    "twitter-x",
    "via",
    "viber",
    "vk",
    "wechat",
    "weibo",
    "whatsapp",
    "x",
    "xing",
    "youtube",
    "teilen",
    "drucken",
    "partager",
    "compartir",
    "kommentare",
    "discussion",
    "it",
    "f",
    "t",
    "w",
    "m",
];

/// Longer lines are prose and are not compared.
const LONGEST: usize = 400;

/// Why `line` is no part of an article, if it is none.
pub(in crate::parse) fn reason(line: &str) -> Option<Reason> {
    if line.len() > LONGEST {
        return None;
    }
    let lower = Folded::of(line);
    let lower = lower.as_str();
    reason_of_folded(lower)
}

fn reason_of_folded(lower: &str) -> Option<Reason> {
    if lower.len() <= 60 {
        if let Some(&(_, reason)) = WHOLE.iter().find(|(whole, _)| *whole == lower) {
            return Some(reason);
        }
        if is_counter(lower) {
            return Some(COUNT);
        }
    }
    if lower.len() <= 200 && is_share_bar(lower) {
        return Some(SHARE);
    }
    let first = *lower.as_bytes().first()?;
    if let Some(&(_, reason)) = BEGINS
        .iter()
        .find(|(begin, _)| begin.as_bytes().first() == Some(&first) && lower.starts_with(begin))
    {
        return Some(reason);
    }
    HOLDS
        .iter()
        .find(|(phrase, _)| lower.contains(phrase))
        .map(|&(_, reason)| reason)
}

/// A line in lower case with plain apostrophes, for comparing.
struct Folded(String);

impl Folded {
    fn of(line: &str) -> Self {
        let mut out = String::with_capacity(line.len());
        for c in line.chars() {
            match c {
                '’' | '‘' => out.push('\''),
                c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
                c => out.extend(c.to_lowercase()),
            }
        }
        Folded(out)
    }

    fn as_str(&self) -> &str {
        &self.0
    }
}

/// "84.1K", "1 / 23", "195Shares", "0 Comments", "4 min read", "New, 15 comments", "00:00".
fn is_counter(lower: &str) -> bool {
    let mut digits = false;
    for word in lower.split(|c: char| !c.is_alphanumeric()) {
        if word.is_empty() {
            continue;
        }
        let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
        digits |= unit.len() < word.len();
        let known = unit.is_empty()
            || matches!(
                unit,
                "k" | "m"
                    | "min"
                    | "mins"
                    | "minute"
                    | "minutes"
                    | "minuten"
                    | "minutos"
                    | "minuti"
                    | "shares"
                    | "share"
                    | "comments"
                    | "comment"
                    | "kommentare"
                    | "kommentar"
                    | "commentaires"
                    | "comentarios"
                    | "views"
                    | "view"
                    | "read"
                    | "reads"
                    | "likes"
                    | "new"
                    | "lesezeit"
                    | "lesedauer"
                    | "of"
                    | "bilder"
                    | "photos"
                    | "videos"
                    | "images"
                    | "sec"
                    | "watch"
                    | "listen"
                    | "time"
                    | "reading"
                    | "lecture"
                    | "de"
                    | "lectura"
                    | "leestijd"
                    | "votes"
                    | "points"
                    | "retweets"
                    | "s"
                    | "kommentarer"
                    | "svar"
                    | "temps"
                    | "tiempo"
                    | "tempo"
                    | "di"
                    | "lettura"
                    | "anhören"
                    | "fotostrecke"
                    | "öffnen"
                    | "ago"
            );
        if !known {
            return false;
        }
    }
    // A year alone may be a crosshead or a headline.
    digits && !(lower.len() == 4 && lower.bytes().all(|b| b.is_ascii_digit()))
}

fn is_share_bar(lower: &str) -> bool {
    let mut words = 0;
    let mut strong = false;
    for word in lower.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            continue;
        }
        if !SHARE_WORDS.contains(&word) {
            return false;
        }
        strong |= !matches!(
            word,
            "and"
                | "article"
                | "by"
                | "free"
                | "republic"
                | "truth"
                | "this"
                | "to"
                | "on"
                | "it"
                | "line"
                | "more"
                | "news"
                | "hacker"
                | "post"
                | "mail"
                | "link"
                | "x"
                | "google"
                | "f"
                | "t"
                | "w"
                | "m"
                | "send"
                | "discussion"
        );
        words += 1;
    }
    strong
        || (words == 1
            && matches!(
                lower,
                "truth" | "post" | "mail" | "x" | "free republic" | "line" | "send"
            ))
        || lower == "free republic"
        || lower == "f t w m"
        || lower == "hacker news"
}

/// "4 minute read", "Lesezeit: 5 Minuten", "0 Comments" as a part of a date line.
pub(in crate::parse) fn is_count(part: &str) -> bool {
    part.len() <= 60 && is_counter(&Folded::of(part).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_has_a_reason() {
        for (line, want) in [
            ("ADVERTISEMENT", AD),
            ("Story continues below advertisement", AD),
            ("Facebook Twitter Flipboard Send Reddit", SHARE),
            ("Share this article", SHARE),
            ("84.1K", COUNT),
            ("1 / 23", COUNT),
            ("0 Comments", COUNT),
            ("4 minute read", COUNT),
            ("Lesezeit: 5 Minuten", COUNT),
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
