"""`Pair`: a claim, a passage, and how people say that the one stands towards the other; a set of pairs in its parts."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from answerable.evaluation.folds import FOLDS, HELD_OUT_FOLD, folds
from answerable.evaluation.grouping import connected
from answerable.text import sentences


class Label(StrEnum):
    """How a passage stands towards a claim."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    NEUTRAL = "neutral"  # it does not tell


LABELS = tuple(Label)

_SPELLINGS: Mapping[Label, str] = {
    Label.SUPPORTS: "support supports supported supporting entailment entails entailed true yes e",
    Label.CONTRADICTS: "contradict contradicts contradicted contradicting contradiction refute refutes refuted "
    "refuting false no c",
    Label.NEUTRAL: "neutral nei not_enough_info notenoughinfo not_enough_information noinfo no_info none unknown unrelated "
    "maybe insufficient insufficient_evidence not_mentioned n",
}
SPELLINGS: Mapping[str, Label] = {word: label for label, words in _SPELLINGS.items() for word in words.split()}
"""Every spelling of a label that is read, in lower case with "_" for blanks and hyphens."""


class Pair(Struct, frozen=True, kw_only=True):
    """A claim and a passage in its sentences, with its label; `place` is where it stands in its file, for a reader.

    `passage` names the passage, so that pairs on the same one stay together. `rationale` are the numbers of the sentences
    that are the evidence, counted from 0; None where nobody marked them.
    """

    id: str
    claim: str
    passage: str
    sentences: tuple[str, ...]
    label: Label
    rationale: tuple[int, ...] | None = None
    place: str = ""

    @property
    def text(self) -> str:
        """The passage as one text."""
        return " ".join(self.sentences)


class PairSet(Struct, frozen=True, kw_only=True):
    """Pairs from one source, the fold of each by its id, and what a reader should know of them.

    Fold 0 is held out, the rest is for tuning. `groups` names for each pair what is resampled: pairs that share a claim or a
    passage, directly or through others, are in one group. `trained_on` says that the shipped model saw the other folds.
    `cautions` have to be read before the figures; `rejected` are the lines that could not be read.
    """

    name: str
    pairs: tuple[Pair, ...]
    folds: Mapping[str, int]
    groups: Mapping[str, str]
    trained_on: bool = False
    notes: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()


def label_of(word: str) -> Label | None:
    """The label that a word stands for, in any of its spellings; None where it is none."""
    return SPELLINGS.get("_".join(word.replace("-", " ").replace("_", " ").lower().split()))


def pair_set(
    name: str,
    pairs: tuple[Pair, ...],
    *,
    notes: tuple[str, ...] = (),
    cautions: tuple[str, ...] = (),
    rejected: tuple[str, ...] = (),
    fold_of: Mapping[str, int] | None = None,
    trained_on: bool = False,
) -> PairSet:
    """The set of pairs, in groups that share neither claim nor passage; folds are dealt by group where none are given."""
    shared = {pair.id: (f"claim {_same(pair.claim)}", f"passage {pair.passage}") for pair in pairs}
    groups = {member: group[0] for group in connected(shared) for member in group}
    return PairSet(
        name=name,
        pairs=pairs,
        folds=folds(shared, FOLDS) if fold_of is None else fold_of,
        groups=groups,
        trained_on=trained_on,
        notes=notes,
        cautions=cautions,
        rejected=rejected,
    )


def is_held_out(found: PairSet, pair: Pair) -> bool:
    """Whether a pair is in the part that nothing was tuned or trained on."""
    return found.folds[pair.id] == HELD_OUT_FOLD


def cut(passage: str) -> tuple[str, ...]:
    """A passage in its sentences; one that has none is its own sentence."""
    return tuple(sentence.text for sentence in sentences(passage)) or (passage,)


def _same(claim: str) -> str:
    return " ".join(claim.lower().split())
