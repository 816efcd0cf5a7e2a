"""Whatever the article and whoever reads it, a rendition changes words and never facts."""

import json
from functools import cache
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.app import App
from answerable.app.ask import Request
from answerable.audience.guard import lost
from answerable.audience.reader import Reader
from answerable.audience.rendering import render_for
from answerable.audience.shares import in_people
from answerable.audience.signs import spoken
from answerable.audience.statistics import without_statistics
from answerable.composition.answer import Answer
from answerable.errors import Problem
from answerable.publication.rendering.json import parse, render
from answerable.text import sentences
from answerable.verification.measures import figures

QUESTIONS = Path(__file__).resolve().parents[1] / "spec" / "questions.jsonl"


@cache
def answers() -> tuple[Answer, ...]:
    """Every answer that the starter library has to the questions that rules are tested on."""
    found: list[Answer] = []
    with App.open(Path("/nowhere/there/is/no/library")) as app:
        for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
            try:
                found.append(app.ask(Request(question=json.loads(line)["question"])))
            except Problem:
                continue
    return tuple(found)


def numbers(*texts: str) -> set:
    return {value for text in texts for figure in figures(text) for value in figure.values}


def holds(answer: Answer, reader: Reader) -> None:
    """Asserts that a rendition has the claims, the sections, the figures and the words of denial of its answer."""
    rendition = render_for(answer, reader)
    told = rendition.claims()
    own = {claim.id: claim for claim in answer.claims()}
    assert set(told) == set(own)
    assert sorted(section.number for section in rendition.sections) == list(range(len(answer.sections)))
    assert (rendition.answer, rendition.lead, rendition.summary) == (answer.id, answer.lead, answer.summary)
    for section in rendition.sections:
        theirs = answer.sections[section.number]
        assert (section.kind, section.gap) == (theirs.kind, theirs.gap)
        assert {claim.id for claim in section.claims} == {claim.id for claim in theirs.claims}
        sides = [(about, tuple(claim.id for claim in claims)) for about, claims in section.disagreements]
        assert sides == [(each.about, tuple(claim.id for claim in each.claims)) for each in theirs.disagreements]
    terms = {term.id for term in rendition.terms}
    for claim in told.values():
        assert claim.original == own[claim.id].text
        assert claim.reworded == (claim.text != claim.original)
        assert {piece.term for piece in claim.pieces if piece.term} <= terms
        assert numbers(claim.original) <= numbers(claim.text, *claim.details)
        if reader is not Reader.PATIENT:
            assert claim.text == claim.original


@pytest.mark.parametrize("reader", Reader)
def test_over_every_question_that_rules_are_tested_on(reader):
    assert len(answers()) > 50
    for answer in answers():
        holds(answer, reader)


def test_a_rendition_is_made_again_from_the_answer_that_was_saved():
    for answer in answers()[:10]:
        again = parse(render(answer))
        for reader in Reader:
            assert msgspec.json.encode(render_for(again, reader)) == msgspec.json.encode(render_for(answer, reader))


def test_over_sentences_of_real_abstracts(shared_data, retold):
    """Sentences of real abstracts, told to patients as if each were a claim: few have to stay as they are."""
    kept = [text for text in trial_sentences(shared_data) if retold(text).kept]
    assert len(kept) < 60, kept[:5]


@pytest.fixture
def retold():
    template = answers()[0]
    section = template.sections[0]
    claim = section.claims[0]

    def retell(text: str):
        one = msgspec.structs.replace(claim, text=text)
        only = msgspec.structs.replace(section, claims=(one,), disagreements=())
        answer = msgspec.structs.replace(template, sections=(only,), lead=(one.id,), summary=())
        holds(answer, Reader.PATIENT)
        return render_for(answer, Reader.PATIENT).claims()[one.id]

    return retell


def trial_sentences(shared_data: Path) -> list[str]:
    """Sentences with a figure of real abstracts, in the order of the file."""
    file = shared_data / "pubmedqa" / "train_500.json"
    if not file.is_file():
        pytest.skip("the abstracts beside the checkout are not here")
    abstracts = (" ".join(one["CONTEXTS"]) for one in json.loads(file.read_text(encoding="utf-8")).values())
    found = (one.text for abstract in abstracts for one in sentences(abstract) if any(map(str.isdigit, one.text)))
    return [text for text, _ in zip((one for one in found if len(one) < 500), range(600), strict=False)]


WORDS = st.sampled_from(
    """pain fell rose by to in of 31 35 89% 14% (P<0.05) (P=0.3) [95% CI 0.5 to 1.2] (OR 1.2, 95% CI 0.9–1.6) patients
    people no not never without may probably hypertension hypotension myocardial infarction a an the acute chronic MI (MI) ≥3
    <5 mg/day vs. 20/40 31 of 35 patients symptomatic asymptomatic injection simvastatin 40 mg increased reduced less more
    than women two weeks “quoted hypertension” also known as lipoma . , ; ( )""".split()
)


@given(st.lists(WORDS, min_size=1, max_size=25).map(" ".join))
def test_no_sentence_loses_a_figure_or_breaks_the_rules(text):
    told = without_statistics(text)
    counted = in_people(told.text)
    shown = spoken(counted.text)
    refused = lost(text, shown, aside=(*counted.aside, *told.aside))
    if not refused:
        assert numbers(text) <= numbers(shown, *counted.aside, *told.aside)


@given(st.text(max_size=200))
def test_no_text_breaks_the_rules(text):
    told = without_statistics(text)
    spoken(in_people(told.text).text)
    assert lost(text, text) == ""
