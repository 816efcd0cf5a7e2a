"""`import answerable; answerable.ask(...)`: the same object that stands behind every format."""

import pytest

import answerable
from answerable.errors import UnusableQuestion, UsageProblem
from answerable.publication.rendering.json import render

QUESTION = "What is a back mouse?"


def test_a_question_is_answered_with_an_answer(library):
    answer = answerable.ask(QUESTION, library=library)
    assert isinstance(answer, answerable.Answer)
    assert answer.title == QUESTION
    assert not library.exists()


def test_it_is_the_answer_that_the_command_line_writes(run, library):
    assert render(answerable.ask(QUESTION, library=str(library))) == run("ask", QUESTION, "-f", "json").out


def test_options_are_those_of_the_command_line(library):
    answer = answerable.ask(
        "Does exercise help against low back pain?",
        library=library,
        since=2000,
        designs=["Randomised  Trial"],
        depth=20,
        style="apa",
    )
    assert answer.manifest.settings["designs"] == "randomised trial"
    assert answer.manifest.settings["depth"] == "20"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"question": " "}, UnusableQuestion),
        ({"question": QUESTION, "designs": ["horoscope"]}, UsageProblem),
        ({"question": QUESTION, "style": "harvard"}, UsageProblem),
        ({"question": QUESTION, "species": "fungus"}, UsageProblem),
        ({"question": "Does xyzzine cure the plugh syndrome?"}, answerable.NoEvidence),
    ],
)
def test_what_goes_wrong_is_a_problem_with_a_next_step(library, options, problem):
    with pytest.raises(problem) as raised:
        answerable.ask(library=library, **options)
    assert isinstance(raised.value, answerable.Problem)
    assert raised.value.next_step


def test_a_name_that_is_not_there_is_missed_as_usual():
    with pytest.raises(AttributeError, match="no attribute 'answer'"):
        answerable.answer  # noqa: B018
    assert {"ask", "Answer", "App", "Problem"} <= set(dir(answerable))
