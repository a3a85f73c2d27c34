"""An archive of made-up articles, the same in every run, in the forms that each program reads.

Articles have about 550 words, spread over twenty years; bylines, sections and tags are as unevenly
shared as in a real archive.
"""
import os
import random

SYLLABLES = "ba cor den el fir gom hul is jat ker lin mor nep os pra tu wen yar".split()
SMALL = "the of and to in a that for is was with on as at by".split()
SECTIONS = "Council Courts Harbour Schools Sport Weather Business Letters".split()
MONTHS = ("January February March April May June July August September October November December").split()


class Article:
    """One article; everything follows from its number."""

    def __init__(self, number, total):
        r = random.Random(number * 7919 + 17)
        self.number = number
        day = int(number * 7300 / total)
        year, rest = divmod(day, 365)
        self.year, self.month, self.day = 2005 + year, rest * 12 // 365 + 1, rest % 28 + 1
        self.clock = "%02d:%02d" % (6 + r.randrange(16), r.randrange(60))
        self.headline = capital(" ".join(words(r, 8)))
        self.standfirst = capital(" ".join(words(r, 18))) + "." if r.random() < 0.7 else None
        # A few write most of it.
        authors = max(10, total // 100)
        self.authors = [] if r.random() < 0.08 else [name(int(r.paretovariate(1.0)) % authors)]
        if self.authors and r.random() < 0.1:
            self.authors.append(name(1 + int(r.random() * authors)))
        self.section = SECTIONS[int(r.paretovariate(1.2)) % len(SECTIONS)]
        self.tags = sorted({"tag " + word(random.Random(int(r.paretovariate(0.7)) % 400)) for _ in range(r.randrange(5))})
        self.body = []
        for paragraph in range(20):
            if paragraph in (7, 14):
                self.body.append((True, capital(" ".join(words(r, 3)))))
            text = capital(" ".join(words(r, 26 + r.randrange(6)))) + "."
            if r.random() < 0.2:
                text = "“" + text[:-1] + ",” said " + name(r.randrange(900)) + "."
            self.body.append((False, text))
        self.slug = "-".join(self.headline.lower().split()) + "-%d" % number

    @property
    def folder(self):
        return "%04d/%02d" % (self.year, self.month)

    @property
    def date(self):
        return "%04d-%02d-%02d" % (self.year, self.month, self.day)

    def markdown_body(self):
        return "\n\n".join(("## " if is_crosshead else "") + text for is_crosshead, text in self.body)


def word(r):
    return "".join(r.choice(SYLLABLES) for _ in range(1 + r.randrange(3)))


def words(r, count):
    return [r.choice(SMALL) if r.random() < 0.4 else word(r) for _ in range(count)]


def capital(text):
    return text[:1].upper() + text[1:]


def name(number):
    r = random.Random(number)
    return capital(word(r)) + " " + capital(word(r) + "by")


def quoted(text):
    return '"' + text.replace('"', "'") + '"'


def listed(items):
    return "[" + ", ".join(map(quoted, items)) + "]"


def as_text(a):
    """As saved from a page: no marks, the facts as the page printed them."""
    head = [a.headline]
    if a.standfirst:
        head.append(a.standfirst)
    head.append("%d %s %d, %s" % (a.day, MONTHS[a.month - 1], a.year, a.clock))
    if a.authors:
        head.append("By " + " and ".join(a.authors))
    tail = ["Tags: " + ", ".join(a.tags)] if a.tags else []
    return "\n\n".join(head + [text for _, text in a.body] + tail) + "\n"


def as_markdown(a):
    """With the front matter that Hugo's users write."""
    lines = ["+++", "title = " + quoted(a.headline), "date = %sT%s:00Z" % (a.date, a.clock)]
    if a.standfirst:
        lines.append("description = " + quoted(a.standfirst))
    lines += ["authors = " + listed(a.authors), "categories = " + listed([a.section]), "tags = " + listed(a.tags)]
    return "\n".join(lines + ["+++", "", a.markdown_body(), ""])


def as_zola(a):
    lines = ["+++", "title = " + quoted(a.headline), "date = %sT%s:00Z" % (a.date, a.clock)]
    if a.standfirst:
        lines.append("description = " + quoted(a.standfirst))
    lines += ["[taxonomies]", "authors = " + listed(a.authors), "categories = " + listed([a.section]), "tags = " + listed(a.tags)]
    return "\n".join(lines + ["+++", "", a.markdown_body(), ""])


def as_eleventy(a):
    """Its own `tags` are what it makes collections of."""
    lines = ["---", "title: " + quoted(a.headline), "date: %sT%s:00Z" % (a.date, a.clock), "layout: story.11ty.js", "tags: story"]
    if a.standfirst:
        lines.append("description: " + quoted(a.standfirst))
    lines += ["authors: " + listed(a.authors), "categories: " + listed([a.section]), "topics: " + listed(a.tags)]
    lines.append("permalink: /%s/%s/index.html" % (a.folder, a.slug))
    return "\n".join(lines + ["---", "", a.markdown_body(), ""])


def as_pelican(a):
    lines = ["Title: " + a.headline, "Date: %s %s" % (a.date, a.clock), "Slug: " + a.slug, "Category: " + a.section]
    if a.standfirst:
        lines.append("Summary: " + a.standfirst)
    if a.authors:
        lines.append("Authors: " + "; ".join(a.authors))
    if a.tags:
        lines.append("Tags: " + ", ".join(a.tags))
    return "\n".join(lines + ["", a.markdown_body(), ""])


def for_hugo(title, depth):
    """The file in a folder that is to have a page of its own."""
    return '+++\ntitle = "%s"\n+++\n' % title


def for_zola(title, depth):
    """The same, handing its articles on to the folder above."""
    above = "transparent = true\n" if depth else ""
    pages = "paginate_by = 50\n" if depth else ""
    return '+++\ntitle = "%s"\nsort_by = "date"\n%s%s+++\n' % (title, pages, above)


def write(folder, total, form, ending, section=None):
    """Writes the archive below `folder`, unless it is there, with a file `_index.md` for each folder where
    `section` says what is in it."""
    done = os.path.join(folder, ".complete")
    if os.path.exists(done):
        return
    made = set()
    if section is for_zola:
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "_index.md"), "w", encoding="utf-8") as out:
            out.write(section("Front page", 0))
    for number in range(total):
        a = Article(number, total)
        at = os.path.join(folder, a.folder)
        if at not in made:
            made.add(at)
            os.makedirs(at, exist_ok=True)
            if section:
                for place, title, depth in ((at, "%s %d" % (MONTHS[a.month - 1], a.year), 2), (os.path.dirname(at), str(a.year), 1)):
                    with open(os.path.join(place, "_index.md"), "w", encoding="utf-8") as out:
                        out.write(section(title, depth))
        with open(os.path.join(at, a.slug + ending), "w", encoding="utf-8") as out:
            out.write(form(a))
    open(done, "w").close()
