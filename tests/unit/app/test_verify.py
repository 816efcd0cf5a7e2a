"""A saved answer checked again: what is told when records change, go, are retracted, or somebody edits the file."""

import msgspec
import pytest
from app_records import a_record

from answerable.app import App
from answerable.app.ask import Request
from answerable.app.verify import Verified
from answerable.composition.answer import Answer
from answerable.corpus.record import Link, MeshHeading
from answerable.errors import UnreadableInput
from answerable.publication.rendering.json import render
from answerable.verification.recheck import Change

RESULT = "Hiccups were relieved in 15 of 20 adults (75%) after baclofen and in 5 of 20 (25%) after placebo."
QUESTION = "Does baclofen relieve hiccups?"


def trial(*abstract: str, **more):
    return a_record(
        900001,
        "Baclofen against hiccups: a randomised controlled trial",
        *(abstract or (RESULT,)),
        publication_types=("Randomized Controlled Trial",),
        mesh=(MeshHeading("Humans"),),
        **more,
    )


@pytest.fixture
def answer(app: App, file_of) -> Answer:
    """The answer of a library that holds one trial."""
    app.ingest([file_of(trial())])
    return app.ask(Request(question=QUESTION))


def changes_of(verified: Verified) -> set[Change]:
    return {change for claim in verified.claims for citation in claim.citations for change in citation.changes}


def test_an_answer_holds_while_the_library_is_as_it_was(app, answer):
    verified = app.verify(render(answer))
    assert verified.holds
    assert all(claim.unchanged for claim in verified.claims)
    assert not verified.library_changed


def test_another_record_changes_the_library_and_no_claim(app, answer, file_of):
    app.ingest([file_of(a_record(900002, "Zinc lozenges in a village of weavers", "Zinc did nothing."))])
    verified = app.verify(render(answer))
    assert verified.library_changed
    assert verified.holds
    assert all(claim.unchanged for claim in verified.claims)


def test_a_text_that_has_changed_around_the_words_cited_is_told_and_the_claim_holds(app, answer, file_of):
    app.ingest([file_of(trial(f"{RESULT} Nobody was harmed.", revised=2024))])
    verified = app.verify(render(answer))
    assert verified.holds
    assert changes_of(verified) == {Change.TEXT_CHANGED}


def test_words_that_their_own_record_no_longer_says_end_the_claim_and_are_kept(app, answer, file_of):
    app.ingest([file_of(trial(RESULT.replace("15 of 20 adults (75%)", "5 of 20 adults (25%)"), revised=2024))])
    verified = app.verify(render(answer))
    assert not verified.holds
    assert Change.TEXT_CHANGED in changes_of(verified)
    assert not any(claim.altered for claim in verified.claims)


def test_a_retraction_since_then_ends_the_claim(app, answer, file_of):
    app.ingest([file_of(trial(links=(Link(ref_type="RetractionIn", pmid="900009"),), revised=2024))])
    verified = app.verify(render(answer))
    assert not verified.holds
    assert Change.RETRACTED in changes_of(verified)


def test_a_concern_that_the_article_does_not_show_ends_the_claim(app, answer, file_of):
    app.ingest([file_of(trial(links=(Link(ref_type="ExpressionOfConcernIn", pmid="900009"),), revised=2024))])
    verified = app.verify(render(answer))
    assert changes_of(verified) == {Change.CONCERN}
    assert not verified.holds


def test_a_record_that_is_not_held_supports_nothing(answer, tmp_path):
    with App.open(tmp_path / "another") as other:
        verified = other.verify(render(answer))
    assert not verified.holds
    assert Change.RECORD_GONE in changes_of(verified)


def test_a_digest_that_gave_way_is_still_known_by_its_words(app, file_of, tmp_path):
    with App.open(tmp_path / "fresh") as fresh:
        saved = render(fresh.ask(Request(question="What is a back mouse?")))
    app.ingest([file_of(a_record(19078461, "Treatment of low back pain associated with back mice", "Another abstract."))])
    verified = app.verify(saved)
    assert Change.TEXT_CHANGED in changes_of(verified)
    assert Change.TEXT_GONE not in changes_of(verified)


# -- edited files ----------------------------------------------------------------------------------------------------------------


def edited(answer: Answer, **more) -> str:
    return render(msgspec.structs.replace(answer, **more))


def test_words_put_into_a_claim_are_found_out(app, answer):
    verified = app.verify(render(answer).replace("15 of 20", "19 of 20"))
    assert not verified.holds
    assert any(not claim.genuine for claim in verified.claims)
    assert any(claim.altered for claim in verified.claims)


def test_a_basis_that_was_made_grander_is_told(app, answer):
    verified = app.verify(render(answer).replace('"basis": "randomised trial', '"basis": "meta-analysis'))
    assert any("randomised trial" in claim.basis_now for claim in verified.claims)


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        (lambda answer: edited(answer, references=()), "is not the publication that the claims cite"),
        (lambda answer: edited(answer, lead=("c000000000000",)), "name a claim that is not there"),
        (lambda answer: render(answer).replace('"number": 1,', '"number": 2,', 1), "is not the publication"),
        (lambda answer: render(answer).replace("Baclofen against hiccups", "Water against hiccups"), "described otherwise"),
        (lambda answer: render(answer).replace("https://pubmed", "https://evil.example/pubmed"), "described otherwise"),
        (
            lambda answer: edited(
                answer, references=(*answer.references, msgspec.structs.replace(answer.references[0], number=2))
            ),
            "used by no claim",
        ),
    ],
)
def test_a_file_out_of_order_is_told(app, answer, edit, fault):
    verified = app.verify(edit(answer))
    assert not verified.holds
    assert any(fault in told for told in verified.faults), verified.faults


def test_an_answer_of_a_newer_version_is_not_guessed_at(app, answer):
    newer = msgspec.structs.replace(answer.manifest, schema=999, version="99.0")
    with pytest.raises(UnreadableInput, match=r"newer version, 99\.0"):
        app.verify(edited(answer, manifest=newer))


@pytest.mark.parametrize("saved", [b"", b"{}", b"\xff", "[" * 50_000, '{"id": 1}', "null"])
def test_what_is_no_answer_is_refused_with_what_to_give(app, saved):
    with pytest.raises(UnreadableInput) as refused:
        app.verify(saved)
    assert "--format json" in refused.value.next_step
