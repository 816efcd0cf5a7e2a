"""Pairs made of laboratory and clinical papers by themselves: what a title or a conclusion says, against what the abstract tells.

They are SciFact's abstracts that no claim for training cites, as papers and without anybody's judgement of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from changes import contradicted
from data import Data
from examples import Label, Pair
from relevance import ranked
from sources import TOLD

from answerable.corpus.record import Record, TextSection
from answerable.retrieval.windows import overlap, stems_of

_SAYS = re.compile(
    r"\b(?:is|are|was|were|can|may|does|do|not|regulates?|inhibits?|promotes?|reduces?|increases?|decreases?|controls?|mediates?|induces?|"
    r"predicts?|requires?|prevents?|enhances?|impairs?|causes?|improves?|reveals?|identif(?:y|ies)|contributes?|affects?|drives?|"
    r"suppress(?:es)?|activates?|modulates?|determines?|protects?|limits?|confers?|triggers?|links?|leads?|plays?|depends?|"
    r"associates?|correlates?|stimulates?|restores?|maintains?|alters?|attenuates?|accelerates?|facilitates?|defines?)\b",
    re.IGNORECASE,
)


def _papers(data: Data) -> list[tuple[str, str, list[str]]]:
    """Key, title and sentences of each abstract that no claim cites and that has enough to tell."""
    return [
        (key, one["title"].strip(), [words.strip() for words in one["abstract"]])
        for key, one in sorted(data.abstracts.items())
        if key not in data.cited and len(one["abstract"]) >= 5
    ]


def _is_claim(words: str) -> bool:
    """Whether words say something rather than name a subject."""
    return 6 <= len(words.split()) <= 35 and not words.endswith("?") and bool(_SAYS.search(words))


def said_by_papers(data: Data) -> Iterator[Pair]:
    """Titles that say something, and conclusions, as claims: on the sentence that tells it, turned around, and on others."""
    papers = _papers(data)
    pool = [(key, words) for key, _, cut in papers for words in cut if TOLD.search(words) and 8 <= len(words.split()) <= 50]
    for key, title, cut in papers:
        claims = [(title, cut)] if _is_claim(title) else []
        if _is_claim(cut[-1]):
            claims.append((cut[-1], cut[:-1]))
        for number, (claim, told) in enumerate(claims):
            yield from _stances(data, f"said:{key}#{number}", key, claim, told, pool)


def _stances(
    data: Data, topic: str, key: str, claim: str, told: Sequence[str], pool: Sequence[tuple[str, str]]
) -> Iterator[Pair]:
    asked = stems_of(claim)
    pair = partial(Pair, "said by papers", topic)
    best = max(told, key=lambda words: overlap(asked, words))
    alike = overlap(asked, best)
    if alike < 0.45 or not TOLD.search(best):
        return
    yield pair(claim, best, key, Label.SUPPORTS)
    if alike >= 0.55 and (opposite := contradicted(claim, data.random_)):
        yield pair(opposite, best, key, Label.CONTRADICTS)
    quiet = [words for words in told[: max(1, len(told) // 2)] if words != best and not TOLD.search(words)]
    if quiet:
        yield pair(claim, max(quiet, key=lambda words: overlap(asked, words)), key, Label.NEUTRAL)
    other = max(data.random_.sample(pool, 400), key=lambda one: 0 if one[0] == key else overlap(asked, one[1]))
    if other[0] != key:
        yield pair(claim, other[1], other[0], Label.NEUTRAL)


def found_papers(data: Data, negatives: int = 3, most: int = 2200) -> Iterator[Pair]:
    """What a paper concludes as a claim to search with: its own abstract without that sentence against what BM25 finds."""
    by_id: dict[str, Record] = {}
    asked_of: dict[str, str] = {}
    for key, title, cut in _papers(data):
        by_id[f"scifact:{key}"] = Record(id=f"scifact:{key}", title=title, abstract=(TextSection(" ".join(cut[:-1])),))
        if 5 <= len(cut[-1].split()) <= 40:
            asked_of[f"scifact:{key}"] = cut[-1]
    search = data.search(by_id.values())
    for key, asked in sorted(asked_of.items())[:most]:
        found = [by_id[name] for name in search(asked, 30)]
        yield from ranked("found papers", f"find:{key}", asked, [by_id[key]], found, data.random_, negatives)


PAPERS: Mapping[str, Callable[[Data], Iterator[Pair]]] = {"said by papers": said_by_papers, "found papers": found_papers}
