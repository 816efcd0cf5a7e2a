"""The evidence model's probabilities become a verdict by what each verdict costs where it is wrong."""

from collections.abc import Sequence

import pytest
from citing import reworded
from hypothesis import given
from hypothesis import strategies as st

from answerable.corpus.stance import Stance
from answerable.verification.judging import WINDOWS, ModelJudge, evidence_of, judge, verdict_of, windows
from answerable.verification.model import Check, Verdict

SURE, OPPOSED, SILENT = Stance(0.96, 0.01, 0.03), Stance(0.02, 0.95, 0.03), Stance(0.05, 0.05, 0.9)


class Told:
    """A model that has a stance for the passages that hold certain words, and finds that the rest does not tell."""

    def __init__(self, stances: dict[str, Stance]) -> None:
        self.told = stances
        self.asked: list[str] = []

    def stances(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Stance]:
        self.asked += [passage for _, passage in pairs]
        return [next((s for words, s in self.told.items() if words in passage), SILENT) for _, passage in pairs]


@pytest.mark.parametrize(
    ("stance", "verdict"),
    [(SURE, Verdict.SUPPORTED), (OPPOSED, Verdict.CONTRADICTED), (SILENT, Verdict.NOT_SUPPORTED)],
)
def test_a_clear_stance_is_its_verdict(stance: Stance, verdict: Verdict):
    assert verdict_of(stance) is verdict


@pytest.mark.parametrize("stance", [Stance(0.7, 0.1, 0.2), Stance(0.1, 0.6, 0.3), Stance(0.3, 0.1, 0.6)])
def test_more_likely_than_not_is_not_enough_to_say_so(stance: Stance):
    assert verdict_of(stance) is Verdict.UNCHECKED


probabilities = st.tuples(*[st.floats(0.001, 1)] * 3).map(lambda three: Stance(*(one / sum(three) for one in three)))


@given(probabilities)
def test_support_is_never_said_below_four_fifths(stance: Stance):
    if verdict_of(stance) is Verdict.SUPPORTED:
        assert stance.supports >= 0.79


@given(probabilities, st.floats(0, 1))
def test_more_support_never_takes_support_away(stance: Stance, more: float):
    left = (1 - more) * (stance.contradicts + stance.neutral)
    raised = Stance(1 - left, (1 - more) * stance.contradicts, (1 - more) * stance.neutral)
    if verdict_of(stance) is Verdict.SUPPORTED:
        assert verdict_of(raised) is Verdict.SUPPORTED


def test_a_passage_is_judged_by_its_most_telling_window():
    found = judge(Told({"less pain": SURE}), "Walking reduces pain.", ["Background.", "Walkers had less pain.", "Funding: none."])
    assert found.verdict is Verdict.SUPPORTED
    assert found.words == "Walkers had less pain."


def test_a_long_passage_costs_no_more_than_its_best_windows():
    model = Told({})
    judge(model, "Walking reduces pain.", [f"Sentence {number} on walking." for number in range(40)])
    assert len(model.asked) <= WINDOWS


@given(st.text(min_size=1), st.lists(st.text(min_size=1), min_size=1, max_size=12))
def test_windows_are_the_passages_own_words(claim: str, cut: list[str]):
    text = " ".join(cut)
    assert all(window in text for window in windows(claim, cut))
    assert windows(claim, cut)


def test_a_passage_without_a_sentence_cannot_be_judged():
    with pytest.raises(ValueError, match="no sentence"):
        judge(Told({}), "Walking reduces pain.", [])


def test_half_a_word_is_evidence_where_nothing_says_it_plainly_and_none_beside_what_does():
    half = Stance(0.55, 0.0, 0.45)
    assert list(evidence_of([SILENT, half, SILENT])) == [1]
    assert list(evidence_of([SILENT, half, SURE])) == [2]
    assert list(evidence_of([SURE, OPPOSED, SILENT])) == [0, 1]
    assert list(evidence_of([SILENT, SILENT])) == []
    assert list(evidence_of([])) == []


@given(st.lists(st.tuples(*[st.floats(0, 1)] * 3), min_size=1, max_size=8))
def test_what_is_evidence_tells_more_than_what_is_not(shares: list[tuple[float, float, float]]):
    stances = [Stance(a, b, c) for a, b, c in shares]
    taken = set(evidence_of(stances))
    left = [stance.neutral for number, stance in enumerate(stances) if number not in taken]
    assert max((stances[number].neutral for number in taken), default=0) <= min(left, default=1)


def test_the_finding_names_the_words_that_it_rests_on():
    finding = ModelJudge(Told({"less pain": SURE})).stance(reworded("Walking reduces pain.", "Walkers had less pain."))
    assert finding.check is Check.STANCE
    assert finding.verdict is Verdict.SUPPORTED
    assert "“Walkers had less pain.”" in finding.reason


def test_words_that_contradict_are_said_to():
    finding = ModelJudge(Told({"more pain": OPPOSED})).stance(reworded("Walking reduces pain.", "Walkers had more pain."))
    assert finding.verdict is Verdict.CONTRADICTED
    assert "contradict" in finding.reason
