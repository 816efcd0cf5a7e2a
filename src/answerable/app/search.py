"""Searching: a run of passages for a question, with the places to highlight."""

from __future__ import annotations

from answerable.app.opening import Opened
from answerable.question import understand
from answerable.retrieval.model import Filters, Run
from answerable.retrieval.querying import build_query
from answerable.retrieval.retriever import Retriever


def search(opened: Opened, question: str, filters: Filters, depth: int) -> Run:
    """The run for a question; `run.passages` may be empty, retracted records stand in `run.set_aside`.

    Raises `UnusableQuestion` where there is nothing to search for.
    """
    asked = understand(question)
    return Retriever(opened.index, opened.library, depth, filters).run(build_query(asked, filters), asked.text)
