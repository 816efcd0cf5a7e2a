"""The window of a text that bears most on a question: a few sentences in a row, short enough for a model to read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answerable.question.vocabulary import content_words, stem
from answerable.text import Sentence, sentences

WORDS = 36  # in a window: with a title and a question about 96 tokens of a model
_FIGURE = re.compile(r"\d")


def stems_of(text: str) -> frozenset[str]:
    """The content words of a text as stems, figures among them."""
    return frozenset(stem(word) for word in content_words(text))


def overlap(asked: frozenset[str], text: str) -> float:
    """How much of what is asked a text has: its content words and, counting twice, its figures, as a share between 0 and 1."""
    if not asked:
        return 0.0
    weight = {word: 2.0 if _FIGURE.search(word) else 1.0 for word in asked}
    return sum(weight[word] for word in asked & stems_of(text)) / sum(weight.values())


def best_window(question: str, text: str, words: int = WORDS) -> str:
    """The sentences in a row, of at most `words` words where one sentence is not longer, that have most of a question's words.

    Of windows that have as much, the longest, and of these the last: abstracts end with what was found. Without any
    sentence it is empty.
    """
    cut = sentences(text)
    asked = stems_of(question)
    found = max(_runs(cut, words), key=lambda run: (overlap(asked, _joined(run, text)), len(run), run[0].start), default=())
    return _joined(found, text) if found else ""


def _runs(cut: Sequence[Sentence], words: int) -> list[Sequence[Sentence]]:
    """From each sentence on, as many as fit."""
    lengths = [len(sentence.text.split()) for sentence in cut]
    runs: list[Sequence[Sentence]] = []
    for first in range(len(cut)):
        last, total = first + 1, lengths[first]
        while last < len(cut) and total + lengths[last] <= words:
            total += lengths[last]
            last += 1
        runs.append(cut[first:last])
    return runs


def _joined(run: Sequence[Sentence], text: str) -> str:
    return text[run[0].start : run[-1].end]
