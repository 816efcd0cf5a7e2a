"""Asking and searching at the command line."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from answerable.publication.rendering.json import parse, schema

QUESTION = "What is a back mouse?"


def test_a_question_is_answered_with_an_article(run):
    done = run("ask", QUESTION)
    assert done.status == 0
    assert done.err == ""
    for words in (QUESTION, "What it is", "[1]", "References", "Not yet reviewed by a person", "Evidence searched: "):
        assert words in done.out
    assert "\x1b" not in done.out


def test_the_json_of_an_answer_meets_the_published_schema(run):
    done = run("ask", QUESTION, "--format", "json")
    Draft202012Validator(schema()).validate(json.loads(done.out))


def test_the_same_question_gives_the_same_bytes(run):
    assert run("ask", QUESTION, "-f", "json").out == run("ask", QUESTION, "-f", "json").out


def test_references_of_an_answer_carry_no_texts(run):
    answer = parse(run("ask", QUESTION, "-f", "json").out)
    assert all(not reference.record.abstract and not reference.record.full_text for reference in answer.references)


@pytest.mark.parametrize(("form", "begins"), [("markdown", "# What is a back mouse?"), ("html", "<!DOCTYPE html>")])
def test_an_answer_goes_into_a_file(run, tmp_path, form, begins):
    file = tmp_path / "answer"
    done = run("ask", QUESTION, "--format", form, "--output", str(file))
    assert (done.status, done.out) == (0, "")
    assert file.read_text(encoding="utf-8").lstrip().startswith(begins)


@pytest.mark.parametrize(("form", "begins"), [("ris", "TY  - "), ("bibtex", "@"), ("csl-json", "[")])
def test_the_references_of_an_answer_go_to_reference_managers(run, form, begins):
    done = run("ask", QUESTION, "--format", form)
    assert done.status == 0
    assert done.out.startswith(begins)
    assert "19078461" in done.out


def test_an_answer_is_printed_into_a_file_and_not_into_the_terminal(run, tmp_path):
    file = tmp_path / "answer.pdf"
    assert run("ask", QUESTION, "--format", "pdf", "--output", str(file)).status == 0
    assert file.read_bytes().startswith(b"%PDF")
    done = run("ask", QUESTION, "--format", "pdf")
    assert done.status == 2
    assert "--output" in done.err


def test_the_question_may_come_from_standard_input(run):
    assert run("ask", "-", given=QUESTION.encode()).out == run("ask", QUESTION).out


def test_bytes_that_are_no_text_are_no_crash(run):
    done = run("ask", "-", given=b"\xff\xfe back mouse?")
    assert done.status == 0


def test_filters_bound_what_is_found(run):
    done = run("search", "exercise for low back pain", "--since", "2005", "--design", "randomized trial", "--depth", "20")
    facts = re.findall(r"^      (.+?) · (\d{4}) · ", done.out, re.MULTILINE)
    assert facts
    assert {design for design, _ in facts} <= {"randomised trial, level 2", "randomised trial, level 2 (inferred from the text)"}
    assert all(int(year) >= 2005 for _, year in facts)


def test_filters_are_in_the_query_and_in_the_manifest(run):
    done = run(
        "ask", "Does exercise help against low back pain?", "--since", "2005", "--design", "randomized trial", "-f", "json"
    )
    answer = parse(done.out)
    assert answer.query.filters.since == 2005
    assert answer.manifest.settings["since"] == "2005"
    assert answer.manifest.settings["designs"] == "randomised trial"


@pytest.mark.parametrize(("style", "words"), [("apa", "Motyka, T. M., Howes"), ("vancouver", "Motyka TM, Howes BR")])
def test_references_are_written_in_the_style_asked_for(run, style, words):
    assert words in run("ask", QUESTION, "--style", style).out


def test_explaining_shows_the_query_and_the_words_behind_each_claim(run):
    done = run("ask", QUESTION, "--explain")
    assert "Query as it was run: words: back mouse" in " ".join(done.out.split())
    assert "Kept out of the article" in done.out
    beside = run("ask", QUESTION, "--explain", "-f", "json")
    parse(beside.out)
    assert "Query as it was run" in beside.err


def test_without_evidence_it_says_what_was_searched_and_ends_with_3(run):
    done = run("ask", "Does xyzzine cure the plugh syndrome?")
    assert (done.status, done.out) == (3, "")
    assert "Not enough evidence" in done.err
    assert "starter library" in done.err
    assert "→ " in done.err


def test_explaining_without_an_answer_shows_the_query_and_why_what_was_found_gave_nothing(run):
    done = run("ask", "Do back mice cause toothache in sailors?", "--explain")
    assert (done.status, done.out) == (3, "")
    words = " ".join(done.err.split())
    assert "✗ Not enough evidence" in words
    assert words.index("→ ") < words.index("Why there is no answer")
    assert "Topic: " in words
    assert "Query as it was run: words: back mice" in words
    assert "it does not name “toothache”" in words


def test_explaining_where_nothing_at_all_is_found_says_so(run):
    done = run("ask", "Does xyzzine prevent plughitis?", "--explain", "--format", "json")
    assert (done.status, done.out) == (3, "")
    assert "Query as it was run: words: xyzzine" in " ".join(done.err.split())


def test_where_passages_were_found_nobody_is_told_that_there_is_nothing(run):
    done = run("ask", "What is a back mouse?", "--design", "guideline")
    assert done.status == 3
    words = " ".join(done.err.split())
    assert "Not enough evidence: no statement that can be cited" in words
    assert "nothing in the" not in words
    assert 'answerable search "What is a back mouse?"' in words


@pytest.mark.parametrize("question", ['Is a "back mouse" $(deadly)?', "What's a back mouse? " + "Really? " * 40])
def test_the_search_that_is_pointed_to_is_no_trap_for_a_shell(run, question):
    done = run("ask", question, "--design", "guideline")
    assert done.status == 3
    assert 'answerable search "…"' in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", ""),
        ("ask", "\u202e \u200b"),
        ("ask", "back mouse? " * 2000),
        ("ask", QUESTION, "--design", "horoscope"),
        ("ask", QUESTION, "--output", "/nowhere/at/all"),
        ("ask", QUESTION, "--format", "pdf"),
        ("ask", QUESTION, "--since", "soon"),
        ("ask", QUESTION, "--depth", "0"),
        ("ask",),
        ("asked", QUESTION),
    ],
)
def test_what_cannot_be_done_as_typed_ends_with_2_and_says_what_to_do(run, arguments):
    done = run(*arguments)
    assert (done.status, done.out) == (2, "")
    assert "→ " in done.err or "Try " in done.err
    assert "Traceback" not in done.err


def test_a_question_cannot_give_orders_to_the_terminal(run):
    done = run("ask", "What \x1b[31mis\x07 a \u202eplugh\u2066 mouse of xyzzy?")
    assert not set(done.err + done.out) & set("\x1b\x07\u202e\u2066")


def test_search_shows_rank_level_design_year_and_the_words_that_matched(run):
    done = run("search", "back mouse numbness", "--depth", "3")
    assert done.status == 0
    lines = done.out.splitlines()
    assert lines[0].startswith("   1. ")
    assert "   3. " in done.out
    assert "   4. " not in done.out
    assert " · 20" in done.out or " · 19" in done.out
    assert "level 4" in done.out
    assert "back m" in done.out.lower()
    assert lines[-1].startswith("3 passages; searched the starter library")


def test_searching_for_what_nobody_wrote_about_ends_with_3(run):
    done = run("search", "xyzzine plugh")
    assert done.status == 3
    assert "Nothing was found" in done.err
