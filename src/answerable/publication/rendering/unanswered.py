"""Why there is no answer: the query as it was run, what was drafted and kept out, what was found and why it gave nothing."""

from __future__ import annotations

from collections.abc import Iterator

from answerable.composition.compose import NothingHolds
from answerable.corpus.notices import Standing, standing
from answerable.drafting.candidates import why_unused
from answerable.drafting.facets import facets_of
from answerable.publication.rendering.explanation import kept_out, understood
from answerable.retrieval.model import ScoredPassage
from answerable.retrieval.querying import explain
from answerable.retrieval.retriever import NothingFound
from answerable.verification.model import Claim
from answerable.writing import PLAIN, Ink, inked, wrapped

_INDENT = " " * 6
_MOST = 10  # records found of which it is said why they gave nothing


def why_unanswered(problem: NothingFound, width: int = 92, ink: Ink = PLAIN) -> str:
    """The explanation as text wrapped at `width` characters."""
    return "\n".join(_lines(problem, width, ink)) + "\n"


def _lines(problem: NothingFound, width: int, ink: Ink) -> Iterator[str]:
    yield ink.strong("Why there is no answer")
    for name, words in understood(problem.question):
        yield from wrapped(f"{name}: {words}", width, "  ", "    ")
    yield from wrapped(f"Query as it was run: {explain(problem.run.query)}", width, "  ", "    ")
    searched = problem.run.searched
    yield from wrapped(f"Library: {searched.library}, fingerprint {searched.fingerprint}", width, "  ", "    ")
    if isinstance(problem, NothingHolds):
        yield from _drafted(problem, width, ink)
    yield ""
    yield ink.strong("Found and not used")
    yield from _unused(problem, width, ink)


def _drafted(problem: NothingHolds, width: int, ink: Ink) -> Iterator[str]:
    """What was drafted: statements that a check kept out, and those that hold without answering."""
    if problem.kept_out:
        yield ""
        yield ink.strong("Drafted and kept out")
        for claim in problem.kept_out:
            yield from kept_out(claim, False, width, ink)
    if problem.beside:
        yield ""
        yield ink.strong("Drafted, and beside the question: it holds, and is no answer by itself")
        for claim in problem.beside:
            yield from _beside(claim, width)


def _beside(claim: Claim, width: int) -> Iterator[str]:
    records = ", ".join(dict.fromkeys(citation.span.record for citation in claim.citations))
    yield from wrapped(f"{claim.text} ({records})", width, "  · ", "    ")


def _unused(problem: NothingFound, width: int, ink: Ink) -> Iterator[str]:
    """The first records found, each with why it gave nothing; those that are never cited first."""
    run = problem.run
    drafted = {citation.span.record for claim in _claims(problem) for citation in claim.citations}
    unused = {one.passage.record.id: one for one in run.passages if one.score and one.passage.record.id not in drafted}
    if not unused and not run.set_aside:
        yield "  Nothing." if not drafted else "  Nothing else."
        return
    for one in run.set_aside:
        retracted = standing(one.notices) is Standing.RETRACTED
        yield from _found(one, "retracted: never cited" if retracted else "never cited", width, ink)
    facets = facets_of(problem.question)
    for one in list(unused.values())[:_MOST]:
        yield from _found(one, why_unused(one.passage.record, facets, problem.question.type), width, ink)
    if len(unused) > _MOST:
        yield f"  … and {len(unused) - _MOST:,} more"


def _claims(problem: NothingFound) -> tuple[Claim, ...]:
    return (*problem.kept_out, *problem.beside) if isinstance(problem, NothingHolds) else ()


def _found(one: ScoredPassage, why: str, width: int, ink: Ink) -> Iterator[str]:
    yield from inked(wrapped(one.passage.record.title, width, "  ✗ "), ink.strong)
    yield from wrapped(f"{one.passage.record.id}: {why}.", width, _INDENT)
