"""Answers on treatment and causes in which both sides have to be heard."""

from pathlib import Path

import pytest

import answerable
from answerable.app import App
from answerable.corpus.reading.jsonlines import write_record
from answerable.corpus.record import PartialDate, Record, TextSection
from answerable.errors import NoEvidence

TRIALS = Path(__file__).resolve().parents[2] / "docs" / "examples" / "invented-trials.xml"


def test_trials_of_an_intervention_with_two_names_are_told_side_by_side(tmp_path):
    with App.open(tmp_path / "library") as app:
        app.ingest([str(TRIALS)])
    answer = answerable.ask("Does music therapy help tennis elbow?", library=tmp_path / "library")
    sides = [claim.text for each in answer.sections[0].disagreements for claim in each.claims]
    assert len(sides) == 2
    assert any("did not" in side or "no effect" in side for side in sides)


def test_guidance_against_a_treatment_is_told_beside_guidance_for_it(tmp_path):
    answer = answerable.ask("Does acupuncture relieve chronic low back pain?", library=tmp_path)
    guidance = next(section for section in answer.sections if section.kind.value == "guidance")
    told = " ".join(claim.text for claim in guidance.claims)
    assert "advises against acupuncture" in told
    assert "may be offered" in told


def test_that_no_cause_is_found_in_most_people_answers_what_causes_low_back_pain(tmp_path):
    answer = answerable.ask("What causes low back pain?", library=tmp_path)
    assert any("no specific nociceptive cause" in claim.text for claim in answer.claims())


def test_what_predicts_improvement_is_no_effect_of_what_is_asked_about(tmp_path):
    answer = answerable.ask("Are opioids useful for chronic low back pain?", library=tmp_path)
    assert not any("predicted" in claim.text for claim in answer.claims())
    first = next(claim for claim in answer.claims() if claim.id == answer.lead[0])
    assert "allows opioids only after other treatments have failed" in first.text


def told(folder: Path, question: str, *records: Record) -> str:
    """Every statement of the answer to a question over these records."""
    folder.mkdir(exist_ok=True)
    file = folder / "records.jsonl"
    file.write_bytes(b"".join(write_record(record) + b"\n" for record in records))
    with App.open(folder / "library") as app:
        app.ingest([str(file)])
    return " ".join(claim.text for claim in answerable.ask(question, library=folder / "library").claims())


def study(pmid: int, title: str, *sentences: str, method: str = "Adults were randomised to lavender tea or placebo.") -> Record:
    return Record(
        id=f"pmid:{pmid}",
        pmid=str(pmid),
        title=title,
        published=PartialDate(2020),
        abstract=(TextSection(method, "METHODS"), TextSection(" ".join(sentences), "RESULTS")),
        source="test",
    )


TEA = "Lavender tea for insomnia in adults: a randomised trial"
SLEPT = "Adults with insomnia slept 31 minutes longer with lavender tea than with placebo (P = 0.01)."


def test_what_only_a_scanner_sees_is_no_effect_of_a_treatment(tmp_path):
    seen = "Metabolism in the hippocampus was lower with lavender tea than with placebo in adults with insomnia."
    assert told(tmp_path, "Does lavender tea help insomnia?", study(1, TEA, SLEPT, seen)) == SLEPT


def test_that_a_questionnaire_is_good_is_no_effect_of_a_treatment(tmp_path):
    good = "The psychometric properties of the sleep diary were better with lavender tea than with placebo in insomnia."
    assert told(tmp_path, "Does lavender tea help insomnia?", study(1, TEA, SLEPT, good)) == SLEPT


def test_a_cross_sectional_study_shows_no_effect_of_a_treatment(tmp_path):
    survey = study(
        2,
        "Lavender tea and insomnia in adults: a cross-sectional study",
        "Adults who drank lavender tea reduced their insomnia more than those who drank none (P = 0.02).",
        method="A cross-sectional survey of 900 adults.",
    )
    assert told(tmp_path, "Does lavender tea help insomnia?", study(1, TEA, SLEPT), survey) == SLEPT


