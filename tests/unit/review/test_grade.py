"""The machine proposes a certainty with its reasons, a person sets it, and the wording follows from it."""

import pytest
from answers import a_citation, an_answer
from cases import ADMINISTRATOR, CLINICIAN, EDITOR, NOW
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from answerable.composition.answer import Answer, AnsweredSection
from answerable.corpus.evidence import Appraisal, Design, EvidenceLevel, SampleSize
from answerable.corpus.record import NoticeKind, PublicationNotice
from answerable.drafting.model import SectionKind
from answerable.errors import NotPermitted, UsageProblem
from answerable.review.certain_words import SAYS, reads_as, suggested, wording_against
from answerable.review.grade import UP, Certainty, Domain, GradeReason, Proposal, propose, set_certainty

LARGE = 900


def a_body(*studies: tuple[Design, int | None], quote: str = "Hiccups stopped sooner.", **claimed: object) -> Answer:
    """An answer whose every claim rests on one study of that design and size, with nothing that they disagree on."""
    answer = an_answer([f"{quote} {number}" for number in range(len(studies))])
    appraisals = [
        Appraisal(
            design=design,
            level=EvidenceLevel.UNKNOWN,
            reason="",
            stated=True,
            sample=SampleSize(size, "") if size else None,
            species="animal" if design is Design.ANIMAL else "human",
        )
        for design, size in studies
    ]
    claims = tuple(
        replace(claim, indirect="", citations=(a_citation(reference.record, reference.number, claim.text),), **claimed)
        for claim, reference in zip(answer.claims(), answer.references, strict=True)
    )
    references = tuple(
        replace(one, appraisal=appraisal, notices=()) for one, appraisal in zip(answer.references, appraisals, strict=True)
    )
    section = AnsweredSection(kind=SectionKind.TREATMENT, heading="What treatment does", claims=claims)
    return replace(answer, sections=(section,), references=references)


def proposed(answer: Answer) -> Proposal:
    return propose(answer, "hiccups", [one.id for one in answer.claims()])


def reason(answer: Answer, domain: Domain) -> GradeReason:
    return next(one for one in proposed(answer).reasons if one.domain is domain)


TRIALS = ((Design.RANDOMISED_TRIAL, LARGE), (Design.RANDOMISED_TRIAL, LARGE))


@pytest.mark.parametrize(
    ("studies", "certainty"),
    [
        (TRIALS, Certainty.HIGH),
        (((Design.META_ANALYSIS, LARGE),), Certainty.HIGH),
        (((Design.COHORT, LARGE), (Design.CASE_CONTROL, LARGE)), Certainty.LOW),
        (((Design.CASE_SERIES, LARGE),), Certainty.VERY_LOW),
        (((Design.CASE_SERIES, 35),), Certainty.VERY_LOW),
        (((Design.OPINION, None),), Certainty.VERY_LOW),
        (((Design.RANDOMISED_TRIAL, 300),), Certainty.MODERATE),
        (((Design.RANDOMISED_TRIAL, 40),), Certainty.LOW),
        (((Design.RANDOMISED_TRIAL, None),), Certainty.HIGH),
    ],
)
def test_where_it_begins_and_what_few_people_take_away(studies: tuple[tuple[Design, int | None], ...], certainty: Certainty):
    assert proposed(a_body(*studies)).certainty is certainty


def test_every_proposal_tells_its_reasons():
    found = proposed(a_body((Design.CASE_SERIES, 35)))
    assert found.why == (
        "It rests on case series: evidence that is not randomised begins low. No study had a group to compare with. "
        "Only 35 people took part in all studies together."
    )


def test_what_cannot_be_seen_says_so_and_changes_nothing():
    found = reason(a_body(*TRIALS), Domain.RISK_OF_BIAS)
    assert found.steps == 0
    assert "judge it yourself" in found.words


def test_sources_that_disagree():
    answer = an_answer()
    assert reason(answer, Domain.INCONSISTENCY) == GradeReason(Domain.INCONSISTENCY, -1, "Sources disagree on whether it works.")
    one_side = propose(answer, "hiccups", [answer.claims()[0].id])
    assert next(one for one in one_side.reasons if one.domain is Domain.INCONSISTENCY).steps == 0


def test_evidence_about_something_near_and_in_animals():
    assert reason(a_body(*TRIALS), Domain.INDIRECTNESS).steps == 0
    near = an_answer(("A.", "B.", "C."), indirect="in children, not in adults")
    assert reason(near, Domain.INDIRECTNESS).words == "The evidence is about something near: in children, not in adults."
    assert reason(a_body((Design.ANIMAL, LARGE)), Domain.INDIRECTNESS).steps == -2


@pytest.mark.parametrize(
    ("quote", "steps"),
    [
        ("Hiccups stopped (RR 0.91, 95% CI 0.78 to 1.06).", -1),
        ("Hiccups stopped (odds ratio 0.5; 95% CI 0.3-0.8).", 0),
        ("Hiccups stopped (HR 0.70, 95% CI: 0.60–0.81).", 0),
        ("The score fell by 3 points (95% CI 0.5 to 1.5).", 0),
    ],
)
def test_an_interval_that_holds_benefit_and_harm(quote: str, steps: int):
    assert reason(a_body(*TRIALS, quote=quote), Domain.IMPRECISION).steps == steps


def test_a_source_that_was_questioned():
    answer = a_body(*TRIALS)
    notice = PublicationNotice(kind=NoticeKind.EXPRESSION_OF_CONCERN)
    questioned = replace(answer, references=(replace(answer.references[0], notices=(notice,)), answer.references[1]))
    assert reason(questioned, Domain.RISK_OF_BIAS).words == "Reference 1 has been questioned."


