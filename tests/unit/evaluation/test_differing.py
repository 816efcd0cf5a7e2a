"""A difference between two measurements is told from noise, and measurements of different things are not compared."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.errors import UnreadableInput, UsageProblem
from answerable.evaluation.comparing import measured
from answerable.evaluation.differing import RENDERERS, compared, read_evaluation
from answerable.evaluation.rendering import json
from answerable.evaluation.results import Evaluation, Measure, means


def an_evaluation(values: list[float], *, system: str = "ours", better: str = "higher", **changes: object) -> Evaluation:
    made = Evaluation(
        kind="retrieval", dataset="mine", counted={"topics": len(values)}, unit="topic",
        units=tuple(f"t{number}" for number in range(len(values))),
        measures=(Measure("nDCG@10", "gain", better),),  # type: ignore[arg-type]
        systems=(measured(system, "made up", {"nDCG@10": means(values)}),),
        manifest={"version": "1", "corpus": "sha256 aa…"},
    )  # fmt: skip
    return msgspec.structs.replace(made, **changes)


def test_a_difference_on_every_topic_is_more_than_noise():
    found = compared(an_evaluation([0.1] * 20), an_evaluation([0.6] * 20)).differences[0]
    assert (found.verdict, round(found.difference.value, 3)) == ("better", 0.5)
    assert "More than noise" in found.words


def test_a_difference_that_goes_both_ways_could_be_noise():
    found = compared(an_evaluation([0.0, 1.0] * 10), an_evaluation([1.0, 0.1] * 10)).differences[0]
    assert found.verdict == "no difference shown"
    assert "could be noise" in found.words


def test_lower_may_be_better():
    one, other = an_evaluation([0.6] * 20, better="lower"), an_evaluation([0.1] * 20, better="lower")
    assert compared(one, other).differences[0].verdict == "better"
    assert compared(other, one).differences[0].verdict == "worse"


@settings(deadline=None, max_examples=10)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=20), st.randoms(use_true_random=False))
def test_a_measurement_does_not_differ_from_itself_saved_and_read_in_any_order_of_topics(values: list[float], shuffled):
    saved = read_evaluation(json(an_evaluation(values)).encode(), "a.json")
    order = list(range(len(values)))
    shuffled.shuffle(order)
    system = measured("ours", "made up", {"nDCG@10": means([values[number] for number in order])})
    other = msgspec.structs.replace(saved, units=tuple(saved.units[number] for number in order), systems=(system,))
    found = compared(saved, other).differences[0]
    assert found.verdict == "the same"
    assert (found.difference.low, found.difference.high) == (0, 0)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"kind": "answers"}, "different kind"),
        ({"dataset": "yours"}, "different data"),
        ({"units": ("t0", "t9")}, "not on the same data"),
        ({"manifest": {"corpus": "sha256 bb…"}}, "not the same file"),
        ({"systems": (measured("ours", "", {"other": means([1.0, 0.0])}),)}, "share no measure"),
    ],
)
def test_measurements_of_different_things_are_not_compared(changes: dict[str, object], why: str):
    with pytest.raises(UsageProblem, match=why):
        compared(an_evaluation([0.1, 0.2]), an_evaluation([0.1, 0.2], **changes))


def test_a_system_is_chosen_by_name_in_each():
    one, other = an_evaluation([0.1] * 9, system="old"), an_evaluation([0.2] * 9, system="new")
    assert compared(one, other, "old:new").differences[0].system == "old → new"
    with pytest.raises(UsageProblem, match="no system “older”"):
        compared(one, other, "older:new")


def test_what_else_differs_is_told():
    other = an_evaluation([0.2] * 9, manifest={"version": "2", "corpus": "sha256 aa…"}, warnings=("too good.",))
    notes = compared(an_evaluation([0.1] * 9), other).notes
    assert any("“version”: 1 and 2" in note for note in notes)
    assert any("too good" in note for note in notes)


@pytest.mark.parametrize("format", ["text", "markdown", "json"])
def test_every_format_says_what_came_out_in_words(format: str):
    rendered = RENDERERS[format](compared(an_evaluation([0.1] * 9), an_evaluation([0.2] * 9)))
    for words in ("nDCG@10", "better", "More than noise"):
        assert words in rendered


def test_what_is_no_measurement_is_refused():
    with pytest.raises(UnreadableInput, match="no measurement"):
        read_evaluation(b"{}", "a.json")
