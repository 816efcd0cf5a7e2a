"""Findings on the article as a whole: how hard it is to read for whom it offers to be read by, and what it leaves unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answerable.audit.bearing import quoted
from answerable.audit.case import Case
from answerable.audit.findings import cues
from answerable.audit.findings.severity import finding, listing, shortened
from answerable.audit.report import AuditFinding, FindingKind
from answerable.corpus.evidence import Design
from answerable.drafting.facets import Facets
from answerable.drafting.naming import warns
from answerable.question import ConceptKind, vocabulary

GRADE = 8.0
"""The highest grade that a text for everybody may have: what health services ask for is the sixth to the eighth."""
# Layouts of journals, whose articles name authors and not reviewers, and carry no disclaimer for readers.
_OF_JOURNALS = frozenset({"JATS"})


def reading_grade(case: Case) -> Iterator[AuditFinding]:
    """A text harder to read than it offers to be: above the eighth grade though it is for patients, or promises plain words."""
    offers = [
        one
        for one in case.article.audiences
        if cues.FOR_EVERYBODY.search(one.words)
        and not (cues.FOR_PROFESSIONALS.search(one.words) and "patient" not in one.words.lower())
    ]
    if not offers or not case.claims:
        return
    from answerable.audience.readability import readability  # loaded late: it reads a table of words

    read = readability(
        [one.claim.said if one.claim.said.endswith((".", "!", "?")) else f"{one.claim.said}." for one in case.claims]
    )
    if read is None or not read.reliable or read.grade <= GRADE:
        return
    smog = f", SMOG {read.smog:.0f}" if read.smog is not None else ""
    yield finding(
        FindingKind.READING_GRADE,
        f"The article offers to be read without training (“{shortened(offers[0].words.strip())}”), and reads at school grade "
        f"{read.grade:.0f} (Flesch–Kincaid{smog}); what everybody can read is at most grade {GRADE:.0f}.",
        place=offers[0].place,
        next_step="Shorten the sentences and put plainer words for the long ones.",
    )


def no_warning_signs(case: Case) -> Iterator[AuditFinding]:
    """No word on when to seek help, although guidance in the library states warning signs for the topic, or what is near."""
    if case.facets is None or not case.claims or _warns(case):
        return
    facets = case.facets
    stated = [
        (source, said)
        for source in case.warnings
        if source.appraisal.design is Design.GUIDELINE
        for said in case.reader.sentences(source.record)
        if said.field != "title" and warns(said.words, source.appraisal, facets)
    ]
    if stated:
        names = {_topic_of(case.facets, said.words): None for _, said in stated}
        yield finding(
            FindingKind.NO_WARNING_SIGNS,
            "The article says nowhere when to seek help at once; guidance in the library states warning signs for "
            f"{listing(list(names)[:2])}.",
            sources=[quoted(said, source.record) for source, said in stated[:3]],
            next_step="Add the warning signs, and what to do about them.",
        )


def _warns(case: Case) -> bool:
    """Whether the article says when to seek help, or which signs warn; that there are such signs helps nobody."""
    text = case.article.text
    if cues.WARNS.search(cues.NAMES_SIGNS.sub(" ", text)):
        return True
    return any(_names_a_sign(case, text, match) for match in cues.NAMES_SIGNS.finditer(text))


_BESIDE = 300  # characters after the word within which the signs are named


def _names_a_sign(case: Case, text: str, match: re.Match[str]) -> bool:
    """Whether signs follow the words that announce them: under a heading, or several of them, or one by its name."""
    line = text[text.rfind("\n", 0, match.start()) + 1 : (text + "\n").index("\n", match.end())]
    if not line.rstrip().endswith((".", "!", "?", ";", ",")):
        return True  # a heading, or what a list goes on from
    sentence = re.split(r"[.!?]\s", text[match.end() : match.end() + _BESIDE])[0]
    return sentence.count(",") >= 2 or any(
        each.concept and each.concept.kind in _SIGNS and f"={each.concept.name}" not in case.topic
        for each in vocabulary().mentions(sentence)
    )


_SIGNS = frozenset({ConceptKind.FINDING, ConceptKind.CONDITION})


def _topic_of(facets: Facets, words: str) -> str:
    """For what a sentence names warning signs: the topic, or what is near it."""
    opening = words.partition(",")[0]
    return next((facet.near_in(opening) or facet.words for facet in facets.topic), "")


def no_date(case: Case) -> Iterator[AuditFinding]:
    """No date of any kind, so that nobody can know how old the evidence is."""
    if not case.article.dates:
        yield finding(
            FindingKind.NO_DATE,
            "The article has no date: neither when it was written nor when it was last checked.",
            next_step="Say when the evidence was searched, and when the text was reviewed.",
        )


def no_reviewer(case: Case) -> Iterator[AuditFinding]:
    """Nobody named who reviewed it; a board without names is nobody."""
    if not case.article.reviewers and case.article.layout not in _OF_JOURNALS:
        status = case.article.status
        pending = status is not None and cues.PENDING.search(f"{status.words} {status.value}") is not None
        yield finding(
            FindingKind.NO_REVIEWER,
            "The article names nobody who reviewed it" + (", and says itself that its review is pending." if pending else "."),
            place=case.article.status.place if case.article.status else None,
            next_step="Name who reviewed it, with their qualification and the date.",
        )


def no_disclaimer(case: Case) -> Iterator[AuditFinding]:
    """No word that it does not replace advice from somebody who knows the patient."""
    if case.article.disclaimer is None and case.article.layout not in _OF_JOURNALS:
        yield finding(
            FindingKind.NO_DISCLAIMER,
            "The article has no disclaimer: it does not say that it cannot replace professional advice.",
            next_step="Add one.",
        )
