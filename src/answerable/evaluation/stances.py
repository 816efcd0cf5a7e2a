"""The systems that judge stance and are compared: baselines that read little or nothing, our checks alone, a model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from msgspec import Struct

from answerable.corpus.record import Record, TextSection
from answerable.corpus.stance import StanceModel
from answerable.drafting.model import Wording
from answerable.evaluation.pairs import LABELS, Label, Pair
from answerable.evaluation.tuning import best_choice, best_ranges, probabilities
from answerable.text import span_of
from answerable.verification.checks import DETERMINISTIC
from answerable.verification.judging import evidence_of, judge
from answerable.verification.model import Check, Evidence, Verdict
from answerable.verification.words import content_stems

Probabilities = tuple[float, float, float]  # in the order of `LABELS`
Scorer = Callable[[str, Sequence[str]], Sequence[float]]  # how near each text is to a claim

_LONG = 30  # sentences: of a longer passage a model sees those that have most of the claim's words, and their neighbours
_NEAREST = 8


class Judged(Struct, frozen=True):
    """What a system says of a pair: its label, how probable it finds each, the sentences that it takes as the evidence.

    `supported` is whether the product would show the claim as supported, which may ask for more than the label.
    """

    label: Label
    probabilities: Probabilities | None = None
    selected: tuple[int, ...] | None = None
    supported: bool = False


@dataclass(frozen=True)
class StanceSystem:
    """Something that judges pairs, given others that it may tune its thresholds on: its name, what it is, how it does it."""

    name: str
    what: str
    judge: Callable[[Sequence[Pair], Sequence[Pair]], Sequence[Judged]]
    tunes: bool = False  # whether it reads the pairs that it may tune on


def majority() -> StanceSystem:
    """Says of every pair what is most frequent, and takes sentences by where they stand."""

    def judge(tuning: Sequence[Pair], measured: Sequence[Pair]) -> Sequence[Judged]:
        counts = Counter(pair.label for pair in tuning)
        label = max(LABELS, key=lambda one: counts[one]) if counts else Label.NEUTRAL
        one, two, three = (counts[one] / len(tuning) if tuning else 1 / len(LABELS) for one in LABELS)
        choice = best_choice(*_marked(tuning, _last_first))
        return [Judged(label, (one, two, three), choice.of(_last_first(pair)), label is Label.SUPPORTS) for pair in measured]

    return StanceSystem("majority", "the most frequent label for every pair; as evidence the last sentences", judge, tunes=True)


def lexical() -> StanceSystem:
    """Judges by the share of the claim's words that a text has."""

    def score(claim: str, texts: Sequence[str]) -> Sequence[float]:
        words = content_stems(claim)
        return [len(words & content_stems(text)) / len(words) if words else 0.0 for text in texts]

    return by_score("lexical overlap", "the share of the claim's content words that stand in the passage, by their stems", score)


def by_score(name: str, what: str, score: Scorer) -> StanceSystem:
    """Judges by one score: of the whole passage or of its best sentence, whichever does better on what it is tuned on."""
    of_sentences: dict[str, Sequence[float]] = {}
    of_whole: dict[str, float] = {}

    def sentences(pair: Pair) -> Sequence[float]:
        if pair.id not in of_sentences:
            of_sentences[pair.id] = score(pair.claim, pair.sentences)
        return of_sentences[pair.id]

    def best(pair: Pair) -> float:
        return max(sentences(pair))

    def whole(pair: Pair) -> float:
        if len(pair.sentences) == 1:
            return sentences(pair)[0]
        if pair.id not in of_whole:
            of_whole[pair.id] = score(pair.claim, [pair.text])[0]
        return of_whole[pair.id]

    def judge(tuning: Sequence[Pair], measured: Sequence[Pair]) -> Sequence[Judged]:
        labels = [pair.label for pair in tuning]
        tried = [(best_ranges([form(pair) for pair in tuning], labels), form) for form in (best, whole)]
        ranges, form = max(tried, key=lambda one: one[0].reached)
        probable = probabilities([form(pair) for pair in tuning], labels)
        choice = best_choice(*_marked(tuning, sentences))

        def judged(pair: Pair) -> Judged:
            label = ranges.label(form(pair))
            return Judged(label, probable(form(pair)), choice.of(sentences(pair)), label is Label.SUPPORTS)

        return [judged(pair) for pair in measured]

    return StanceSystem(name, f"{what}; thresholds from the tuning part", judge, tunes=True)


