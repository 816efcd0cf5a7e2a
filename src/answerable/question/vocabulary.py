"""The vocabulary: conditions, symptoms, drugs, procedures and people under all the names by which a question may call them.

Its data stand in `vocabulary.tsv` beside this file, written for this project: one concept a line, with its kind, preferred
name, other names, narrower concepts and near ones, the last three parted by semicolons. A name is matched over spelling,
number, hyphens and case, except one that begins with ``=``: an abbreviation matched only in these very letters. Words in
brackets after a name (``=PE [lung, clot]``) make an ambiguous one count only where one of them stands in the same text.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from functools import cache

from answerable.question.model import Concept, ConceptKind, Mention
from answerable.question.words import WORD, content_words, fold, fold_word, spellings, stem

__all__ = ["Vocabulary", "content_words", "names_of", "stem", "vocabulary"]

_LONGEST = 8  # words in a name, hyphenated parts counted
_SHORTEST_MISSPELT = 7  # letters; a shorter word is one letter away from too many others
_NOT_IN_KEYS = str.maketrans("", "", " -–/.,'’()+&")
_JOINING = re.compile(r"[ \-–/]|, |\. ?")


class Vocabulary:
    """Concepts by their names, and the places in a text where they are named."""

    def __init__(self, table: str) -> None:
        self._concepts: dict[str, Concept] = {}
        self._by_key: dict[str, Concept] = {}
        self._exact: dict[str, Concept] = {}
        self._context: dict[tuple[str, str], tuple[str, ...]] = {}
        # The whole table is folded in one go: a thousand times faster than name by name, and this runs at every cold start.
        for line, folded in zip(table.splitlines(), fold(table).translate(_NOT_IN_KEYS).splitlines(), strict=True):
            if line and not line.startswith("#"):
                self._add(line.split("\t"), folded.split("\t"))
        self._longest = max((len(key) for key in self._by_key), default=0)

    def _add(self, columns: list[str], folded: list[str]) -> None:
        kind, name, others, narrower, near = columns
        names = [name, *_parts(others)]
        keys = [folded[1], *folded[2].split(";")] if others else [folded[1]]
        shown: list[str] = []
        for number, written in enumerate(names):
            bare = written
            if "[" in written:
                bare, _, words = written.partition(" [")
                self._context[bare.lstrip("="), name] = tuple(fold(word) for word in words.rstrip("]").split(", "))
            shown.append(bare.lstrip("="))
            names[number] = bare
        concept = Concept(name, ConceptKind(kind), tuple(dict.fromkeys(shown)), tuple(_parts(narrower)), tuple(_parts(near)))
        self._concepts[name] = concept
        for bare, key in zip(names, keys, strict=True):
            if bare.startswith("="):
                self._exact.setdefault(bare[1:], concept)
            else:
                self._by_key.setdefault(key.partition("[")[0], concept)

    def __len__(self) -> int:
        return len(self._concepts)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._concepts.values())

    def concept(self, name: str) -> Concept | None:
        """The concept under a preferred name, or under any of its names however spelled; None where there is none."""
        found = self._concepts.get(name) or self._exact.get(name)
        return found or self._by_key.get(fold(name).translate(_NOT_IN_KEYS))

    def mentions(self, text: str, *, misspelt: bool = False) -> tuple[Mention, ...]:
        """Where the text names concepts: the longest name at each place, in order, never overlapping.

        With `misspelt`, a long word that names nothing may also stand for the name that is one letter away; this is for
        questions, not for evidence.
        """
        words = list(WORD.finditer(text))
        shouted = text.isupper()
        found: list[Mention] = []
        at = 0
        while at < len(words):
            count, concept = self._longest_at(text, words, at, shouted)
            if concept is None and misspelt:
                count, concept = 1, self._one_letter_away(words[at].group())
            if concept is None:
                at += 1
                continue
            start, end = words[at].start(), words[at + count - 1].end()
            found.append(Mention(text[start:end], start, end, concept))
            at += count
        return tuple(found)

    def _longest_at(self, text: str, words: list[re.Match[str]], at: int, shouted: bool) -> tuple[int, Concept | None]:
        """How many words from `at` on make the longest name, and the concept that it names."""
        best: tuple[int, Concept | None] = (0, None)
        key = ""
        for count, word in enumerate(words[at : at + _LONGEST], start=1):
            if count > 1 and not _JOINING.fullmatch(text, words[at + count - 2].end(), word.start()):
                break
            key += fold_word(word.group()).replace("'", "")
            if len(key) > self._longest:
                break
            written = text[words[at].start() : word.end()]
            concept = self._named(key, written, count, shouted)
            if concept is not None and self._fits(written, concept, text):
                best = (count, concept)
        return best

    def _named(self, key: str, written: str, count: int, shouted: bool) -> Concept | None:
        """The concept of this key, or of these very letters where case matters."""
        exact = self._exact.get(written)
        if exact is not None and not (shouted and len(written) < 3):
            return exact
        if written[-1] == "s" and not shouted and (exact := self._exact.get(written[:-1])):  # MIs, RCTs
            return exact
        # A key of a few letters is an abbreviation: "a f" and "m. s" are not AF and MS.
        return None if count > 1 and len(key) < 5 else self._by_key.get(key)

    def _fits(self, written: str, concept: Concept, text: str) -> bool:
        words = self._context.get((written, concept.name))
        if words is None:
            return True
        folded = fold(text)
        return any(word in folded for word in words)

    def _one_letter_away(self, word: str) -> Concept | None:
        """The concept whose one-word name differs from the word by one letter put in, left out, changed or swapped."""
        key = fold_word(word)
        if len(key) < _SHORTEST_MISSPELT or not key.isascii() or not key.isalpha():
            return None
        for other in _neighbours(key):
            concept = self._by_key.get(other)
            if concept is not None and len(other) >= _SHORTEST_MISSPELT:
                return concept
        return None


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";")] if cell else []


def _neighbours(word: str) -> Iterator[str]:
    """Every string one letter away, the first letter kept: people rarely miss that one."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    for at in range(1, len(word)):
        if at + 1 < len(word):
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        yield word[:at] + word[at + 1 :]
    for at in range(1, len(word) + 1):
        for letter in letters:
            yield word[:at] + letter + word[at:]
            yield word[:at] + letter + word[at + 1 :]


def names_of(concept: Concept) -> tuple[str, ...]:
    """All the names of a concept with both spellings of each, its own first; none twice."""
    return tuple(dict.fromkeys((*concept.names, *(other for name in concept.names for other in spellings(name)))))


@cache
def vocabulary() -> Vocabulary:
    """The project's own vocabulary, read once."""
    table = pkgutil.get_data("answerable.question", "vocabulary.tsv")
    if table is None:
        raise FileNotFoundError("vocabulary.tsv is missing from the installed package")
    return Vocabulary(table.decode("utf-8"))
