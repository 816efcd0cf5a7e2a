"""What the pipeline asks of whoever drafts, rules or a model."""

from __future__ import annotations

from typing import Protocol

from answerable.drafting.model import Draft, Statement, Support
from answerable.question import Question
from answerable.retrieval.model import Run


class Drafter(Protocol):
    """Writes a draft from a question and the passages that were found for it."""

    def draft(self, question: Question, run: Run) -> Draft:
        """Statements in sections, each with the spans that bear it out; cites passages of the run and nothing else."""
        ...


class Corroboration(Protocol):
    """Says whether a source that was found to agree would be shown under a statement, so that nothing is merged in vain."""

    def bears_out(self, statement: Statement, support: Support, question: Question) -> bool:
        """Whether every check that such a citation of the statement requires comes out as support."""
        ...
