"""Level badges."""

import pytest

from answerable.corpus.evidence import Appraisal, Design, EvidenceLevel
from answerable.publication.levels import BADGES, badge_of, group_of, strongest


def _graded(level: EvidenceLevel) -> Appraisal:
    return Appraisal(design=Design.COHORT, level=level, reason="it says so", stated=True)


@pytest.mark.parametrize("level", EvidenceLevel)
def test_every_level_has_a_symbol_a_word_and_a_plain_sentence(level: EvidenceLevel):
    badge = badge_of(level)
    assert badge.symbol
    assert badge.word
    assert badge.sentence.endswith(".")
    assert len(badge.sentence.split()) > 6


def test_no_two_levels_look_or_read_the_same():
    for part in ("key", "symbol", "word", "sentence"):
        assert len({getattr(badge, part) for badge in BADGES.values()}) == len(EvidenceLevel)


@pytest.mark.parametrize("design", Design)
def test_every_design_can_be_filtered_by(design: Design):
    assert group_of(design)


def test_the_strongest_of_several_is_the_highest_level_and_a_guideline_stands_before_all():
    two, four = _graded(EvidenceLevel.TWO), _graded(EvidenceLevel.FOUR)
    assert strongest([four, two]) is two
    assert strongest([two, guideline := _graded(EvidenceLevel.GUIDELINE)]) is guideline
    assert strongest([four, _graded(EvidenceLevel.NEVER)]) is four
    assert strongest([]) is None
