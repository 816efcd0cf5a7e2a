"""Answers on treatment and causes in which both sides have to be heard."""

from pathlib import Path

import answerable
from answerable.app import App

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