@pytest.mark.parametrize(
    ("told", "steps"),
    [("", 0), ("The authors declare no competing interests.", 0), ("None declared.", 0), ("AB is paid by Oats Ltd.", -1)],
)
def test_small_trials_that_tell_of_interests(told: str, steps: int):
    answer = a_body((Design.RANDOMISED_TRIAL, 150))
    reference = answer.references[0]
    answer = replace(answer, references=(replace(reference, record=replace(reference.record, competing_interests=told)),))
    assert reason(answer, Domain.PUBLICATION_BIAS).steps == steps


@pytest.mark.parametrize(
    ("quote", "certainty"),
    [
        ("The risk was higher (RR 2.4).", Certainty.MODERATE),
        ("The risk was lower (OR 0.4).", Certainty.MODERATE),
        ("The risk was higher (HR 6.1).", Certainty.HIGH),
        ("The risk was higher (RR 1.4).", Certainty.LOW),
        ("There was a dose-response relation.", Certainty.MODERATE),
        ("There was no dose-response relation.", Certainty.LOW),
    ],
)
def test_what_rates_observational_evidence_up(quote: str, certainty: Certainty):
    assert proposed(a_body((Design.COHORT, LARGE), (Design.COHORT, LARGE), quote=quote)).certainty is certainty


def test_nothing_rates_up_what_something_rates_down_nor_what_begins_high():
    small = a_body((Design.COHORT, 50), quote="The risk was higher (RR 6.1).")
    assert proposed(small).certainty is Certainty.VERY_LOW
    assert "does not count" in reason(small, Domain.LARGE_EFFECT).words
    trials = proposed(a_body(*TRIALS, quote="The risk was higher (RR 6.1)."))
    assert not {one.domain for one in trials.reasons} & set(UP)


def test_an_outcome_needs_claims_with_evidence():
    with pytest.raises(UsageProblem):
        propose(an_answer(), "hiccups", ["c0"])


@given(st.lists(st.tuples(st.sampled_from(Design), st.none() | st.integers(1, 2_000)), min_size=1, max_size=4))
def test_any_body_of_evidence_has_a_proposal_and_more_people_never_lower_it(studies: list[tuple[Design, int | None]]):
    order = list(Certainty)
    before = proposed(a_body(*studies))
    after = proposed(a_body(*((design, size * 10 if size else None) for design, size in studies)))
    assert order.index(after.certainty) <= order.index(before.certainty)
    assert all(one.words for one in before.reasons)


# -- a person sets it ----------------------------------------------------------------------------------------------


def test_a_person_sets_it_and_says_why_where_they_differ():
    proposal = proposed(a_body(*TRIALS))
    done = set_certainty(proposal, Certainty.HIGH, EDITOR, NOW, "1" * 64)
    assert (done.certainty, done.proposed, done.by) == (Certainty.HIGH, Certainty.HIGH, EDITOR.id)
    with pytest.raises(UsageProblem, match="The rules propose high and you set low"):
        set_certainty(proposal, Certainty.LOW, CLINICIAN, NOW, "1" * 64)
    assert set_certainty(proposal, Certainty.LOW, CLINICIAN, NOW, "1" * 64, "Nobody was blinded.").words == "Nobody was blinded."
    with pytest.raises(NotPermitted):
        set_certainty(proposal, Certainty.HIGH, ADMINISTRATOR, NOW, "1" * 64)


# -- wording -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Porridge reduces hiccups.", Certainty.HIGH),
        ("Porridge probably reduces hiccups.", Certainty.MODERATE),
        ("Porridge may reduce hiccups.", Certainty.LOW),
        ("The evidence is very uncertain on whether porridge reduces hiccups.", Certainty.VERY_LOW),
        ("Salt is not effective.", Certainty.HIGH),
        ("Porridge stopped hiccups in 12 of 20 adults.", None),
        ("Hiccups are contractions of the diaphragm.", None),
    ],
)
def test_how_surely_a_statement_is_worded(text: str, certainty: Certainty | None):
    assert reads_as(text) is certainty
    if certainty:
        assert wording_against(text, certainty) is None


@pytest.mark.parametrize(
    ("certainty", "words"),
    [
        (Certainty.MODERATE, "Porridge probably reduces hiccups."),
        (Certainty.LOW, "Porridge may reduce hiccups."),
        (Certainty.VERY_LOW, "The evidence is very uncertain on whether porridge reduces hiccups."),
    ],
)
def test_wording_that_is_too_sure_is_told_with_what_it_could_say(certainty: Certainty, words: str):
    found = wording_against("Porridge reduces hiccups.", certainty)
    assert found
    assert found.stronger
    assert found.suggested == words
    assert reads_as(words) is certainty
    assert SAYS[certainty] in found.words


def test_wording_that_is_less_sure_is_told_too():
    found = wording_against("Porridge may reduce hiccups.", Certainty.HIGH)
    assert found
    assert not found.stronger
    assert found.suggested == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("NSAIDs are effective against pain.", "NSAIDs may be effective against pain."),
        ("Salt makes no difference to hiccups.", "Salt may make no difference to hiccups."),
        ("Porridge has no effect on hiccups.", "Porridge may have no effect on hiccups."),
    ],
)
def test_verbs_in_their_form(text: str, words: str):
    assert suggested(text, Certainty.LOW) == words


@given(st.text(max_size=60), st.sampled_from(Certainty))
def test_no_text_makes_it_fail(text: str, certainty: Certainty):
    wording_against(text, certainty)
