"""The promises, each by its number, on answers made from a library of invented trials."""

from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from answerable.app import App
from answerable.app.ask import Request
from answerable.composition.answer import Manifest
from answerable.composition.compose import NothingHolds, compose
from answerable.corpus.reading.jsonlines import write_record
from answerable.corpus.record import Author, Journal, PartialDate, Record, TextSection
from answerable.drafting.extractive import ExtractiveDrafter
from answerable.drafting.model import Draft, Section, SectionKind, Statement, Support, Wording
from answerable.errors import NoEvidence
from answerable.publication.rendering import FORMATS, renderer
from answerable.publication.rendering.unanswered import why_unanswered
from answerable.question import understand
from answerable.retrieval.retriever import Retriever
from answerable.text import sha256, span_of
from answerable.verification.model import Check, Verdict
from answerable.verification.verifier import Verifier

QUESTION = "Does lavender tea improve insomnia in adults?"
MANIFEST = Manifest(version="0", schema=1, settings={}, library="test")


def trial(
    pmid: int, result: str, conclusion: str, *, title: str = "Lavender tea for insomnia in adults: a randomised trial"
) -> Record:
    return Record(
        id=f"pmid:{pmid}",
        pmid=str(pmid),
        title=title,
        authors=(Author(family=f"Author{pmid}", initials="A"),),
        journal=Journal(name="Journal of Invented Trials"),
        published=PartialDate(2010 + pmid % 10),
        publication_types=("Randomized Controlled Trial",),
        source="test",
        abstract=(
            TextSection(
                f"In this trial {60 + pmid} adults with insomnia were randomly assigned to lavender tea or water.", "METHODS"
            ),
            TextSection(result, "RESULTS"),
            TextSection(conclusion, "CONCLUSIONS"),
        ),
    )


