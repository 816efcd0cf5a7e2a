"""Searching: a run of passages for a question, with the words of a passage that show best why it was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from answerable.app.opening import Opened
from answerable.question import understand
from answerable.retrieval.model import Filters, Run, ScoredPassage
from answerable.retrieval.querying import build_query
from answerable.retrieval.retriever import Retriever
from answerable.text import sentences
from answerable.writing import tidy

MOST_SHOWN = 320  # characters of a snippet


def search(opened: Opened, question: str, filters: Filters, depth: int) -> Run:
    """The run for a question; `run.passages` may be empty, retracted records stand in `run.set_aside`.

    Raises `UnusableQuestion` where there is nothing to search for.
    """
    asked = understand(question)
    return Retriever(opened.index, opened.library, depth, filters).run(build_query(asked, filters), asked.text)


def snippet(one: ScoredPassage, highlights: Callable[[str], Sequence[tuple[int, int]]]) -> str:
    """The sentences of a passage's text in which most of what was asked stands, cut at a word where they are long.

    `highlights` gives the places in a text, from and to, that match.
    """
    best, most = "", -1
    for name, section in one.passage.fields():
        if name == "title":
            continue
        cut = sentences(section.text)
        for number, sentence in enumerate(cut):
            matched = len({sentence.text[start:end].lower() for start, end in highlights(sentence.text)})
            if matched > most:
                best, most = tidy(" ".join(following.text for following in cut[number : number + 3])), matched
    return best if len(best) <= MOST_SHOWN else best[:MOST_SHOWN].rsplit(" ", 1)[0] + " …"
