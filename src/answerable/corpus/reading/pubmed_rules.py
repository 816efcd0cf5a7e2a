"""How each element of PubMed's XML becomes a field of a record: one small rule for each kind of element."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from answerable.corpus.identifiers import doi_in, doi_of, isbn_of, issn_of, orcid_of, pmcid_of, pmid_of
from answerable.corpus.reading.dates import date_in, partial_date
from answerable.corpus.reading.flatten import text_of
from answerable.corpus.reading.labels import category_of, labelled_sections
from answerable.corpus.reading.model import Unusable
from answerable.corpus.reading.registries import registry_numbers
from answerable.corpus.reading.xmlunits import Element
from answerable.corpus.record import (
    Author,
    Grant,
    Link,
    MeshHeading,
    MeshQualifier,
    OtherAbstract,
    PartialDate,
    Substance,
    TextSection,
)
from answerable.text import clean

Found = dict[str, Any]  # the fields of a record by name, while they are gathered; names with _ only help
Rule = Callable[[Element, Found], None]


def visit(element: Element, found: Found, rules: dict[str, Rule]) -> None:
    """Each child once, by the rule for its tag; what has no rule is passed over."""
    for child in element:
        rule = rules.get(child.tag)
        if rule is not None:
            rule(child, found)


def inside(rules: dict[str, Rule]) -> Rule:
    """A rule that goes on inside the element, by the rules given."""
    return lambda element, found: visit(element, found, rules)


def text_rule(name: str) -> Rule:
    """A rule that keeps the first text of its kind under `name`."""

    def rule(element: Element, found: Found) -> None:
        if name not in found:
            text = text_of(element)
            if text:
                found[name] = text

    return rule


def texts_rule(name: str) -> Rule:
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


def date_rule(name: str) -> Rule:
    """A rule that keeps the first date of its kind under `name`."""

    def rule(element: Element, found: Found) -> None:
        date = _date_of(element)
        if date is not None:
            found.setdefault(name, date)

    return rule


def take_history(element: Element, found: Found) -> None:
    """The latest date of its history at PubMed, for a record that does not say when it was revised."""
    dates = [date for child in element if child.get("PubStatus") in ("pubmed", "medline", "entrez") and (date := _date_of(child))]
    if dates:
        found["_history"] = max(dates)


# Identifiers


def take_pmid(element: Element, found: Found) -> None:
    """The PMID and its version; raises `Unusable` where it is none."""
    text = element.text or ""
    pmid = pmid_of(text)
    if not pmid and text.strip():
        raise Unusable(f"its PMID is no number of PubMed: {clean(text)[:40]}")
    found.setdefault("pmid", pmid)
    version = element.get("Version", "1")
    if version.isdecimal() and version != "1":
        found["version"] = int(version)


def take_elocation(element: Element, found: Found) -> None:
    """The article's DOI, or a publisher's number for want of pages."""
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


def take_article_ids(element: Element, found: Found) -> None:
    """The identifiers of the article itself."""
    for child in element:
        rule = _ID_TYPES.get(child.get("IdType", ""))
        if rule and not found.get(rule[0]):
            normal = rule[1](child.text or "")
            if normal:
                found[rule[0]] = normal


def take_isbn(element: Element, found: Found) -> None:
    """The first valid ISBN."""
    if not found.get("isbn"):
        found["isbn"] = isbn_of(element.text or "")


def take_issn(element: Element, found: Found) -> None:
    """An ISSN of the journal."""
    found.setdefault("_issn", []).append(issn_of(element.text or ""))


# People


def take_authors(element: Element, found: Found) -> None:
    """The people of an author list, of the type that the list has; spellings that were superseded are passed over."""
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


def take_book_authors(element: Element, found: Found) -> None:
    """A book's own people: its editors are the chapter's editors, its authors stand in where the chapter names none."""
    held: Found = {}
    take_authors(element, held)
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


def take_abstract(element: Element, found: Found) -> None:
    """The abstract and its copyright, which stands in for a licence."""
    sections = _sections(element)
    if sections:
        found["abstract"] = (*found.get("abstract", ()), *sections)
    visit(element, found, _COPYRIGHT)


def take_other_abstract(element: Element, found: Found) -> None:
    """An abstract in another language or of another kind."""
    sections = _sections(element)
    if sections:
        other = OtherAbstract(sections, element.get("Language", ""), element.get("Type", ""))
        found["other_abstracts"] = (*found.get("other_abstracts", ()), other)


def take_pagination(element: Element, found: Found) -> None:
    """The pages as MEDLINE writes them, or from the first to the last."""
    parts: dict[str, str] = {child.tag: clean(child.text or "") for child in element}
    start, end = parts.get("StartPage", ""), parts.get("EndPage", "")
    found["pages"] = parts.get("MedlinePgn") or (f"{start}-{end}" if start and end else start)


# Indexing and links


def take_mesh(element: Element, found: Found) -> None:
    """The headings with their qualifiers and major flags."""
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


def take_chemicals(element: Element, found: Found) -> None:
    """The substances with their registry numbers."""
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


def take_grants(element: Element, found: Found) -> None:
    """Who paid, under which number."""
    grants: list[Grant] = []
    for child in element:
        part: dict[str, str] = {field.tag: clean(field.text or "") for field in child}
        grant = Grant(part.get("Agency", ""), part.get("GrantID", ""), part.get("Country", ""))
        if grant.agency or grant.number:
            grants.append(grant)
    found["grants"] = (*found.get("grants", ()), *grants)


def take_links(element: Element, found: Found) -> None:
    """Comments and corrections, under PubMed's own words."""
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


def take_data_banks(element: Element, found: Found) -> None:
    """The numbers under which a trial is registered."""
    for bank in element:
        name = ""
        for child in bank:
            if child.tag == "DataBankName":
                name = child.text or ""
            elif child.tag == "AccessionNumberList":
                numbers = [number.text or "" for number in child]
                found.setdefault("_registered", []).extend(registry_numbers(name, numbers))


def take_keywords(element: Element, found: Found) -> None:
    """Keywords, whoever gave them."""
    found.setdefault("_keywords", []).extend(text_of(child) for child in element)


_COPYRIGHT: dict[str, Rule] = {"CopyrightInformation": text_rule("licence")}
