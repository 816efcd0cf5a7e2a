"""How far two reviewers agree, by Cohen's kappa as others compute it too, and on which claims they have to settle."""

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.review.agreement import agreement, agreements, cohens_kappa, meaning_of, to_settle
from answerable.review.model import Judged, Judgement

HASH = "1" * 64
H, C, N, U = Judged.HOLDS, Judged.HOLDS_WITH_CHANGE, Judged.DOES_NOT_HOLD, Judged.UNSURE


def says(reviewer: str, *judged: Judged, revision: str = HASH, at: str = "1") -> tuple[Judgement, ...]:
    return tuple(
        Judgement(submission="s1", revision=revision, claim=f"c{number}", reviewer=reviewer, judged=one, at=at)
        for number, one in enumerate(judged)
    )


@pytest.mark.parametrize(
    ("first", "second", "kappa"),
    [
        ([H, H, N, N], [H, H, N, N], 1.0),
        ([H, N, H, N], [N, H, N, H], -1.0),
        ([H] * 25 + [N] * 25, [H] * 20 + [N] * 5 + [H] * 10 + [N] * 15, 0.4),
        ([H, H, C, U], [H, C, C, N], 1 / 3),
        ([H, H], [H, H], None),
        ([], [], None),
    ],
)
def test_kappa_by_hand(first: list[Judged], second: list[Judged], kappa: float | None):
    assert cohens_kappa(first, second) == (None if kappa is None else pytest.approx(kappa))


def test_kappa_is_of_the_same_claims():
    with pytest.raises(ValueError, match="the same claims"):
        cohens_kappa([H], [])


PAIRS = st.lists(st.tuples(st.sampled_from(Judged), st.sampled_from(Judged)), min_size=1, max_size=40)


@given(PAIRS)
def test_kappa_as_scikit_learn_computes_it(pairs: list[tuple[Judged, Judged]]):
    metrics = pytest.importorskip("sklearn.metrics", reason="scikit-learn is not installed")
    first, second = [one.value for one, _ in pairs], [other.value for _, other in pairs]
    ours = cohens_kappa([one for one, _ in pairs], [other for _, other in pairs])
    if ours is None:
        assert set(first) == set(second)
        assert len(set(first)) == 1
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert ours == pytest.approx(metrics.cohen_kappa_score(first, second))


@given(PAIRS)
def test_kappa_is_the_same_either_way_round_and_never_above_one(pairs: list[tuple[Judged, Judged]]):
    first, second = [one for one, _ in pairs], [other for _, other in pairs]
    assert cohens_kappa(first, second) == cohens_kappa(second, first)
    assert (cohens_kappa(first, second) or 0) <= 1


def test_two_reviewers_of_one_revision_are_compared():
    judgements = (*says("a", H, H, N, U), *says("b", H, C, N, H), *says("b", N, N, N, N, revision="0" * 64))
    found = agreement(judgements, "a", "b", HASH)
    assert (found.both, found.alike) == (4, 2)
    assert [(one.claim, one.first, one.second) for one in found.splits] == [("c1", H, C), ("c3", U, H)]
    assert found.words == "They agree on 2 of 4 claims (Cohen’s κ 0.27, fair)."
    assert to_settle(judgements, HASH) == ("c1", "c3")


def test_the_last_that_somebody_said_of_a_claim_counts():
    judgements = (*says("a", H, at="2"), *says("a", N, at="1"), *says("b", H))
    assert to_settle(judgements, HASH) == ()


def test_where_all_was_judged_alike_kappa_tells_nothing():
    found = agreement((*says("a", H, H), *says("b", H, H)), "a", "b", HASH)
    assert found.kappa is None
    assert found.words == "They agree on 2 of 2 claims; kappa cannot be told, for they judged all alike."
    assert agreement((), "a", "b", HASH).words == "They have judged no claim in common."


def test_each_two_of_three_are_compared():
    pairs = agreements((*says("c", H), *says("a", H), *says("b", N)), HASH)
    assert [(one.first, one.second) for one in pairs] == [("a", "b"), ("a", "c"), ("b", "c")]


@pytest.mark.parametrize(
    ("kappa", "words"),
    [
        (1, "almost perfect"),
        (0.805, "almost perfect"),
        (0.8, "substantial"),
        (0.5, "moderate"),
        (0.3, "fair"),
        (0, "slight"),
        (-0.1, "less than by chance"),
    ],
)
def test_what_a_kappa_means(kappa: float, words: str):
    assert meaning_of(kappa) == words
