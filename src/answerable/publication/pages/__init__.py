"""The pages about a site: Markdown that comes with the package, of which an operator may replace any; made harmless HTML."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import nh3
from markdown_it import MarkdownIt
from msgspec import Struct

from answerable.text import clean
from answerable.writing import escaped

# File name without its ending -> title, in the order of the list of pages.
PAGES = {
    "how-it-works": "How it works",
    "intended-use": "Intended use and limits",
    "editorial-policy": "Editorial policy",
    "board": "Medical advisory board",
    "accessibility": "Accessibility",
    "privacy": "Privacy",
    "disclaimer": "Disclaimer",
    "report-a-concern": "Report a concern",
}
_TAGS = {
    "h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "dl", "dt", "dd", "strong", "em", "code", "pre", "blockquote", "a", "hr", "br",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_PLACE = re.compile(r"\{\{ *([a-z_]+) *\}\}")
_FIRST_HEADING = re.compile(r"\A\s*#\s+(.+?)\s*#*\s*$", re.MULTILINE)


class Page(Struct, frozen=True, kw_only=True):
    """A page ready to show: its title, its text without that title as harmless HTML, its Markdown, and whose text it is."""

    name: str
    title: str
    html: str
    markdown: str
    own: bool  # the operator's own text, and not the one that comes with the package


def about_page(name: str, own: str | None, values: dict[str, str]) -> Page:
    """The page of that name, of the operator's own Markdown where there is one; raises KeyError for a name that is none.

    `{{ name }}` in either text is replaced by the value of that name, as plain words; an unknown one stays as it is.
    """
    title = PAGES[name]
    text = _filled(own if own is not None else packaged(name), values)
    heading = _FIRST_HEADING.search(text)
    body = text[heading.end() :] if heading else text
    shown = nh3.clean(_plain_text(heading[1]), tags=set()) if heading else title
    return Page(name=name, title=_unescaped(shown) or title, html=harmless(body), markdown=text, own=own is not None)


@cache
def packaged(name: str) -> str:
    """The Markdown that comes with the package."""
    return (files("answerable.publication.pages") / f"{name}.md").read_text(encoding="utf-8")


def harmless(markdown: str) -> str:
    """Markdown as HTML in which nothing acts: no script, style, picture or form, and no address but http, https, mailto."""
    visible = "\n".join(_line(line) for line in markdown.splitlines())
    html = _markdown().render(visible)
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "*": set()},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _line(line: str) -> str:
    """A line without hidden characters, its indentation kept."""
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    return indent + clean(line)


def _filled(text: str, values: dict[str, str]) -> str:
    return _PLACE.sub(lambda place: escaped(values[place[1]]) if place[1] in values else place[0], text)


def _plain_text(markdown: str) -> str:
    return _markdown().renderInline(clean(markdown))


def _unescaped(text: str) -> str:
    import html

    return html.unescape(text)
