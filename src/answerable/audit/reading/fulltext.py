"""JATS full texts as blocks, the parts of their references as the file itself names them."""

from __future__ import annotations

import io
import re
from functools import partial

from answerable.audit.reading.block import CLOSE, OPEN, Block, Given, Kind, foreign, made
from answerable.audit.reading.citations import parts_of
from answerable.audit.reading.flow import Walk, Where
from answerable.corpus.identifiers import doi_in, doi_of, pmid_of
from answerable.corpus.reading.bytestream import Stream
from answerable.corpus.reading.dates import partial_date
from answerable.corpus.reading.flatten import text_of
from answerable.corpus.reading.model import Rejected
from answerable.corpus.reading.xmlunits import Element, elements
from answerable.errors import UnreadableInput

_HREF = "{http://www.w3.org/1999/xlink}href"
_CITATIONS = ("element-citation", "mixed-citation", "nlm-citation", "citation")


def read_fulltext(data: bytes, name: str) -> list[Block]:
    """The blocks of the first article of a JATS file."""
    found = next(elements(Stream(io.BytesIO(data), name), ("article",)), None)
    if found is None or isinstance(found, Rejected):
        reason = f": {found.reason}" if found else ", although it begins like one"
        step = (found.next_step if found else "") or "Fetch the file again; it may be cut off."
        raise UnreadableInput(f"{name} holds no JATS article that can be read{reason}.", step)
    article = found[1]
    _without_namespace(article)
    blocks = _front(article)
    walk = Walk({**_RULES, "ref-list": partial(_references, numbered=_cites_by_number(article))})
    try:
        for path in ("front/article-meta/abstract", "body", "floats-group", "back"):
            for part in article.iterfind(path):
                walk.element(part, Where(sections=0))
                walk.flush(Where())
    except RecursionError:
        raise UnreadableInput(f"{name}: its elements are nested too deeply to be read.") from None
    return [*blocks, *walk.blocks]


def _without_namespace(article: Element) -> None:
    """Takes JATS's own namespace off, where a repository has put it on."""
    if article.tag.startswith("{"):
        space = article.tag.partition("}")[0] + "}"
        for element in article.iter():
            element.tag = element.tag.removeprefix(space)


def _front(article: Element) -> list[Block]:
    meta = article.find("front/article-meta")
    if meta is None:
        return []
    title = meta.find("title-group/article-title")
    found = [made(Kind.HEADING, foreign(text_of(title)), level=0)] if title is not None else []
    dates: list[str] = []
    for element in meta.iterfind("pub-date"):
        date = partial_date(*(element.findtext(part) or "" for part in ("year", "month", "day")))
        if date:
            dates.append(str(date))
    if dates:
        found.append(made(Kind.PARAGRAPH, f"Published: {max(dates, key=len)}", chrome=True))
    return [block for block in found if block]


def _section(walk: Walk, element: Element, where: Where) -> None:
    walk.block(element, Where(sections=where.sections + 1), where)


def _abstract(walk: Walk, element: Element, where: Where) -> None:
    if element.get("abstract-type") in (None, "", "section", "structured"):
        if element.find("title") is None:
            walk.add("Abstract")
            walk.flush(Where(kind=Kind.HEADING, level=1))
        walk.block(element, Where(sections=1), where)


def _title(walk: Walk, element: Element, where: Where) -> None:
    kind = Kind.CAPTION if where.kind is Kind.CAPTION else Kind.HEADING
    walk.block(element, Where(kind=kind, level=max(where.sections, 1), sections=where.sections), where)


def _nothing(walk: Walk, element: Element, where: Where) -> None:
    """What says nothing of the article's matter: numbers of sections and figures, notes, formulas' pictures."""


def _list(walk: Walk, element: Element, where: Where) -> None:
    walk.flush(where)
    for item in element.iterfind("list-item"):
        inner = Where(kind=Kind.BULLET, level=where.depth + 1, depth=where.depth + 1, sections=where.sections)
        for child in item:
            if child.tag == "list":
                _list(walk, child, inner)
            elif child.tag not in ("label", "title"):
                walk.add(" ")
                walk.children(child, inner) if child.tag == "p" else walk.element(child, inner)
                inner_end = child.getnext()
                if inner_end is None or inner_end.tag == "list":
                    walk.flush(inner)
        walk.flush(inner)


def _figure(walk: Walk, element: Element, where: Where) -> None:
    """A figure or table: its caption, then its rows."""
    inner = Where(kind=Kind.CAPTION, sections=where.sections)
    walk.flush(where)
    for child in element:
        if child.tag in ("table", "fig", "table-wrap"):
            walk.element(child, inner)
        elif child.tag == "caption":
            walk.block(child, inner, inner)
        elif child.tag == "alternatives":
            _figure(walk, child, where)


