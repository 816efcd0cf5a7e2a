"""The machine proposes a certainty with its reasons, a person sets it, and the wording follows from it."""

import pytest
from answers import a_citation, an_answer
from cases import NOW
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from answerable.composition.answer import Answer, AnsweredSection
from answerable.corpus.evidence import Appraisal, Design, EvidenceLevel, SampleSize
from answerable.corpus.record import NoticeKind, PublicationNotice
from answerable.drafting.model import SectionKind
from answerable.errors import UsageProblem
from answerable.review.certain_words import SAYS, reads_as, suggested, wording_against
from answerable.review.certainty import (
    STEPS,
    UP,
    Certainty,
    Domain,
    GradeReason,
    SetCertainty,
    comes_to,
    last_set,
    stands_on,
)
from answerable.review.grade import Proposal, as_known, propose, set_certainty
from answerable.review.outcomes import Outcome, outcomes_of

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
    assert [one.domain for one in trials.reasons] == list(Domain)
    assert not any(one.steps for one in trials.reasons if one.domain in UP)


def test_a_trial_beside_a_statement_that_has_none_does_not_make_both_begin_high():
    mixed = proposed(a_body((Design.RANDOMISED_TRIAL, LARGE), (Design.CASE_SERIES, LARGE)))
    assert (mixed.begins, mixed.certainty) == (Certainty.LOW, Certainty.LOW)
    assert "not every statement has a trial" in mixed.why


def test_a_review_of_series_is_no_trial():
    answer = a_body((Design.SYSTEMATIC_REVIEW, LARGE))
    of_series = replace(answer.references[0].appraisal, level=EvidenceLevel.FOUR)
    answer = replace(answer, references=(replace(answer.references[0], appraisal=of_series),))
    assert proposed(answer).begins is Certainty.LOW


def test_what_is_said_of_a_source_now_counts_and_what_nobody_could_look_up_stays():
    answer = a_body(*TRIALS)
    name = answer.references[0].record.id
    notice = PublicationNotice(kind=NoticeKind.EXPRESSION_OF_CONCERN)
    assert reason(as_known(answer, {name: (notice,)}), Domain.RISK_OF_BIAS).steps == -1
    assert as_known(answer, {name: None}) == answer


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


def set_by_a_person(proposal: Proposal, certainty: Certainty, *changed: GradeReason, **more: object) -> SetCertainty:
    """What a person sets who takes the proposal over but for these reasons."""
    reasons = {one.domain: one for one in (*proposal.reasons, *changed)}
    described = {"begins": proposal.begins, "reasons": tuple(reasons.values()), "by": "cl", "at": NOW}
    return set_certainty(proposal, certainty, submission="s1", revision="1" * 64, **(described | more))


def test_a_person_takes_a_proposal_over_or_sets_another_with_the_reason_that_makes_the_difference():
    proposal = proposed(a_body(*TRIALS))
    done = set_by_a_person(proposal, Certainty.HIGH)
    assert (done.certainty, done.proposed, done.reasons, done.by) == (Certainty.HIGH, Certainty.HIGH, proposal.reasons, "cl")
    lower = set_by_a_person(proposal, Certainty.LOW, GradeReason(Domain.RISK_OF_BIAS, -2, "Nobody was blinded."))
    assert (lower.certainty, lower.proposed, lower.proposal) == (Certainty.LOW, Certainty.HIGH, proposal.reasons)


@pytest.mark.parametrize(
    ("certainty", "changed", "more", "words"),
    [
        (Certainty.LOW, (), {}, "Your reasons lead from high to high, and you set low"),
        (Certainty.MODERATE, (GradeReason(Domain.RISK_OF_BIAS, -1, "  "),), {}, "without words: risk of bias"),
        (Certainty.HIGH, (GradeReason(Domain.RISK_OF_BIAS, 1, "Well done."),), {}, "risk of bias"),
        (Certainty.HIGH, (GradeReason(Domain.LARGE_EFFECT, -1, "Small."),), {}, "large effect"),
        (Certainty.HIGH, (), {"reasons": ()}, "design, risk of bias"),
        (Certainty.LOW, (), {"begins": Certainty.LOW}, "design"),
    ],
)
def test_reasons_are_whole_and_lead_to_what_is_set(certainty, changed, more, words):
    with pytest.raises(UsageProblem, match=words):
        set_by_a_person(proposed(a_body(*TRIALS)), certainty, *changed, **more)


def test_a_step_other_than_the_proposed_needs_words_of_ones_own():
    proposal = proposed(a_body(*TRIALS))
    same = next(one.words for one in proposal.reasons if one.domain is Domain.IMPRECISION)
    with pytest.raises(UsageProblem, match="imprecision"):
        set_by_a_person(proposal, Certainty.MODERATE, GradeReason(Domain.IMPRECISION, -1, same))


STEP = st.sampled_from(Domain).flatmap(lambda one: st.tuples(st.just(one), st.sampled_from(STEPS[one])))


@given(st.sampled_from(Certainty), st.lists(STEP))
def test_reasons_lead_to_a_certainty_and_one_more_step_down_never_raises_it(begins: Certainty, steps: list[tuple[Domain, int]]):
    reasons = [GradeReason(domain, count, "So.") for domain, count in steps]
    order = list(Certainty)
    led = comes_to(begins, reasons)
    assert order.index(comes_to(begins, [*reasons, GradeReason(Domain.IMPRECISION, -1, "So.")])) >= order.index(led)


def test_of_an_outcome_the_last_one_that_was_set_counts_until_it_is_withdrawn():
    proposal = proposed(a_body(*TRIALS))
    first = set_by_a_person(proposal, Certainty.HIGH)
    later = replace(first, outcome=" Hiccups ", certainty=Certainty.LOW, at="2027-01-01")
    other = replace(first, outcome="mortality")
    assert last_set([later, first, other]) == (later, other)
    assert last_set([first, replace(later, withdrawn=True), other]) == (other,)
    assert last_set([replace(first, withdrawn=True), later]) == (later,)


def test_what_was_set_stands_as_long_as_each_of_its_claims_does():
    done = set_by_a_person(proposed(a_body(*TRIALS)), Certainty.HIGH)
    assert stands_on(done, (*done.claims, "c9"))
    assert not stands_on(done, done.claims[1:])


# -- outcomes ------------------------------------------------------------------------------------------------------


def test_outcomes_are_named_by_the_claims_and_else_by_their_section():
    section = a_body(*TRIALS, *TRIALS).sections[0]
    texts = ("Deaths were fewer.", "Hiccups stopped sooner.", "All-cause mortality fell.", "An opinion.")
    claims = [replace(claim, text=text) for claim, text in zip(section.claims, texts, strict=True)]
    claims[3] = replace(claims[3], citations=())
    answer = replace(a_body(*TRIALS), sections=(replace(section, claims=tuple(claims)),))
    assert outcomes_of(answer) == (
        Outcome("mortality", (claims[0].id, claims[2].id)),
        Outcome("What treatment does", (claims[1].id,)),
    )
    harms = replace(answer, sections=(replace(section, kind=SectionKind.HARM, claims=tuple(claims)),))
    assert [one.name for one in outcomes_of(harms)] == ["harms"]
    signs = replace(answer, sections=(replace(section, kind=SectionKind.WARNING_SIGNS),))
    assert outcomes_of(signs) == ()


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
        ("The authors stated that porridge helps and gives relief.", None),
        ("According to its developers, the guideline holds that porridge reduces hiccups.", None),
        ("Porridge reduces hiccups, as two trials reported.", Certainty.HIGH),
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
