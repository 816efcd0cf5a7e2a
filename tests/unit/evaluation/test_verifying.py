"""Systems that judge stance: nothing is tuned on what is measured, and the figures are what a person would count."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.corpus.stance import Stance
from answerable.errors import UnreadableInput
from answerable.evaluation.pairs import LABELS, Label, Pair, PairSet, pair_set
from answerable.evaluation.rendering import RENDERERS
from answerable.evaluation.results import Absent
from answerable.evaluation.stances import (
    Judged,
    StanceSystem,
    by_model,
    by_score,
    checks_alone,
    judged_by,
    lexical,
    majority,
)
from answerable.evaluation.tuning import best_choice, best_ranges
from answerable.evaluation.verifying import Part, splits, verify_systems


def a_pair(
    number: int, label: Label, claim: str = "", sentences: Sequence[str] = ("It was so.",), marked: Sequence[int] = ()
) -> Pair:
    return Pair(
        id=str(number), claim=claim or f"Claim {number}.", passage=f"p{number}", sentences=tuple(sentences), label=label,
        rationale=tuple(marked), place=f"line {number}",
    )  # fmt: skip


def a_set(count: int = 40, trained_on: bool = False) -> PairSet:
    return pair_set("mine", tuple(a_pair(n, LABELS[n % 3]) for n in range(count)), trained_on=trained_on)


@pytest.mark.parametrize("part", Part)
def test_no_pair_is_measured_with_what_was_tuned_on_it_nor_on_its_group(part: Part):
    found = a_set()
    for tuning, chosen in splits(found, part):
        assert not {found.groups[pair.id] for pair in tuning} & {found.groups[pair.id] for pair in chosen}
    measured = [pair.id for _, chosen in splits(found, part) for pair in chosen]
    assert len(measured) == len(set(measured))
    held_out = {pair.id for pair in found.pairs if found.folds[pair.id] == 0}
    expected = {Part.ALL: {pair.id for pair in found.pairs}, Part.HELD_OUT: held_out}
    assert set(measured) == expected.get(part, {pair.id for pair in found.pairs} - held_out)


def test_what_is_held_out_never_reaches_a_system_that_tunes_on_the_tuning_part():
    found = a_set()
    seen: set[str] = set()

    def judge(tuning: Sequence[Pair], measured: Sequence[Pair]) -> Sequence[Judged]:
        seen.update(pair.id for pair in (*tuning, *measured))
        return [Judged(Label.NEUTRAL) for _ in measured]

    verify_systems(found, [StanceSystem("curious", "", judge)], Part.TUNING, {})
    assert not any(found.folds[pair] == 0 for pair in seen)


def oracle(wrong: frozenset[str] = frozenset()) -> StanceSystem:
    """A system that says what is so, but for some pairs."""

    def judge(tuning: Sequence[Pair], measured: Sequence[Pair]) -> Sequence[Judged]:
        said = [Label.NEUTRAL if pair.id in wrong else pair.label for pair in measured]
        sure = {Label.SUPPORTS: (1.0, 0.0, 0.0), Label.CONTRADICTS: (0.0, 1.0, 0.0), Label.NEUTRAL: (0.0, 0.0, 1.0)}
        return [
            Judged(label, sure[label], pair.rationale, label is Label.SUPPORTS)
            for label, pair in zip(said, measured, strict=True)
        ]

    return StanceSystem("oracle", "it knows", judge)


def test_who_knows_everything_has_every_figure_right_and_is_better_than_the_most_frequent():
    pairs = tuple(a_pair(n, LABELS[n % 3], sentences=["One.", "Two."], marked=[1] if n % 3 < 2 else []) for n in range(60))
    found = verify_systems(pair_set("mine", pairs), [majority(), oracle()], Part.ALL, {"seed": "1"})
    best = found.systems[-1]
    for name, estimate in best.measures.items():
        assert estimate.value == pytest.approx(0.0 if name in {"ECE", "Brier"} else 1.0), name
    assert best.differences["majority"]["macro-F1"].excludes_zero
    assert found.counted["marked sentences"] == 40
    assert found.cases[0].said == {"majority": found.cases[0].said["majority"], "oracle": found.cases[0].gold}


def test_two_systems_that_say_the_same_do_not_differ():
    one = oracle(frozenset({"1", "5"}))
    found = verify_systems(a_set(), [one, StanceSystem("again", "", one.judge)], Part.ALL, {})
    for name, estimate in found.systems[1].differences["oracle"].items():
        assert (estimate.value, estimate.low, estimate.high) == (0.0, 0.0, 0.0), name


def test_what_the_shipped_model_was_trained_on_is_said_loudly():
    loud = verify_systems(a_set(trained_on=True), [majority()], Part.ALL, {})
    assert "TRAINED" in loud.warnings[0]
    assert "ATTENTION" in RENDERERS["text"](loud)
    assert "**Attention" in RENDERERS["markdown"](loud)
    assert not any("TRAINED" in one for one in verify_systems(a_set(trained_on=True), [majority()], Part.HELD_OUT, {}).warnings)


def test_a_part_without_pairs_is_refused():
    one = pair_set("mine", (a_pair(1, Label.NEUTRAL),), fold_of={"1": 2})
    with pytest.raises(UnreadableInput, match="held-out part"):
        verify_systems(one, [majority()], Part.HELD_OUT, {})


@pytest.mark.parametrize("format", ["text", "markdown", "json"])
def test_every_format_names_systems_figures_those_absent_and_the_lines_left_out(format: str):
    found = pair_set("mine", a_set().pairs, rejected=tuple(f"mine, line {n}: is no JSON" for n in range(12)))
    evaluation = verify_systems(found, [majority(), lexical()], Part.ALL, {"seed": "1"}, absent=[Absent("model", "no weights.")])
    rendered = RENDERERS[format](evaluation)
    for words in ("majority", "lexical overlap", "macro-F1", "no weights", "mine, line 0: is no JSON", "What was taken for what"):
        assert words in rendered
    assert ("mine, line 11" in rendered) is (format == "json")


def test_the_checks_alone_object_to_another_figure_and_to_the_other_direction():
    text = "Walking reduced pain in 40 of 80 adults."
    pairs = [
        a_pair(1, Label.SUPPORTS, "Walking reduced pain in 40 of 80 adults.", [text]),
        a_pair(2, Label.CONTRADICTS, "Walking increased pain in adults.", [text]),
        a_pair(3, Label.NEUTRAL, "Walking reduced pain in 70 of 80 adults.", [text]),
        a_pair(4, Label.NEUTRAL, "Walking.", [" "]),
    ]
    assert [one.label for one in checks_alone().judge((), pairs)] == [
        Label.SUPPORTS, Label.CONTRADICTS, Label.NEUTRAL, Label.NEUTRAL,
    ]  # fmt: skip


class WordModel:
    """A model for tests: it supports where the claim's first word stands in the passage, contradicts at “not”."""

    def stances(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Stance]:
        def of(claim: str, passage: str) -> Stance:
            if claim.split()[0] not in passage:
                return Stance(0.1, 0.1, 0.8)
            return Stance(0.1, 0.7, 0.2) if " not " in passage else Stance(0.6, 0.2, 0.2)

        return [of(claim, passage) for claim, passage in pairs]


