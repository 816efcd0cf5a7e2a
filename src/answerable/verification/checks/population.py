"""POPULATION: species, ages and subgroups of the study fit the people that the claim is about."""

from __future__ import annotations

from functools import lru_cache

from answerable.corpus.evidence import Design
from answerable.corpus.record import Record
from answerable.drafting.model import Wording
from answerable.verification.groups import ANIMALS, bounds, kinds
from answerable.verification.model import Check, Evidence, Finding, Verdict
from answerable.verification.surroundings import stems_of

_YOUNG = frozenset({"newborns", "infants", "children", "adolescents"})
_GROWN = frozenset({"adults", "older people"})
# Kinds that exclude each other between the question and the study.
_APART: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (_YOUNG, _GROWN),
    (_GROWN, _YOUNG),
    (frozenset({"women"}), frozenset({"men"})),
    (frozenset({"men"}), frozenset({"women", "pregnancy", "menopause"})),
)


def check_population(evidence: Evidence) -> Finding:
    """Whether the claim keeps whom its sentence is about and claims nobody else; an animal study speaks of its animals only."""
    if evidence.quote is None:
        return _found(Verdict.UNCHECKED, "There is no quote to compare the population with.")
    for check in (_species, _kept, _added, _asked):
        finding = check(evidence)
        if finding:
            return finding
    return _found(Verdict.SUPPORTED, _note(evidence) or "The statement is about those whom the source speaks of.")


def _found(verdict: Verdict, reason: str) -> Finding:
    return Finding(Check.POPULATION, verdict, reason)


def _species(evidence: Evidence) -> Finding | None:
    """An animal or laboratory study bears out a statement that names its species, and no other."""
    appraisal = evidence.appraisal
    if appraisal is None:
        return _found(Verdict.UNCHECKED, "Whether the study is of people or of animals is not known: it is not appraised.")
    if appraisal.species != "animal" and appraisal.design not in (Design.ANIMAL, Design.LABORATORY):
        return None
    if ANIMALS.search(evidence.claim) or ANIMALS.search(evidence.indirect):
        return None
    why = appraisal.species_reason if appraisal.species == "animal" else appraisal.design
    return _found(Verdict.NOT_SUPPORTED, f"The study is not of people ({why}), and the statement does not say so.")


def _kept(evidence: Evidence) -> Finding | None:
    """A group that the cited sentence names has to be named in the claim."""
    source = evidence.sentence or evidence.quote or ""
    if evidence.claim == source:
        return None
    gone = kinds(source) - kinds(evidence.claim)
    if gone and evidence.wording is not Wording.QUOTE:
        return _found(Verdict.PARTLY_SUPPORTED, f"The source speaks of {min(gone)}; the statement leaves that out.")
    claimed = stems_of(evidence.claim)
    for words, stems in bounds(evidence.quote or ""):
        if len(stems - claimed) * 3 >= len(stems):
            return _found(Verdict.PARTLY_SUPPORTED, f"The source says “{words}”; the statement leaves that out.")
    if gone:
        return _found(Verdict.PARTLY_SUPPORTED, f"The source speaks of {min(gone)}; the statement leaves that out.")
    return None


def _added(evidence: Evidence) -> Finding | None:
    """A group that the claim names has to be the source's."""
    record, source = evidence.record, evidence.sentence or evidence.quote or ""
    if evidence.claim.casefold() in source.casefold():
        return None
    added = kinds(evidence.claim) - kinds(source)
    if added and added - (_of_record(record) if record else frozenset()):
        return _found(Verdict.NOT_SUPPORTED, f"The statement speaks of {min(added)}; the source does not.")
    for words, stems in bounds(evidence.claim):
        new = stems - stems_of(source)
        new -= _stems_of_record(record) if new and record else frozenset()
        if len(new) * 2 >= len(stems):
            return _found(Verdict.NOT_SUPPORTED, f"The statement says “{words}”; the source does not speak of them.")
    return None


def _asked(evidence: Evidence) -> Finding | None:
    """Who was asked about and who was studied must not exclude each other, unless the claim says whom it is about."""
    asked = kinds(evidence.question_population)
    if not asked or evidence.record is None:
        return None
    studied = _of_record(evidence.record)
    for wanted, other in _APART:
        if (
            asked & wanted
            and not studied & wanted
            and studied & other
            and not kinds(evidence.claim) & other
            and not kinds(evidence.indirect) & other
        ):
            return _found(
                Verdict.NOT_SUPPORTED, f"The question is about {min(asked & wanted)}, the study is of {min(studied & other)}."
            )
    return None


def _note(evidence: Evidence) -> str:
    """What a reader should know of ages although it fails nothing."""
    if evidence.record is None:
        return ""
    young = _in_title(evidence.record) & _YOUNG
    if young and not kinds(evidence.claim) & _YOUNG:
        return f"The study is of {min(young)}, which the statement itself does not say."
    return ""


@lru_cache(maxsize=256)
def _text_of(record: Record) -> str:
    return " ".join([record.title, *(s.text for s in record.abstract), *(h.name for h in record.mesh), *record.keywords])


@lru_cache(maxsize=256)
def _of_record(record: Record) -> frozenset[str]:
    return kinds(_text_of(record))


@lru_cache(maxsize=256)
def _in_title(record: Record) -> frozenset[str]:
    return kinds(record.title)


@lru_cache(maxsize=256)
def _stems_of_record(record: Record) -> frozenset[str]:
    return stems_of(_text_of(record))
