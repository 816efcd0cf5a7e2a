"""PubMed's own XML: baseline and update files, efetch, the older MEDLINE sets, and the chapters of its books."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from answerable.corpus.identifiers import doi_in, doi_of, isbn_of, issn_of, orcid_of, pmcid_of, pmid_of
from answerable.corpus.reading.bytestream import Stream
from answerable.corpus.reading.dates import date_in, partial_date
from answerable.corpus.reading.flatten import text_of
from answerable.corpus.reading.labels import category_of, labelled_sections
from answerable.corpus.reading.making import record_of, unique
from answerable.corpus.reading.model import Deletion, Read, Rejected, Unusable
from answerable.corpus.reading.registries import registry_numbers
from answerable.corpus.reading.xmlunits import Element, elements
from answerable.corpus.record import (
    Author,
    Grant,
    Journal,
    Link,
    MeshHeading,
    MeshQualifier,
    OtherAbstract,
    PartialDate,
    Record,
    Substance,
    TextSection,
)
from answerable.text import clean

_TAGS = ("PubmedArticle", "PubmedBookArticle", "MedlineCitation", "DeleteCitation", "DeleteDocument")
Found = dict[str, Any]  # the fields of a record by name, while they are gathered
Rule = Callable[[Element, Found], None]


def read_pubmed(stream: Stream) -> Iterator[Read]:
    """Every record of a PubMed file, the citations that it deletes, and a rejection for each record that cannot be had."""
    for item in elements(stream, _TAGS, strict_gaps=True):
        if isinstance(item, Rejected):
            yield item
            continue
        unit, element = item
        try:
            if unit.tag.startswith("Delete"):
                yield from _deletions(element)
            else:
                yield record_of_element(element)
        except Unusable as bad:
            yield bad.at(unit.position)


def record_of_element(element: Element) -> Record:
    """The record of a `PubmedArticle`, `PubmedBookArticle` or `MedlineCitation`; raises `Unusable` where it makes none."""
    found: Found = {"source": "pubmed"}
    if element.tag == "MedlineCitation":
        _visit(element, found, _CITATION)
    else:
        _visit(element, found, _TOP)
    _settle(found)
    return record_of(found)


def _deletions(element: Element) -> Iterator[Deletion]:
    for child in element:
        pmid = pmid_of(child.text or "")
        if child.tag == "PMID" and pmid:
            version = child.get("Version", "")
            yield Deletion(pmid, int(version) if version.isdecimal() else None)


def _visit(element: Element, found: Found, rules: dict[str, Rule]) -> None:
    """Each child once, by the rule for its tag; what has no rule is passed over."""
    for child in element:
        rule = rules.get(child.tag)
        if rule is not None:
            rule(child, found)


def _inside(rules: dict[str, Rule]) -> Rule:
    return lambda element, found: _visit(element, found, rules)


def _text(name: str) -> Rule:
    """A rule that keeps the first text of its kind under `name`."""

    def rule(element: Element, found: Found) -> None:
        if name not in found:
            text = text_of(element)
            if text:
                found[name] = text

    return rule


def _many(name: str) -> Rule:
    """A rule that adds each text of its kind to the list `name`."""

    def rule(element: Element, found: Found) -> None:
        text = text_of(element)
        if text:
            found.setdefault(name, []).append(text)

    return rule


# Dates


def _date_of(element: Element) -> PartialDate | None:
    year = month = day = ""
    for child in element:
        tag, text = child.tag, child.text or ""
        if tag == "Year":
            year = text
        elif tag == "Month":
            month = text.strip()
        elif tag == "Day":
            day = text
        elif tag == "MedlineDate":
            return date_in(text)
    return partial_date(year, month, day)


def _date(name: str) -> Rule:
    def rule(element: Element, found: Found) -> None:
        date = _date_of(element)
        if date is not None:
            found.setdefault(name, date)

    return rule


def _history(element: Element, found: Found) -> None:
    """The latest date of its history at PubMed, for a record that does not say when it was revised."""
    dates = [date for child in element if child.get("PubStatus") in ("pubmed", "medline", "entrez") and (date := _date_of(child))]
    if dates:
        found["_history"] = max(dates)


# Identifiers


def _pmid(element: Element, found: Found) -> None:
    text = element.text or ""
    pmid = pmid_of(text)
    if not pmid and text.strip():
        raise Unusable(f"its PMID is no number of PubMed: {clean(text)[:40]}")
    found.setdefault("pmid", pmid)
    version = element.get("Version", "1")
    if version.isdecimal() and version != "1":
        found["version"] = int(version)


def _elocation(element: Element, found: Found) -> None:
    kind, text = element.get("EIdType"), element.text or ""
    if kind == "doi" and element.get("ValidYN") != "N":
        found.setdefault("doi", doi_of(text))
    elif kind == "pii":
        found.setdefault("_pii", clean(text))


_ID_TYPES: dict[str, tuple[str, Callable[[str], str]]] = {
    "doi": ("doi", doi_of),
    "pmc": ("pmcid", pmcid_of),
    "pubmed": ("pmid", pmid_of),
}


def _article_ids(element: Element, found: Found) -> None:
    for child in element:
        rule = _ID_TYPES.get(child.get("IdType", ""))
        if rule and not found.get(rule[0]):
            normal = rule[1](child.text or "")
            if normal:
                found[rule[0]] = normal


def _isbn(element: Element, found: Found) -> None:
    if not found.get("isbn"):
        found["isbn"] = isbn_of(element.text or "")


def _issn(element: Element, found: Found) -> None:
    found.setdefault("_issn", []).append(issn_of(element.text or ""))


# People


def _authors(element: Element, found: Found) -> None:
    kind = element.get("Type", "authors")
    name = "editors" if kind == "editors" else "authors"
    people = [person for child in element if child.get("ValidYN") != "N" and (person := _person(child))]
    if people:
        found[name] = (*found.get(name, ()), *people)


def _person(element: Element) -> Author | None:
    family = given = initials = suffix = collective = orcid = ""
    for child in element:
        tag = child.tag
        if tag == "LastName":
            family = text_of(child)
        elif tag == "ForeName" or tag == "FirstName":
            given = text_of(child)
        elif tag == "Initials":
            initials = text_of(child)
        elif tag == "Suffix":
            suffix = text_of(child)
        elif tag == "CollectiveName":
            collective = text_of(child)
        elif tag == "Identifier" and child.get("Source") == "ORCID":
            orcid = orcid_of(child.text or "")
    if not family and not collective:
        return None
    return Author(family=family, given=given, initials=initials, suffix=suffix, collective=collective, orcid=orcid)


def _book_authors(element: Element, found: Found) -> None:
    """A book's own people: its editors are the chapter's editors, its authors stand in where the chapter names none."""
    held: Found = {}
    _authors(element, held)
    if "editors" in held:
        found["editors"] = held["editors"]
    if "authors" in held:
        found["_book_authors"] = held["authors"]


# Text


def _sections(element: Element) -> tuple[TextSection, ...]:
    sections: list[TextSection] = []
    for child in element:
        if child.tag != "AbstractText":
            continue
        text = text_of(child)
        if not text:
            continue
        label = child.get("Label")
        if label:
            label = clean(label)
            category = child.get("NlmCategory") or category_of(label)
            sections.append(TextSection(text, "" if label == "UNLABELLED" else label, category))
        else:
            sections.append(TextSection(text, "", child.get("NlmCategory") or ""))
    if len(sections) == 1 and not sections[0].label:
        return labelled_sections(sections[0].text)
    return tuple(sections)


def _abstract(element: Element, found: Found) -> None:
    sections = _sections(element)
    if sections:
        found["abstract"] = (*found.get("abstract", ()), *sections)
    _visit(element, found, _COPYRIGHT)


def _other_abstract(element: Element, found: Found) -> None:
    sections = _sections(element)
    if sections:
        other = OtherAbstract(sections, element.get("Language", ""), element.get("Type", ""))
        found["other_abstracts"] = (*found.get("other_abstracts", ()), other)


def _pagination(element: Element, found: Found) -> None:
    parts: dict[str, str] = {child.tag: clean(child.text or "") for child in element}
    start, end = parts.get("StartPage", ""), parts.get("EndPage", "")
    found["pages"] = parts.get("MedlinePgn") or (f"{start}-{end}" if start and end else start)


# Indexing and links


def _mesh(element: Element, found: Found) -> None:
    headings: list[MeshHeading] = []
    for heading in element:
        name = ui = ""
        major = False
        qualifiers: list[MeshQualifier] = []
        for child in heading:
            if child.tag == "DescriptorName":
                name, ui, major = clean(child.text or ""), child.get("UI", ""), child.get("MajorTopicYN") == "Y"
            elif child.tag == "QualifierName":
                qualifiers.append(MeshQualifier(clean(child.text or ""), child.get("MajorTopicYN") == "Y"))
        if name:
            headings.append(MeshHeading(name, major, tuple(qualifiers), ui))
    found["mesh"] = tuple(headings)


def _chemicals(element: Element, found: Found) -> None:
    substances: list[Substance] = []
    for chemical in element:
        number = name = ""
        for child in chemical:
            if child.tag == "RegistryNumber":
                number = clean(child.text or "")
            elif child.tag == "NameOfSubstance":
                name = clean(child.text or "")
        if name:
            substances.append(Substance(name, "" if number == "0" else number))
    found["substances"] = tuple(substances)


def _grants(element: Element, found: Found) -> None:
    grants: list[Grant] = []
    for child in element:
        part: dict[str, str] = {field.tag: clean(field.text or "") for field in child}
        grant = Grant(part.get("Agency", ""), part.get("GrantID", ""), part.get("Country", ""))
        if grant.agency or grant.number:
            grants.append(grant)
    found["grants"] = (*found.get("grants", ()), *grants)


def _links(element: Element, found: Found) -> None:
    links: list[Link] = []
    for child in element:
        citation = pmid = note = ""
        for field in child:
            if field.tag == "PMID":
                pmid = pmid_of(field.text or "")
            elif field.tag == "RefSource":
                citation = text_of(field)
            elif field.tag == "Note":
                note = text_of(field)
        kind = child.get("RefType", "")
        if kind and (citation or pmid):
            links.append(Link(ref_type=kind, pmid=pmid, doi=doi_in(citation), citation=citation, note=note))
    found["links"] = tuple(links)


def _data_banks(element: Element, found: Found) -> None:
    for bank in element:
        name = ""
        for child in bank:
            if child.tag == "DataBankName":
                name = child.text or ""
            elif child.tag == "AccessionNumberList":
                numbers = [number.text or "" for number in child]
                found.setdefault("_registered", []).extend(registry_numbers(name, numbers))


def _keywords(element: Element, found: Found) -> None:
    found.setdefault("_keywords", []).extend(text_of(child) for child in element)


def _settle(found: Found) -> None:
    """Turns what was gathered into the fields of a record, and drops what only helped."""
    article_title: str = found.get("title", "")
    book: str = found.pop("_book_title", "")
    if book and not article_title:
        found["title"] = book
    found["journal"] = Journal(
        name=found.pop("_journal", "") or book,
        abbreviation=found.pop("_abbreviation", "") or found.pop("_medline_ta", ""),
        issn=unique(found.pop("_issn", ())),
    )
    article_date, history = found.pop("_article_date", None), found.pop("_history", None)
    completed, created = found.pop("_completed", None), found.pop("_created", None)
    if "published" not in found:
        found["published"] = found.pop("_book_date", None) or article_date
    if "revised" not in found:
        found["revised"] = history or completed or created
    pii, book_authors = found.pop("_pii", ""), found.pop("_book_authors", ())
    if not found.get("pages") and pii and not found.get("isbn"):
        found["pages"] = pii if len(pii) <= 12 else ""
    if not found.get("authors"):
        found["authors"] = book_authors
    found["languages"] = unique(found.pop("_languages", ()))
    found["publication_types"] = unique(found.pop("_types", ()))
    found["keywords"] = unique(found.pop("_keywords", ()))
    found["registry_numbers"] = unique(found.pop("_registered", ()))
    for name in ("_medline_ta", "_book_date"):
        found.pop(name, None)


_COPYRIGHT: dict[str, Rule] = {"CopyrightInformation": _text("licence")}
_ISSUE: dict[str, Rule] = {"Volume": _text("volume"), "Issue": _text("issue"), "PubDate": _date("published")}
_JOURNAL: dict[str, Rule] = {
    "ISSN": _issn,
    "JournalIssue": _inside(_ISSUE),
    "Title": _text("_journal"),
    "ISOAbbreviation": _text("_abbreviation"),
}
_ARTICLE: dict[str, Rule] = {
    "Journal": _inside(_JOURNAL),
    "ArticleTitle": _text("title"),
    "VernacularTitle": _text("vernacular_title"),
    "Pagination": _pagination,
    "ELocationID": _elocation,
    "Abstract": _abstract,
    "AuthorList": _authors,
    "Language": _many("_languages"),
    "DataBankList": _data_banks,
    "GrantList": _grants,
    "PublicationTypeList": lambda element, found: _visit(element, found, {"PublicationType": _many("_types")}),
    "ArticleDate": _date("_article_date"),
}
_CITATION: dict[str, Rule] = {
    "PMID": _pmid,
    "DateRevised": _date("revised"),
    "DateCompleted": _date("_completed"),
    "DateCreated": _date("_created"),
    "Article": _inside(_ARTICLE),
    "MedlineJournalInfo": _inside({"MedlineTA": _text("_medline_ta"), "ISSNLinking": _issn}),
    "ChemicalList": _chemicals,
    "CommentsCorrectionsList": _links,
    "MeshHeadingList": _mesh,
    "OtherAbstract": _other_abstract,
    "KeywordList": _keywords,
    "CoiStatement": _text("competing_interests"),
}
_PUBMED_DATA: dict[str, Rule] = {"History": _history, "ArticleIdList": _article_ids}
_BOOK: dict[str, Rule] = {
    "Publisher": _inside({"PublisherName": _text("publisher")}),
    "BookTitle": _text("_book_title"),
    "PubDate": _date("_book_date"),
    "AuthorList": _book_authors,
    "Volume": _text("volume"),
    "Isbn": _isbn,
    "ELocationID": _elocation,
}
_BOOK_DOCUMENT: dict[str, Rule] = {
    "PMID": _pmid,
    "ArticleIdList": _article_ids,
    "Book": _inside(_BOOK),
    "ArticleTitle": _text("title"),
    "VernacularTitle": _text("vernacular_title"),
    "Pagination": _pagination,
    "Language": _many("_languages"),
    "AuthorList": _authors,
    "PublicationType": _many("_types"),
    "Abstract": _abstract,
    "KeywordList": _keywords,
    "ContributionDate": _date("published"),
    "DateRevised": _date("revised"),
    "GrantList": _grants,
}
_TOP: dict[str, Rule] = {
    "MedlineCitation": _inside(_CITATION),
    "PubmedData": _inside(_PUBMED_DATA),
    "BookDocument": _inside(_BOOK_DOCUMENT),
    "PubmedBookData": _inside(_PUBMED_DATA),
}
