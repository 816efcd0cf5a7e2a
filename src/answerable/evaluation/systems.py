"""The systems that are compared: plain BM25, and the product's own retrieval, put together part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from answerable.corpus.passage import Passage
from answerable.corpus.record import PublicationNotice, Record, TextSection
from answerable.errors import UnusableQuestion
from answerable.evaluation.measures import DEPTH
from answerable.evaluation.model import Collection, Ranking
from answerable.question import Question, understand
from answerable.question.words import content_words
from answerable.retrieval.model import Query, Searched
from answerable.retrieval.ordering import Ordering
from answerable.retrieval.ports import Index, Reranker
from answerable.retrieval.querying import build_query
from answerable.retrieval.retriever import Retriever
from answerable.retrieval.windows import overlap, stems_of

PLAIN = "BM25"  # the name of the baseline


@dataclass(frozen=True)
class System:
    """Something that ranks records for the words of a topic: its name, what it is, and how it does it.

    `adds_to` names the system that it adds a part to, where that is not the one before it; `beside` others of its kind that
    it is to be compared with.
    """

    name: str
    what: str
    rank: Callable[[str], Ranking]
    adds_to: str = ""
    beside: tuple[str, ...] = ()


def systems(
    index: Index, flat: Index, library: CollectionLibrary, rerankers: Mapping[str, Reranker] | None = None
) -> tuple[System, ...]:
    """Plain BM25 first, which the others are compared with; each of the others adds one part to the one before it.

    `index` holds the collection's records as the product indexes them, `flat` holds them `flattened`. Each reranker, by its
    name, makes two systems more: on plain BM25 and on all of ours.
    """
    ordering = Ordering()
    made = [
        System(
            PLAIN,
            "plain BM25, the topic's words over title and abstract as one text",
            lambda text: _searched(flat, Query(text)),
        ),
        System(
            "fields",
            "BM25 summed over the fields of the index by their weights, without function words",
            lambda text: _asked(text, lambda question: _searched(index, _words_only(question))),
        ),
        System(
            "clauses",
            "and with clauses for what the vocabulary and the question's type know",
            lambda text: _asked(text, lambda question: _searched(index, build_query(question))),
        ),
        System(
            "order",
            f"and with near ties, up to {ordering.tie:.0%} of a score, in the order of study design and recency",
            lambda text: _asked(text, lambda question: _run(Retriever(index, library, DEPTH), question)),
        ),
    ]
    before: list[str] = []
    for name, reranker in (rerankers or {}).items():
        made += [
            _plain_reranked(name, flat, library, reranker, tuple(f"{PLAIN}, {other}" for other in before)),
            _reranked(name, index, library, reranker, tuple(before)),
        ]
        before.append(name)
    return tuple(made)


class OverlapReranker:
    """The cheapest reranker, to measure others against: the share of a question's content words that a passage has."""

    def score(self, question: str, passages: Sequence[Passage]) -> Sequence[float]:
        """The share for each passage, figures counting twice."""
        asked = stems_of(question)
        return [overlap(asked, " ".join(section.text for _, section in passage.fields())) for passage in passages]


def _plain_reranked(name: str, flat: Index, library: CollectionLibrary, reranker: Reranker, beside: tuple[str, ...]) -> System:
    retriever = Retriever(flat, library, DEPTH, ordering=Ordering(tie=0), reranker=reranker)
    return System(
        f"{PLAIN}, {name}",
        f"plain BM25 with the first {Retriever.rerank} reranked by the {name}, by {Retriever.share:g} times its judgement",
        lambda text: _records(one.passage.id for one in retriever.run(Query(text), text).passages),
        adds_to=PLAIN,
        beside=beside,
    )


def _reranked(name: str, index: Index, library: CollectionLibrary, reranker: Reranker, beside: tuple[str, ...]) -> System:
    retriever = Retriever(index, library, DEPTH, reranker=reranker)
    return System(
        name,
        f"and with the first {Retriever.rerank} reranked by the {name}, by {Retriever.share:g} times its judgement",
        lambda text: _asked(text, lambda question: _run(retriever, question)),
        adds_to="order",
        beside=beside,
    )


def _asked(text: str, rank: Callable[[Question], Ranking]) -> Ranking:
    """The ranking for a text as a question; none where it cannot be asked as one."""
    try:
        return rank(understand(text))
    except UnusableQuestion:
        return ()


def _words_only(question: Question) -> Query:
    return Query(" ".join(content_words(question.text)) or question.text)


def _searched(index: Index, query: Query) -> Ranking:
    return _records(one.passage_id for one in index.search(query, DEPTH))


def _run(retriever: Retriever, question: Question) -> Ranking:
    run = retriever.run(build_query(question), question.text)
    return _records(one.passage.id for one in run.passages)


def _records(passages: Iterable[str]) -> Ranking:
    """The records behind the passages, each where its best passage stands."""
    return tuple(dict.fromkeys(passage.rpartition("#")[0] for passage in passages))


def flattened(record: Record) -> Record:
    """The record as plain BM25 sees it: title and abstract as one text, nothing else."""
    text = " ".join(part for part in (record.title, *(section.text for section in record.abstract)) if part)
    return Record(id=record.id, title="", abstract=(TextSection(text),))


class CollectionLibrary:
    """The records of a collection as retrieval asks for them; nothing in a test collection has a notice."""

    def __init__(self, collection: Collection) -> None:
        self._records = {record.id: record for record in collection.records}
        self._name = collection.name

    def records(self, ids: Sequence[str]) -> Sequence[Record | None]:
        """The records of these ids, in their order; None where there is none."""
        return [self._records.get(record_id) for record_id in ids]

    def notices(self, ids: Sequence[str]) -> Sequence[Sequence[PublicationNotice]]:
        """No notices."""
        return [() for _ in ids]

    def searched(self) -> Searched:
        """What a search of this collection covers."""
        years = [record.year for record in self._records.values() if record.year]
        return Searched(
            library=self._name, records=len(self._records), newest=max(years, default=None), changed="", fingerprint=""
        )