def test_a_question_on_how_long_something_lasts_is_not_answered_with_another_effect(tmp_path):
    title = "Lavender tea and the length of labour: a randomised trial"
    shorter = "Labour was 2 hours shorter with lavender tea than with placebo (P = 0.01)."
    calmer = "Anxiety in labour was lower with lavender tea than with placebo (P = 0.04)."
    assert told(tmp_path, "Does lavender tea shorten labour?", study(1, title, shorter, calmer)) == shorter


def test_pain_after_an_operation_is_not_answered_with_low_back_pain(tmp_path):
    title = "Paracetamol for pain after tonsillectomy: a randomised trial"
    eased = "Pain after tonsillectomy was lower with paracetamol than with placebo (P = 0.01)."
    answered = told(tmp_path, "Does paracetamol lessen pain after tonsillectomy?", study(1, title, eased))
    assert answered == eased


def test_which_of_two_is_better_is_told_by_what_a_trial_concludes_before_one_of_its_outcomes(tmp_path):
    answer = answerable.ask("Is hypnosis better than relaxation for stopping smoking?", library=tmp_path)
    claims = {claim.id: claim.text for claim in answer.claims()}
    assert "does not appear more effective" in claims[answer.lead[0]]
    assert any("does not appear more effective" in claims[one] for one in answer.summary)


def test_exercise_against_no_exercise_leads_what_is_asked_of_exercise(tmp_path):
    answer = answerable.ask("Does exercise help chronic low back pain?", library=tmp_path)
    by_id = {claim.id: claim.text for claim in answer.claims()}
    assert "exercise added to best care improved" in by_id[answer.lead[0]]
    assert "WHO guideline" in by_id[answer.lead[1]]
    assert not any("ultrasound" in claim.text or "nteraction" in claim.text for claim in answer.claims())


def test_a_year_without_a_difference_is_told_beside_the_weeks_with_one(tmp_path):
    answer = answerable.ask("Does varenicline help smoking cessation?", library=tmp_path)
    done = " ".join(claim.text for claim in answer.sections[0].claims)
    assert "did not differ between nicotine patch" in done
    assert "higher with varenicline than with nicotine patch" in done
    harms = next(section for section in answer.sections if section.kind.value == "harm")
    assert any("more fatigue" in claim.text for claim in harms.claims)


def test_a_trial_in_the_wider_infection_answers_for_pneumonia_and_says_so(tmp_path):
    answer = answerable.ask("Can procalcitonin shorten antibiotics in pneumonia?", library=tmp_path)
    done = answer.sections[0].claims
    assert "pneumonia" in done[0].text
    assert not done[0].indirect
    assert done[1].indirect == "about lower respiratory tract infection in general"
    assert not any("zinc" in claim.text for claim in answer.claims())


def test_a_bare_test_and_condition_are_answered_by_what_acting_on_the_test_changes(tmp_path):
    answer = answerable.ask("procalcitonin in pneumonia", library=tmp_path)
    assert any("mean antibiotic duration was 5.7 days" in claim.text for claim in answer.claims())


def test_what_treatments_did_in_trials_is_no_outlook(tmp_path):
    answer = answerable.ask("What is the prognosis of low back pain?", library=tmp_path)
    outlook = next(section for section in answer.sections if section.kind.value == "outcome")
    assert not any("injections" in claim.text or "ultrasound" in claim.text for claim in outlook.claims)


def test_signs_that_warn_are_no_answer_to_how_accurate_a_scan_is(tmp_path):
    with pytest.raises(NoEvidence):
        answerable.ask("How accurate is MRI for low back pain?", library=tmp_path)


def test_a_guideline_against_a_treatment_stands_in_the_lead_beside_one_for_it(tmp_path):
    answer = answerable.ask("Is acupuncture safe and does it work for back pain?", library=tmp_path)
    by_id = {claim.id: claim.text for claim in answer.claims()}
    assert any("advises against acupuncture" in by_id[one] for one in answer.lead)
