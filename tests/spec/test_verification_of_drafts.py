"""Every citation of every claim is checked, by what the library holds now; what could not be checked is never support."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from shelf import Shelf

from answerable.corpus.passage import Passage
from answerable.corpus.record import Link, NoticeKind, PartialDate, PublicationNotice, Record, TextSection
from answerable.drafting.model import Disagreement, Draft, Section, SectionKind, Statement, Support, Wording
from answerable.question.model import Pico, Question, QuestionType
from answerable.retrieval.model import Query, Run, ScoredPassage, Searched
from answerable.text import Span, sha256, span_of
from answerable.verification.model import Check, Evidence, Finding, Report, Verdict
from answerable.verification.recheck import Change, recheck
from answerable.verification.verdicts import REQUIRED
from answerable.verification.verifier import Verifier, verify

TRIAL = Record(
    id="pmid:11",
    pmid="11",
    title="Injection or saline for tender nodules: a randomised trial",
    publication_types=("Randomized Controlled Trial",),
    abstract=(
        TextSection("Forty-one adults were randomised to an injection of lignocaine or of saline.", "METHODS"),
        TextSection(
            "More adults improved with lignocaine than with saline (52% v 30%), which was not significant. No harm was seen.",
            "RESULTS",
        ),
    ),
)
SERIES = Record(
    id="pmid:12",
    pmid="12",
    title="Thirty-five patients with nodules: a case series",
    publication_types=("Case Reports",),
    abstract=(TextSection("Lasting relief was seen in 31 of 35 patients (89%). Injection is effective for nodules.", "RESULTS"),),
)


LIBRARY = Shelf(TRIAL, SERIES)


def cite(record: Record, words: str, field: str = "abstract/0", wording: Wording = Wording.QUOTE) -> Support:
    text = record.field(field) or ""
    start = text.index(words)
    return Support(f"{record.id}#abstract", span_of(record.id, field, text, start, start + len(words)), wording)


def said(text: str, *supports: Support) -> Statement:
    return Statement(text=text, supports=supports)


def drafted(*statements: Statement, shown: Sequence[Record] = (TRIAL, SERIES)) -> Draft:
    section = Section(kind=SectionKind.TREATMENT, heading="Treatment", statements=statements)
    return Draft(title="Nodules", sections=(section,), shown=tuple(f"{record.id}#abstract" for record in shown))


def found(*records: Record) -> Run:
    passages = tuple(ScoredPassage(Passage(record), 1.0, rank) for rank, record in enumerate(records, 1))
    searched = Searched(library="test library", records=len(records), newest=None, changed="2026-01-01", fingerprint="f")
    return Run(query=Query("nodules"), passages=passages, searched=searched)


def checked(*statements: Statement, library: Shelf = LIBRARY, **more: object) -> Report:
    return verify(drafted(*statements), found(TRIAL, SERIES), library, **more)  # type: ignore[arg-type]


def finding(report: Report, check: Check) -> Finding:
    return next(f for f in report.claims[0].citations[0].findings if f.check is check)


RELIEF = said(
    "Lasting relief was seen in 31 of 35 patients (89%).", cite(SERIES, "Lasting relief was seen in 31 of 35 patients (89%).")
)


def test_a_sentence_that_cites_itself_is_supported_by_every_check_it_needs():
    (claim,) = checked(RELIEF).claims
    assert claim.verdict is Verdict.SUPPORTED
    assert {f.check for f in claim.citations[0].findings} >= REQUIRED[Wording.QUOTE]
    assert all(f.reason.endswith(".") for f in claim.citations[0].findings)


def test_a_case_series_does_not_show_efficacy_in_its_own_words():
    report = checked(said("Injection is effective for nodules.", cite(SERIES, "Injection is effective for nodules.")))
    assert report.claims[0].verdict is Verdict.PARTLY_SUPPORTED
    assert finding(report, Check.STRENGTH).verdict is Verdict.PARTLY_SUPPORTED


def test_the_proportion_improved_is_not_told_without_its_non_significance():
    words = "More adults improved with lignocaine than with saline (52% v 30%)"
    assert checked(said(words + ".", cite(TRIAL, words, "abstract/1"))).claims[0].verdict is not Verdict.SUPPORTED
    whole = words + ", which was not significant."
    assert checked(said(whole, cite(TRIAL, whole, "abstract/1"))).claims[0].verdict is Verdict.SUPPORTED


def test_what_the_drafter_was_not_shown_it_may_not_cite():
    report = verify(drafted(RELIEF, shown=[TRIAL]), found(TRIAL, SERIES), LIBRARY)
    assert report.claims[0].verdict is Verdict.NOT_SUPPORTED
    assert finding(report, Check.SHOWN).verdict is Verdict.NOT_SUPPORTED


def test_what_the_run_did_not_find_is_not_cited_even_if_the_draft_says_that_it_was_shown():
    report = verify(drafted(RELIEF), found(TRIAL), LIBRARY)
    assert report.claims[0].verdict is Verdict.NOT_SUPPORTED


def test_a_passage_does_not_lend_its_name_to_another_record_s_words():
    support = msgspec.structs.replace(RELIEF.supports[0], passage=f"{TRIAL.id}#abstract")
    assert checked(said(RELIEF.text, support)).claims[0].verdict is Verdict.NOT_SUPPORTED


def test_a_record_that_does_not_exist_supports_nothing():
    ghost = Record(id="pmid:99", pmid="99", title="Nothing", abstract=(TextSection("Nodules were common."),))
    report = verify(
        drafted(said("Nodules were common.", cite(ghost, "Nodules were common.")), shown=[ghost]), found(ghost), LIBRARY
    )
    assert report.claims[0].verdict is Verdict.NOT_SUPPORTED


def test_a_retracted_record_never_supports_a_claim():
    retraction = PublicationNotice(kind=NoticeKind.RETRACTION, date=PartialDate(2012, 5), about="pmid:12")
    report = checked(RELIEF, library=Shelf(TRIAL, SERIES, notices={"pmid:12": (retraction,)}))
    assert report.claims[0].verdict is Verdict.NOT_SUPPORTED
    assert "2012-05" in finding(report, Check.INTEGRITY).reason


def test_a_record_that_tells_of_its_own_retraction_needs_no_table():
    retracted = msgspec.structs.replace(SERIES, links=(Link(ref_type="RetractionIn", pmid="77"),))
    assert checked(RELIEF, library=Shelf(TRIAL, retracted)).claims[0].verdict is Verdict.NOT_SUPPORTED


def test_where_nobody_could_look_for_notices_nothing_is_supported():
    assert checked(RELIEF, library=Shelf(TRIAL, SERIES, notices={"pmid:12": None})).claims[0].verdict is Verdict.UNCHECKED


@pytest.mark.parametrize("wording", [Wording.REWORDED, Wording.GENERATED])
def test_a_reworded_claim_is_unchecked_without_a_judge_of_its_stance(wording: Wording):
    support = cite(SERIES, "Lasting relief was seen in 31 of 35 patients (89%).", wording=wording)
    assert checked(said("31 of 35 patients had lasting relief.", support)).claims[0].verdict is Verdict.UNCHECKED


class Agreeing:
    """A judge that agrees with everything."""

    def stance(self, evidence: Evidence) -> Finding:
        return Finding(Check.STANCE, Verdict.SUPPORTED, "The judge agrees.")


class Broken:
    """A judge that never answers."""

    def stance(self, evidence: Evidence) -> Finding:
        raise TimeoutError("no answer within 30 s")


def test_a_judge_that_agrees_does_not_outweigh_a_wrong_figure():
    support = cite(SERIES, "Lasting relief was seen in 31 of 35 patients (89%).", wording=Wording.GENERATED)
    right, wrong = said("31 of 35 patients had lasting relief.", support), said("32 of 35 patients had lasting relief.", support)
    report = checked(right, wrong, judge=Agreeing())
    assert [claim.verdict for claim in report.claims] == [Verdict.SUPPORTED, Verdict.NOT_SUPPORTED]


def test_a_judge_that_does_not_answer_leaves_the_claim_unchecked_and_says_why():
    support = cite(SERIES, "Lasting relief was seen in 31 of 35 patients (89%).", wording=Wording.GENERATED)
    report = checked(said("31 of 35 patients had lasting relief.", support), judge=Broken())
    assert report.claims[0].verdict is Verdict.UNCHECKED
    assert "TimeoutError" in finding(report, Check.STANCE).reason


def test_a_claim_keeps_what_holds_when_one_of_its_sources_falls():
    twin = Record(
        id="pmid:13", pmid="13", title="Again", abstract=(TextSection("Lasting relief was seen in 31 of 35 patients (89%)."),)
    )
    statement = said(RELIEF.text, RELIEF.supports[0], cite(twin, twin.abstract[0].text, wording=Wording.SAME_WORDS))
    retraction = PublicationNotice(kind=NoticeKind.RETRACTION, about="pmid:13")
    library = Shelf(SERIES, twin, notices={"pmid:13": (retraction,)})
    report = verify(drafted(statement, shown=[SERIES, twin]), found(SERIES, twin), library)
    assert [c.verdict for c in report.claims[0].citations] == [Verdict.SUPPORTED, Verdict.NOT_SUPPORTED]
    assert report.claims[0].verdict is Verdict.SUPPORTED


def test_the_report_follows_the_draft_statements_first_and_then_disagreements():
    other = said("No harm was seen.", cite(TRIAL, "No harm was seen.", "abstract/1"))
    section = Section(
        kind=SectionKind.TREATMENT, heading="Treatment", disagreements=(Disagreement("harm", (other,)),), statements=(RELIEF,)
    )
    draft = Draft(title="Nodules", sections=(section,), shown=("pmid:11#abstract", "pmid:12#abstract"))
    assert [claim.text for claim in verify(draft, found(TRIAL, SERIES), LIBRARY).claims] == [RELIEF.text, other.text]


def test_the_population_of_the_question_is_looked_at():
    young = Record(id="pmid:14", pmid="14", title="Nodules in children", abstract=(TextSection("Pain fell after rest."),))
    question = Question(text="Rest for adults?", type=QuestionType.THERAPY, topic=(), pico=Pico(population="adults"))
    statement = said("Pain fell after rest.", cite(young, "Pain fell after rest."))
    report = verify(drafted(statement, shown=[young]), found(young), Shelf(young), question=question)
    assert finding(report, Check.POPULATION).verdict is Verdict.NOT_SUPPORTED


def test_the_same_draft_gives_the_same_ids_wherever_its_statements_stand():
    other = said("No harm was seen.", cite(TRIAL, "No harm was seen.", "abstract/1"))
    one, two = checked(RELIEF, other), checked(other, RELIEF)
    assert {c.text: c.id for c in one.claims} == {c.text: c.id for c in two.claims}
    assert all(len(c.id) == 13 and c.id.startswith("c") for c in one.claims)
    assert one.claims[0].id != one.claims[1].id


def test_a_check_that_raises_is_unchecked_and_names_the_bug():
    def falls(evidence: Evidence) -> Finding:
        raise ZeroDivisionError("a bug")

    verifier = Verifier(LIBRARY, checks={**{check: _passes(check) for check in REQUIRED[Wording.QUOTE]}, Check.FIGURES: falls})
    report = verifier.verify(drafted(RELIEF), found(TRIAL, SERIES))
    assert report.claims[0].verdict is Verdict.UNCHECKED
    assert "ZeroDivisionError: a bug" in finding(report, Check.FIGURES).reason


def test_a_required_check_that_is_not_there_leaves_the_claim_unchecked():
    verifier = Verifier(LIBRARY, checks={Check.QUOTE: _passes(Check.QUOTE)})
    assert verifier.verify(drafted(RELIEF), found(TRIAL, SERIES)).claims[0].verdict is Verdict.UNCHECKED


def _passes(check: Check):
    return lambda evidence: Finding(check, Verdict.SUPPORTED, "It passes.")


# A saved answer, checked again.


def test_a_saved_claim_over_the_same_library_is_unchanged():
    (again,) = recheck(checked(RELIEF).claims, LIBRARY)
    assert again.unchanged
    assert again.now.verdict is Verdict.SUPPORTED


def test_a_saved_claim_says_that_its_source_was_retracted_since():
    retraction = PublicationNotice(kind=NoticeKind.RETRACTION, date=PartialDate(2026), about="pmid:12")
    (again,) = recheck(checked(RELIEF).claims, Shelf(TRIAL, SERIES, notices={"pmid:12": (retraction,)}))
    assert again.citations[0].changes == (Change.RETRACTED, Change.VERDICT_CHANGED)
    assert again.now.verdict is Verdict.NOT_SUPPORTED


def test_a_saved_claim_says_that_a_concern_was_raised_since():
    concern = PublicationNotice(kind=NoticeKind.EXPRESSION_OF_CONCERN, date=PartialDate(2026), about="pmid:12")
    library = Shelf(TRIAL, SERIES, notices={"pmid:12": (concern,)})
    assert recheck(checked(RELIEF).claims, library)[0].citations[0].changes == (Change.CONCERN,)
    assert recheck(checked(RELIEF, library=library).claims, library)[0].unchanged


def test_a_saved_claim_stands_on_the_kept_text_when_the_record_is_new_and_says_so():
    old = SERIES.abstract[0].text
    new = msgspec.structs.replace(SERIES, abstract=(TextSection("Corrected. " + old, "RESULTS"),))
    (same_words,) = recheck(checked(RELIEF).claims, Shelf(TRIAL, new, texts={sha256(old): old}))
    assert same_words.citations[0].changes == (Change.TEXT_CHANGED,)
    other = msgspec.structs.replace(SERIES, abstract=(TextSection("Relief was seen in 21 of 35 patients.", "RESULTS"),))
    (other_words,) = recheck(checked(RELIEF).claims, Shelf(TRIAL, other, texts={sha256(old): old}))
    assert other_words.citations[0].changes == (Change.TEXT_CHANGED, Change.VERDICT_CHANGED)
    (lost,) = recheck(checked(RELIEF).claims, Shelf(TRIAL, other))
    assert lost.citations[0].changes == (Change.TEXT_GONE, Change.VERDICT_CHANGED)


def test_a_saved_claim_says_that_its_record_is_gone():
    (again,) = recheck(checked(RELIEF).claims, Shelf(TRIAL))
    assert Change.RECORD_GONE in again.citations[0].changes
    assert again.now.verdict is Verdict.NOT_SUPPORTED


def test_a_saved_claim_whose_words_were_altered_is_not_genuine():
    (claim,) = checked(RELIEF).claims
    (again,) = recheck([msgspec.structs.replace(claim, text="Lasting relief was seen in 35 of 35 patients.")], LIBRARY)
    assert not again.genuine
    assert not again.unchanged
    assert again.now.verdict is not Verdict.SUPPORTED


def test_a_span_into_another_text_is_no_support():
    span = RELIEF.supports[0].span
    forged = Span(span.record, span.field, span.start, span.end, sha256("another text"))
    support = msgspec.structs.replace(RELIEF.supports[0], span=forged)
    assert checked(said(RELIEF.text, support)).claims[0].verdict is Verdict.NOT_SUPPORTED
