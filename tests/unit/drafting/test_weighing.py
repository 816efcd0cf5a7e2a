"""Of sentences that fit about equally well, those of the better evidence level go first."""

from candidates_by_hand import a_candidate
from hypothesis import given
from hypothesis import strategies as st

from answerable.corpus.evidence import EvidenceLevel
from answerable.drafting.model import SectionKind
from answerable.drafting.weighing import LEVELS, better_level_first

L = EvidenceLevel


def test_a_series_gives_way_to_a_trial_that_fits_about_as_well():
    series = a_candidate(1, "Sixteen women had less pain.", L.FOUR, worth=5.2)
    trial = a_candidate(2, "Women had less pain than with usual care.", L.TWO, worth=5.0)
    assert better_level_first([series, trial], SectionKind.TREATMENT) == [trial, series]


def test_what_fits_clearly_better_stays_first():
    series = a_candidate(1, "Sixteen women had less pain.", L.FOUR, worth=6.0)
    trial = a_candidate(2, "Women had less pain than with usual care.", L.TWO, worth=5.0)
    assert better_level_first([series, trial], SectionKind.TREATMENT) == [series, trial]


@given(st.lists(st.tuples(st.floats(0, 9), st.sampled_from(list(EvidenceLevel))), max_size=12))
def test_nothing_is_lost_and_within_a_level_nothing_moves(found: list[tuple[float, EvidenceLevel]]):
    ones = [a_candidate(n, f"Finding {n}.", level, worth=worth) for n, (worth, level) in enumerate(found)]
    ones.sort(key=lambda one: -one.fits(SectionKind.TREATMENT))
    ordered = better_level_first(ones, SectionKind.TREATMENT)
    assert sorted(one.record.id for one in ordered) == sorted(one.record.id for one in ones)
    for level in LEVELS:
        of_level = [one for one in ordered if one.appraisal.level is level]
        assert of_level == [one for one in ones if one.appraisal.level is level]
