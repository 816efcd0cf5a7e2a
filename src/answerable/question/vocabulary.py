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

_TWO_WORDS_TOO = {"inpatient", "outpatient"}  # "in patients with gout" are not inpatients
_WORDS_TOO = {"ADD", "AIDS", "ART", "CAP", "FIT", "PAD"}  # in a text all in capitals these are as likely words
_LONGEST = 8  # words in a name, hyphenated parts counted
_HEAD = 5  # letters that tell most words with which no name begins
_SHORTEST_MISSPELT = 7  # letters; a shorter word is one letter away from too many others
_NOT_IN_KEYS = " -–/.,'’()+&"
_JOINING = re.compile(r"[ \-–/]|, |\. ?")


class Vocabulary:
    """Concepts by their names, and the places in a text where they are named."""

    def __init__(self, table: str) -> None:
        """Reads the table; raises ValueError where a line has not five columns."""
        self._lines = [line for line in table.splitlines() if line and not line.startswith("#")]
        self._concepts: dict[int, Concept] = {}  # by line, made when asked for
        self._by_key: dict[str, int] = {}
        self._by_name: dict[str, int] = {}
        self._exact: dict[str, int] = {}
        self._context: dict[str, tuple[str, ...]] = {}
        # The whole table is folded in one go, a hundred times faster than name by name, for this runs at every cold start.
        named = [line.split("\t", 3)[1:3] for line in self._lines]
        folded = _key("\n".join(f"{name};{others}" for name, others in named)).split("\n")
        for number, ((name, others), keys) in enumerate(zip(named, folded, strict=True)):
            self._by_name[name] = number
            self._by_key.update(dict.fromkeys(keys.split(";"), number))
            if "=" in others:
                self._add_exact(others, number)
        self._by_key.pop("", None)
        self._longest = max(map(len, self._by_key), default=0)
        self._heads = {key[:_HEAD] for key in self._by_key} | {_key(name)[:_HEAD] for name in self._exact}

    def _add_exact(self, others: str, number: int) -> None:
        """Abbreviations that count in these very letters only, some of them only beside certain words."""
        for written in _parts(others):
            if written.startswith("="):
                name, _, context = written[1:].partition(" [")
                self._exact[name] = number
                if context:
                    self._context[name] = tuple(fold(word) for word in context.rstrip("]").split(", "))

    def _concept(self, number: int) -> Concept:
        concept = self._concepts.get(number)
        if concept is None:
            kind, name, others, narrower, near = self._lines[number].split("\t")
            names = dict.fromkeys((name, *(other.partition(" [")[0].removeprefix("=") for other in _parts(others))))
            concept = Concept(name, ConceptKind(kind), tuple(names), tuple(_parts(narrower)), tuple(_parts(near)))
            self._concepts[number] = concept
        return concept

    def __len__(self) -> int:
        """How many concepts it holds."""
        return len(self._lines)

    def __iter__(self) -> Iterator[Concept]:
        """The concepts in the order of the table."""
        return map(self._concept, range(len(self._lines)))

    def all_names(self) -> Iterator[str]:
        """Every name of every concept, as the table writes it."""
        for line in self._lines:
            _, name, others, _ = line.split("\t", 3)
            yield name
            yield from (other.partition(" [")[0].removeprefix("=") for other in _parts(others))

    def concept(self, name: str) -> Concept | None:
        """The concept under a preferred name, or under any of its names however spelled; None where there is none."""
        for names, key in ((self._by_name, name), (self._exact, name), (self._by_key, _key(name))):
            if key in names:
                return self._concept(names[key])
        return None

    def wider_than(self, concept: Concept) -> tuple[Concept, ...]:
        """The concepts of the same kind of which this one is a kind: respiratory tract infection for pneumonia."""
        return tuple(
            self._concept(number)
            for number, line in enumerate(self._lines)
            if concept.name in line and line.startswith(f"{concept.kind.value}\t") and concept.name in _parts(line.split("\t")[3])
        )

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
        count_found, found = 0, -1
        key = ""
        for count, word in enumerate(words[at : at + _LONGEST], start=1):
            if count > 1 and not _JOINING.fullmatch(text, words[at + count - 2].end(), word.start()):
                break
            key += fold_word(word.group()).replace("'", "").replace("’", "")
            if len(key) > self._longest or (len(key) >= _HEAD and key[:_HEAD] not in self._heads):
                break
            number = self._named(key, text[words[at].start() : word.end()], count, text, shouted)
            if number is not None:
                count_found, found = count, number
        return (count_found, self._concept(found)) if count_found else (0, None)

    def _named(self, key: str, written: str, count: int, text: str, shouted: bool) -> int | None:
        """The line of the concept of this key, or of these very letters where case matters."""
        exact = written if written in self._exact else written.removesuffix("s")  # MIs, RCTs
        if exact in self._exact and not (shouted and exact in _WORDS_TOO) and self._fits(exact, text):
            return self._exact[exact]
        # A key of a few letters is an abbreviation: "a f" is not AF.
        if count > 1 and (len(key) < 4 or (key in _TWO_WORDS_TOO and " " in written)):
            return None
        return self._by_key.get(key)

    def _fits(self, abbreviation: str, text: str) -> bool:
        """Whether one of the words stands in the text without which an ambiguous abbreviation does not count."""
        words = self._context.get(abbreviation)
        return words is None or any(word in fold(text) for word in words)

    def _one_letter_away(self, word: str) -> Concept | None:
        """The concept whose one-word name differs from the word by one letter put in, left out, changed or swapped."""
        key = fold_word(word)
        if len(key) < _SHORTEST_MISSPELT or not key.isascii() or not key.isalpha():
            return None
        for other in _neighbours(key):
            number = self._by_key.get(other)
            if number is not None and len(other) >= _SHORTEST_MISSPELT and self._is_one_word(other, number):
                return self._concept(number)
        return None

    def _is_one_word(self, key: str, number: int) -> bool:
        """Whether the name behind the key is a single word: "syndrome" is not "syndrome X" misspelt."""
        return any(_key(name) == key for name in self._concept(number).names if name.isalpha())


def _key(text: str) -> str:
    """Names in the form in which they are compared: folded, without what stands between their words."""
    text = fold(text)
    for character in _NOT_IN_KEYS:
        text = text.replace(character, "")
    return text


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
