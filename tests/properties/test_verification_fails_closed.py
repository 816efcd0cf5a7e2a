"""Whatever is checked: more findings never help, an exception never supports, a foreign number never passes."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from answerable.corpus.evidence import Appraisal, Design, EvidenceLevel
from answerable.corpus.record import Record, TextSection
from answerable.drafting.model import Wording
from answerable.text import Span, span_of
from answerable.verification.checks import DETERMINISTIC
from answerable.verification.model import Check, Evidence, Finding, Verdict
from answerable.verification.trimming import omissions
from answerable.verification.verdicts import ORDER, REQUIRED, of_citation
from answerable.verification.verifier import Verifier, claim_id

checks = st.sampled_from(Check)
verdicts = st.sampled_from(Verdict)
wordings = st.sampled_from(Wording)
lists = st.lists(st.builds(Finding, checks, verdicts, st.just("A reason.")), max_size=9)
WORDS = "pain relief nodules women of in the not was 5 8 89% 31 p < 0.05 ( ) , ; but increased decreased placebo may - mg".split()
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=18).map(" ".join) | st.text(min_size=1, max_size=60)
spans = st.builds(
    Span, st.text(max_size=5), st.just("abstract/0"), st.integers(0, 9), st.integers(9, 20), st.text("abc", max_size=4)
)


def _evidence(claim: str, source: str, wording: Wording) -> Evidence:
    return Evidence(
        claim=claim,
        span=span_of("pmid:1", "abstract/0", source, 0, len(source)),
        wording=wording,
        record=Record(id="pmid:1", title="Nodules", abstract=(TextSection(source),)),
        appraisal=Appraisal(
            design=Design.RANDOMISED_TRIAL, level=EvidenceLevel.TWO, reason="a test", stated=True, species="human"
        ),
        notices=(),
        field_text=source,
        quote=source,
        sentence=source,
    )


@given(wordings, lists, checks, verdicts)
def test_adding_a_finding_of_a_check_already_made_never_improves_a_verdict(
    wording: Wording, before: list[Finding], check: Check, verdict: Verdict
):
    complete = [Finding(required, Verdict.SUPPORTED, "A reason.") for required in REQUIRED[wording]] + before
    after = of_citation(wording, [*complete, Finding(check, verdict, "Another.")])
    assert ORDER.index(after) <= ORDER.index(of_citation(wording, complete))


@given(wordings, st.sets(checks))
def test_without_a_finding_of_every_required_check_nothing_is_supported(wording: Wording, made: set[Check]):
    verdict = of_citation(wording, [Finding(check, Verdict.SUPPORTED, "A reason.") for check in made])
    assert (verdict is Verdict.SUPPORTED) == (REQUIRED[wording] <= made)


@given(
    texts,
    texts,
    wordings,
    st.sampled_from(sorted(DETERMINISTIC)),
    st.sampled_from([ValueError, KeyError, RecursionError, AssertionError]),
)
def test_an_exception_in_a_check_never_yields_support(
    claim: str, source: str, wording: Wording, broken: Check, problem: type[Exception]
):
    def falls(evidence: Evidence) -> Finding:
        raise problem("a bug")

    def passes(check: Check):
        return lambda evidence: Finding(check, Verdict.SUPPORTED, "It passes.")

    verifier = Verifier(
        _Nothing(), _Agreeing(), checks={check: falls if check is broken else passes(check) for check in DETERMINISTIC}
    )
    citation = verifier.check(_evidence(claim, source, wording))
    assert citation.verdict is Verdict.UNCHECKED
    assert any(problem.__name__ in finding.reason for finding in citation.findings)


@given(texts, texts, wordings)
def test_no_text_makes_a_check_fall(claim: str, source: str, wording: Wording):
    for check, function in DETERMINISTIC.items():
        assert function(_evidence(claim, source, wording)).check is check


@given(texts.filter(lambda t: not any(c.isnumeric() for c in t)), st.decimals(0, 9999, places=1), wordings)
def test_a_number_that_is_not_in_the_quote_is_never_supported(source: str, number: Decimal, wording: Wording):
    citation = Verifier(_Nothing(), _Agreeing()).check(_evidence(f"{source} {number} times", source, wording))
    assert citation.verdict is not Verdict.SUPPORTED


@given(texts)
def test_a_text_leaves_nothing_of_itself_out(text: str):
    assert omissions(text, text) in ((), None)
    if any(character.isalnum() for character in text):
        assert omissions(text, text) == ()


@given(st.text(max_size=20), st.lists(spans, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_an_id_does_not_depend_on_the_order_of_the_spans(text: str, cited: list[Span], random):
    shuffled = list(cited)
    random.shuffle(shuffled)
    assert claim_id(text, cited) == claim_id(text, shuffled)
    assert claim_id(text + "x", cited) != claim_id(text, cited)


class _Agreeing:
    def stance(self, evidence: Evidence) -> Finding:
        return Finding(Check.STANCE, Verdict.SUPPORTED, "The judge agrees.")


class _Nothing:
    def records(self, ids):
        return [None for _ in ids]

    def notices(self, ids):
        return [None for _ in ids]

    def text(self, sha256):
        return None
