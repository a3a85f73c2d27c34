#!/usr/bin/env python3
"""How heavy the pages of a site are: of each kind the number, the middle one and the heaviest, in bytes of HTML
as it lies on disk and as a host sends it compressed.

    benches/weights.py SITE
"""
import gzip
import re
import statistics
import sys
from pathlib import Path

KIND = re.compile(rb'<body class="k-(\w+)')


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    site = Path(sys.argv[1])
    pages = {}
    for path in sorted(site.rglob("*.html")):
        html = path.read_bytes()
        kind = KIND.search(html)
        if kind:
            pages.setdefault(kind[1].decode(), []).append((len(html), path, html))
    print("| kind | pages | middle | heaviest | compressed | which |")
    print("| --- | ---: | ---: | ---: | ---: | --- |")
    for kind, some in sorted(pages.items()):
        size, path, html = max(some, key=lambda page: page[0])
        middle = int(statistics.median(page[0] for page in some))
        sent = len(gzip.compress(html, 6))
        print(f"| {kind} | {len(some):,} | {middle:,} | {size:,} | {sent:,} | `{path.relative_to(site)}` |")


if __name__ == "__main__":
    main()
