"""An intervention with two names in the vocabulary stands once in a sentence, and its trials that disagree are both told."""

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
