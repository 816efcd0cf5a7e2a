"""`Retriever`: from a question to a run of passages, with what was searched and what is set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from answerable.corpus.appraisal import appraise
from answerable.corpus.evidence import EvidenceLevel
from answerable.corpus.notices import Standing, standing
from answerable.corpus.passage import Passage
from answerable.corpus.record import PublicationNotice
from answerable.errors import NoEvidence
from answerable.question import Question
from answerable.retrieval.model import Filters, Query, Run, Scored, ScoredPassage, Searched
from answerable.retrieval.ordering import Ordering, near_ties_reordered
from answerable.retrieval.ports import Index, Library, Reranker
from answerable.retrieval.querying import build_query, searched_for, warning_query
from answerable.text import how_many

_WARNINGS = 15  # passages that are read for warning signs besides those of the run
_LONGEST_HINT = 120  # characters of a question that is said again in a command to copy


@dataclass(frozen=True)
class Retriever:
    """Searches an index and looks the passages up in the library.

    `depth` is how many passages a run holds at most. With a `reranker` the first `rerank` passages are judged
    again against the question's words, and a judgement of 1 counts `share` times what the best score does.
    """

    index: Index
    library: Library
    depth: int = 60
    filters: Filters = Filters()
    ordering: Ordering = Ordering()
    reranker: Reranker | None = None
    rerank: int = 30
    share: float = 1.0

    def retrieve(self, question: Question) -> Run:
        """The run for a question; raises `NoEvidence`, saying what was searched, where nothing is found."""
        query = build_query(question, self.filters)
        run = self.run(query, question.text)
        if not run.passages:
            raise NothingFound(question, run)
        warnings = warning_query(question)
        return self._joined(run, self.run(warnings, question.text)) if warnings else run

    def run(self, query: Query, words: str) -> Run:
        """The run for a query, perhaps without a passage; `words` are what a reranker judges against."""
        found = _looked_up(self.index.search(query, self.depth), self.library)
        notices = dict(
            zip((one.record.id for _, one in found), self.library.notices([one.record.id for _, one in found]), strict=True)
        )
        blocked = {one.id for _, one in found if _blocked(one, notices[one.record.id])}
        kept = [one for one in found if one[1].id not in blocked]
        aside = [one for one in found if one[1].id in blocked]
        kept = near_ties_reordered(self._reranked(kept, words), self.ordering)
        searched = msgspec.structs.replace(self.library.searched(), found=len(kept))
        return Run(query=query, passages=_ranked(kept, notices), searched=searched, set_aside=_ranked(aside, notices))

    def _joined(self, run: Run, more: Run) -> Run:
        """A run with the passages of another behind its own, which it lacks."""
        known = {one.passage.id for one in run.passages}
        extra = [one for one in more.passages if one.passage.id not in known][:_WARNINGS]
        ranked = tuple(
            msgspec.structs.replace(one, score=0.0, rank=rank) for rank, one in enumerate(extra, len(run.passages) + 1)
        )
        return msgspec.structs.replace(run, passages=(*run.passages, *ranked))

    def _reranked(self, found: list[tuple[float, Passage]], words: str) -> list[tuple[float, Passage]]:
        """The first `rerank` passages by score and judgement together, the rest behind them as they were.

        A judgement only ever adds to a score, so that what was judged stays before what was not.
        """
        if self.reranker is None or not found or self.rerank < 1:
            return found
        head, tail = found[: self.rerank], found[self.rerank :]
        best = head[0][0]
        judged = self.reranker.score(words, [passage for _, passage in head])
        worth = [(score + self.share * best * max(0.0, one), passage) for (score, passage), one in zip(head, judged, strict=True)]
        return [*sorted(worth, key=lambda one: -one[0]), *tail]


def _looked_up(scored: Sequence[Scored], library: Library) -> list[tuple[float, Passage]]:
    """The passages behind the ids, in order; what the library no longer holds is left out."""
    parts = [one.passage_id.rpartition("#") for one in scored]
    records = library.records([record_id for record_id, _, _ in parts])
    return [
        (one.score, Passage(record, part))
        for one, (_, _, part), record in zip(scored, parts, records, strict=True)
        if record is not None
    ]


def _blocked(passage: Passage, notices: Sequence[PublicationNotice]) -> bool:
    """Whether the record may never be cited: retracted, withdrawn, or itself a notice."""
    return appraise(passage.record, with_sample=False).level is EvidenceLevel.NEVER or standing(notices) is Standing.RETRACTED


def _ranked(
    found: Sequence[tuple[float, Passage]], notices: Mapping[str, Sequence[PublicationNotice]]
) -> tuple[ScoredPassage, ...]:
    return tuple(
        ScoredPassage(passage, score, rank, tuple(notices[passage.record.id])) for rank, (score, passage) in enumerate(found, 1)
    )


class NothingFound(NoEvidence):
    """`NoEvidence` with the question as it was understood and the run, for who wants to see how that came about.

    That nothing can be cited does not say that nothing was written, nor that the library holds nothing on it.
    """

    def __init__(self, question: Question, run: Run) -> None:
        super().__init__(*_said(question, run))
        self.question = question
        self.run = run


def _said(question: Question, run: Run) -> tuple[str, str]:
    """That there is not enough evidence and what was searched; and where to look next."""
    bounds = " and the same bounds" if run.query.filters != Filters() else ""
    look = f"See what was found with 'answerable search {_for_a_shell(question.text)}'{bounds}, add" if run.passages else "Add"
    return (
        f"Not enough evidence: no statement that can be cited was found on “{question.text}” in the "
        f"{searched_in_words(run.searched)}. Searched for {searched_for(run.query)}.",
        f"{look} literature on it with 'answerable ingest PATH', or ask in other words.",
    )


def _for_a_shell(text: str) -> str:
    """The question between quotes as any shell reads it; an ellipsis where it is long or holds what a shell acts on."""
    return '"…"' if len(text) > _LONGEST_HINT or set(text) & set("\"'$`\\!%") else f'"{text}"'


def searched_in_words(searched: Searched) -> str:
    """What was searched in words: "starter library (120 records, newest 2023)"."""
    newest = f", newest {searched.newest}" if searched.newest else ""
    return f"{searched.library} ({how_many(searched.records, 'record')}{newest})"
