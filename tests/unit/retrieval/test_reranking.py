"""A reranker's judgement adds to the score: it moves what was judged, and buries nothing."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from answerable.corpus.passage import Passage
from answerable.corpus.record import PublicationNotice, Record
from answerable.retrieval.model import Query, Scored, Searched
from answerable.retrieval.ordering import Ordering
from answerable.retrieval.retriever import Retriever


class Found:
    """An index that has found these scores, and the library of their records."""

    def __init__(self, scores: Sequence[float]) -> None:
        self.found = [Scored(f"key:{number}#abstract", score) for number, score in enumerate(scores)]

    def search(self, query: Query, depth: int) -> Sequence[Scored]:
        return self.found[:depth]

    def records(self, ids: Sequence[str]) -> Sequence[Record | None]:
        return [Record(id=record_id, title=f"Record {record_id}") for record_id in ids]

    def notices(self, ids: Sequence[str]) -> Sequence[Sequence[PublicationNotice]]:
        return [() for _ in ids]

    def searched(self) -> Searched:
        return Searched(library="mine", records=len(self.found), newest=None, changed="", fingerprint="")


class Judge:
    """Gives each record the judgement that stands for it."""

    def __init__(self, judged: Sequence[float]) -> None:
        self.judged = judged

    def score(self, question: str, passages: Sequence[Passage]) -> Sequence[float]:
        return [self.judged[int(passage.record.id.removeprefix("key:"))] for passage in passages]


def ranked(scores: Sequence[float], judged: Sequence[float], rerank: int = 30) -> list[int]:
    found = Found(scores)
    retriever = Retriever(found, found, ordering=Ordering(tie=0.0), reranker=Judge(judged), rerank=rerank)
    run = retriever.run(Query("words"), "words")
    return [int(one.passage.record.id.removeprefix("key:")) for one in run.passages]


def test_a_passage_that_is_judged_better_overtakes_one_that_scored_a_little_more():
    assert ranked([10.0, 9.5], [0.1, 0.8]) == [1, 0]


def test_a_judgement_alone_does_not_overtake_a_score_that_is_much_higher():
    assert ranked([10.0, 2.0], [0.3, 0.8]) == [0, 1]


pairs = st.lists(st.tuples(st.floats(0.1, 50), st.floats(-1, 1)), min_size=1, max_size=20)


@given(pairs, st.integers(0, 20))
def test_what_was_judged_stays_before_what_was_not_and_nothing_is_lost(found: list[tuple[float, float]], rerank: int):
    scores = sorted((round(score, 4) for score, _ in found), reverse=True)
    order = ranked(scores, [judged for _, judged in found], rerank)
    assert sorted(order) == list(range(len(found)))
    assert order[rerank:] == list(range(len(found)))[rerank:]
