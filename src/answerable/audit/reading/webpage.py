"""Web pages as blocks: what the page is about, without its menus, scripts and hidden words, and the dates of its metadata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any, cast

from lxml import etree

from answerable.audit.reading.block import Block, Kind, foreign, made
from answerable.audit.reading.decoding import decoded
from answerable.audit.reading.flow import Walk, Where, is_element
from answerable.corpus.reading.flatten import local_name
from answerable.corpus.reading.xmlunits import Element
from answerable.errors import UnreadableInput

_DROPPED = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|cookies?|consent|gdpr|share|sharing|social|newsletter|subscribe|advert\w*|ads?"
    r"|promo|cta|call-to-action|opt-?in|sign-?up|popup|modal|skip-link|skiplink|sr-only|visually-hidden|screen-reader-text|toc|pagination)(?:$|[\s_-])"
)
_SIDE = re.compile(r"(?:^|[\s_-])(?:sidebar|related|recommended|comments?|site-header|site-footer|banner|byline-box)(?:$|[\s_-])")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)|opacity\s*:\s*0\s*(?:;|$)"
)
# Elements of the article itself, which no class name of a theme ("has-sidebar") takes away.
_NEVER = frozenset({"html", "body", "main", "article", "sup", "a", "p", "ol", "li"})
_META = {
    "article:modified_time": "Last updated",
    "datemodified": "Last updated",
    "last-modified": "Last updated",
    "og:updated_time": "Last updated",
    "article:published_time": "Published",
    "datepublished": "Published",
    "citation_publication_date": "Published",
    "dc.date": "Published",
    "dcterms.modified": "Last updated",
    "lastreviewed": "Last reviewed",
    "citation_date": "Published",
}


def read_page(data: bytes, name: str) -> list[Block]:
    """The blocks of a web page."""
    return blocks_of_html(decoded(data, name), name)


def blocks_of_html(html: str, name: str) -> list[Block]:
    """The blocks of HTML that is text already."""
    html = re.sub(r"\A\s*<\?xml[^>]*\?>", "", html)
    html_of: Any = import_module("lxml.html")  # loaded late: only a page needs it
    parser = html_of.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    try:
        root: Element | None = html_of.document_fromstring(html.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise UnreadableInput(f"{name} holds no web page that could be read.", "Save the page again, as HTML only.")
    walk = Walk(judge=_judged)
    try:
        walk.element(root, Where())
    except RecursionError:
        raise UnreadableInput(
            f"{name}: its elements are nested too deeply to be read.", "Save the page again, as HTML only."
        ) from None
    walk.flush(Where())
    return [*_stated(root, walk.blocks), *walk.blocks]


def _judged(element: Element) -> str:
    name = local_name(element).lower()
    style = (element.get("style") or "").lower()
    if element.get("hidden") is not None or element.get("aria-hidden") == "true" or (style and _HIDDEN.search(style)):
        return "drop"
    role = element.get("role") or ""
    if role in ("navigation", "search", "menu", "menubar"):
        return "drop"
    if role in ("banner", "contentinfo", "complementary", "form"):
        return "chrome"
    named = f"{element.get('class') or ''} {element.get('id') or ''}".strip().lower()
    if named and name not in _NEVER:
        if _DROPPED.search(named):
            return "drop"
        if _SIDE.search(named):
            return "chrome"
    return "drop" if name in ("ul", "ol") and _only_links(element) else ""


def _only_links(element: Element) -> bool:
    """Whether a list is a menu: three items or more, short, and each nothing but a link away from the page."""
    items = [child for child in element if is_element(child)]
    if len(items) < 3:
        return False
    for item in items:
        words = _all_words(item)
        linked = "".join(_all_words(link) for link in item.iter("a")).strip()
        if not words or words != linked.strip() or len(words) > 60 or re.search(r"\b(?:19|20)\d\d\b|10\.\d{4}", words):
            return False
    return True


def _all_words(element: Element) -> str:
    return "".join(cast("Iterator[str]", element.itertext())).strip()


def _stated(root: Element, blocks: list[Block]) -> list[Block]:
    """What the page says of itself where no reader sees it: its title, where no heading gives one, and its dates."""
    found: list[Block] = []
    lines: list[str] = []
    named = ""
    for meta in root.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if key in _META and meta.get("content"):
            lines.append(f"{_META[key]}: {(meta.get('content') or '')[:40]}")
        elif key in ("citation_title", "og:title") and not named:
            named = meta.get("content") or ""
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json":
            lines.extend(_linked_data(script.text or ""))
    title = root.find(".//head/title")
    named = named or (re.split(r"\s[|–—-]\s", title.text or "")[0] if title is not None else "")
    if named and not any(block.kind is Kind.HEADING and (block.level or 9) <= 1 for block in blocks):
        heading = made(Kind.HEADING, foreign(named)[:500], level=1)
        found.extend([heading] if heading else [])
    for line in dict.fromkeys(lines):
        block = made(Kind.PARAGRAPH, foreign(line), chrome=True)
        found.extend([block] if block else [])
    return found


def _linked_data(text: str) -> list[str]:
    """Dates and reviewers of schema.org, as lines."""
    try:
        value: Any = json.loads(text[:200_000])
    except (ValueError, RecursionError):
        return []
    lines: list[str] = []
    waiting: list[Any] = [value]
    while waiting and len(lines) < 20:
        item: Any = waiting.pop(0)
        if isinstance(item, list):
            waiting.extend(cast("list[Any]", item)[:50])
        elif isinstance(item, dict):
            pairs = cast("dict[str, Any]", item)
            for key, inner in pairs.items():
                if key.lower() in _META and isinstance(inner, str):
                    lines.append(f"{_META[key.lower()]}: {inner[:40]}")
            if isinstance(graph := pairs.get("@graph"), list):
                waiting.extend(cast("list[Any]", graph)[:50])
            reviewer: Any = pairs.get("reviewedBy")
            if isinstance(reviewer, dict) and isinstance(person := cast("dict[str, Any]", reviewer).get("name"), str):
                lines.append(f"Reviewed by: {person[:120]}")
    return lines
