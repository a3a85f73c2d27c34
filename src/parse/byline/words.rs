//! The words that bylines are made of besides names: "By", roles, agencies, outlets, buttons.
//!
//! All lists are lower case, with `|` between entries; a form is added by one entry.

use super::super::phrases::{Folded, Phrases};
use std::sync::LazyLock;

/// A list of words and phrases.
pub(super) struct List(LazyLock<Phrases<()>>);

impl List {
    /// Whether `text` (lower case) is one of the list.
    pub(super) fn contains(&self, text: &str) -> bool {
        self.0.whole(text).is_some()
    }

    /// The longest phrase that `text` begins with as whole words, any case.
    pub(super) fn begins(&self, text: &str) -> Option<&'static str> {
        self.0
            .begins_line_word(&Folded::of(text))
            .map(|(phrase, ())| phrase)
    }
}

/// Makes a [`List`] of phrases with `|` between them.
macro_rules! list {
    ($(#[$doc:meta])* $name:ident = $phrases:expr;) => {
        $(#[$doc])*
        pub(super) static $name: List = List(LazyLock::new(|| Phrases::of(&[((), $phrases)])));
    };
}

list! {
    /// Phrases that introduce the author.
    BY = "author of the article|about the author|this article is by|story and photos by|\
    story and photographs by|words and pictures by|words and photos by|written by|posted by|\
    published by|reported by|submitted by|contributed by|compiled by|curated by|authored by|created by|story by|\
    stories by|words by|text by|report by|article by|analysis by|news analysis by|opinion by|comment by|\
    commentary by|column by|review by|essay by|exclusive by|interview by|feature by|explainer by|\
    perspective by|editorial by|special report by|guest column by|reporting by|by|authors|author|byline|\
    writer|words|ein kommentar von|eine analyse von|ein gastbeitrag von|gastbeitrag von|kommentar von|\
    kolumne von|analyse von|interview von|glosse von|essay von|leitartikel von|reportage von|\
    porträt von|rezension von|eine kolumne von|ein interview von|ein essay von|geschrieben von|\
    verfasst von|von|autorinnen|autoren|autorin|autor|propos recueillis par|écrit par|rédigé par|\
    publié par|article de|une chronique de|chronique de|par|auteur|auteurs|escrito por|publicado por|\
    redactado por|por|a cura di|scritto da|pubblicato da|di|autore|geschreven door|door|skrevet af|\
    skrevet av|skriven av|av|af|tekst|text|penulis|oleh|haberler|haber|yazan";
}

list! {
    /// Words of [`BY`] that count only with a colon (or alone on their line), since prose uses them.
    LABELS = "author of the article|about the author|authors|author|byline|writer|words|autorinnen|autoren|\
    autorin|autor|auteur|auteurs|autore|tekst|text|penulis|haberler|haber|yazan";
}

list! {
    /// Phrases that introduce somebody who is not the author.
    NOT_BY = "hosted by|moderated by|narrated by|directed by|voiced by|designed by|data by|research by|\
    additional reporting by|additional reporting|with additional reporting by|edited by|editing by|\
    editor|photos by|photo by|photographs by|photograph by|photography by|pictures by|picture by|\
    images by|image by|illustrations by|illustration by|illustrated by|graphics by|graphic by|video by|\
    videos by|produced by|sponsored by|presented by|translated by|translation by|reviewed by|\
    medically reviewed by|fact checked by|fact-checked by|powered by|paid for by|provided by|\
    supported by|übersetzung|übersetzt von|übersetzung und adaptierung|aus dem englischen von|foto|\
    fotos|foto von|bild|photo|photos|picture|pictures";
}

list! {
    /// Nouns of roles. A part of a byline that has one is a role.
    ROLES = "analyst|anchor|author|autor|autorin|blogger|chief|columnist|commentator|contributor|contributing|\
    correspondent|correspondents|correspondante|correspondant|corresponsal|corrispondente|\
    correspondente|critic|desk|director|editor|editor-in-chief|editor-at-large|editors|fellow|freelance|\
    freelancer|head|host|intern|journalist|journalista|journaliste|journalisten|journalistin|\
    korrespondent|korrespondentin|medarbejder|meteorologist|multimedia|periodista|photographer|producer|\
    professor|presenter|redacteur|redactor|redactora|redakteur|redakteurin|redaktør|redaktör|reporter|\
    reporters|researcher|staff|strategist|verslaggever|volontär|volontärin|writer|writers|volunteer|\
    trainee|assistant|manager|student|reporterin|giornalista|inviato|envoyé|envoyée|geschäftsführer";
}

/// Whether `word` (lower case) is a role noun. German and Dutch join theirs: "Sportredakteurin".
pub(super) fn is_role(word: &str) -> bool {
    ROLES.contains(word)
        || [
            "redakteur",
            "redakteurin",
            "korrespondent",
            "korrespondentin",
            "reporter",
            "reporterin",
            "redacteur",
            "korrespondenten",
        ]
        .iter()
        .any(|end| word.len() > end.len() && word.ends_with(end))
}

/// Whether `word` (lower case) says how high a role is, so that a role begins with it.
pub(super) fn is_rank(word: &str) -> bool {
    matches!(
        word,
        "senior"
            | "chief"
            | "deputy"
            | "assistant"
            | "associate"
            | "junior"
            | "our"
            | "staff"
            | "special"
            | "executive"
            | "managing"
            | "acting"
            | "contributing"
    )
}

/// Whether `word` (lower case) is a role that only journalists have.
pub(super) fn is_reporter(word: &str) -> bool {
    matches!(
        word,
        "correspondent"
            | "reporter"
            | "editor"
            | "korrespondent"
            | "korrespondentin"
            | "reporterin"
            | "columnist"
            | "redakteur"
            | "redakteurin"
    )
}

list! {
    /// News agencies, as bylines name them.
    AGENCIES = "aa|aap|adnkronos|afp|agence france-presse|agence france presse|agencia efe|agências|agencia lusa|\
    agência lusa|anadolu agency|anadolu ajansı|ani|anp|ansa|ap|apa|associated press|belga|bloomberg|\
    bloomberg news|canadian press|cna|dpa|dpa/lby|dpa-afx|deutsche presse-agentur|efe|epd|europa press|\
    ians|interfax|jiji press|kna|kyodo news|kyodo|lusa|ntb|pa|pa media|pap|press association|\
    press trust of india|pti|reuters|ritzau|rts|sda|keystone-sda|sid|tass|the associated press|\
    the canadian press|tt|uni|upi|united press international|xinhua|yonhap";
}

/// Whether `text` (lower case) is the name of a news agency.
pub(super) fn is_agency(text: &str) -> bool {
    AGENCIES.contains(text)
}

list! {
    /// Words that say "some agencies", which names nobody.
    NOBODY = "agencies|agency|agenturen|agences|agencias|agenzie|wire services|wire reports|\
    staff and wire reports|other agencies|admin|administrator|webmaster|guest|anonymous|online|\
    redaktion|editor|staff|staff reporter|staff writer|our correspondent|our reporter|contributor|\
    guest author|guest contributor|external contributor";
}

list! {
    /// Nouns that end the name of a newspaper, broadcaster or desk.
    OUTLETS = "advertiser|age|agency|argus|banner|bee|broadcasting|bulletin|bureau|business|call|capital|chronicle|\
    citizen|company|correspondents|courant|courier|daily|democrat|desk|dispatch|echo|editorial|enquirer|\
    enterprise|examiner|express|foundation|free-press|gazette|globe|group|guardian|herald|inc|\
    independent|inquirer|institute|journal|leader|ledger|live|magazine|mail|media|mercury|mirror|\
    monitor|network|networks|news|newspaper|newspapers|newsroom|observer|online|patriot|pioneer|post|\
    press|project|radio|record|redacción|redactie|redaction|redaktion|redaktionen|redazione|register|\
    reporter|republic|republican|review|rédaction|sentinel|service|services|shimbun|spectator|staff|\
    standard|star|statesman|sun|syndicate|telegraph|television|times|today|tribune|tv|union|university|\
    voice|wire|world|zeitung";
}

/// Whether `word` (lower case) ends the name of an outlet.
pub(super) fn is_outlet_noun(word: &str) -> bool {
    OUTLETS.contains(word)
        || word.ends_with(".com")
        || word.ends_with(".org")
        || word.ends_with(".net")
        || word.ends_with(".de")
        || word.ends_with(".co.uk")
        || word.ends_with("zeitung")
}

list! {
    /// Words inside a name that begin with a small letter.
    PARTICLES = "abu|af|al|ap|av|ben|bin|bint|da|dal|de|degli|dei|del|della|den|der|di|do|dos|du|e|el|het|ibn|la|le|les|lo|\
    mac|of|op|san|st|ten|ter|til|und|van|vom|von|wa|y|zu|zum|zur|'t|d'|das|des|auf|dem|í|i";
}

/// Whether `word` is a particle of a name ("van", "de la").
pub(super) fn is_particle(word: &str) -> bool {
    !matches!(word, "of" | "und" | "e" | "y") && PARTICLES.contains(word)
}

list! {
    /// Conjunctions between two authors.
    AND = "and|&|und|et|y|e|og|och|en|with|mit|avec|con|com|met|med|+|i|ve|dan";
}

list! {
    /// Conjunctions before somebody who helped; an agency there is a source, not an author.
    WITH = "with|mit|avec|con|com|met|med";
}

list! {
    /// Words that begin a place or an outlet behind a name ("in Kyiv", "for the Bugle").
    BEHIND = "in|at|for|from|of|à|en|em|aus|für|pour|para|per|voor|i|til|på|te|on";
}

/// Whether `word` (lower case) leads to whom somebody wrote for, never to a place.
pub(super) fn is_for(word: &str) -> bool {
    matches!(word, "for" | "für" | "pour" | "para" | "per" | "voor")
}

list! {
    /// Button text and labels glued to bylines.
    BUTTONS = "bio|bookmark|comment|comments|contact|email|e-mail|facebook|follow|followed|instagram|linkedin|\
    print|profile|icon|plus|save|share|subscribe|tweet|twitter|x|whatsapp|bluesky|threads|folgen|suivre|seguir|\
    segui|volg|seguici|følg|följ";
}

list! {
    /// Words that no name contains: a line with one is a headline, a teaser or a menu.
    NEVER = "a|about|advertisement|after|against|all|an|and|are|article|articles|as|at|be|been|before|breaking|\
    business|but|by|can|click|comments|continue|could|coverage|do|does|editorial|entertainment|\
    exclusive|for|free|from|gallery|get|getty|has|have|here|home|how|image|images|in|inside|into|is|it|\
    its|latest|learn|live|login|menu|more|most|new|news|newsletter|not|now|of|off|on|opinion|or|our|out|\
    over|people|photo|photos|podcast|politics|popular|recommended|related|reviews|science|search|see|\
    share|should|show|sign|sport|sports|subscribe|technology|than|that|the|their|these|they|this|to|top|\
    topics|travel|trending|tv|up|us|video|videos|view|was|watch|we|were|what|when|where|which|who|why|\
    with|world|would|year|years|you|your|und|der|die|das|mehr|zum|im|les|des|sur|pour|dans|los|las|para|\
    sobre|het|een|anzeige|werbung|publicité|publicidad|kommentare|artikel|nachrichten|copyright|reuters|\
    minutes|minute|hours|ago|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|\
    july|september|october|november|december|university|government|president|minister|police|court|\
    street|road|city|county|council|party|league|cup|united|states|south|east|lifestyle|health|weather|\
    economy|finance|money|culture|arts|food|fashion|celebrity|football|cricket|tennis|rugby|local|\
    national|international|global|africa|europe|asia|america|american|british|french|german|updates|\
    update|analysis|explained|report|reports|says|said|week|today|tomorrow|part|chapter|section|\
    contents|summary|key|points|takeaways|background|conclusion|introduction|editor's|facts";
}

/// Whether `word` (lower case) belongs to no name.
pub(super) fn is_never_in_name(word: &str) -> bool {
    NEVER.contains(word)
}

/// Degrees and honours behind a name.
pub(super) fn is_credential(word: &str) -> bool {
    matches!(
        word.trim_matches('.'),
        "MD" | "M.D"
            | "PhD"
            | "Ph.D"
            | "Ph.D."
            | "MS"
            | "MSc"
            | "RD"
            | "RDN"
            | "RN"
            | "MPH"
            | "MA"
            | "BA"
            | "BSc"
            | "DO"
            | "JD"
            | "Esq"
            | "CPA"
            | "LD"
            | "CDE"
            | "DDS"
            | "PharmD"
            | "FRS"
            | "MP"
            | "QC"
            | "KC"
            | "OBE"
            | "CBE"
            | "MBE"
            | "LLM"
            | "CFA"
            | "CNS"
            | "NP"
            | "LCSW"
            | "PsyD"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_role_nouns_are_roles() {
        assert!(is_role("sportredakteurin") && is_role("editor") && !is_role("smith"));
    }
}