def _xref(walk: Walk, element: Element, where: Where) -> None:
    words = re.sub(f"[{OPEN}{CLOSE}]", "", walk.inner(element))
    kind = element.get("ref-type")
    if kind == "bibr":
        walk.add(f"{OPEN}{words}{CLOSE}")
    elif kind not in ("fn", "table-fn", "aff", "corresp", "author-notes"):
        walk.add(words)


def _references(walk: Walk, element: Element, where: Where, *, numbered: bool) -> None:
    walk.flush(where)
    walk.add("References")
    walk.flush(Where(kind=Kind.HEADING, level=1))
    for position, ref in enumerate(element.iter("ref"), start=1):
        label = (ref.findtext("label") or (str(position) if numbered else "")).strip(" .[]()")
        citation = next((found for tag in _CITATIONS for found in ref.iter(tag)), None)
        if citation is None:
            continue
        _space_names(citation)
        given = _given(citation)
        words = text_of(citation) if "mixed" in citation.tag or citation.tag == "citation" else _printed(citation, given)
        block = made(Kind.REFERENCE, foreign(words), label=label if label.isdecimal() else "", given=given)
        if block:
            walk.blocks.append(block)


def _cites_by_number(article: Element) -> bool:
    """Whether the text cites by number: then entries without a printed number are numbered by their order."""
    return any(xref.get("ref-type") == "bibr" and text_of(xref).strip("[]() ").isdecimal() for xref in article.iter("xref"))


def _space_names(citation: Element) -> None:
    """Family and given names apart, where the file leaves that to whoever prints it."""
    for name in citation.iter("name", "string-name", "surname"):
        name.tail = name.tail or ("" if name.getnext() is None else " " if name.tag == "surname" else ", ")


def _given(citation: Element) -> Given:
    """The parts that the file names; of a citation that it gives only in words, what can be read from them."""
    named = _named(citation)
    if named.title:
        return named
    read = parts_of([text_of(citation)])
    return Given(
        authors=named.authors or read.authors,
        title=read.title,
        journal=read.journal,
        year=named.year or read.year,
        pmid=named.pmid or read.pmid,
        doi=named.doi or read.doi,
        link=named.link or read.link,
    )


def _named(citation: Element) -> Given:
    ids = {(found.get("pub-id-type") or ""): (found.text or "").strip() for found in citation.iter("pub-id")}
    links = [found.get(_HREF) or found.text or "" for found in citation.iter("ext-link", "uri")]
    links += [found.get(_HREF) or "" for found in citation.iter("comment")]
    doi = doi_of(ids.get("doi", "")) or next((doi for link in links if (doi := doi_of(link))), "") or doi_in(text_of(citation))
    authors = [name for person in citation.iter("name", "string-name") if _of_author(person) and (name := _name(person))]
    authors += [text_of(group) for group in citation.iter("collab")]
    year = re.search(r"(?:1[5-9]|20)\d\d", citation.findtext(".//year") or "")
    source = _text(citation, "source")
    title = _text(citation, "article-title") or _text(citation, "chapter-title")
    return Given(
        authors=tuple(authors),
        title=(title or source).rstrip("."),
        journal=source if title else "",
        year=int(year[0]) if year else None,
        pmid=pmid_of(ids.get("pmid", "")),
        doi=doi,
        link=next((link for link in links if link.startswith("http") and not doi_of(link)), ""),
    )


def _of_author(person: Element) -> bool:
    group = person.getparent()
    return group is None or (group.get("person-group-type") or "author") == "author"


def _name(person: Element) -> str:
    family, given = person.findtext("surname") or "", person.findtext("given-names") or ""
    return text_of(person) if not family else f"{family} {given}".strip()


def _text(citation: Element, tag: str) -> str:
    found = next(citation.iter(tag), None)
    return text_of(found) if found is not None else ""


def _printed(citation: Element, given: Given) -> str:
    """A citation that the file holds in parts only, put together as it is commonly printed."""
    volume, pages = (
        _text(citation, "volume"),
        "–".join(part for part in (_text(citation, "fpage"), _text(citation, "lpage")) if part),
    )
    where = f"{given.year or ''}" + (f";{volume}" if volume else "") + (f":{pages}" if pages else "")
    parts = [", ".join(given.authors), given.title, given.journal, where]
    printed = ". ".join(part.rstrip(".") for part in parts if part)
    doi, pmid = f" doi:{given.doi}" if given.doi else "", f" PMID: {given.pmid}" if given.pmid else ""
    return f"{printed}.{doi}{pmid}" if printed else text_of(citation)


_RULES = {
    "sec": _section,
    "abstract": _abstract,
    "ack": _section,
    "app": _section,
    "glossary": _section,
    "title": _title,
    "list": _list,
    "xref": _xref,
    "fig": _figure,
    "table-wrap": _figure,
    **dict.fromkeys(
        ("label", "fn-group", "fn", "table-wrap-foot", "supplementary-material", "sec-meta", "bio", "notes"), _nothing
    ),
}
