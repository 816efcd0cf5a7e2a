"""A rendition has the claims of its answer, whoever reads it."""

import pytest

import answerable
from answerable.audience.reader import Reader
from answerable.audience.rendering import render_for


@pytest.fixture(scope="module")
def answer():
    return answerable.ask("What is a back mouse?")


@pytest.mark.parametrize("reader", Reader)
def test_every_reader_gets_every_claim_and_every_section(answer, reader):
    rendition = render_for(answer, reader)
    assert set(rendition.claims()) == {claim.id for claim in answer.claims()}
    assert {section.number for section in rendition.sections} == set(range(len(answer.sections)))
    assert (rendition.lead, rendition.summary) == (answer.lead, answer.summary)


@pytest.mark.parametrize("reader", Reader)
def test_each_claim_keeps_its_own_sentence_beside_the_words_shown(answer, reader):
    own = {claim.id: claim.text for claim in answer.claims()}
    assert {one.id: one.original for one in render_for(answer, reader).claims().values()} == own


def test_what_was_asked_comes_first_and_a_patient_then_gets_the_warning_signs(answer):
    kinds = [section.kind.value for section in render_for(answer, Reader.PATIENT).sections]
    assert kinds[:2] == ["definition", "warning signs"]
    assert kinds.index("treatment") < kinds.index("outcome") < kinds.index("epidemiology")


def test_a_nurse_gets_treatment_before_causes_and_a_student_the_other_way(answer):
    nurse = [section.kind.value for section in render_for(answer, Reader.NURSE).sections]
    student = [section.kind.value for section in render_for(answer, Reader.STUDENT).sections]
    assert nurse.index("treatment") < nurse.index("epidemiology")
    assert student.index("epidemiology") < student.index("treatment")


def test_a_physician_gets_design_size_year_and_level_beside_each_claim(answer):
    kinds = {claim.id: claim.basis.split(",")[0] for claim in answer.claims()}
    for claim in render_for(answer, Reader.PHYSICIAN).claims().values():
        assert claim.text == claim.original
        assert claim.details or kinds[claim.id] == "guideline"
    first = render_for(answer, Reader.PHYSICIAN).claims()[answer.lead[0]]
    assert first.details == ("Level 4 (OCEBM 2011).", "Design inferred from the text.")


def test_a_physician_is_not_told_again_what_the_basis_of_a_claim_says(answer):
    own = {claim.id: claim for claim in answer.claims()}
    for claim in render_for(answer, Reader.PHYSICIAN).claims().values():
        if len(own[claim.id].numbers) == 1:
            assert own[claim.id].basis.split(",")[0] not in " ".join(claim.details)


def test_advice_and_opinion_are_not_said_to_leave_out_a_size(answer):
    own = {claim.id: claim for claim in answer.claims()}
    left_open = [c.id for c in render_for(answer, Reader.PHYSICIAN).claims().values() if "Size not stated." in c.details]
    assert left_open
    assert not [one for one in left_open if own[one].basis.startswith(("guideline", "opinion", "narrative"))]


def test_a_researcher_gets_comparison_and_what_is_not_known(answer):
    first = render_for(answer, Reader.RESEARCHER).claims()[answer.lead[0]]
    assert "no comparison group" in first.details[0]
    assert "funding not in the record" in first.details[0]
    assert any("digest" in detail for detail in first.details)


def test_the_title_is_told_in_plain_words_with_the_readers_own_word_in_brackets(answer):
    title = "".join(piece.text for piece in render_for(answer, Reader.PATIENT).title)
    assert title == "What is a fatty lump in the lower back (back mouse)?"


def test_reworded_automatically_is_said_only_where_words_changed(answer):
    assert render_for(answer, Reader.PATIENT).note.startswith("Reworded automatically")
    assert render_for(answer, Reader.PHYSICIAN).note == ""


def test_a_grade_above_the_target_is_told_to_the_editor_and_changes_nothing(answer):
    rendition = render_for(answer, Reader.PATIENT)
    assert rendition.readability is not None
    assert bool(rendition.warning) == (rendition.readability.grade > 8)
    assert render_for(answer, Reader.STUDENT).warning == ""


def test_every_term_that_a_sentence_names_has_its_definition(answer):
    for reader in (Reader.PATIENT, Reader.STUDENT, Reader.NURSE):
        rendition = render_for(answer, reader)
        terms = {term.id: term for term in rendition.terms}
        assert terms
        assert all(term.definition for term in terms.values())