def checks_alone() -> StanceSystem:
    """The deterministic checks of figures, direction, strength and population, whose silence is taken for support."""

    def judge(tuning: Sequence[Pair], measured: Sequence[Pair]) -> Sequence[Judged]:
        del tuning  # they have no threshold
        labels = [_BY_VERDICT.get(_checked(pair), Label.NEUTRAL) for pair in measured]
        return [Judged(label, supported=label is Label.SUPPORTS) for label in labels]

    return StanceSystem("checks", "the deterministic checks alone on the whole passage, taking no objection for support", judge)


def by_model(model: StanceModel) -> StanceSystem:
    """The evidence model as the product asks it; nothing of it is tuned here."""

    def judge_all(tuning: Sequence[Pair], measured: Sequence[Pair]) -> Sequence[Judged]:
        del tuning
        return [judged_by(model, pair.claim, pair.sentences) for pair in measured]

    what = "the evidence model on windows of sentences; support counts where saying so costs least if it is wrong"
    return StanceSystem("model", what, judge_all)


def judged_by(model: StanceModel, claim: str, sentences: Sequence[str]) -> Judged:
    """What a model says of a passage: that of its most telling window, and as evidence the sentences that tell by themselves."""
    if not sentences:
        return Judged(Label.NEUTRAL, (0.0, 0.0, 1.0), ())
    found = judge(model, claim, sentences)
    probable = (found.stance.supports, found.stance.contradicts, found.stance.neutral)
    shown = _shown(claim, sentences)
    single = model.stances([(claim, sentences[number]) for number in shown])
    selected = tuple(shown[number] for number in evidence_of(single))
    label = LABELS[max(range(3), key=lambda number: probable[number])]
    return Judged(label, probable, selected, found.verdict is Verdict.SUPPORTED)


def _shown(claim: str, sentences: Sequence[str]) -> Sequence[int]:
    """The numbers of the sentences that a model is shown: all of a passage that is not long."""
    if len(sentences) <= _LONG:
        return range(len(sentences))
    words = content_stems(claim)
    ranked = sorted(range(len(sentences)), key=lambda number: (-len(words & content_stems(sentences[number])), number))
    near = {number + step for number in ranked[:_NEAREST] for step in (-1, 0, 1)}
    return sorted(near & set(range(len(sentences))))


def _last_first(pair: Pair) -> Sequence[float]:
    """Scores that rise with the place in the passage."""
    return [float(number - len(pair.sentences)) for number in range(len(pair.sentences))]


def _marked(
    tuning: Sequence[Pair], score: Callable[[Pair], Sequence[float]]
) -> tuple[list[Sequence[float]], list[Sequence[int]]]:
    """The scores of the sentences of passages with evidence, and which of them are marked."""
    with_evidence = [pair for pair in tuning if pair.rationale]
    return [score(pair) for pair in with_evidence], [pair.rationale or () for pair in with_evidence]


_BY_VERDICT = {
    Verdict.SUPPORTED: Label.SUPPORTS,
    Verdict.CONTRADICTED: Label.CONTRADICTS,
}
_ASKED = (Check.FIGURES, Check.DIRECTION, Check.STRENGTH, Check.POPULATION)
_MATTERS = (Verdict.CONTRADICTED, Verdict.NOT_SUPPORTED, Verdict.PARTLY_SUPPORTED)


def _checked(pair: Pair) -> Verdict:
    """The worst that a check objects; supported where none does."""
    text = pair.text
    if not text.strip():
        return Verdict.NOT_SUPPORTED
    record = Record(id="pair", title="", abstract=(TextSection(text),))
    evidence = Evidence(
        claim=pair.claim, span=span_of("pair", "abstract/0", text, 0, len(text)), wording=Wording.REWORDED, record=record,
        appraisal=None, notices=(), field_text=text, quote=text, sentence=text,
    )  # fmt: skip
    verdicts = {DETERMINISTIC[check](evidence).verdict for check in _ASKED}
    return next((verdict for verdict in _MATTERS if verdict in verdicts), Verdict.SUPPORTED)
