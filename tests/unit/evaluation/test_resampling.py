"""Intervals are drawn over units, the same for both of a pair, and the formulas are those of the libraries."""

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve
from sklearn.metrics import f1_score

from answerable.evaluation.classification import bin_of
from answerable.evaluation.resampling import counts_anything, figure, interval
from answerable.evaluation.results import Form, Tallies, means

labels = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=40)


@given(labels)
def test_macro_f1_from_counts_is_that_of_the_library(found: list[tuple[int, int]]):
    rows = tuple(tuple(float(3 * so + said == place) for place in range(9)) for so, said in found)
    gold, said = [so for so, _ in found], [given for _, given in found]
    expected = f1_score(gold, said, labels=sorted(set(gold)), average="macro", zero_division=0)
    assert figure(Tallies(Form.MACRO_F1, rows)) == pytest.approx(float(expected))


@given(labels)
def test_f1_from_counts_is_that_of_the_library(found: list[tuple[int, int]]):
    rows = tuple((float(a == b == 1), float(b == 1 != a), float(a == 1 != b)) for a, b in found)
    expected = f1_score([a == 1 for a, _ in found], [b == 1 for _, b in found], zero_division=0)
    assert figure(Tallies(Form.F1, rows)) == pytest.approx(float(expected))


probable = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


@given(probable)
def test_the_calibration_error_is_that_of_the_librarys_curve(found: list[tuple[float, bool]]):
    rows: list[tuple[float, ...]] = []
    for probability, right in found:
        row = [0.0] * 30
        row[3 * bin_of(probability) : 3 * bin_of(probability) + 3] = [probability, float(right), 1.0]
        rows.append(tuple(row))
    given_, right = numpy.array([p for p, _ in found]), numpy.array([r for _, r in found], dtype=int)
    so, mean = calibration_curve(right, given_, n_bins=10, pos_label=1)
    edges = numpy.linspace(0.0, 1.0, 11)
    counts = numpy.bincount(numpy.searchsorted(edges[1:-1], given_), minlength=10)
    expected = float((abs(so - mean) * counts[counts > 0]).sum() / len(found))
    assert figure(Tallies(Form.CALIBRATION, tuple(rows))) == pytest.approx(expected)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1)), min_size=1, max_size=20))
def test_a_difference_is_drawn_over_the_same_units_for_both(found: list[tuple[float, float]]):
    one, other = means([a for a, _ in found]), means([b for _, b in found])
    difference = interval(one, other, resamples=300)
    alone = interval(means([a - b for a, b in found]), resamples=300)
    assert (difference.value, difference.low, difference.high) == pytest.approx((alone.value, alone.low, alone.high), abs=1e-9)
    assert interval(one, one, resamples=50) == interval(means([0.0] * len(found)), resamples=50)


def test_pairs_that_belong_together_are_drawn_together_and_the_interval_is_wider_for_it():
    together = Tallies(Form.RATIO, tuple((10.0 * (n % 2), 10.0) for n in range(10)))
    apart = Tallies(Form.RATIO, tuple((float(n % 2), 1.0) for n in range(100)))
    wide, narrow = interval(together), interval(apart)
    assert wide.value == narrow.value == 0.5
    assert wide.high - wide.low > 2 * (narrow.high - narrow.low)


def test_a_share_of_nothing_has_no_value():
    assert not counts_anything(Tallies(Form.RATIO, ((0.0, 0.0), (0.0, 0.0))))
    assert counts_anything(Tallies(Form.RATIO, ((0.0, 1.0),)))
    assert not counts_anything(Tallies(Form.F1, ()))


def test_figures_of_other_units_are_not_compared():
    with pytest.raises(ValueError, match="same units"):
        interval(means([1.0]), means([1.0, 0.0]))
