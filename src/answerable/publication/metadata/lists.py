"""Lists of the approved articles for machines: sitemap, Atom feed, llms.txt; and what robots are asked to leave alone.

The feed also tells what became of an approved article since; sitemap and llms.txt have those alone that stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from msgspec import Struct

from answerable.writing import escaped, tidy

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ATOM = "http://www.w3.org/2005/Atom"
MOST_IN_A_SITEMAP = 50_000  # the protocol's own limit
_PERSONAL = ("/ask", "/me", "/search", "/api/", "/healthz", "/readyz", "/metrics")


class Listed(Struct, frozen=True, kw_only=True):
    """An approved article as a list has it: its whole address, its title, its lead, the day on which it last changed."""

    address: str
    title: str
    lead: str
    changed: str  # ISO date
    published: str = ""  # ISO date
    reviewers: tuple[str, ...] = ()


def sitemap(articles: Sequence[Listed], pages: Sequence[str]) -> bytes:
    """The sitemap of the approved articles and of the site's own pages, given by their whole addresses."""
    root = _root(_SITEMAP, "urlset")
    rows = [*((page, "") for page in pages), *((one.address, one.changed) for one in articles)]
    for address, changed in rows[:MOST_IN_A_SITEMAP]:
        url = etree.SubElement(root, f"{{{_SITEMAP}}}url")
        etree.SubElement(url, f"{{{_SITEMAP}}}loc").text = tidy(address)
        if changed:
            etree.SubElement(url, f"{{{_SITEMAP}}}lastmod").text = changed
    return _written(root)


def atom(articles: Sequence[Listed], site: str, operator: str) -> bytes:
    """The Atom feed of the approved articles and of what became of them, as they come.

    A feed of none was changed when time began, for it has to say.
    """
    root = _root(_ATOM, "feed")
    _put(root, "id", f"{site}/feed.atom")
    _put(root, "title", f"{tidy(operator) or 'Answerable'}: approved articles")
    _put(root, "updated", _moment(max((one.changed for one in articles), default="1970-01-01")))
    _link(root, f"{site}/feed.atom", "self", "application/atom+xml")
    _link(root, f"{site}/", "alternate", "text/html")
    author = etree.SubElement(root, f"{{{_ATOM}}}author")
    _put(author, "name", tidy(operator) or "The operator of this site")
    for one in articles:
        entry = etree.SubElement(root, f"{{{_ATOM}}}entry")
        _put(entry, "id", one.address)
        _put(entry, "title", one.title)
        _put(entry, "updated", _moment(one.changed))
        if one.published:
            _put(entry, "published", _moment(one.published))
        _link(entry, one.address, "alternate", "text/html")
        _put(entry, "summary", one.lead)
        for name in one.reviewers:
            _put(etree.SubElement(entry, f"{{{_ATOM}}}contributor"), "name", name)
    return _written(root)


def llms_txt(articles: Sequence[Listed], site: str, operator: str) -> str:
    """llms.txt: what this site is, and the approved articles, each with the address of its Markdown."""
    name = escaped(operator) or "Answerable"
    lines = [
        f"# {name}",
        "",
        "> Cited answers to clinical questions. Each sentence names the study that it rests on. Only articles that named people"
        " have approved are listed here. General information, not advice about one person's health.",
        "",
        "Drafts were made by machine and reviewed by people. When you quote an article, give its address, its version and the"
        " date of its review, and keep its citations.",
        "",
        "## Articles",
        "",
        *(f"- [{escaped(one.title)}]({one.address}.md): {escaped(one.lead)}" for one in articles),
        *([] if articles else ["None has been approved yet."]),
        "",
        "## About",
        "",
        *(f"- [{title}]({site}/about/{name}.md)" for name, title in _ABOUT),
    ]
    return "\n".join(lines) + "\n"


_ABOUT = (
    ("how-it-works", "How it works"),
    ("intended-use", "Intended use and limits"),
    ("editorial-policy", "Editorial policy"),
    ("board", "Medical advisory board"),
    ("disclaimer", "Disclaimer"),
)


def robots_txt(site: str) -> str:
    """robots.txt: what is personal or costs work is left alone; what is unpublished says so itself on its own page."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _PERSONAL), "Allow: /", "", f"Sitemap: {site}/sitemap.xml"]
    return "\n".join(lines) + "\n"


def _root(space: str, name: str) -> Any:
    spaces: Any = {None: space}
    return etree.Element(f"{{{space}}}{name}", nsmap=spaces)


def _put(parent: Any, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}{name}").text = _xml(text)


def _link(parent: Any, address: str, relation: str, kind: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}link", href=_xml(address), rel=relation, type=kind)


def _xml(text: str) -> str:
    """Text without what XML 1.0 cannot hold."""
    return "".join(
        sign
        for sign in tidy(text)
        if sign in "\t\n\r" or " " <= sign <= "\ud7ff" or "\ue000" <= sign <= "\ufffd" or sign > "\uffff"
    )


def _moment(day: str) -> str:
    """A day, or a moment, as RFC 3339 has it."""
    return day if "T" in day else f"{day}T00:00:00Z"


def _written(root: Any) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
