"""The automatic half of the journey: a question, a run, a draft, a report, an answer. Read this first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from answerable.composition.answer import Answer, Manifest
from answerable.composition.compose import compose
from answerable.drafting.ports import Drafter
from answerable.question import Question
from answerable.retrieval.retriever import Retriever
from answerable.text import how_many
from answerable.verification.verifier import Verifier


def _silent(_stage: str) -> None:
    """Tells nobody."""


@dataclass(frozen=True)
class Pipeline:
    """The stages in their order, and what the manifest says of how they were set."""

    retriever: Retriever
    drafter: Drafter
    verifier: Verifier
    manifest: Manifest

    def answer(self, question: Question, tell: Callable[[str], None] = _silent) -> Answer:
        """The checked article; `tell` hears each stage as it begins.

        Raises `NoEvidence`, saying what was searched, where nothing is found or nothing holds.
        """
        tell("searching")
        run = self.retriever.retrieve(question)
        tell(f"reading {how_many(len(run.passages), 'passage')}")
        draft = self.drafter.draft(question, run)
        tell("checking every citation")
        report = self.verifier.verify(draft, run, question)
        return compose(question, run, draft, report, self.manifest)
