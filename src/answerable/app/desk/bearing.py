"""What else in the library bears on a claim: passages that it does not cite, those that speak against it first."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from msgspec import Struct

from answerable.drafting.model import Wording
from answerable.errors import UnusableQuestion
from answerable.retrieval.model import ScoredPassage
from answerable.retrieval.windows import overlap, stems_of
from answerable.text import Span, sentences, sha256
from answerable.verification.checks.direction import check_direction
from answerable.verification.model import Evidence, Verdict

if TYPE_CHECKING:
    from answerable.app import App
    from answerable.verification.ports import Judge

DEPTH = 24
MOST = 6
_ORDER = {Verdict.CONTRADICTED: 0, Verdict.SUPPORTED: 1}
_NEAR = 0.3  # of a claim's words: below that a sentence is about something else


class Bearing(Struct, frozen=True, kw_only=True):
    """A passage that bears on a claim: where it was found, its nearest sentence, what a machine makes of it.

    `verdict` is `CONTRADICTED` where the passage seems to speak against the claim, `SUPPORTED` where for it, else `UNCHECKED`;
    `reason` is what the evidence model says, empty where only words of direction and negation were compared.
    """

    found: ScoredPassage
    words: str
    verdict: Verdict
    reason: str = ""
    retracted: bool = False


def bearing_on(app: App, claim: str, cited: Collection[str], judge: Judge | None) -> tuple[Bearing, ...]:
    """The records that bear on a claim beside those that it cites, each once, what speaks against it first."""
    try:
        run = app.search(claim, depth=DEPTH)
    except UnusableQuestion:
        return ()
    aside = {one.passage.record.id for one in run.set_aside}
    best: dict[str, ScoredPassage] = {}
    for one in sorted((*run.passages, *run.set_aside), key=lambda one: -one.score):
        if one.passage.record.id not in cited:
            best.setdefault(one.passage.record.id, one)
    found = [_read(claim, one, judge, one.passage.record.id in aside) for one in list(best.values())[:MOST]]
    return tuple(sorted((one for one in found if one.words), key=lambda one: _ORDER.get(one.verdict, 2)))


def _read(claim: str, one: ScoredPassage, judge: Judge | None, aside: bool) -> Bearing:
    texts = [section.text for name, section in one.passage.fields() if name != "title"]
    cut = [sentence.text for text in texts for sentence in sentences(text)]
    if not cut:
        return Bearing(found=one, words="", verdict=Verdict.UNCHECKED, retracted=aside)
    asked = stems_of(claim)
    words = max(cut, key=lambda text: overlap(asked, text))
    if judge is not None:
        said = judge.stance(_evidence(claim, " ".join(texts)))
        verdict = said.verdict if said.verdict in _ORDER else Verdict.UNCHECKED
        return Bearing(found=one, words=words, verdict=verdict, reason=said.reason, retracted=aside)
    against = overlap(asked, words) >= _NEAR and check_direction(_evidence(claim, words)).verdict is Verdict.CONTRADICTED
    return Bearing(found=one, words=words, verdict=Verdict.CONTRADICTED if against else Verdict.UNCHECKED, retracted=aside)


def _evidence(claim: str, words: str) -> Evidence:
    """Words of a passage beside a claim, as a check of verification looks at them; nothing is known of the record."""
    return Evidence(
        claim=claim,
        span=Span(record="", field="", start=0, end=len(words), sha256=sha256(words)),
        wording=Wording.REWORDED,
        record=None,
        appraisal=None,
        notices=None,
        field_text=words,
        quote=words,
        sentence=words,
    )
