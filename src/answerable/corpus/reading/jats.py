"""JATS full texts, one by one or in the sets of PubMed Central."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from answerable.corpus.identifiers import doi_in, doi_of, isbn_of, issn_of, orcid_of, pmcid_of, pmid_of
from answerable.corpus.reading.article_types import REF_TYPES, publication_types_of
from answerable.corpus.reading.bytestream import Stream
from answerable.corpus.reading.dates import partial_date
from answerable.corpus.reading.flatten import text_of
from answerable.corpus.reading.jats_body import abstract_sections, competing_interests, full_text
from answerable.corpus.reading.languages import language_of
from answerable.corpus.reading.making import record_of, unique
from answerable.corpus.reading.model import Read, Rejected, Unusable
from answerable.corpus.reading.names import initials_of
from answerable.corpus.reading.registries import numbers_in
from answerable.corpus.reading.work_types import publication_types_of_words
from answerable.corpus.reading.xmlunits import Element, elements
from answerable.corpus.record import Author, Grant, Journal, Link, OtherAbstract, PartialDate, Record
from answerable.text import clean

_HREF = "{http://www.w3.org/1999/xlink}href"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_jats(stream: Stream) -> Iterator[Read]:
    """Every article of JATS, and a rejection for each that cannot be had."""
    for item in elements(stream, ("article",)):
        if isinstance(item, Rejected):
            yield item
            continue
        unit, element = item
        try:
            yield record_of_article(element)
        except Unusable as bad:
            yield bad.at(unit.position)


def record_of_article(article: Element) -> Record:
    """The record of an `article`; raises `Unusable` where it makes none."""
    _without_namespace(article)
    meta = article.find("front/article-meta")
    if meta is None:
        raise Unusable("it has no front matter (article-meta), so that nothing says what it is")
    kind = article.get("article-type", "")
    abstracts = meta.findall("abstract")
    main = [abstract for abstract in abstracts if abstract.get("abstract-type") in (None, "", "section", "structured")]
    main_sections = tuple(section for abstract in main for section in abstract_sections(abstract))
    body = full_text(article)
    subjects = [text_of(subject) for subject in meta.iterfind("article-categories/subj-group/subject")]
    found: dict[str, Any] = {
        "title": _first(meta, "title-group/article-title"),
        "vernacular_title": _first(meta, "title-group/trans-title-group/trans-title", "title-group/trans-title"),
        **_identifiers(meta),
        "authors": _people(meta, "author"),
        "editors": _people(meta, "editor"),
        "journal": _journal(article.find("front/journal-meta")),
        "publisher": _first(article, "front/journal-meta/publisher/publisher-name"),
        "published": _published(meta),
        "volume": _first(meta, "volume"),
        "issue": _first(meta, "issue"),
        "pages": _pages(meta),
        "languages": unique([language_of(article.get(_LANG, "en"))]),  # the document type's default
        "abstract": main_sections,
        "other_abstracts": _other_abstracts(meta, main),
        "full_text": body,
        "publication_types": unique((*publication_types_of(kind), *publication_types_of_words(subjects))),
        "keywords": unique(text_of(word) for word in meta.iterfind("kwd-group//kwd")),
        "grants": _grants(meta),
        "competing_interests": competing_interests(article),
        "links": _links(article),
        "registry_numbers": unique(number for section in (*main_sections, *body) for number in numbers_in(section.text)),
        "licence": _licence(meta),
        "source": "jats",
    }
    return record_of(found)


def _without_namespace(article: Element) -> None:
    """Takes JATS's own namespace off, where a repository has put it on."""
    if not article.tag.startswith("{"):
        return
    space = article.tag.partition("}")[0] + "}"
    for element in article.iter():
        element.tag = element.tag.removeprefix(space)


def _first(element: Element, *paths: str) -> str:
    return next((text for path in paths for found in element.iterfind(path) if (text := text_of(found))), "")


def _identifiers(meta: Element) -> dict[str, str]:
    found = {"pmid": "", "doi": "", "pmcid": "", "isbn": ""}
    for element in meta.iterfind("article-id"):
        kind, text = element.get("pub-id-type"), element.text or ""
        if kind == "pmid":
            found["pmid"] = found["pmid"] or pmid_of(text)
        elif kind == "doi":
            found["doi"] = found["doi"] or doi_of(text)
        elif kind in ("pmc", "pmcid"):
            found["pmcid"] = found["pmcid"] or pmcid_of(text)
    found["isbn"] = next((isbn for element in meta.iterfind("isbn") if (isbn := isbn_of(element.text or ""))), "")
    return found


def _journal(meta: Element | None) -> Journal:
    if meta is None:
        return Journal()
    names = {element.get("journal-id-type", ""): text_of(element) for element in meta.iterfind("journal-id")}
    return Journal(
        name=_first(meta, "journal-title-group/journal-title", "journal-title"),
        abbreviation=_first(meta, "journal-title-group/abbrev-journal-title", "abbrev-journal-title")
        or names.get("iso-abbrev", "")
        or names.get("nlm-ta", ""),
        issn=unique(issn_of(element.text or "") for element in meta.iterfind("issn")),
    )


