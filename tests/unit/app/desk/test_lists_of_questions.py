"""A list of questions is read as spreadsheets write it; what is broken is named with its line."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.app.desk.question_lists import Listed, decoded, questions_in
from answerable.errors import UnreadableInput, UsageProblem

WANTED = [Listed(2, "What is gout?", "Rheumatology"), Listed(3, "Is it “hard”, or soft?", "")]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("head", ["Question{}Specialty", '"question"{}"specialty"', " QUESTIONS {}speciality"])
def test_a_spreadsheet_is_read_whatever_it_separates_and_ends_lines_with(separator, ends, head):
    lines = (head.format(separator), f"What is gout?{separator}Rheumatology", f'"Is it “hard”, or soft?"{separator}')
    assert list(questions_in(ends.join(lines))) == WANTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_its_encoding_is_found(encoding):
    text = "question;specialty\r\nWhat is gout?;Rheumatology\r\nIs it “hard”, or soft?;\r\n"
    assert list(questions_in(decoded(text.encode(encoding)))) == WANTED


@pytest.mark.parametrize("content", [b"PK\x03\x04\x14", b"%PDF-1.7", b"\xd0\xcf\x11\xe0", b"What\0 is it?\x81", b"\xff\xfeodd"])
def test_what_is_no_text_is_refused(content):
    with pytest.raises(UnreadableInput):
        decoded(content)


def test_columns_may_stand_anywhere_and_others_are_left_aside():
    text = "priority,Specialty,id,Question\nhigh,Surgery,7,What is gout?\nlow\n,,,\n"
    assert list(questions_in(text)) == [Listed(2, "What is gout?", "Surgery")]


def test_what_excel_writes_for_itself_is_no_question():
    assert list(questions_in("sep=;\nquestion;specialty\nWhat is gout?;Surgery\n")) == [Listed(3, "What is gout?", "Surgery")]


def test_plain_lines_need_no_head():
    text = 'What is gout, and why?\n\n  "Is it hard?"  \nWhat is rickets?;Paediatrics\n'
    assert list(questions_in(text)) == [
        Listed(1, "What is gout, and why?", ""),
        Listed(3, "Is it hard?", ""),
        Listed(4, "What is rickets?", "Paediatrics"),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", "question,specialty\n", "question\n\n\n", '""\n'])
def test_nothing_is_in_an_empty_list(text):
    assert list(questions_in(text)) == []


def test_a_quotation_mark_that_is_not_closed_is_named_with_its_line():
    text = 'question,specialty\nWhat is gout?,\n"What is rickets?,\nWhat is scurvy?,\n'
    with pytest.raises(UsageProblem, match="from line 3 on"):
        list(questions_in(text))


def test_a_question_over_two_lines_is_one_and_the_next_has_its_own_number():
    text = 'question\n"What is\ngout?"\nWhat is scurvy?\n'
    assert list(questions_in(text)) == [Listed(2, "What is gout?", ""), Listed(4, "What is scurvy?", "")]


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_in_words(text):
    try:
        found = list(questions_in(text))
    except UsageProblem:
        return
    assert all(one.question.strip() and one.line >= 1 for one in found)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_words(content):
    try:
        assert "\0" not in decoded(content)
    except UnreadableInput:
        return


_words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zs", "Zl", "Zp", "Cf", "Cs")), min_size=1, max_size=20)


@given(st.lists(st.tuples(_words, _words), max_size=8), st.sampled_from(",;\t"))
def test_what_a_program_writes_comes_back_whole(rows, separator):
    made = io.StringIO()
    writer = csv.writer(made, delimiter=separator)
    writer.writerows([("question", "specialty"), *rows])
    assert [(one.question, one.specialty) for one in questions_in(made.getvalue())] == rows
