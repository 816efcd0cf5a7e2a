"""QUOTE: a statement is its quote, trimmed of what says nothing and of nothing else."""

import pytest
from citing import evidence_of, holds

from answerable.drafting.model import Wording
from answerable.text import Span, span_of
from answerable.verification.checks.quote import check_quote
from answerable.verification.model import Verdict

SOURCE = "However, relief lasted in 31 of 35 patients (89%), but not in women; side effects were rare."


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Nodules were common.", "Nodules were common."),
        ("nodules were common", "Nodules were common."),
        ("Nodules were common.", "However, nodules were common."),
        ("Nodules were common.", "In conclusion, nodules were common."),
        ("Nodules were common.", "CONCLUSIONS: Nodules were common."),
        ("Nodules were common.", "We found that nodules were common."),
        ("Nodules were common.", "These results show that nodules were common (Table 2)."),
        ("Nodules were common.", "The results of our trial clearly showed that nodules were common."),
        ("Nodules were common.", "In this randomised trial, nodules were common."),
        ("Findings suggest that nodules are common.", "These findings suggest that nodules are common."),
        ("The stay was 60 minutes.", "The stay was 60 (50–80) minutes."),
        ("Nodules were common in the clinic.", "Nodules were common [3, 4] in the clinic."),
        ("Relief lasted in 31 of 35 patients.", "Relief lasted in 31 of 35 patients (89%)."),
        ("Relief lasted in most.", "Relief lasted in most; nausea was rare."),
        ("Relief lasted in most.", "Relief lasted in most, suggesting a lasting block."),
        ("The scores did not differ.", "The scores did not differ (p = 0.4)."),
        ("Relief, however, was brief.", "Relief, however, was brief."),
        ("The dose was 5-10 mg.", "The dose was 5–10 mg."),
    ],
)
def test_trimming_what_says_nothing_leaves_the_support(claim: str, source: str):
    finding = check_quote(evidence_of(claim, source))
    assert holds(finding), finding.reason


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Relief lasted in 31 of 35 patients (89%).", SOURCE),  # "but not in women" is gone
        ("The injection relieved pain.", "The injection relieved pain in two, but not in the others."),
        ("The injection relieved pain.", "The injection relieved pain only when it was repeated."),
        ("The injection relieved pain.", "The injection relieved pain more than saline did."),
        ("The injection relieved pain.", "The injection relieved pain compared with saline."),
        ("The injection relieved pain.", "It is possible that the injection relieved pain."),
        ("More improved with the drug (52% v 30%).", "More improved with the drug (52% v 30%) (P = 0.15)."),
        ("More improved with the drug.", "More improved with the drug (52% v 30%, not significant)."),
        ("The risk was higher.", "The risk was higher (OR 1.4, 95% CI 0.8 to 2.3)."),
        ("Pain fell.", "Pain fell in women."),
        ("Pain fell.", "After six weeks of rest, pain fell."),
        ("Pain fell.", "Pain fell at rest."),
        ("Pain fell.", "This pilot study showed that pain fell."),
        ("Pain fell.", "In this 7-week study, pain fell."),
        ("Pain fell.", "In this paediatric study, pain fell."),
        ("Pain fell.", "These results suggest that pain fell."),
        ("Patients had pain.", "These patients had pain."),
    ],
)
def test_trimming_what_bounds_a_statement_leaves_it_partly_supported(claim: str, source: str):
    assert check_quote(evidence_of(claim, source)).verdict is Verdict.PARTLY_SUPPORTED


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Relief lasted in 32 of 35 patients.", "Relief lasted in 31 of 35 patients."),
        ("Relief did last.", "Relief did not last."),
        ("Pain fell in all.", "Pain and stiffness fell in all."),
        ("Relief lasted in many patients.", "Relief lasted in patients, many of them old."),
        ("Pain was seen with P = 0.3.", "Pain was seen with P < 0.3."),
    ],
)
def test_other_words_or_words_from_the_middle_are_no_quote(claim: str, source: str):
    assert check_quote(evidence_of(claim, source)).verdict is Verdict.NOT_SUPPORTED


def test_a_span_that_cuts_a_word_or_a_number_is_no_quote():
    assert not holds(check_quote(evidence_of("effective in most", "It was ineffective in most.", cited="effective in most.")))
    assert not holds(check_quote(evidence_of("Pain fell by 1", "Pain fell by 1.5 points.", cited="Pain fell by 1")))


def test_a_span_that_leaves_the_exception_outside_is_partly_supported_however_it_is_worded():
    for wording in (Wording.QUOTE, Wording.REWORDED):
        evidence = evidence_of("Pain fell.", "Pain fell, but not in women.", cited="Pain fell", wording=wording)
        assert check_quote(evidence).verdict is Verdict.PARTLY_SUPPORTED


def test_a_hash_that_is_not_the_stored_text_s_is_no_support():
    evidence = evidence_of("Pain fell.", "Pain fell.")
    other = span_of("pmid:1", "abstract/0", "Pain rose.", 0, 10)
    assert check_quote(_with(evidence, other)).verdict is Verdict.NOT_SUPPORTED


def test_a_span_outside_its_field_is_no_support():
    evidence = evidence_of("Pain fell.", "Pain fell.")
    span = evidence.span
    assert not holds(check_quote(_with(evidence, Span(span.record, span.field, 0, 99, span.sha256))))


@pytest.mark.parametrize(
    ("claim", "source", "same"),
    [
        ("Nodules were found in 16% of adults.", "Nodules are found in 16% of the adults.", True),
        ("Nodules were found in 16% of adults.", "However, a nodule was found in 16% of adults.", True),
        ("Nodules were found in 16% of adults.", "Nodules were found in 25% of adults.", False),
        ("Nodules were found in 16% of adults.", "In 16% of adults nodules were found.", False),
        ("Nodules were tender.", "Nodules were not tender.", False),
        ("Nodules tumour randomised.", "Nodules tumour randomized.", True),
    ],
)
def test_the_same_words_are_the_same_content_and_figures_in_the_same_order(claim: str, source: str, same: bool):
    assert holds(check_quote(evidence_of(claim, source, wording=Wording.SAME_WORDS))) is same


def _with(evidence, span):
    import msgspec

    return msgspec.structs.replace(evidence, span=span)
