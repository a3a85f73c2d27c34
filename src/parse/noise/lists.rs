//! The words and phrases of noise, each list with the reason that it gives.

use super::Reason;

pub(super) const AD: Reason = "advertisement";
pub(super) const SHARE_BAR: Reason = "share bar";
pub(super) const COUNTER: Reason = "counter";
pub(super) const PLAYER: Reason = "player or gallery";
pub(super) const LETTER: Reason = "newsletter block";
pub(super) const WALL: Reason = "paywall block";
pub(super) const COOKIE: Reason = "cookie or privacy line";
pub(super) const RIGHTS: Reason = "copyright line";
pub(super) const FOLLOW: Reason = "invitation to follow";
pub(super) const COMMENTS: Reason = "comments";
pub(super) const AFFILIATE: Reason = "affiliate notice";
pub(super) const PAGE: Reason = "page furniture";
pub(super) const ADDRESS: Reason = "handle or address";

/// Whole lines, lower case.
pub(super) const WHOLE: &[(Reason, &str)] = &[
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
        learn more|tamaño de letra|color de fondo|end of list|keep reading|read less|a a a|text size|download pdf|\
        filed under|tags|about the author|in other news|more coverage|next article|previous article|next story|\
        previous story|return to top|reuse this content|reprints|get licensing rights|rights and permissions|\
        related tags|explore more on these topics|quick read|report a mistake|report an error|report a typo|\
        report this content|was this article helpful?|thank you for your feedback|thank you for your feedback.|\
        dismiss|not now|accept|reject all|powered by|google news|print|print page|email|give this article",
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
        media playback is unsupported on your device|expand|enlarge|open this photo in gallery|\
        open this photo in gallery:|media caption,|figure caption,|hide caption|show caption|toggle caption|\
        enlarge this image|view image in fullscreen|tap to unmute|autoplay|watch live|gallery|photo gallery|\
        click to enlarge|click for more photos|swipe for more photos|listen to this article now|\
        your browser can't play this video.|this audio is auto-generated.",
    ),
    (
        WALL,
        "sign in|log in|subscribe|register|or|already subscribed?|sign in or create an account|\
        support independent journalism|support our work|support our journalism|donate|donate now|make a donation|\
        become a supporter|already a member? log in|get unlimited access|unlock this article|subscriber only|\
        subscribers only|this is a premium article|view more offers|support local journalism|support local journalism.|\
        don't have an account? create account",
    ),
    (
        LETTER,
        "sign up|sign me up|free newsletter|newsletter|newsletters|skip past newsletter promotion|\
        after newsletter promotion|please enter your email|no spam. unsubscribe anytime.|\
        you can unsubscribe at any time.|success! you're on the list.",
    ),
    (
        COMMENTS,
        "comment|comments|commentaires|comentarios|kommentare|debatte|join the conversation|\
        join the discussion|leave a comment|leave a reply|post a comment|add a comment|view comments|\
        show comments|read comments|comenta|view all comments|hide comments|jump to comments|go to comments|\
        have your say|sort by|newest first|oldest first|log in to comment|log in to leave a comment|\
        let us know in the comments|your comment has been submitted|what do you think?|like this:|like loading...",
    ),
    (
        COOKIE,
        "privacy notice|cookie policy|terms & conditions|terms of service|terms of use|privacy policy|\
        this page uses cookies|allow notifications",
    ),
    (
        FOLLOW,
        "follow|following|+ follow|follow +|folgen|suivre|seguir",
    ),
    (
        RIGHTS,
        "all rights reserved|all rights reserved.|tous droits réservés|alle rechte vorbehalten|\
        todos los derechos reservados",
    ),
];

