"""The text of a JATS article: its abstract, the sections of its body, the captions of its figures and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from answerable.corpus.reading.flatten import text_of
from answerable.corpus.reading.labels import category_of, labelled_sections
from answerable.corpus.reading.xmlunits import Element
from answerable.corpus.record import TextSection
from answerable.text import clean

_CAPTIONED: dict[str, Literal["figure", "table"]] = {"fig": "figure", "table-wrap": "table"}
_INTERESTS = re.compile(
    r"(?:(?:declarations? of )?(?:competing|conflicts?|conflicting)(?: of)? (?:financial )?interests?|disclosures?"
    r"|declarations? of interests?|duality of interests?|coi(?: statement)?)(?: statements?)?[.:]?",
    re.IGNORECASE,
)
# Sections that some journals put into the body and that say nothing of the study.
_NOT_OF_THE_STUDY = frozenset(
    "abbreviations|list of abbreviations|acknowledgements|acknowledgments|acknowledgement|author contributions|contributors"
    "|authors' contributions|pre-publication history|supplementary material|supplementary materials|supporting information"
    "|additional files|funding|data availability|availability of data and materials|consent for publication|references"
    "|copyright".split("|")
)
_APART = frozenset({"title", "label", "sec-meta", "fig", "fig-group", "table-wrap", "table-wrap-group", "sec", "ref-list"})


def abstract_sections(abstract: Element) -> tuple[TextSection, ...]:
    """The sections of an abstract: those it is divided into, or those that its running text marks."""
    found: list[TextSection] = []
    running: list[str] = []
    for child in abstract:
        if child.tag == "sec":
            found.extend(_sections(child, ""))
        elif child.tag == "p":
            label, text = _run_in(child)
            if label:
                found.append(TextSection(text, label, category_of(label)))
            elif found and not running and found[-1].label:
                found.append(TextSection(text))
            else:
                running.append(text)
        elif child.tag not in ("title", "label", "object-id"):
            running.append(text_of(child))
    before = labelled_sections(" ".join(running)) if running else ()
    return tuple(section for section in (*before, *found) if section.text)


def _run_in(paragraph: Element) -> tuple[str, str]:
    """A paragraph's run-in heading (bold words that open it and name a part of an abstract), or "", and the rest."""
    text = text_of(paragraph)
    opening = paragraph[0] if len(paragraph) and not (paragraph.text or "").strip() else None
    if opening is not None and opening.tag in ("bold", "italic", "sc", "underline"):
        heading = text_of(opening)
        label = heading.strip(" .:")
        if category_of(label) and text.startswith(heading):
            return label, text[len(heading) :].lstrip(" .:—–-")
    return "", text


def full_text(article: Element) -> tuple[TextSection, ...]:
    """The body in reading order: each section under its own heading, captions after the section they stand in."""
    found: list[TextSection] = []
    body = article.find("body")
    if body is not None:
        found.extend(_sections(body, ""))
    floats = article.find("floats-group")
    if floats is not None:
        found.extend(_captions(floats))
    return tuple(found)


def _sections(section: Element, category: str) -> Iterator[TextSection]:
    """A section's own text, its captions, and its subsections; a subsection without a category has its section's."""
    title = section.find("title")
    label = text_of(title) if title is not None else ""
    if _INTERESTS.fullmatch(label) or label.strip(" .:").lower().replace("’", "'") in _NOT_OF_THE_STUDY:
        return
    category = category_of(label) or category
    text = clean(" ".join(text_of(child) for child in section if child.tag not in _APART))
    if text:
        yield TextSection(text, label, category)
    for child in section:
        if child.tag != "sec":
            yield from _captions(child)
    for child in section:
        if child.tag == "sec":
            yield from _sections(child, category)


def _captions(element: Element) -> Iterator[TextSection]:
    """The captions of the figures and tables in an element, or of the element itself."""
    for captioned in element.iter("fig", "table-wrap"):
        caption = captioned.find("caption")
        label = captioned.find("label")
        text = text_of(caption) if caption is not None else ""
        if text:
            kind = _CAPTIONED[captioned.tag]
            yield TextSection(text, text_of(label).rstrip(".:") if label is not None else "", "", kind)


def competing_interests(article: Element) -> str:
    """What the authors say of their interests, wherever in the article it stands."""
    for note in article.iter("fn", "notes", "sec"):
        kind = (note.get("fn-type") or note.get("notes-type") or note.get("sec-type") or "").lower()
        title = note.find("title")
        heading = text_of(title) if title is not None else ""
        if kind in ("conflict", "coi-statement") or _INTERESTS.fullmatch(heading):
            text = clean(" ".join(text_of(child) for child in note if child.tag not in ("title", "label")))
            if text:
                return text
    return ""
