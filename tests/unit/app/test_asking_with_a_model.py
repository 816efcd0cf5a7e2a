"""Asking with the evidence model: what sources say alike is one statement, and every source of it is judged."""

import pytest
from app_records import a_record
from stances_by_words import WordModel

from answerable.app import App, wiring
from answerable.app.ask import Asking, Request
from answerable.app.verify import verify
from answerable.composition.answer import Answer
from answerable.corpus.record import MeshHeading
from answerable.drafting.extractive import ExtractiveDrafter
from answerable.drafting.model import Wording
from answerable.errors import MissingExtra
from answerable.publication.rendering.explanation import explanation
from answerable.publication.rendering.json import render
from answerable.question import understand
from answerable.retrieval.retriever import Retriever
from answerable.verification.judging import ModelJudge
from answerable.verification.model import Check

QUESTION = "Does baclofen relieve hiccups?"
RELIEVED = "Baclofen relieved hiccups in adults better than placebo."
ALSO = "In adults baclofen relieved hiccups better than placebo."
NOT = "Baclofen did not relieve hiccups in adults better than placebo."


def trial(number: int, result: str):
    return a_record(
        number,
        f"Baclofen against hiccups: a randomised controlled trial, number {number}",
        result,
        publication_types=("Randomized Controlled Trial",),
        mesh=(MeshHeading("Humans"),),
    )


def asked(app: App, model: bool = True) -> Answer:
    library, index = app.opened.library, app.opened.index
    asking = Asking(index=index, library=library, sources=library, style=wiring.style, version="0", model=WordModel())
    return asking(Request(question=QUESTION, model=model), lambda stage: None)


@pytest.fixture
def two(app: App, file_of) -> App:
    """A library of two trials that say the same in other words."""
    app.ingest([file_of(trial(900001, RELIEVED), trial(900002, ALSO))])
    return app


def test_two_trials_that_say_the_same_in_other_words_are_one_statement_with_two_citations(two):
    answer = asked(two)
    (claim,) = answer.claims()
    assert claim.numbers == (1, 2)
    own, other = claim.citations
    assert (own.checked.wording, other.checked.wording) == (Wording.QUOTE, Wording.REWORDED)
    assert claim.text == own.quote
    assert Check.STANCE in {finding.check for finding in other.checked.findings}


def test_the_manifest_names_the_model_and_the_explanation_says_how_sure_it_was(two):
    answer = asked(two)
    assert answer.manifest.settings["model"] == "words"
    told = " ".join(explanation(answer).split())
    assert "in words of its own" in told
    assert "bear the claim out (100%)" in told


def test_a_request_without_the_model_uses_none(two):
    answer = asked(two, model=False)
    assert answer.sections == two.ask(Request(question=QUESTION)).sections
    assert answer.manifest.settings["model"] == "none"
    assert [claim.numbers for claim in answer.claims()] == [(1,)]  # the second trial tells a reader nothing new
    assert all(citation.checked.wording is Wording.QUOTE for claim in answer.claims() for citation in claim.citations)


def test_what_trials_deny_the_model_sets_side_by_side_only_where_it_is_let(app, file_of):
    app.ingest([file_of(trial(900001, RELIEVED), trial(900003, NOT))])
    question = understand(QUESTION)
    run = Retriever(app.opened.index, app.opened.library).retrieve(question)

    def sides(drafter: ExtractiveDrafter) -> list[set[str]]:
        sections = drafter.draft(question, run).sections
        return [{side.text for side in each.statements} for section in sections for each in section.disagreements]

    assert sides(ExtractiveDrafter(WordModel(), denials=True)) == [{RELIEVED, NOT}]
    assert sides(ExtractiveDrafter(WordModel())) == sides(ExtractiveDrafter())


def test_the_same_question_gives_the_same_bytes(two):
    assert render(asked(two)) == render(asked(two))


def test_an_answer_made_with_the_model_holds_while_a_model_judges_it(two):
    saved = render(asked(two))
    assert verify(two.opened.library, saved, lambda: ModelJudge(WordModel())).holds


def test_without_a_model_what_it_judged_is_unchecked_and_does_not_hold(two):
    verified = verify(two.opened.library, render(asked(two)))
    assert not verified.holds
    assert verified.unjudged
    (claim,) = verified.claims
    own, other = claim.citations
    assert own.now.verdict.value == "supported"
    assert other.now.verdict.value == "unchecked"


def test_the_judge_is_not_called_for_an_answer_that_needs_none(two):
    def never() -> None:
        raise AssertionError("no claim of this answer needs a judge")

    assert verify(two.opened.library, render(asked(two, model=False)), never).holds


def test_without_the_runtime_asking_with_the_model_says_what_to_install(two, monkeypatch):
    def absent(name: str) -> object:
        raise ImportError(f"No module named {name!r}", name=name)

    monkeypatch.setattr("answerable.adapters.evidence_model.import_module", absent)
    with pytest.raises(MissingExtra, match=r"answerable\[model\]"):
        two.ask(Request(question=QUESTION, model=True))