/// Beginnings of lines, lower case, of lines up to [`LONGEST`] bytes.
pub(super) const BEGINS: &[(Reason, &str)] = &[
    (
        AD,
        "ad feedback|video ad feedback|skip ad|advertisement - |continue reading below|scroll down for more|\
        scroll to continue|advertisement |this advertisement has not loaded|story continues below|article continues below|\
        article continues after",
    ),
    (
        SHARE_BAR,
        "share this|share on |share via |share all sharing|share permalink|share article|share story|\
        send this page|show more sharing|click to share|click here to share|den link zum einbetten|\
        copier/coller le lien|die artikel-url wurde|artikel teilen",
    ),
    (
        PAGE,
        "list 1 of |list 2 of |list 3 of |list 4 of |slide 1 of |dieser artikel wurde im original|summary is ai-generated",
    ),
    (
        LETTER,
        "learn more about our newsletters|sign up |sign-up |subscribe to our|subscribe to the|subscribe to |get our |get the latest |\
        get daily |get breaking news|get email |get more |by signing up|by subscribing|\
        by providing your email|by entering your email|by clicking |by submitting |thanks for signing up|\
        thank you for signing up|thank you for subscribing|thanks for reading|thank you for reading|a welcome email is on its way|enter your email|\
        please enter a valid email|your email address|email address|there was an error, please provide|\
        the next issue of |we encountered an issue signing|interested in more newsletters|\
        i would like to be emailed|want more stories|for free real time breaking news|our newsletter |\
        delivered to your inbox|mit unserem newsletter|jetzt newsletter|newsletter abonnieren|\
        inscrivez-vous|suscríbete|iscriviti|click here to sign|click here to subscribe",
    ),
    (
        WALL,
        "try it free for|start your subscription|please consider making a donation|please consider donating|\
        your support helps us|subscribe for|subscribe now|subscribe today|this content is reserved for|\
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
        get the app|download our free app|get the free app|follow our whatsapp|make us preferred|add us as a preferred|folgen sie uns|suivez-nous|\
        síguenos|have a tip?|got a tip?|do you have a story|if you have a story|if you get |\
        turn on notifications|enable notifications|turn on alerts",
    ),
    (
        COMMENTS,
        "be the first to comment|let us know in the comments|what do you think? let us know|commenting has been|comments are closed|this comment section",
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
    (
        RIGHTS,
        "copyright ©|copyright (c)|copyright 19|copyright 20|© copyright",
    ),
];

/// Phrases anywhere in a line of up to 400 bytes, lower case.
pub(super) const HOLDS: &[(Reason, &str)] = &[
    (
        AFFILIATE,
        "may earn a commission|may earn an affiliate commission|may earn us a commission|\
        may receive a commission|may receive compensation",
    ),
    (
        LETTER,
        "valid email address|protected by recaptcha|to your google news|desktop notifications|straight to your inbox|delivered to your inbox|in your inbox|our privacy notice|\
        and privacy policy|our privacy policy|our free newsletter|subscribe for free to receive|to receive new posts|to our newsletter|sign up to our|\
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
pub(super) const SHARE_WORDS: &str = "app|in|read|and|article|bluesky|by|bookmark|comment|comments|copy|diaspora|e-mail|email|embed|facebook|feedly|\
    flipboard|free|gab|gettr|google|hacker|icon|instagram|kopieren|line|link|linkedin|mail|mastodon|\
    messenger|mewe|more|news|on|parler|permalink|pin|pinterest|pocket|post|print|reddit|republic|save|\
    saved|send|share|shares|skype|sms|snapchat|submit|telegram|this|threads|tiktok|to|truth|tumblr|\
    tweet|twitter|twitter-x|via|viber|vk|wechat|weibo|whatsapp|x|xing|youtube|teilen|drucken|partager|\
    compartir|kommentare|discussion|it|f|t|w|m";

/// Those that are words of plain text as well: a line of nothing but them is no share bar.
pub(super) const WEAK_SHARE_WORDS: &[&str] = &[
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

/// Words of counters.
pub(super) const COUNT_WORDS: &str = "k|m|min|mins|minute|minutes|minuten|minutos|minuti|shares|share|comments|comment|kommentare|\
    kommentar|commentaires|comentarios|views|view|read|reads|likes|new|lesezeit|lesedauer|of|\
    bilder|photos|videos|images|sec|watch|listen|time|reading|lecture|de|lectura|leestijd|votes|\
    points|retweets|s|to|kommentarer|svar|temps|tiempo|tempo|di|lettura|anhören|fotostrecke|öffnen|ago";
