"""The article on "What is a back mouse?" that we would be proud to sign, written down before the drafter was.

Each row is a fact that a doctor expects, the section in which it stands, and the words without which it would mislead: the
denominator, the design, what the figure is a figure of.
"""

import pytest

import answerable
from answerable.composition.answer import Answer, AnsweredClaim
from answerable.verification.model import Verdict

QUESTION = "What is a back mouse?"


@pytest.fixture(scope="module")
def article(tmp_path_factory) -> Answer:
    return answerable.ask(QUESTION, library=tmp_path_factory.mktemp("no-library-of-its-own"))


# (what the reader learns, the section's key, words that stand together in one claim or in its basis)
EXPECTED = [
    ("what it is", "definition", ["nodule", "fat"]),
    ("its other names", "definition", ["episacroiliac lipoma"]),
    ("where it lies and how it feels", "definition", ["firm", "rubbery", "sacroiliac"]),
    ("pain that radiates to the leg, with its share and design", "presentation", ["37%", "case series", "35 patients"]),
    ("numbness or paraesthesia", "presentation", ["14%", "par", "35 patients"]),
    ("emergency signs of cauda equina", "warning signs", ["cauda equina", "bladder"]),
    ("signs of cancer", "warning signs", ["cancer"]),
    ("how it is diagnosed", "diagnosis", ["anaesthetic"]),
    ("what ultrasound shows", "diagnosis", ["ultrasound"]),
    ("what it is mistaken for", "differential", ["myofascial pain", "disc herniation"]),
    ("how it is treated", "treatment", ["inject"]),
    ("lasting relief with its denominator and design", "outcome", ["31 of 35", "89%", "case series"]),
    ("satisfaction with its denominator", "outcome", ["86%", "35 patients"]),
    (
        "the trial's improvement, which is not significant",
        "outcome",
        ["52%", "30%", "not statistically significant", "randomised trial"],
    ),
    ("no comparison group", "uncertainty", ["no comparison group"]),
    ("the paper that dissents", "uncertainty", ["normal variant", "not the cause"]),
]


def _where(article: Answer, section: str) -> list[AnsweredClaim]:
    return [
        claim
        for each in article.sections
        if each.kind.value == section
        for claim in (*each.claims, *(one for d in each.disagreements for one in d.claims))
    ]


@pytest.mark.parametrize(("learns", "section", "words"), EXPECTED, ids=[row[0] for row in EXPECTED])
def test_the_article_says(article, learns, section, words):
    told = [f"{claim.text} ({claim.basis}) {claim.indirect}" for claim in _where(article, section)]
    assert any(all(word.lower() in one.lower() for word in words) for one in told), "\n".join(told)


def test_prevalence_is_shown_as_the_disagreement_that_it_is(article):
    epidemiology = next(section for section in article.sections if section.kind.value == "epidemiology")
    shares = [d for d in epidemiology.disagreements if "how common" in d.about]
    assert shares, [claim.text for claim in epidemiology.claims]
    told = " ".join(claim.text for claim in shares[0].claims)
    assert all(figure in told for figure in ("16%", "15%", "25%"))


def test_the_median_of_eight_weeks_is_pain_before_treatment(article):
    told = [claim.text for claim in article.claims() if "8 weeks" in claim.text]
    assert all("before treatment" in text for text in told)


def test_the_trial_of_tenderness_is_marked_as_indirect(article):
    trial = [claim for claim in article.claims() if any(c.checked.span.record == "pmid:1833543" for c in claim.citations)]
    assert trial
    assert all(claim.indirect or "indirect evidence" in claim.text or "back mice" in claim.text for claim in trial)


def test_at_least_six_sections_have_evidence_and_fifteen_claims_are_made(article):
    assert sum(bool(section.claims or section.disagreements) for section in article.sections) >= 6
    assert len(article.claims()) >= 15


def test_promise_1_every_claim_cites_words_of_a_stored_source(article):
    for claim in article.claims():
        assert claim.citations
        for citation in claim.citations:
            assert citation.checked.verdict is Verdict.SUPPORTED
            assert citation.quote


def test_promise_2_every_number_resolves_and_every_reference_is_used(article):
    used = {number for claim in article.claims() for number in claim.numbers}
    listed = [reference.number for reference in article.references]
    assert listed == list(range(1, len(listed) + 1))
    assert used == set(listed)


def test_promise_7_lead_and_summary_are_claims_of_the_article(article):
    ids = {claim.id for claim in article.claims()}
    assert 2 <= len(article.lead) <= 3
    assert set(article.lead) <= ids
    assert set(article.summary) <= ids


def test_the_lead_begins_with_what_it_is(article):
    first = next(claim for claim in article.claims() if claim.id == article.lead[0])
    assert first in _where(article, "definition")
    assert "nodule" in first.text or "lump" in first.text


def test_a_claim_that_rests_on_a_digest_says_so(article):
    assert all(claim.digest for claim in article.claims())


def test_the_retracted_case_of_an_aneurysm_is_not_cited(article):
    assert "34765354" not in {reference.record.pmid for reference in article.references}
