"""Of sentences that fit about equally well, those of the better evidence level go first."""

from candidates_by_hand import a_candidate
from hypothesis import given
from hypothesis import strategies as st

from answerable.corpus.evidence import EvidenceLevel
from answerable.drafting.model import SectionKind
from answerable.drafting.weighing import LEVELS, better_level_first, both_ways

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


def test_of_a_study_that_found_both_the_second_statement_tells_the_other():
    early = a_candidate(1, "Abstinence was higher early with the tablets than with the patch.", L.TWO, worth=6.0)
    middle = a_candidate(1, "Abstinence was higher at week 22 with the tablets than with the patch.", L.TWO, worth=5.9)
    year = a_candidate(1, "Abstinence at a year did not differ between tablets and patch.", L.TWO, worth=5.0)
    assert both_ways([early, middle, year], SectionKind.TREATMENT) == [early, year, middle]


def test_a_study_that_points_one_way_keeps_its_order():
    first = a_candidate(1, "Pain was lower with the tablets than with placebo.", L.TWO, worth=6.0)
    second = a_candidate(1, "Function was better with the tablets than with placebo.", L.TWO, worth=5.9)
    other = a_candidate(2, "Pain did not differ between tablets and placebo.", L.TWO, worth=5.0)
    assert both_ways([first, second, other], SectionKind.TREATMENT) == [first, second, other]


WAYS = st.sampled_from(["Pain did not differ from placebo.", "Pain was lower than with placebo.", "Pain was measured twice."])


@given(st.lists(st.tuples(st.integers(1, 3), WAYS, st.floats(0, 9)), max_size=12))
def test_hearing_both_ways_loses_nothing_and_keeps_the_first_of_each_study(found: list[tuple[int, str, float]]):
    ones = [a_candidate(study, words, L.TWO, worth=worth) for study, words, worth in found]
    ordered = both_ways(ones, SectionKind.TREATMENT)
    assert sorted(map(id, ordered)) == sorted(map(id, ones))
    for study in {one.record.id for one in ones}:
        assert next(one for one in ordered if one.record.id == study) is next(one for one in ones if one.record.id == study)
