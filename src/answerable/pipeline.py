"""The automatic half of the journey: a question, a run, a draft, a report, an answer. Read this first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from answerable.composition.answer import Answer, Manifest
from answerable.composition.compose import compose
from answerable.composition.stage import Stage, StageName
from answerable.drafting.ports import Drafter
from answerable.question import Question
from answerable.retrieval.retriever import Retriever
from answerable.verification.verifier import Verifier


def _silent(_stage: Stage) -> None:
    """Tells nobody."""


@dataclass(frozen=True)
class Pipeline:
    """The stages in their order, and what the manifest says of how they were set."""

    retriever: Retriever
    drafter: Drafter
    verifier: Verifier
    manifest: Manifest

    def answer(self, question: Question, tell: Callable[[Stage], None] = _silent) -> Answer:
        """The checked article; `tell` hears each stage as it begins, and each citation that was checked.

        Raises `NoEvidence`, saying what was searched, where nothing is found or nothing holds.
        """
        tell(Stage(StageName.SEARCHING))
        run = self.retriever.retrieve(question)
        tell(Stage(StageName.READING, len({one.passage.record.id for one in run.passages})))
        tell(Stage(StageName.DRAFTING))
        draft = self.drafter.draft(question, run)
        report = self.verifier.verify(draft, run, question, lambda done, of: tell(Stage(StageName.CHECKING, of, done)))
        return compose(question, run, draft, report, self.manifest)