def test_a_model_is_asked_of_windows_and_names_the_sentences_that_tell():
    sentences = ["It rained.", "Tea did not help.", "Milk was tried.", "It rained again."]
    judged = judged_by(WordModel(), "Tea helps.", sentences)
    assert (judged.label, judged.selected, judged.supported) == (Label.CONTRADICTS, (1,), False)
    assert judged.probabilities == (0.1, 0.7, 0.2)
    assert judged_by(WordModel(), "Milk helps.", ["Milk helped."]).supported is False  # 60% is not enough
    assert judged_by(WordModel(), "Milk helps.", []).label is Label.NEUTRAL


def test_a_model_is_compared_with_every_baseline():
    found = verify_systems(a_set(), [majority(), lexical(), by_model(WordModel())], Part.ALL, {})
    assert set(found.systems[-1].differences) == {"majority", "lexical overlap"}


scored = st.lists(st.tuples(st.floats(0, 1), st.sampled_from(LABELS)), min_size=1, max_size=25)


@settings(deadline=None, max_examples=40)
@given(scored)
def test_tuned_ranges_are_never_worse_than_one_label_for_all(found: list[tuple[float, Label]]):
    from answerable.evaluation.resampling import figure
    from answerable.evaluation.results import Form, Tallies

    def reached(said: Sequence[Label]) -> float:
        rows = tuple(
            tuple(float(3 * LABELS.index(so) + LABELS.index(one) == place) for place in range(9))
            for (_, so), one in zip(found, said, strict=True)
        )
        return figure(Tallies(Form.MACRO_F1, rows))

    ranges = best_ranges([score for score, _ in found], [label for _, label in found])
    assert reached([ranges.label(score) for score, _ in found]) == pytest.approx(ranges.reached)
    assert all(ranges.reached >= reached([label] * len(found)) - 1e-9 for label in LABELS)


@given(st.lists(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=6), max_size=6))
def test_chosen_sentences_are_of_the_passage(passages: list[list[tuple[float, bool]]]):
    scores = [[score for score, _ in passage] for passage in passages]
    marked = [[number for number, (_, so) in enumerate(passage) if so] for passage in passages]
    choice = best_choice(scores, marked)
    for each in scores:
        assert set(choice.of(each)) <= set(range(len(each)))
        assert list(choice.of(each)) == sorted(choice.of(each))


def test_without_anything_to_tune_on_a_baseline_still_answers():
    system = by_score("same", "", lambda claim, texts: [0.5 for _ in texts])
    assert [one.label for one in system.judge((), [a_pair(1, Label.SUPPORTS)])] == [Label.NEUTRAL]
    assert [one.label for one in majority().judge((), [a_pair(1, Label.SUPPORTS)])] == [Label.NEUTRAL]
