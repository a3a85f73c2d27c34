//! Every screen that the program can show about a site as a whole, its files and its disk, in one
//! list to be read like code. Those about bytes, front matter and sidecars stand in `src/parse/messages`.

#![allow(
    clippy::disallowed_methods,
    clippy::too_many_lines,
    clippy::unwrap_used,
    reason = "the list is held against the source of the messages"
)]

use morgue::diag::Diagnostic;
use std::fs;
use std::io;
use std::path::Path;

macro_rules! screens {
    ($($name:ident($($argument:expr),*);)+) => {
        vec![$((stringify!($name), Diagnostic::$name($($argument),*).to_string()),)+]
    };
}

fn screens() -> Vec<(&'static str, String)> {
    let day = |text: &str| morgue::date::parse(text).unwrap();
    let why = || io::Error::from(io::ErrorKind::PermissionDenied);
    screens! {
        same_address("content", "b/flood.md", "a/flood.md", "2017/07/07/flood.html", "2017/07/07/flood-mxq34g.html");
        unsafe_address("content/a.pdf");
        address_taken("static/feed.xml", "feed.xml");
        broken_link("content/a.md", 5, "gone.md");
        no_place("content/a.md", 5, "night.md#flod");
        no_own_place("content/a.md", 5, "#flod");
        link_outside("content/a.md", 5, "../../secret.txt");
        no_headline("content/a.html", 1, "a.html");
        no_date("content/a.txt", 1, None);
        no_date("content/a.txt", 1, Some("2007-05-05"));
        no_byline("content/a.txt", 1);
        no_body("content/a.txt", 1);
        is_draft("content/a.md", 4);
        private("content/a.txt", Some(3));
        private("content/a.txt", None);
        withdrawn("content/a.txt", 2);
        excerpt_without_original("content/a.txt");
        name_not_met("content/a.txt", "Jane Roe");
        withheld_files("content", 1);
        withheld_files("content", 12);
        template("templates/article.html", "Field `nobody` is not defined\n  |\n3 | {{ nobody }}\n  |    ^^^^^^");
        disk("cannot write", "public/index.html", &why());
        no_content("content", &why());
        unreadable_name("content/\u{fffd}.txt");
        link_not_followed("content/a.txt");
        link_leads_out("content/a.txt");
        link_loop("content/loop");
        hidden("content/.DS_Store");
        section_page("content/news/_index.md");
        not_a_file("content/pipe.txt");
        unknown_kind("content/run.exe");
        page_parts("content/kiosk_files", 1);
        page_parts("content/kiosk_files", 12);
        active_picture("content/map.svg", 3, "a script");
        unreadable("content/a.txt", &why());
        unreadable_input("morgue.toml", &why());
        unreadable_sidecar("content/a.txt");
        own_link("static/icon.svg");
        no_alias("content/a.md", 7, "/?p=1984");
        alias_taken("content/a.md", 7, "1984/index.html", "a page of the site");
        redirect_shape("redirects.csv", 3);
        redirect_nowhere("redirects.csv", 3, "gone.txt");
        same_original("content/b.md", "content/a.md");
        no_articles("content");
        all_articles_gone("public", "content");
        sidecar_of_several("content/a.toml", &["a.md", "a.txt"]);
        sidecar_of_none("content/a.toml");
        build_running("public", None);
        build_running("public", Some(4242));
        output_is_root("/");
        output_is_file("public");
        output_overlaps("content/site", "content");
        output_overlaps_own("static/site", "static");
        output_is_link("public");
        foreign_output("public", "thesis.txt");
        not_ours("public/1994/06/17/fish.html");
        changed_meanwhile("content/a.txt");
        init_taken("my-archive/morgue.toml");
        open_date_order("content/a.txt", 3, &day("2021-04-03"), &day("2021-03-04"));
        impossible_date("content/a.txt", 3, "31 February 2021");
        bylines_differ("content/a.html", 12, "Jun Mori", "Ottilie Brand");
        dates_differ("content/a.html", 12, &day("2021-04-03"), &day("2021-04-04"));
    }
}

#[test]
fn every_screen_reads_well() {
    let all: Vec<String> = screens()
        .iter()
        .map(|(name, shown)| format!("# {name}\n{shown}\n"))
        .collect();
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn no_message_is_missing_from_the_list() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diag");
    let files = fs::read_dir(folder).unwrap();
    let source: String = files
        .map(|file| fs::read_to_string(file.unwrap().path()).unwrap())
        .collect();
    let messages = source.split("    pub fn ").skip(1).filter_map(|rest| {
        let (signature, _) = rest.split_once('{')?;
        let (name, arguments) = signature.split_once('(')?;
        let makes_one =
            signature.contains("-> Self") && !arguments.trim_start().starts_with("mut self");
        makes_one.then_some(name)
    });
    let listed = screens();
    let missing: Vec<&str> = messages
        .filter(|m| !listed.iter().any(|(name, _)| name == m))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}
