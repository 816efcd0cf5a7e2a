"""Did you mean: a question with its misspelt names put right from the vocabulary and the library's own words, to be offered."""

from __future__ import annotations

from collections.abc import Iterator

from answerable.question.spelling import reworded, words_of
from answerable.retrieval.model import Query
from answerable.retrieval.ports import Index, Library

_READ = 12  # passages with a word alike whose words are looked at


def did_you_mean(question: str, index: Index, library: Library) -> str:
    """The question as it may have been meant; empty where the vocabulary or the library knows every name in it."""

    def holds(word: str) -> bool:
        return bool(index.search(Query(word), 1))

    def like(word: str, letters: int) -> Iterator[str]:
        found = next((ids for off in range(1, letters + 1) if (ids := index.like(word, off, _READ))), ())
        for record in library.records(list(dict.fromkeys(one.rpartition("#")[0] for one in found))):
            if record is not None:
                for _, section in record.fields():
                    yield from words_of(section.text)

    return reworded(question, holds, like)
