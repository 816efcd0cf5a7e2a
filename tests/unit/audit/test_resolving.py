"""A printed reference is matched by identifier or title, damage is allowed for, and what differs is told and no more."""

import pytest
from audited import CHILDREN, GUIDELINE, LIBRARY, NEWER, TRIAL, study
from hypothesis import given
from hypothesis import strategies as st

from answerable.adapters.memory.bibliography import MemoryBibliography
from answerable.audit.article import Place, ReadReference
from answerable.audit.likeness import SAME_TITLE, same_journal, title_likeness
from answerable.audit.report import Certainty
from answerable.audit.resolving import resolve


def listed(**parts: object) -> ReadReference:
    words = " ".join(str(parts.get(part, "")) for part in ("title", "journal", "year"))
    return ReadReference(**({"position": 1, "place": Place(0, 1, 1), "words": words} | parts))  # type: ignore[arg-type]


def resolved(records=LIBRARY, **parts: object):
    return resolve([listed(**parts)], MemoryBibliography(records))[0]


def test_an_identifier_with_its_title_is_certain():
    match = resolved(pmid=TRIAL.pmid, title=TRIAL.title, year=2015)
    assert (match.certainty, match.by, match.record, match.mismatches) == (Certainty.CERTAIN, "PMID", TRIAL.id, ())


def test_title_journal_and_year_are_certain_without_an_identifier():
    match = resolved(title=TRIAL.title.upper() + ".", journal="J Invent Med", year=2015)
    assert (match.certainty, match.by) == (Certainty.CERTAIN, "title, journal and year")


@pytest.mark.parametrize(
    "title",
    [
        "Rosehip powder for ;;knee osteoarthritis'' in adults: a randomised trial",
        "Rosehip powdr for knee ostcoarthritis in adults: a randomised trial",
        "Rosehip for knee osteoarthritis adults: a randomised trial",
    ],
)
def test_a_damaged_title_is_still_known_by_its_year(title):
    match = resolved(title=title, year=2015)
    assert match.record == TRIAL.id
    assert match.certainty in (Certainty.CERTAIN, Certainty.LIKELY)


def test_a_wrong_year_or_journal_is_a_mismatch_and_the_reference_stays_resolved():
    match = resolved(title=TRIAL.title, journal="Lancet", year=2011)
    assert match.certainty is Certainty.LIKELY
    assert {one.part for one in match.mismatches} == {"year", "journal"}


def test_an_identifier_of_another_publication_is_told_and_the_title_decides():
    match = resolved(pmid=CHILDREN.pmid, title=TRIAL.title, year=2015)
    assert match.record == TRIAL.id
    assert [one.part for one in match.mismatches] == ["PMID"]


def test_titles_with_different_numbers_are_never_the_same():
    assert title_likeness(GUIDELINE.title, NEWER.title) == 0.0
    assert title_likeness("Exercise and the knee, part 1", "Exercise and the knee, part 2") == 0.0
    assert resolved(title=NEWER.title, year=2022).record == NEWER.id


def test_what_the_library_does_not_hold_stays_unresolved():
    match = resolved(title="A treatise on the migration of swallows in winter", year=1900)
    assert (match.certainty, match.record) == (Certainty.UNRESOLVED, "")


def test_a_title_that_tells_nothing_needs_journal_and_year():
    short = study(90, "Low back pain")
    assert resolved((short,), title="Low back pain").certainty is Certainty.UNRESOLVED
    assert resolved((short,), title="Low back pain", journal="J Invent Med", year=2015).record == short.id


def test_two_records_that_fit_equally_well_fit_neither():
    twins = study(91, "Walking for painful knees in winter"), study(92, "Walking for painful knees in winter")
    assert resolved(twins, title="Walking for painful knees in winter").certainty is Certainty.UNRESOLVED


def test_the_title_may_stand_anywhere_in_the_entry():
    match = resolved(title="Invented Institute. " + TRIAL.title, words=f"Invented Institute. {TRIAL.title}. 2015", year=2015)
    assert match.record == TRIAL.id


@pytest.mark.parametrize(
    "journal",
    ["Journal of invented medicine : practical reports on invention", "J. Invent. Med.", "The Journal of Invented Medicine"],
)
def test_a_journal_is_known_by_its_abbreviation_and_without_its_subtitle(journal):
    assert same_journal(journal, TRIAL) is True


def test_an_entry_without_anything_is_no_error():
    assert resolved(title="", words="").certainty is Certainty.UNRESOLVED


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_lies_between_nothing_and_all_and_goes_both_ways(one, other):
    assert 0.0 <= title_likeness(one, other) <= 1.0
    assert (title_likeness(one, other) == 0.0) == (title_likeness(other, one) == 0.0)
    if one.strip() and any(character.isalnum() for character in one):
        assert title_likeness(one, one) >= SAME_TITLE
