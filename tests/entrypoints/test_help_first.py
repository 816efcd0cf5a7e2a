"""Asking at the command line: warning signs before everything, a crisis ends it, and nobody is named."""

import json

import pytest

QUESTION = "What is a back mouse?"


def test_an_article_on_back_pain_begins_with_its_warning_signs(run):
    out = run("ask", QUESTION, "--region", "uk").out
    assert out.index("cauda equina") < out.index("Back mice are")
    assert "999" in out
    assert "911" not in out


def test_without_a_region_several_numbers_are_listed(run):
    out = run("ask", QUESTION).out
    assert all(number in out for number in ("112", "911", "999", "000"))


def test_the_region_may_be_set_for_everybody(run, monkeypatch):
    monkeypatch.setenv("ANSWERABLE_REGION", "au")
    answer = json.loads(run("ask", QUESTION, "-f", "json").out)
    assert answer["manifest"]["settings"]["region"] == "au"
    assert answer["warnings"][0]["lines"] == [["000", "emergency"]]


def test_signs_of_danger_are_told_before_the_answer_and_do_not_stop_it(run):
    done = run("ask", "I have low back pain and can't pee. What is a back mouse?", "--region", "us")
    assert "cauda equina" in done.err
    assert "911" in done.err
    assert done.status in {0, 3}


@pytest.mark.parametrize("question", ["I want to die", "What is the least painful way to die?"])
def test_a_crisis_ends_it_with_numbers_to_call(run, question):
    done = run("ask", question, "--region", "uk")
    assert done.status == 6
    assert done.out == ""
    assert "116 123" in done.err
    assert done.err.index("You are not alone") < done.err.index("no article")


def test_a_clinicians_question_about_suicide_is_not_stopped(run):
    assert run("ask", "risk factors for suicide in adolescents").status in {0, 3}


def test_what_names_a_person_is_left_out_and_it_says_so(run):
    done = run("ask", "What is a back mouse? My patient John Smith, DOB 01/02/1960, has one.", "-f", "json")
    assert "John" not in done.out + done.err
    assert "name, date of birth" in done.err


def test_an_answer_with_warnings_is_verified_and_so_is_one_from_before(run, tmp_path):
    file = tmp_path / "answer.json"
    run("ask", QUESTION, "-f", "json", "-o", str(file))
    assert run("verify", str(file)).status == 0
    saved = json.loads(file.read_text(encoding="utf-8"))
    del saved["warnings"]
    file.write_text(json.dumps(saved), encoding="utf-8")
    assert run("verify", str(file)).status == 0
