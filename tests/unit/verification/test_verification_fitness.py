"""STRENGTH, POPULATION and INTEGRITY: whether this study can carry this statement about these people."""

import pytest
from citing import evidence_of, holds, reworded

from answerable.corpus.evidence import Design
from answerable.corpus.record import NoticeKind, PartialDate, PublicationNotice
from answerable.verification.checks.integrity import check_integrity
from answerable.verification.checks.population import check_population
from answerable.verification.checks.strength import Strength, check_strength, strength_of
from answerable.verification.model import Verdict

EFFICACY = (
    "The injection is effective for nodules.",
    "Injection cures the nodules.",
    "Injection prevents relapse.",
    "Injection reduces the pain of nodules.",
    "The series demonstrates the efficacy of injection.",
    "Injection showed good efficacy.",
    "Effectiveness in 89% of patients was seen.",
)


@pytest.mark.parametrize("design", [Design.CASE_SERIES, Design.CASE_REPORT, Design.OPINION, Design.REVIEW, Design.COHORT])
@pytest.mark.parametrize("sentence", EFFICACY)
def test_a_design_without_a_controlled_comparison_does_not_show_efficacy(sentence: str, design: Design):
    assert check_strength(evidence_of(sentence, sentence, design=design)).verdict is Verdict.PARTLY_SUPPORTED


@pytest.mark.parametrize("sentence", EFFICACY)
def test_a_randomised_trial_can_show_efficacy(sentence: str):
    assert holds(check_strength(evidence_of(sentence, sentence)))


@pytest.mark.parametrize("sentence", EFFICACY)
def test_a_study_of_unknown_design_leaves_efficacy_unchecked(sentence: str):
    assert check_strength(evidence_of(sentence, sentence, design=Design.UNKNOWN)).verdict is Verdict.UNCHECKED


@pytest.mark.parametrize(
    "sentence",
    [
        "Pain was relieved in 31 of 35 patients.",
        "The authors suggest that injection may be effective.",
        "Nodules were associated with back pain.",
        "The injection may reduce pain.",
        "It is unclear whether injection is effective.",
        "The injection reduced pain from 7 to 3 points.",
        "No treatment is effective.",
        "Nodules can be felt beside the sacroiliac joint.",
    ],
)
def test_any_design_can_describe_associate_or_reserve(sentence: str):
    finding = check_strength(evidence_of(sentence, sentence, design=Design.CASE_SERIES))
    assert holds(finding), finding.reason


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The injection reduces pain.", "The injection may reduce pain."),
        ("Nodules cause back pain, which causes distress.", "Nodules were associated with back pain."),
        ("The injection is effective.", "Pain was relieved in 31 of 35 patients."),
    ],
)
def test_a_claim_is_no_stronger_than_its_source(claim: str, source: str):
    assert not holds(check_strength(reworded(claim, source)))


def test_a_risk_can_be_told_by_a_cohort_but_not_by_a_case():
    sentence = "Smoking is a risk factor for back pain."
    assert holds(check_strength(evidence_of(sentence, sentence, design=Design.COHORT)))
    assert not holds(check_strength(evidence_of(sentence, sentence, design=Design.CASE_REPORT)))
    assert strength_of(sentence)[0] is Strength.RAISES_RISK


def test_an_animal_study_says_nothing_of_people():
    animal = {"design": Design.ANIMAL, "species": "animal"}
    assert check_population(evidence_of("Pain fell.", "Pain fell.", **animal)).verdict is Verdict.NOT_SUPPORTED
    assert holds(check_population(evidence_of("In sheep, pain fell.", "In sheep, pain fell.", **animal)))
    assert holds(check_population(evidence_of("Pain fell.", "Pain fell.", indirect="in sheep", **animal)))


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Pain fell.", "Pain fell in women."),
        ("Pain fell.", "Among smokers, pain fell."),
        ("Pain fell in patients.", "Pain fell in patients with diabetes."),
        ("Pain fell in adults.", "Pain fell in children."),
        ("Pain fell in women.", "Pain fell."),
        ("Pain fell in people with asthma.", "Pain fell."),
    ],
)
def test_a_group_is_neither_dropped_nor_added(claim: str, source: str):
    assert not holds(check_population(reworded(claim, source)))


def test_women_may_be_called_female_patients():
    assert holds(check_population(reworded("Pain fell in female patients.", "Pain fell in women.")))


def test_a_study_of_children_does_not_answer_for_adults_unless_the_claim_says_so():
    study = {"title": "Nodules in children", "asked": "adults"}
    assert check_population(evidence_of("Pain fell.", "Pain fell.", **study)).verdict is Verdict.NOT_SUPPORTED
    assert holds(check_population(evidence_of("In children pain fell.", "In children pain fell.", **study)))
    assert "children" in check_population(evidence_of("Pain fell.", "Pain fell.", title="Nodules in children")).reason


def _notice(kind: NoticeKind, year: int) -> PublicationNotice:
    return PublicationNotice(kind=kind, date=PartialDate(year), about="pmid:1", told_by="a table of retractions")


@pytest.mark.parametrize("kind", [NoticeKind.RETRACTION, NoticeKind.WITHDRAWAL, NoticeKind.RETRACTION_AND_REPLACEMENT])
def test_a_retracted_record_never_supports_a_claim(kind: NoticeKind):
    found = check_integrity(evidence_of("Pain fell.", "Pain fell.", notices=(_notice(kind, 2010),)))
    assert found.verdict is Verdict.NOT_SUPPORTED
    assert "2010" in found.reason


def test_a_reinstated_record_supports_again():
    notices = (_notice(NoticeKind.RETRACTION, 2010), _notice(NoticeKind.REINSTATEMENT, 2012))
    assert holds(check_integrity(evidence_of("Pain fell.", "Pain fell.", notices=notices)))


def test_a_concern_is_shown_and_does_not_void():
    found = check_integrity(evidence_of("Pain fell.", "Pain fell.", notices=(_notice(NoticeKind.EXPRESSION_OF_CONCERN, 2011),)))
    assert holds(found)
    assert "expression of concern of 2011" in found.reason


def test_not_checked_is_not_clean():
    assert check_integrity(evidence_of("Pain fell.", "Pain fell.", notices=None)).verdict is Verdict.UNCHECKED
