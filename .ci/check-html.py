#!/usr/bin/env python3
"""Finds dead links and doubled ids in the built book.

    .ci/check-html.py book/book     check every .html file below the folder
    .ci/check-html.py --self-test   prove that each kind of fault is found

mdBook builds a book with dead links without a word. Links that leave the
book are not followed: that needs the network.
"""

import re
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Attributes that hold the address of something.
LINKS = {"href", "xlink:href", "src", "data", "poster", "srcset"}
# Attributes that hold ids of the same page, with spaces between them.
ID_LISTS = {
    "for", "aria-labelledby", "aria-describedby", "aria-controls", "headers",
}
# An SVG paints with `url(#arrow)`, in an attribute or in a style.
URL = re.compile(r"""url\(\s*['"]?#([^)'"\s]+)""")

# mdBook 0.5's own search field is described by an id that it has renamed.
MDBOOKS_OWN = {"searchresults-header"}


class Page(HTMLParser):
    """What one page names, and what it points at."""

    def __init__(self, file):
        super().__init__()
        self.ids = {}  # id -> the lines where it stands
        self.anchors = set()  # <a name="…">, the old way
        self.base = None  # <base href>: 404.html is served from anywhere
        self.links = []  # (line, what the page says)
        self.references = []  # (line, id)
        self.feed(file.read_text(encoding="utf-8"))
        self.close()

    def handle_starttag(self, tag, attributes):
        line = self.getpos()[0]
        for name, value in attributes:
            value = (value or "").strip()
            if name == "id":
                self.ids.setdefault(value, []).append(line)
            elif name == "name" and tag == "a":
                self.anchors.add(value)
            elif name == "href" and tag == "base":
                self.base = value
            elif name == "srcset":
                for candidate in value.split(","):
                    self.links.append((line, candidate.split()[0]))
            elif name in LINKS:
                self.links.append((line, value))
            elif name in ID_LISTS:
                self.references += [(line, id) for id in value.split()]
            self.references += [(line, id) for id in URL.findall(value)]

    def names(self, fragment):
        return fragment in self.ids or fragment in self.anchors


def faults(root):
    """Every fault in the book, each a line for people to read."""
    files = sorted(root.rglob("*.html"))
    pages = {file.resolve(): Page(file) for file in files}
    if not pages:
        yield f"{root}: there is no page; build the book first"
    for file, page in pages.items():
        shown = file.relative_to(root.resolve())
        for id, lines in page.ids.items():
            if len(lines) > 1:
                where = ", ".join(map(str, lines))
                yield f"{shown}:{lines[1]}: id “{id}” stands on lines {where}"
            if not id or id.split() != [id]:
                yield f"{shown}:{lines[0]}: “{id}” cannot be an id"
        for line, id in page.references:
            if id not in page.ids and id not in MDBOOKS_OWN:
                yield f"{shown}:{line}: refers to #{id}, which is not there"
        for line, link in page.links:
            fault = dead(root.resolve(), file, page, pages, link)
            if fault:
                yield f"{shown}:{line}: {link or '(empty)'}: {fault}"


def dead(root, file, page, pages, link):
    """Why the link leads nowhere; None if it leads somewhere."""
    if not link:
        return "an empty link"
    url = urlsplit(link)
    if url.scheme or url.netloc:
        return None  # http:, mailto:, data: leave the book
    target = file
    if url.path:
        path = unquote(url.path)
        if path.startswith("/"):
            # A book may be served below any address; only 404.html, which
            # stands for every address, has to begin at the top.
            if file.name != "404.html":
                return "begins with /, but the book may not be at the top"
            target = root / path.lstrip("/")
        elif page.base is not None:
            target = root / page.base.lstrip("/") / path
        else:
            target = file.parent / path
        target = target.resolve()
        if target.is_dir():
            target = target / "index.html"
        if not target.is_relative_to(root):
            return "leads out of the book"
        if not target.is_file():
            return "there is no such file"
    fragment = unquote(url.fragment)
    if not fragment or target.suffix != ".html":
        return None
    if target not in pages or not pages[target].names(fragment):
        return f"there is no #{fragment} in {target.relative_to(root)}"
    return None


# Each fault planted alone into a sound page, and what must be said of it.
SOUND = """<h1 id="top">A</h1><a href="#top">up</a><a href="b.html#there">b</a>
<img src="pictures/a.svg"><a href="https://example.org/x">out</a>
<svg aria-labelledby="top"><path marker-end="url(#arrow)"/>
<marker id="arrow"/></svg>"""
PLANTED = {
    '<a href="c.html">': "there is no such file",
    '<img src="pictures/b.svg">': "there is no such file",
    '<img srcset="pictures/a.svg 1x, pictures/c.svg 2x">': "no such file",
    '<a href="#gone">': "there is no #gone",
    '<a href="b.html#gone">': "there is no #gone",
    '<p id="top">': "stands on lines",
    '<p id="two words">': "cannot be an id",
    '<a href="">': "an empty link",
    '<a href="/b.html">': "begins with /",
    '<a href="../outside.html">': "leads out of the book",
    '<path fill="url(#gone)"/>': "refers to #gone",
    '<path style="stroke: url(\'#gone\')"/>': "refers to #gone",
    '<svg aria-describedby="top gone">': "refers to #gone",
}


def self_test():
    """Whether a sound book is clean and each planted fault is found."""
    failed = 0
    for fault, expected in [("", None), *PLANTED.items()]:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "book"
            (root / "pictures").mkdir(parents=True)
            (root / "pictures/a.svg").write_text("<svg/>")
            (root / "b.html").write_text('<a name="there"></a>')
            (root / "a.html").write_text(SOUND + fault)
            (root.parent / "outside.html").write_text("")
            found = list(faults(root))
        right = (
            len(found) == 1 and expected in found[0] if expected else not found
        )
        if not right:
            failed += 1
            print(f"planted {fault or 'nothing'}: found {found}")
    passed = len(PLANTED) + 1 - failed
    print(f"check-html: {passed} passed, {failed} failed")
    return failed == 0


def main():
    if sys.argv[1:] == ["--self-test"]:
        sys.exit(0 if self_test() else 1)
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    root = Path(sys.argv[1])
    found = list(faults(root))
    for fault in found:
        print(fault)
    pages = len(list(root.rglob("*.html")))
    print(f"{pages} pages in {root}, {len(found)} faults")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