def _people(meta: Element, kind: str) -> tuple[Author, ...]:
    people: list[Author] = []
    for group in meta.iterfind("contrib-group"):
        of_group = "editor" if "editor" in (group.get("content-type") or "") else "author"
        for contributor in group.iterfind("contrib"):
            role = contributor.get("contrib-type") or of_group
            if (role == kind or (role == "collab" and kind == "author")) and (person := _person(contributor)):
                people.append(person)
    return tuple(people)


def _person(contributor: Element) -> Author | None:
    orcid = next((orcid for element in contributor.iterfind("contrib-id") if (orcid := orcid_of(element.text or ""))), "")
    names = (contributor.find(path) for path in ("name", "name-alternatives/name", "string-name"))
    name = next((found for found in names if found is not None), None)
    if name is not None and (family := _first(name, "surname")):
        given = _first(name, "given-names")
        return Author(family=family, given=given, initials=initials_of(given), suffix=_first(name, "suffix"), orcid=orcid)
    group = contributor.find("collab")
    if group is None:
        return None
    # A group may list its members inside: its own name is what stands before them.
    own = group.find("institution")
    text = text_of(own if own is not None else group) if not group.findall("contrib-group") else clean(group.text or "")
    return Author(collective=text) if text else None


_DATE_ORDER = ("ppub", "collection", "epub-ppub", "epub", "pub", "")


def _published(meta: Element) -> PartialDate | None:
    """The date of the issue, as full as any date of the same year makes it."""
    dates: list[tuple[int, PartialDate]] = []
    for element in meta.iterfind("pub-date"):
        kind = element.get("pub-type") or element.get("date-type") or ""
        parts = {child.tag: (child.text or "").strip() for child in element}
        date = partial_date(parts.get("year", ""), parts.get("month", ""), parts.get("day", ""))
        if date and kind not in ("pmc-release", "retracted", "corrected"):
            dates.append((_DATE_ORDER.index(kind) if kind in _DATE_ORDER else len(_DATE_ORDER), date))
    if not dates:
        return None
    dates.sort(key=lambda dated: dated[0])
    first = dates[0][1]
    return next((date for _, date in dates if date.year == first.year and date.month), first) if not first.month else first


def _pages(meta: Element) -> str:
    start, end = _first(meta, "fpage"), _first(meta, "lpage")
    return (f"{start}-{end}" if end and end != start else start) or _first(meta, "elocation-id")


def _other_abstracts(meta: Element, main: list[Element]) -> tuple[OtherAbstract, ...]:
    found: list[OtherAbstract] = []
    for element in (*meta.iterfind("abstract"), *meta.iterfind("trans-abstract")):
        kind = element.get("abstract-type") or ""
        if element in main or kind in ("graphical", "toc"):
            continue
        sections = abstract_sections(element)
        if sections:
            found.append(OtherAbstract(sections, language_of(element.get(_LANG, "")), kind))
    return tuple(found)


def _grants(meta: Element) -> tuple[Grant, ...]:
    found: list[Grant] = []
    for award in meta.iterfind("funding-group/award-group"):
        agency = _first(award, "funding-source/institution-wrap/institution", "funding-source")
        numbers = [text_of(number) for number in award.iterfind("award-id")] or [""]
        found.extend(Grant(agency, number) for number in numbers if agency or number)
    return tuple(found)


def _links(article: Element) -> tuple[Link, ...]:
    found: list[Link] = []
    for element in article.iter("related-article"):
        kind = REF_TYPES.get((element.get("related-article-type") or "").lower())
        address, scheme, citation = element.get(_HREF) or "", element.get("ext-link-type") or "", text_of(element)
        pmid = pmid_of(address) if scheme in ("pmid", "pubmed") else ""
        doi = doi_of(address) if not pmid else ""
        pmid = pmid or next((pmid_of(inner.text or "") for inner in element.iterfind("pub-id[@pub-id-type='pmid']")), "")
        link = Link(ref_type=kind or "AssociatedPublication", pmid=pmid, doi=doi or doi_in(citation), citation=citation)
        if (link.pmid or link.doi or link.citation) and link not in found:
            found.append(link)
    return tuple(found)


_COMMONS = re.compile(r"creativecommons\.org/(?:licenses/([a-z-]+)/(\d\.\d)|publicdomain/(zero|mark)/(\d\.\d))", re.IGNORECASE)


def _licence(meta: Element) -> str:
    """The licence by its short name ("CC BY 4.0") where it is one of Creative Commons, else as it is stated."""
    licences = meta.findall("permissions/license")
    for licence in licences:
        addresses = [inner.get(_HREF) or "" for inner in licence.iter()] + [inner.text or "" for inner in licence.iter()]
        for address in addresses:
            found = _COMMONS.search(address)
            if found:
                return (
                    f"CC {found[1].upper()} {found[2]}"
                    if found[1]
                    else f"{'CC0' if found[3].lower() == 'zero' else 'PDM'} {found[4]}"
                )
    stated = [text_of(licence) for licence in licences] + [_first(meta, "permissions/copyright-statement", "copyright-statement")]
    return next((text for text in stated if text), "")
