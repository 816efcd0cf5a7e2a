"""Two rerankers together: one reads passages, the other compares titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from answerable.corpus.passage import Passage
from answerable.retrieval.ports import Reranker

SHARE_OF_TITLES = 0.5
"""What a title of the like meaning counts beside a passage that bears on the question: chosen on SciFact's fold 1."""


@dataclass(frozen=True)
class WithTitles:
    """The judgement of passages, and beside it how near in meaning their titles are to the question.

    The two err on different passages: what reads the words of a passage finds whether it tells, and the title what the whole
    of it is about.
    """

    passages: Reranker
    titles: Reranker
    share: float = SHARE_OF_TITLES

    def score(self, question: str, passages: Sequence[Passage]) -> Sequence[float]:
        """The sum for each passage; a title that has nothing in common with the question takes nothing away."""
        judged = self.passages.score(question, passages)
        titled = self.titles.score(question, passages)
        return [one + self.share * max(0.0, other) for one, other in zip(judged, titled, strict=True)]
