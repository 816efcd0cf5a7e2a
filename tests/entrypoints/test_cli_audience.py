"""An article for a reader at the command line and from Python."""

import json

import pytest
from jsonschema import Draft202012Validator

import answerable
from answerable.errors import UsageProblem
from answerable.publication.rendering.json import parse, schema

QUESTION = "What is a back mouse?"


def test_a_patient_reads_counts_of_people_and_is_told_that_it_was_reworded(run):
    done = run("ask", QUESTION, "--audience", "patient")
    assert done.status == 0
    words = " ".join(done.out.split())
    assert "about 9 in 10 (31 of 35 patients)" in words
    assert "Reworded automatically" in words
    assert "Worded for: Patient or carer" in words
    assert "Reading grade" in words


def test_without_an_audience_nothing_is_different(run):
    done = run("ask", QUESTION)
    assert "Worded for" not in done.out
    assert "31 of 35 patients (89%)" in " ".join(done.out.split())


@pytest.mark.parametrize("audience", ["student", "nurse", "physician", "researcher"])
def test_whoever_works_with_patients_reads_the_sentences_themselves(run, audience):
    words = " ".join(run("ask", QUESTION, "--audience", audience).out.split())
    assert "31 of 35 patients (89%)" in words
    assert "Reworded automatically" not in words


@pytest.mark.parametrize(("form", "begins"), [("markdown", "# What is a fatty lump"), ("html", "<!DOCTYPE html>")])
def test_pages_are_worded_too(run, form, begins):
    out = run("ask", QUESTION, "--audience", "patient", "--format", form).out
    assert out.startswith(begins)
    assert "9 in 10" in out


def test_json_has_the_answer_and_its_rendition_and_is_verified_like_any_other(run, tmp_path):
    file = tmp_path / "answer.json"
    run("ask", QUESTION, "--audience", "patient", "-f", "json", "-o", str(file))
    saved = json.loads(file.read_text())
    assert saved["rendition"]["reader"] == "patient"
    Draft202012Validator(schema()).validate({name: value for name, value in saved.items() if name != "rendition"})
    assert run("verify", str(file)).status == 0
    again = answerable.render_for(parse(file.read_bytes()), "patient")
    assert {claim.id: claim.text for claim in again.claims().values()} == {
        claim["id"]: "".join(piece["text"] for piece in claim["pieces"])
        for section in saved["rendition"]["sections"]
        for claim in (*section["claims"], *(one for _, sides in section["disagreements"] for one in sides))
    }


def test_a_pdf_is_worded_too(run, tmp_path):
    file = tmp_path / "answer.pdf"
    assert run("ask", QUESTION, "--audience", "nurse", "-f", "pdf", "-o", str(file)).status == 0
    assert file.read_bytes().startswith(b"%PDF")


def test_an_audience_that_there_is_none_of_is_refused(run):
    assert run("ask", QUESTION, "--audience", "king").status == 2
    with pytest.raises(UsageProblem, match="king"):
        answerable.render_for(answerable.ask(QUESTION), "king")