HELPED = trial(
    1,
    "Lavender tea improved insomnia scores by 4.2 points more than water (95% CI 1.1 to 7.3).",
    "In adults with insomnia, lavender tea improved sleep compared with water.",
)
DID_NOT = trial(
    2,
    "Lavender tea did not improve insomnia scores compared with water (difference 0.3 points, p = 0.71).",
    "In adults with insomnia, lavender tea did not improve sleep compared with water.",
)
RETRACTED = trial(
    3,
    "Lavender tea cured insomnia in 97% of adults, compared with 2% of adults who drank water.",
    "Lavender tea is superior to water for insomnia in adults.",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("promises")
    records, retractions = folder / "trials.jsonl", folder / "retractions.tsv"
    records.write_bytes(b"\n".join(write_record(record) for record in (HELPED, DID_NOT, RETRACTED)))
    columns = (
        "Record ID,OriginalPaperPubMedID,RetractionPubMedID,RetractionDate,OriginalPaperDOI,RetractionDOI,RetractionNature,Reason"
    )
    retractions.write_text(f"{columns},Title\n7,3,9,5/1/2019 0:00,,,Retraction,+Unreliable Results;,Lavender tea\n")
    with App.open(folder / "library") as app:
        app.ingest([str(records), str(retractions)])
    return folder / "library"


@pytest.fixture
def app(library):
    with App.open(library) as opened:
        yield opened


@pytest.fixture
def answer(app):
    return app.ask(Request(question=QUESTION))


def test_promise_1_a_statement_without_a_span_cannot_be_made():
    with pytest.raises(ValueError, match="needs a span"):
        Statement(text="Lavender tea cures insomnia.", supports=())


def test_promise_1_every_quote_stands_in_the_record_at_its_span(app, answer):
    for claim in answer.claims():
        for citation in claim.citations:
            span = citation.checked.span
            text = app.show(span.record).record.field(span.field)
            assert sha256(text) == span.sha256
            assert text[span.start : span.end] == citation.quote


def test_promise_2_every_format_shows_the_same_numbers_as_the_reference_list(answer):
    assert {number for claim in answer.claims() for number in claim.numbers} == {ref.number for ref in answer.references}
    for name in FORMATS:
        rendered = renderer(name)(answer)
        assert all(
            claim.id in rendered or claim.text[:40] in rendered.replace("\n      ", " ").replace("\n    ", " ")
            for claim in answer.claims()[:1]
        )


@dataclass(frozen=True)
class DrafterThatRemembers:
    """A drafter that writes from memory: it cites a passage that nobody showed it."""

    passage: Record

    def draft(self, question, run):
        text = self.passage.abstract[1].text
        span = span_of(self.passage.id, "abstract/1", text, 0, len(text))
        statement = Statement(text=text, supports=(Support(f"{self.passage.id}#abstract", span),))
        shown = tuple(one.passage.id for one in run.passages if one.passage.record.id != self.passage.id)
        section = Section(kind=SectionKind.TREATMENT, heading="What treatment does", statements=(statement,))
        return Draft(title=question.text, sections=(section,), shown=shown)


def test_promise_3_what_the_drafter_was_not_shown_it_may_not_cite(app):
    question = understand(QUESTION)
    run = Retriever(app.opened.index, app.opened.library).retrieve(question)
    draft = DrafterThatRemembers(HELPED).draft(question, run)
    report = Verifier(app.opened.library).verify(draft, run, question)
    findings = {finding.check: finding.verdict for finding in report.claims[0].citations[0].findings}
    assert findings[Check.SHOWN] is Verdict.NOT_SUPPORTED
    with pytest.raises(NoEvidence):
        compose(question, run, draft, report, MANIFEST)


class LibraryThatCannotLook:
    """A library whose notices nobody can read: it was not checked, which is not clean."""

    def __init__(self, library) -> None:
        self._library = library

    def records(self, ids):
        return self._library.records(ids)

    def notices(self, ids):
        return [None for _ in ids]

    def text(self, digest):
        return self._library.text(digest)


def test_promise_4_a_check_that_could_not_run_is_unchecked_and_keeps_the_claim_out(app):
    question = understand(QUESTION)
    run = Retriever(app.opened.index, app.opened.library).retrieve(question)
    draft = ExtractiveDrafter().draft(question, run)
    report = Verifier(LibraryThatCannotLook(app.opened.library)).verify(draft, run, question)
    assert {claim.verdict for claim in report.claims} == {Verdict.UNCHECKED}
    with pytest.raises(NothingHolds) as problem:
        compose(question, run, draft, report, MANIFEST)
    assert problem.value.kept_out == report.claims
    assert "integrity: unchecked" in " ".join(why_unanswered(problem.value).split())


def test_promise_5_a_section_without_evidence_says_what_was_searched(answer):
    harms = next(section for section in answer.sections if section.kind is SectionKind.HARM)
    assert not harms.claims
    assert "starter library and your own" in harms.gap
    assert "lavender" in harms.gap


def test_promise_5_nothing_found_says_what_was_searched(app):
    with pytest.raises(NoEvidence) as problem:
        app.ask(Request(question="Does marjoram oil prevent hiccups?"))
    assert "starter library and your own (151 records" in problem.value.what
    assert problem.value.exit_status == 3


def test_promise_6_a_retracted_record_is_found_and_never_cited(app, answer):
    run = app.search(QUESTION)
    assert "pmid:3" in {one.passage.record.id for one in run.set_aside}
    assert "3" not in {reference.record.pmid for reference in answer.references}


def test_promise_7_lead_and_summary_are_claims_of_the_article(answer):
    ids = {claim.id for claim in answer.claims()}
    assert answer.lead
    assert set(answer.lead) | set(answer.summary) <= ids


def test_results_that_disagree_stand_side_by_side_and_lead_the_answer(answer):
    treatment = answer.sections[0]
    sides = {c.checked.span.record for d in treatment.disagreements for claim in d.claims for c in claim.citations}
    assert sides == {"pmid:1", "pmid:2"}
    assert set(answer.lead) >= {claim.id for d in treatment.disagreements for claim in d.claims}


def test_the_same_question_over_the_same_library_gives_the_same_bytes(library, answer):
    with App.open(library) as again:
        assert msgspec.json.encode(again.ask(Request(question=QUESTION))) == msgspec.json.encode(answer)


def test_each_claim_carries_design_size_and_year_of_what_it_rests_on(answer):
    assert {claim.basis for claim in answer.claims()} <= {
        "randomised trial, 61 adults, 2011",
        "randomised trial, 62 adults, 2012",
    }


def test_promise_6_a_retracted_record_is_shown_as_never_cited_whatever_its_design(app):
    assert app.show("3").appraisal.level.value == "never cited"
    assert app.show("1").appraisal.level.value == "2"


def test_warning_signs_are_told_however_few_passages_are_read(app):
    few = app.ask(Request(question="What is a back mouse?", depth=5))
    assert any(section.kind is SectionKind.WARNING_SIGNS and section.claims for section in few.sections)


@dataclass(frozen=True)
class DrafterWithTwoSources:
    """A drafter that puts two trials under one statement, of which one says the contrary."""

    def draft(self, question, run):
        one, other = HELPED.abstract[2].text, DID_NOT.abstract[2].text
        supports = (
            Support("pmid:1#abstract", span_of("pmid:1", "abstract/2", one, 0, len(one))),
            Support("pmid:2#abstract", span_of("pmid:2", "abstract/2", other, 0, len(other)), Wording.REWORDED),
        )
        section = Section(
            kind=SectionKind.TREATMENT, heading="What treatment does", statements=(Statement(text=one, supports=supports),)
        )
        return Draft(title=question.text, sections=(section,), shown=tuple(passage.passage.id for passage in run.passages))


def test_a_claim_that_one_of_its_sources_contradicts_is_kept_out(app):
    question = understand(QUESTION)
    run = Retriever(app.opened.index, app.opened.library).retrieve(question)
    draft = DrafterWithTwoSources().draft(question, run)
    report = Verifier(app.opened.library).verify(draft, run, question)
    assert report.claims[0].verdict is Verdict.CONTRADICTED
    with pytest.raises(NoEvidence):
        compose(question, run, draft, report, MANIFEST)
